package ligature.rt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoreAffinityTest {

  private boolean isRealTime;

  /** The cores that the kernel lets the calling thread run on, as proc(5) writes them. */
  private static String cores() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/thread-self/status"))) {
        if (line.startsWith("Cpus_allowed_list:")) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
      throw new AssertionError("no list of cores");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a thread may run on before, while it is pinned, and after. */
  private List<String> coresOf(int priority) throws InterruptedException {
    List<String> seen = new ArrayList<>();
    Thread thread =
        new Thread(
            () -> {
              isRealTime = priority > 0 && RealTimeScheduling.enterFifo(priority);
              CoreAffinity affinity = CoreAffinity.ofThisThread();
              seen.add(cores());
              for (int i = 0; i < 2; i++) {
                affinity.pin();
                seen.add(cores());
                affinity.release();
                seen.add(cores());
              }
            });
    thread.start();
    thread.join();
    return seen;
  }

  @Test
  void aRealTimeThreadStaysOnOneCoreAndIsFreeAgain() throws InterruptedException {
    List<String> seen = coresOf(1);
    assumeThat(isRealTime).as("real-time scheduling is permitted here").isTrue();
    assertThat(seen.get(1)).matches("\\d+");
    assertThat(seen.get(3)).matches("\\d+");
    assertThat(seen.get(2)).isEqualTo(seen.get(0));
    assertThat(seen.get(4)).isEqualTo(seen.get(0));
  }

  @Test
  void anotherThreadGoesWhereThereIsRoom() throws InterruptedException {
    assertThat(coresOf(0)).hasSize(5).containsOnly(cores());
  }
}
