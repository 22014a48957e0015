package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ligature.files.Folders;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files in docs/rendering-at-scale.md do what the page says. */
class RenderingAtScaleTest {

  @TempDir private Path folder;

  /** The nth code block of a language. */
  private static String block(String language, int index) throws IOException {
    String page = Files.readString(Folders.home().resolve("docs/rendering-at-scale.md"));
    Matcher blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(page);
    for (int i = 0; i <= index; i++) {
      assertThat(blocks.find()).isTrue();
    }
    return blocks.group(1);
  }

  /** Puts a program of this name into the folder. */
  private void program(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("ligature"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private String run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    File said = folder.resolve("said.txt").toFile();
    Process process = builder.redirectOutput(said).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    String text = Files.readString(said.toPath());
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }

  @Test
  void gnuParallelMakesTheWholePack() throws Exception {
    boolean there;
    try {
      there = new ProcessBuilder("parallel", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      there = false;
    }
    Assumptions.assumeTrue(there, "SKIPPED: GNU parallel is not installed (apt install parallel)");
    List<String> java = new ArrayList<>();
    java.add(ProcessHandle.current().info().command().orElseThrow());
    java.addAll(List.of("-Xmx512m", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true"));
    java.add("-Dligature.home=" + Folders.home());
    java.add("-cp '" + System.getProperty("java.class.path") + "' ligature.cli.Main");
    program("#!/bin/sh\nexec " + String.join(" ", java) + " \"$@\"\n");
    Files.writeString(folder.resolve("pack-parallel.sh"), block("bash", 0));
    String options =
        "--timbres flute,oboe --steps 2 --keys 60,64 --velocities 80 --seconds 0.3 --device cpu";
    List<String> command = new ArrayList<>(List.of("bash", "pack-parallel.sh", "2", "pack"));
    command.addAll(List.of(options.split(" ")));
    run(Map.of(), command.toArray(String[]::new));
    Path single = folder.resolve("single");
    assertThat(CommandRun.of("pack " + options, List.of("--out", single.toString())).status())
        .isZero();
    assertThat(PackCommandTest.hashes(folder.resolve("pack")))
        .hasSize(6)
        .isEqualTo(PackCommandTest.hashes(single));
    assertThat(folder.resolve("pack.parts")).doesNotExist();
  }

  @Test
  void slurmGivesEachTaskItsShard() throws Exception {
    program("#!/bin/sh\necho \"$@\"\n");
    Path script = Files.writeString(folder.resolve("pack.sbatch"), block("bash", 1));
    Map<String, String> task =
        Map.of(
            "SLURM_ARRAY_TASK_ID", "3",
            "SLURM_ARRAY_TASK_COUNT", "64",
            "SLURM_CPUS_PER_TASK", "2");
    assertThat(run(task, "bash", script.toString()))
        .contains("--shard 3/64", "--jobs 2", "--out pack.parts/3", "--resume");
  }

  @Test
  void kubernetesGivesEachIndexItsShard() throws Exception {
    program("#!/bin/sh\necho \"$@\"\n");
    String yaml = block("yaml", 0);
    Matcher args = Pattern.compile("- >-\n((?: {14}.*\n)+)").matcher(yaml);
    assertThat(args.find()).isTrue();
    String command = args.group(1).replaceAll("\\s+", " ").strip();
    assertThat(run(Map.of("JOB_COMPLETION_INDEX", "63"), "bash", "-c", command))
        .contains("--shard 64/64", "--out /packs/pack.parts/63", "--resume");
    assertThat(yaml).contains("completions: 64");
  }
}
