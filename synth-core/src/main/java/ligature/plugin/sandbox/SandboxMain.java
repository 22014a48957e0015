package ligature.plugin.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import ligature.plugin.Plugin;

/**
 * The child process: opens plugins and runs each in a slot, until it crashes or its standard input
 * ends, which it does with the parent.
 *
 * <p>Arguments: the path of the parent's shared memory, and of a spare the formats that will be
 * needed. What plugins print goes nowhere.
 */
public final class SandboxMain {

  static final int OPEN = 1;
  static final int STATE = 2;
  static final int CLOSE = 3;

  /** As OPEN, ahead of time and without a reply: a spare child does it. */
  static final int PREPARE = 4;

  private static final int WARM_BLOCKS = 50;

  static final int OK = 0;
  static final int FAILED = 1;

  private final SharedMemory memory;
  private final ChildProviders providers = new ChildProviders();
  private final ChildSlot[] slots = new ChildSlot[SharedMemory.SLOTS];
  private final Set<String> warm = new HashSet<>();
  private final Opened[] prepared = new Opened[SharedMemory.SLOTS];

  private SandboxMain(SharedMemory memory) {
    this.memory = memory;
  }

  public static void main(String[] args) throws Exception {
    BlockingQueue<DataInputStream> commands = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(commands), "commands");
    reader.setDaemon(true);
    reader.start();
    SandboxMain child = new SandboxMain(SharedMemory.open(Path.of(args[0])));
    child.providers.warmUp(List.of(args).subList(1, args.length));
    while (true) {
      child.run(commands.take());
    }
  }

  /** On a thread of its own, so that the end of the parent is seen whatever a plugin does. */
  private static void read(BlockingQueue<DataInputStream> commands) {
    try (DataInputStream in = new DataInputStream(System.in)) {
      while (true) {
        byte[] command = new byte[in.readInt()];
        in.readFully(command);
        commands.add(new DataInputStream(new java.io.ByteArrayInputStream(command)));
      }
    } catch (IOException e) {
      Runtime.getRuntime().halt(0); // no exit handlers of plugins
    }
  }

  private void run(DataInputStream command) throws IOException {
    int sequence = command.readInt();
    int what = command.readInt();
    if (what == PREPARE) {
      prepare(command.readInt(), Opening.read(command));
      memory.prepared(sequence);
      return;
    }
    byte[] payload;
    int status = OK;
    try {
      payload = execute(what, command);
      if (payload.length > SharedMemory.REPLY_BYTES) {
        throw new IllegalStateException("its state is larger than 16 MiB");
      }
    } catch (RuntimeException | LinkageError e) {
      status = FAILED;
      payload = message(e).getBytes(StandardCharsets.UTF_8);
    }
    memory.reply(sequence, status, payload);
  }

  static String message(Throwable e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private byte[] execute(int what, DataInputStream command) throws IOException {
    int index = command.readInt();
    switch (what) {
      case OPEN:
        return open(index, command.readInt(), Opening.read(command));
      case STATE:
        return slots[index].plugin().state();
      default:
        slots[index].close();
        slots[index] = null;
        return new byte[0];
    }
  }

  /** A plugin that is ready, and what it was opened with. */
  private record Opened(Opening opening, Plugin plugin) {}

  /** What fails here is told when it is opened in earnest. */
  private void prepare(int index, Opening opening) {
    drop(index);
    if (opening.id().isEmpty()) {
      return;
    }
    try {
      String format = opening.id().substring(0, opening.id().indexOf(':'));
      if (warm.add(format) && !providers.warmUpPlugins(format)) {
        warmUp(opening);
      }
      prepared[index] = new Opened(opening, opened(opening));
    } catch (RuntimeException | LinkageError e) {
      prepared[index] = null;
    }
  }

  /** Runs a plugin that nobody hears, so that the first block in earnest finds all code loaded. */
  private void warmUp(Opening opening) {
    try (Plugin plugin = opened(opening)) {
      float[] left = new float[opening.maxFrames()];
      float[] right = new float[opening.maxFrames()];
      for (int i = 0; i < plugin.parameters().size(); i++) {
        plugin.set(i, plugin.parameters().get(i).initial());
      }
      for (int i = 0; i < WARM_BLOCKS; i++) {
        plugin.process(left, right, opening.maxFrames());
      }
    }
  }

  private void drop(int index) {
    if (prepared[index] != null) {
      prepared[index].plugin().close();
      prepared[index] = null;
    }
  }

  private byte[] open(int index, int answered, Opening opening) throws IOException {
    if (prepared[index] == null || !prepared[index].opening().equals(opening)) {
      drop(index);
      prepared[index] = new Opened(opening, opened(opening));
    }
    Plugin plugin = prepared[index].plugin();
    prepared[index] = null;
    slots[index] =
        new ChildSlot(
            plugin, memory.slot(index), answered, opening.maxFrames(), opening.isOffline());
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    new DataOutputStream(reply).writeInt(plugin.latencyFrames());
    return reply.toByteArray();
  }

  private Plugin opened(Opening opening) {
    Plugin plugin = providers.open(opening.id());
    try {
      plugin.setOffline(opening.isOffline());
      if (opening.state().length > 0) {
        plugin.restore(opening.state());
      }
      plugin.prepare(opening.rateHz(), opening.maxFrames());
      return plugin;
    } catch (RuntimeException | LinkageError e) {
      plugin.close();
      throw e;
    }
  }
}
