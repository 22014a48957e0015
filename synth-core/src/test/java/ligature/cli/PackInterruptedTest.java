package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Function;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ligature.files.Folders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs that are stopped by the user, by force or by a full disk, and then go on. */
class PackInterruptedTest {

  private static final String PACK = PackCommandTest.FLUTE_CELLO;
  private static final int LIMIT_SECONDS = 60;

  @TempDir private static Path shared;
  private static Path reference;

  @TempDir private Path folder;

  @BeforeAll
  static void makeThePack() {
    reference = shared.resolve("reference");
    assertThat(pack(reference, "--jobs", "2").status()).isZero();
  }

  private static CommandRun pack(Path out, String... more) {
    List<String> options = new ArrayList<>(List.of("--out", out.toString()));
    options.addAll(Arrays.asList(more));
    return CommandRun.of(PACK, options);
  }

  @Test
  void killedTwiceAndResumedItIsTheSamePack() throws Exception {
    Path killed = folder.resolve("killed");
    List<String> command = inAProcess(PACK);
    command.addAll(List.of("--jobs", "1", "--resume", "--out", killed.toString()));
    // a line of the plan, then one for each file; three are finished at a time, and told when they
    // are in the journal: with the next three these are
    for (int lines : new int[] {7, 13}) {
      boolean politely = lines == 7;
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("said.txt").toFile())
              .start();
      try {
        awaitLines(killed.resolve("pack.journal"), lines, process);
        if (politely) {
          endsAtASignal(process, killed);
        }
      } finally {
        process.destroyForcibly().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
      assertThat(killed.resolve("manifest.json")).as("killed in time").doesNotExist();
    }
    CommandRun run = pack(killed, "--resume", "--jobs", "2");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().get("skipped").asInt()).isGreaterThanOrEqualTo(9);
    assertThat(PackCommandTest.hashes(killed)).isEqualTo(PackCommandTest.hashes(reference));
  }

  private static void awaitLines(Path journal, int lines, Process process) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (process.isAlive() && (!Files.exists(journal) || lines(journal) < lines)) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(5);
    }
  }

  private void endsAtASignal(Process process, Path pack) throws Exception {
    int signal = interruptSignal();
    Function.getFunction("c", "kill").invokeInt(new Object[] {(int) process.pid(), signal});
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("ends").isTrue();
    assertThat(process.exitValue()).as("as a shell counts signals").isEqualTo(128 + signal);
    assertThat(folder.resolve("said.txt"))
        .content()
        .containsPattern(
            "(?s)18 files, about .* of work.* (3|6|9|12|15) of 18 files are finished and kept")
        .contains("--resume");
    assertThat(PackCommandTest.hashes(pack).keySet()).noneMatch(name -> name.endsWith(".partial"));
  }

  /** Ctrl C; where a shell made this process deaf to it, as it does behind an &, SIGTERM. */
  private static int interruptSignal() throws IOException {
    String status = Files.readString(Path.of("/proc/self/status"));
    long ignored = Long.parseLong(status.replaceAll("(?s).*SigIgn:\\s*(\\w+).*", "$1"), 16);
    int sigint = 2;
    return (ignored & 1L << sigint - 1) == 0 ? sigint : 15;
  }

  /** A command line that runs the program in a process of its own. */
  static List<String> inAProcess(String options) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(a -> a.startsWith("-X") || a.startsWith("-Dai.") || a.startsWith("-DOPT"))
        .forEach(command::add);
    command.add("-Dligature.home=" + Folders.home());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "ligature.cli.Main"));
    command.addAll(List.of(options.split(" ")));
    return command;
  }

  private static long lines(Path file) throws IOException {
    return Files.readString(file).lines().count();
  }

  @Test
  void aFullDiskStopsCleanlyAndTheRestIsMadeLater() throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    boolean mounted;
    try {
      mounted =
          new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=1500k", "none", disk.toString())
                  .start()
                  .waitFor()
              == 0;
    } catch (IOException e) {
      mounted = false;
    }
    assumeTrue(mounted, "SKIPPED: only root may mount a tmpfs");
    try {
      Path out = disk.resolve("pack");
      CommandRun full = pack(out);
      assertThat(full.status()).as(full.err()).isEqualTo(2);
      assertThat(full.err()).contains("only ", "are free", "the disk is full", "--resume");
      Map<String, String> kept = PackCommandTest.hashes(out);
      assertThat(kept.keySet()).noneMatch(name -> name.endsWith(".partial"));
      assertThat(kept).hasSizeGreaterThan(1);
      new ProcessBuilder("mount", "-o", "remount,size=16m", disk.toString()).start().waitFor();
      CommandRun rest = pack(out, "--resume");
      assertThat(rest.status()).as(rest.err()).isZero();
      assertThat(rest.json().get("skipped").asInt()).isPositive();
      assertThat(PackCommandTest.hashes(out)).isEqualTo(PackCommandTest.hashes(reference));
    } finally {
      new ProcessBuilder("umount", disk.toString()).start().waitFor();
    }
  }
}
