package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ligature.rt.RealTimeScheduling;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What the kernel says of the thread that runs the model. */
class ModelSchedulingTest {

  /** Fields of /proc/PID/task/TID/stat behind the name, from 0; see proc(5). */
  private static final int PRIORITY = 37;

  private static final int POLICY = 38;
  private static final String FIFO = "1";
  private static final String OTHER = "0";

  /** The fields of the threads of a name. */
  private static List<String[]> threads(String name) throws IOException {
    List<String[]> found = new ArrayList<>();
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path task : tasks) {
        if (Files.readString(task.resolve("comm")).strip().equals(name)) {
          String stat = Files.readString(task.resolve("stat"));
          found.add(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        }
      }
    }
    return found;
  }

  private static boolean isPermitted() throws InterruptedException {
    boolean[] granted = {false};
    Thread thread = new Thread(() -> granted[0] = RealTimeScheduling.enterFifo(60));
    thread.start();
    thread.join();
    return granted[0];
  }

  @Test
  void itRunsInRealTimeBelowJacksClientsAndItsHelpersDoNot() throws Exception {
    if (!isPermitted()) {
      System.out.println("SKIPPED: real-time scheduling is not permitted here");
      Assumptions.abort("no real-time scheduling");
    }
    try (LiveSession session = LiveSession.open(Bundled.options(Bundled.flute(), 4, "none"))) {
      List<String[]> model = threads("ligature-model");
      assertThat(model).hasSize(1);
      assertThat(model.get(0)[POLICY]).as("its class").isEqualTo(FIFO);
      // jackd at its default of 70 gives its clients 65
      assertThat(Integer.parseInt(model.get(0)[PRIORITY])).isBetween(1, 64);
      List<String[]> keeper = threads("ligature-audio-"); // of its name Linux keeps 15 letters
      assertThat(keeper).hasSize(1);
      assertThat(keeper.get(0)[POLICY]).as("a helper's class").isEqualTo(OTHER);
      assertThat(session.failure()).isNull();
    }
  }
}
