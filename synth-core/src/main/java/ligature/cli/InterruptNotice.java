package ligature.cli;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Says, when the user interrupts a job, that it can go on; the JVM exits with 130. Threads: any.
 */
final class InterruptNotice implements AutoCloseable {

  private final AtomicReference<String> state = new AtomicReference<>("nothing is finished yet");
  private final Thread hook =
      new Thread(
          () ->
              System.err.println(
                  "\nligature: stopped; "
                      + state.get()
                      + "; the same command with --resume goes on"),
          "ligature-interrupt");

  InterruptNotice() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  void finished(int files, int ofFiles) {
    state.set(files + " of " + ofFiles + " files are finished and kept");
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is on its way down, and the hook has spoken
    }
  }
}
