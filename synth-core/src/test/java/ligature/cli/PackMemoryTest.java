package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The memory of packs, with as many threads as a large machine would take by default. */
class PackMemoryTest {

  private static final long MOST_MIB = 2048;

  @TempDir private Path folder;

  @Tag("long")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--jobs 34 --timbres flute --keys 30..99 --velocities 60,110 --seconds 1",
        "--jobs 6 --timbres flute,cello --keys 48..84:3 --velocities 60,110 --seconds 3",
        "--jobs 4 --timbres flute,cello --steps 16 --keys 48..55 --velocities 100 --seconds 3",
        "--jobs 3 --timbres flute,cello --keys 48..50 --velocities 100 --seconds 60",
        "--jobs 2 --timbres flute,cello --keys 48,49 --velocities 100 --seconds 60 --rate 192000"
            + " --bits 32f --format sfz,nsynth"
      })
  void staysUnderTwoGiB(String options) throws Exception {
    List<String> command = PackInterruptedTest.inAProcess("pack --device cpu " + options);
    command.removeIf(option -> option.startsWith("-XX:+Use") || option.startsWith("-Xm"));
    command.addAll(1, List.of("-XX:+UseSerialGC", "-Xmx768m")); // as the script ligature does
    command.addAll(List.of("--out", folder.resolve("pack").toString()));
    Path said = folder.resolve("said.txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MALLOC_ARENA_MAX", "256");
    Process process = builder.redirectOutput(said.toFile()).start();
    long mostMib = 0;
    while (process.isAlive()) {
      mostMib = Math.max(mostMib, mostMibSoFar(process.pid()));
      Thread.sleep(20);
    }
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    assertThat(mostMib).as("most memory resident, MiB").isBetween(200L, MOST_MIB);
  }

  /** 0 when the process is gone. */
  private static long mostMibSoFar(long pid) throws Exception {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
