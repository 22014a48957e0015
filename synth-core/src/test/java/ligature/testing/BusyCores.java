package ligature.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The load of other programs: a process for every core that counts, at the usual priority.
 *
 * <p>They are no threads of this JVM, for those it would have to stop before each collection, and
 * what waits for a core it stops late: a load like that only a program has that computes beside its
 * real-time threads in Java.
 */
public final class BusyCores implements AutoCloseable {

  /** Ends by itself when this JVM is gone. */
  private static final String WORK =
      "while kill -0 %d; do i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; done";

  private final List<Process> processes = new ArrayList<>();

  public BusyCores() throws IOException {
    String work = WORK.formatted(ProcessHandle.current().pid());
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      processes.add(
          new ProcessBuilder("sh", "-c", work)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    processes.forEach(each -> each.onExit().join());
  }
}
