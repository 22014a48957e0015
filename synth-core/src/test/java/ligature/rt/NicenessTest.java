package ligature.rt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NicenessTest {

  private static final int FAVOURED = -15;
  private static final int SCHED_RR = 2;

  /** What proc(5) says of a thread: its nice value and its real-time priority. */
  private record Scheduled(int nice, int realTime) {
    static Scheduled of(Path task) throws IOException {
      String stat = Files.readString(task.resolve("stat"));
      // the name, in brackets, may hold anything; the nice value is field 19, the priority 40
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return new Scheduled(Integer.parseInt(fields[16]), Integer.parseInt(fields[37]));
    }
  }

  private static Map<String, Scheduled> threads() throws IOException {
    Map<String, Scheduled> found = new HashMap<>();
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      for (Path task : (Iterable<Path>) tasks::iterator) {
        try {
          found.put(Files.readString(task.resolve("comm")).strip(), Scheduled.of(task));
        } catch (NoSuchFileException e) {
          continue; // it has ended
        }
      }
    }
    return found;
  }

  private static <T> T onThread(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    new Thread(task).start();
    return task.get();
  }

  /** A thread's own, while all are favoured that run. */
  private static Scheduled ofOne(Runnable first) throws Exception {
    return onThread(
        () -> {
          first.run();
          Niceness.favour();
          return Scheduled.of(Path.of("/proc/thread-self"));
        });
  }

  private static void assumePermitted() throws Exception {
    assumeThat(ofOne(() -> {}).nice()).as("permitted here").isEqualTo(FAVOURED);
  }

  @Test
  void allThreadsGoBeforeOtherPrograms() throws Exception {
    assumePermitted();
    Niceness.favour();
    Map<String, Scheduled> threads = threads();
    for (String vm : List.of("C1 Compiler", "C2 Compiler", "Signal Dispatch")) {
      assertThat(threads)
          .anySatisfy(
              (name, scheduled) -> {
                assertThat(name).startsWith(vm);
                assertThat(scheduled.nice()).isEqualTo(FAVOURED);
              });
    }
    Scheduled operations = threads.get("VM Thread");
    assertThat(operations.realTime() > 0 || operations.nice() == FAVOURED).isTrue();
  }

  @Test
  void whoStandsBackIsNotFavouredNorAreThoseItStarts() throws Exception {
    assumePermitted();
    assertThat(ofOne(Niceness::standBack).nice()).isPositive();
    Scheduled child =
        onThread(
            () -> {
              Niceness.standBack();
              return ofOne(() -> {});
            });
    assertThat(child.nice()).isPositive();
  }

  @Test
  void otherProgramsThatAFavouredThreadStartsAreNot() throws Exception {
    assumePermitted();
    String nice =
        onThread(
            () -> {
              Niceness.favourThis();
              Process child = new ProcessBuilder("nice").start();
              return new String(child.getInputStream().readAllBytes(), UTF_8).strip();
            });
    assertThat(nice).isEqualTo("0");
  }

  @Test
  void aRealTimeThreadStaysOne() throws Exception {
    boolean[] permitted = {false};
    Scheduled after = ofOne(() -> permitted[0] = RealTimeScheduling.enterFifo(1));
    assumeThat(permitted[0]).as("real-time scheduling is permitted here").isTrue();
    assertThat(after).isEqualTo(new Scheduled(0, 1));
  }

  /** The class that RealtimeKit gives, to PipeWire's threads for one. */
  @Test
  void soDoesOneThatTakesTurnsWithOthers() throws Exception {
    boolean[] permitted = {false};
    Scheduled after =
        ofOne(
            () ->
                permitted[0] =
                    LibC.sched_setscheduler(LibC.THIS_THREAD, SCHED_RR, new int[] {1}) == 0);
    assumeThat(permitted[0]).as("real-time scheduling is permitted here").isTrue();
    assertThat(after).isEqualTo(new Scheduled(0, 1));
  }
}
