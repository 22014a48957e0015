package ligature.testing;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.File;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A private jackd with the dummy driver, under a name of its own, so that a test never touches the
 * user's server. Where jackd is not installed the test is skipped, and says so.
 */
public final class Jackd implements AutoCloseable {

  private interface LibC extends Library {
    int setenv(String name, String value, int overwrite);
  }

  private static final long START_NANOS = 10_000_000_000L;

  /**
   * libjack knows at most eight servers on a machine, and one that was killed stays on its list
   * until another one takes its name: so the names are few, and used again.
   */
  private static final int NAMES = 4;

  /** A test that is broken off leaves no server behind that the next one would find in its way. */
  private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroy)));
  }

  private final String name;
  private int rateHz;
  private int periodFrames;
  private Process process;
  private volatile long acceptedNanos;

  private Jackd(String name, int rateHz, int periodFrames) {
    this.name = name;
    this.rateHz = rateHz;
    this.periodFrames = periodFrames;
  }

  /** Starts a server; all JACK clients that this JVM opens from now on are its. */
  public static Jackd start(int rateHz, int periodFrames) {
    if (!new File("/usr/bin/jackd").canExecute()) {
      System.out.println("SKIPPED: jackd is not installed (Debian: apt install jackd2)");
      Assumptions.abort("jackd is not installed");
    }
    for (int i = 0; i < NAMES; i++) {
      Jackd jackd = new Jackd("ligature-test-" + i, rateHz, periodFrames);
      if (!jackd.answers() && jackd.launch()) {
        // libjack reads the name at every open, from the C environment, which Java's does not
        // change
        Native.load("c", LibC.class).setenv("JACK_DEFAULT_SERVER", jackd.name, 1);
        return jackd;
      }
    }
    System.out.println("SKIPPED: jackd does not start here");
    return Assumptions.abort("jackd does not start here");
  }

  /** Its name, for {@code JACK_DEFAULT_SERVER} of other processes. */
  public String name() {
    return name;
  }

  /** Starts the server again after {@link #kill}, in real time where that is permitted. */
  public void restart() {
    if (!launch()) {
      throw new IllegalStateException("jackd did not start again");
    }
  }

  private boolean launch() {
    return launch("-R", "-P", "70") || launch("-r");
  }

  /** Whether a server of this name runs. */
  private boolean answers() {
    try {
      Process list =
          new ProcessBuilder("jack_lsp", "-s", name)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return list.waitFor(15, TimeUnit.SECONDS) && list.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Starts the server again at another rate and with another period. */
  public void restart(int newRateHz, int newPeriodFrames) {
    rateHz = newRateHz;
    periodFrames = newPeriodFrames;
    restart();
  }

  private boolean launch(String... scheduling) {
    java.util.List<String> command =
        new java.util.ArrayList<>(java.util.List.of("jackd", "-n", name));
    command.addAll(java.util.List.of(scheduling));
    command.addAll(
        java.util.List.of("-m", "-d", "dummy", "-r", "" + rateHz, "-p", "" + periodFrames));
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      STARTED.add(process);
      long launchedNanos = System.nanoTime();
      while (process.isAlive() && System.nanoTime() - launchedNanos < START_NANOS) {
        long askedNanos = System.nanoTime();
        if (answers()) {
          acceptedNanos = askedNanos;
          return process.isAlive();
        }
        Thread.sleep(20);
      }
      process
          .destroy(); // one that is killed at its start may leave files that no later one can open
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Changes the period while clients run. */
  public void setPeriod(int frames) throws IOException, InterruptedException {
    tool("jack_bufsize", "" + frames);
  }

  /** Lets the server run as fast as its clients do, or in real time again. */
  public void setFreewheel(boolean on) throws IOException, InterruptedException {
    tool("jack_freewheel", on ? "y" : "n");
  }

  /** Lets the transport roll. */
  public void startTransport() throws IOException, InterruptedException {
    transport("play");
  }

  /** Commands of jack_transport: play, stop, locate FRAME. */
  public void transport(String... said) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("jack_transport");
    builder.environment().put("JACK_DEFAULT_SERVER", name);
    Process process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try (java.io.Writer commands = process.outputWriter()) {
      commands.write(String.join("\n", said) + "\nquit\n");
    }
    process.waitFor(10, TimeUnit.SECONDS);
  }

  /** Something that says the tempo of the transport, until it is closed; the transport rolls. */
  public AutoCloseable tempo(double beatsPerMinute) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("jack_transport");
    builder.environment().put("JACK_DEFAULT_SERVER", name);
    Process process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    java.io.Writer commands = process.outputWriter();
    commands.write("master\ntempo " + beatsPerMinute + "\nplay\n");
    commands.flush();
    return () -> {
      commands.write("quit\n");
      commands.close();
      process.waitFor(10, TimeUnit.SECONDS);
    };
  }

  private void tool(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JACK_DEFAULT_SERVER", name);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor(10, TimeUnit.SECONDS);
  }

  /**
   * When the server last began to accept clients, by {@link System#nanoTime}: then one was asked to
   * connect, and did.
   */
  public long acceptedNanos() {
    return acceptedNanos;
  }

  /** As kill -9. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    if (!process.isAlive()) {
      launch("-r"); // one that ends properly takes itself off libjack's list
    }
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
