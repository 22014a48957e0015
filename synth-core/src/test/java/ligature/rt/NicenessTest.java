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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NicenessTest {

  private static final int FAVOURED = -15;

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

  /** A thread's own, while all are favoured that run. */
  private static Scheduled ofOne(Runnable first) throws Exception {
    CompletableFuture<Scheduled> found = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                first.run();
                Niceness.favour();
                found.complete(Scheduled.of(Path.of("/proc/thread-self")));
              } catch (IOException e) {
                found.completeExceptionally(e);
              }
            });
    thread.start();
    return found.get();
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
    CompletableFuture<Scheduled> child = new CompletableFuture<>();
    Thread parent =
        new Thread(
            () -> {
              Niceness.standBack();
              try {
                child.complete(ofOne(() -> {}));
              } catch (Exception e) {
                child.completeExceptionally(e);
              }
            });
    parent.start();
    assertThat(child.get().nice()).isPositive();
  }

  @Test
  void otherProgramsThatAFavouredThreadStartsAreNot() throws Exception {
    assumePermitted();
    CompletableFuture<String> nice = new CompletableFuture<>();
    Thread parent =
        new Thread(
            () -> {
              Niceness.favourThis();
              try {
                Process child = new ProcessBuilder("nice").start();
                nice.complete(new String(child.getInputStream().readAllBytes(), UTF_8).strip());
              } catch (IOException e) {
                nice.completeExceptionally(e);
              }
            });
    parent.start();
    assertThat(nice.get()).isEqualTo("0");
  }

  @Test
  void aRealTimeThreadStaysOne() throws Exception {
    boolean[] permitted = {false};
    Scheduled after = ofOne(() -> permitted[0] = RealTimeScheduling.enterFifo(1));
    assumeThat(permitted[0]).as("real-time scheduling is permitted here").isTrue();
    assertThat(after).isEqualTo(new Scheduled(0, 1));
  }
}
