package ligature.plugin.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import ligature.files.InputException;
import ligature.rt.ThreadRole;

/**
 * A child process, seen from the parent: commands go to its standard input, replies come by the
 * shared memory.
 *
 * <p>Threads: {@code [io-thread]}; one command at a time.
 */
final class Child {

  /** It died or stood still while a command was under way. */
  static final class Lost extends Exception {
    private static final long serialVersionUID = 1;

    Lost(String message) {
      super(message);
    }
  }

  private static final long POLL_MILLIS = 2;

  /** What a pipe takes without a reader, and some more that goes with a state. */
  private static final int PIPE_BYTES = 32_768;

  private final SharedMemory memory;
  private final Process process;
  private int sequence;
  private volatile int prepareSequence;

  private Child(SharedMemory memory, Process process) {
    this.memory = memory;
    this.process = process;
    // replies of its predecessor must not be taken for its own
    sequence = (int) (process.pid() << 12);
  }

  /**
   * Starts one, which makes itself ready meanwhile.
   *
   * @param formats that it makes itself ready for before its first command, if it is a spare
   * @param environment added to the child's
   * @param ended called once it is gone
   */
  static Child start(
      SharedMemory memory, Set<String> formats, Map<String, String> environment, Runnable ended)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(memory.path().toString()));
    arguments.addAll(formats);
    ProcessBuilder builder =
        new ProcessBuilder(ChildJvm.naming(SandboxMain.class.getName(), arguments));
    builder.environment().putAll(environment);
    Process process =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.onExit().thenRun(ended);
    return new Child(memory, process);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Opens a plugin in a slot; returns by how many frames it is late. */
  int open(int slot, int answered, Opening opening, long limitMillis) throws Lost {
    byte[] reply =
        call(
            SandboxMain.OPEN,
            slot,
            out -> {
              out.writeInt(answered);
              opening.write(out);
            },
            limitMillis);
    return ByteBuffer.wrap(reply).getInt();
  }

  /** Lets it make a plugin ready for a slot; returns at once, before that is done. */
  void prepare(int slot, Opening opening) throws Lost {
    if (opening.state().length > PIPE_BYTES) { // a child that only begins does not read yet
      ThreadRole.IO.daemons("sandbox-prepare").newThread(() -> trySend(slot, opening)).start();
    } else if (!trySend(slot, opening)) {
      throw new Lost("ends its process");
    }
  }

  /** Whether all that it was to make ready is. */
  boolean isPrepared() {
    return prepareSequence == 0 || memory.isPrepared(prepareSequence);
  }

  private synchronized boolean trySend(int slot, Opening opening) {
    sequence++;
    prepareSequence = sequence;
    try {
      send(SandboxMain.PREPARE, slot, opening::write);
      return true;
    } catch (IOException e) {
      return false; // it is gone, which others see
    }
  }

  byte[] state(int slot, long limitMillis) throws Lost {
    return call(SandboxMain.STATE, slot, out -> {}, limitMillis);
  }

  void close(int slot, long limitMillis) throws Lost {
    call(SandboxMain.CLOSE, slot, out -> {}, limitMillis);
  }

  private interface Arguments {
    void write(DataOutputStream out) throws IOException;
  }

  private synchronized byte[] call(int what, int slot, Arguments arguments, long limitMillis)
      throws Lost {
    sequence++;
    try {
      send(what, slot, arguments);
    } catch (IOException e) {
      throw new Lost("ends its process");
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    while (!memory.isReplied(sequence)) {
      if (!process.isAlive()) {
        throw new Lost("ends its process (status " + process.exitValue() + ")");
      } else if (System.nanoTime() > end) {
        throw new Lost("takes more than " + limitMillis / 1000 + " s");
      }
      sleep();
    }
    byte[] payload = memory.replyPayload();
    if (memory.replyStatus() != SandboxMain.OK) {
      throw new InputException(new String(payload, StandardCharsets.UTF_8));
    }
    return payload;
  }

  private synchronized void send(int what, int slot, Arguments arguments) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0); // the length, when it is known
    out.writeInt(sequence);
    out.writeInt(what);
    out.writeInt(slot);
    arguments.write(out);
    byte[] command = bytes.toByteArray();
    ByteBuffer.wrap(command).putInt(command.length - Integer.BYTES);
    OutputStream in = process.getOutputStream();
    in.write(command);
    in.flush();
  }

  private static void sleep() throws Lost {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Lost("was not waited for");
    }
  }

  /** Ends it, whatever it does, and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    boolean interrupted = false;
    while (true) {
      try {
        process.waitFor();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // there is nobody any more who would read
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
