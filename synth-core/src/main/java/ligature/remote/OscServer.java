package ligature.remote;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import ligature.files.InputException;
import ligature.live.Player;
import ligature.live.PresetRack;
import ligature.rt.ThreadRole;

/**
 * Listens for OSC and plays it; docs/remote.md lists the addresses.
 *
 * <p>Whatever a packet holds, the server goes on: what is wrong is answered with {@code /error}.
 * Notes and parameters are handled as they come; files are read by a second thread, so that they
 * hold up no note. Threads: made and closed by any, runs on its own.
 */
public final class OscServer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("ligature.remote");
  private static final String ERROR = "/error";
  private static final int MOST_WAITING = 16;

  private final UdpPort port;
  private final OscCommands commands;
  private final Thread thread = new Thread(this::run, "ligature-osc");
  private final ThreadPoolExecutor loader =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          task -> {
            Thread t = new Thread(task, "ligature-osc-loader");
            t.setDaemon(true);
            return t;
          });

  /**
   * Begins to listen on 127.0.0.1.
   *
   * @param portNumber 0 for any free one
   * @throws InputException if the port is taken
   */
  public OscServer(int portNumber, Player player, PresetRack presets) {
    try {
      port = new UdpPort(portNumber);
    } catch (IOException e) {
      throw new InputException(
          "--osc " + portNumber + ": " + e.getMessage() + "; choose another port", e);
    }
    commands = new OscCommands(player, presets, this::load);
    thread.setDaemon(true);
    thread.start();
  }

  /** The port that it listens on. */
  public int port() {
    return port.port();
  }

  private void run() {
    ThreadRole.IO.enter();
    while (!port.isClosed()) {
      try {
        UdpPort.Packet packet = port.receive(0);
        handle(packet.bytes(), packet.sender());
      } catch (IOException e) {
        if (!port.isClosed()) {
          LOG.log(System.Logger.Level.DEBUG, "OSC: nothing received", e);
        }
      }
    }
  }

  private void handle(byte[] packet, SocketAddress sender) {
    try {
      OscMessage.read(packet, packet.length, message -> handle(message, sender));
    } catch (InputException e) {
      answerError(sender, e.getMessage());
    }
  }

  private void handle(OscMessage message, SocketAddress sender) {
    if (message.address().equals(ERROR)) {
      return; // two servers that complain to each other would never end
    }
    try {
      commands.handle(message, reply -> port.send(sender, reply));
    } catch (InputException e) {
      answerError(sender, e.getMessage());
    } catch (RuntimeException e) { // a fault of ours must not end the remote control
      LOG.log(System.Logger.Level.WARNING, "OSC: " + message.address() + " failed", e);
      answerError(sender, message.address() + " failed: " + e);
    }
  }

  private void answerError(SocketAddress sender, String text) {
    port.send(sender, OscMessage.of(ERROR, text.substring(0, Math.min(500, text.length()))));
  }

  /** Runs what reads files; what goes wrong in it is told like the rest. */
  private void load(Runnable task, OscCommands.Reply reply) {
    try {
      loader.execute(
          () -> {
            ThreadRole.IO.enter();
            try {
              task.run();
            } catch (InputException e) {
              reply.send(OscMessage.of(ERROR, e.getMessage()));
            } catch (RuntimeException e) {
              LOG.log(System.Logger.Level.WARNING, "OSC: loading failed", e);
              reply.send(OscMessage.of(ERROR, "loading failed: " + e));
            }
          });
    } catch (RejectedExecutionException e) {
      throw new InputException("too many files are waiting to be loaded; send fewer at a time", e);
    }
  }

  @Override
  public void close() {
    port.close();
    loader.shutdownNow();
    try {
      thread.join(2000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
