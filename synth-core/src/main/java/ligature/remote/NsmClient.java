package ligature.remote;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import ligature.files.InputException;
import ligature.live.Player;
import ligature.rt.ThreadRole;

/**
 * A client of the Non Session Manager protocol, API 1.1: a session manager starts the program, says
 * where its state lies and how it is called in JACK, and asks it to save.
 *
 * <p>Threads: {@link #connect}, {@link #awaitProject} and the two answers by one; then a thread of
 * its own listens, {@code [io-thread]}.
 */
public final class NsmClient implements AutoCloseable {

  /** What the environment says when a session manager started the program. */
  public static final String URL_VARIABLE = "NSM_URL";

  private static final System.Logger LOG = System.getLogger("ligature.remote");
  private static final String ANNOUNCE = "/nsm/server/announce";
  private static final String OPEN = "/nsm/client/open";
  private static final String SAVE = "/nsm/client/save";
  private static final String REPLY = "/reply";
  private static final String ERROR = "/error";
  private static final int API_MAJOR = 1;
  private static final int API_MINOR = 1;
  private static final int GENERAL_ERROR = -1;
  private static final int NOT_NOW = -8;
  private static final int BAD_PROJECT = -9;
  private static final int ANNOUNCE_MILLIS = 3000;
  private static final int OPEN_MILLIS = 20_000;

  /** How often changes are looked for: often enough for a star in the manager's list. */
  private static final int LOOK_MILLIS = 250;

  private final UdpPort port;
  private final InetSocketAddress server;
  private final Deque<OscMessage> arrived = new ArrayDeque<>();
  private Project project;
  private Player player;
  private SessionState saved;
  private boolean dirty;
  private Thread thread;

  /**
   * What the session manager opens.
   *
   * @param folder where the program's state lies; may not exist yet
   * @param displayName for people
   * @param clientId the name to have in JACK
   */
  public record Project(Path folder, String displayName, String clientId) {}

  private NsmClient(UdpPort port, InetSocketAddress server) {
    this.port = port;
    this.server = server;
  }

  /**
   * Announces the program to the session manager.
   *
   * @param url as {@link #URL_VARIABLE} has it: osc.udp://host:port/
   * @param executable by which the manager starts the program again
   * @return null, and a line in the log, if there is no manager or it refuses: we play without
   * @throws InputException if the URL is none
   */
  public static NsmClient connect(String url, String executable) {
    NsmClient client;
    try {
      client = new NsmClient(new UdpPort(0), address(url));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "NSM: no UDP port: " + e.getMessage());
      return null;
    }
    client.send(
        ANNOUNCE,
        "Ligature",
        ":dirty:message:",
        executable,
        API_MAJOR,
        API_MINOR,
        (int) ProcessHandle.current().pid());
    OscMessage answer = client.await(ANNOUNCE_MILLIS, m -> isAnswer(m, ANNOUNCE));
    if (answer == null || answer.address().equals(ERROR)) {
      LOG.log(
          System.Logger.Level.WARNING,
          URL_VARIABLE
              + " "
              + url
              + ": the session manager "
              + (answer == null ? "does not answer" : "refuses: " + answer.text(2))
              + "; playing without it");
      client.close();
      return null;
    }
    return client;
  }

  private static InetSocketAddress address(String url) {
    try {
      URI uri = URI.create(url.strip());
      boolean fits =
          "osc.udp".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getPort() > 0
              && uri.getPort() <= 65_535;
      if (fits) {
        return new InetSocketAddress(uri.getHost(), uri.getPort());
      }
    } catch (IllegalArgumentException e) {
      LOG.log(System.Logger.Level.DEBUG, "NSM", e);
    }
    throw new InputException(
        URL_VARIABLE + " " + url + ": wanted osc.udp://localhost:PORT/, or nothing at all");
  }

  private static boolean isAnswer(OscMessage message, String to) {
    boolean answer = message.address().equals(REPLY) || message.address().equals(ERROR);
    return answer && to.equals(message.text(0));
  }

  /**
   * Waits until the manager says what to open. JACK must not be opened before.
   *
   * @throws InputException if it does not say in 20 s
   */
  public Project awaitProject() {
    OscMessage open =
        await(OPEN_MILLIS, m -> m.address().equals(OPEN) && m.text(0) != null && m.text(2) != null);
    if (open == null) {
      throw new InputException(
          "the session manager did not say what to open within 20 s; unset "
              + URL_VARIABLE
              + " to play without it");
    }
    project = new Project(Path.of(open.text(0)), open.text(1), open.text(2));
    return project;
  }

  /** Waits for a message; others that come first are kept. */
  private OscMessage await(int millis, java.util.function.Predicate<OscMessage> wanted) {
    long end = System.nanoTime() + millis * 1_000_000L;
    Deque<OscMessage> others = new ArrayDeque<>();
    try {
      for (long left = millis; left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        receive((int) left);
        while (!arrived.isEmpty()) {
          OscMessage message = arrived.poll();
          if (wanted.test(message)) {
            return message;
          }
          others.add(message);
        }
      }
    } catch (SocketTimeoutException e) {
      return null;
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "NSM: nothing received", e);
    } finally {
      others.addAll(arrived);
      arrived.clear();
      arrived.addAll(others);
    }
    return null;
  }

  private void receive(int timeoutMillis) throws IOException {
    UdpPort.Packet packet = port.receive(timeoutMillis);
    // the host may be known by several addresses; its port is the manager's own
    if (packet.sender() instanceof InetSocketAddress sender
        && sender.getPort() == server.getPort()) {
      try {
        OscMessage.read(packet.bytes(), packet.bytes().length, arrived::add);
      } catch (InputException e) {
        LOG.log(System.Logger.Level.DEBUG, "NSM: " + e.getMessage());
      }
    }
  }

  /** The project is open and plays: answers the manager, and does from now on what it asks. */
  public void opened(Player playing) {
    player = playing;
    saved = SessionState.of(player);
    send(REPLY, OPEN, "open");
    thread = new Thread(this::run, "ligature-nsm");
    thread.setDaemon(true);
    thread.start();
  }

  /** The project could not be opened. */
  public void failed(String why) {
    send(ERROR, OPEN, BAD_PROJECT, why);
  }

  private void run() {
    ThreadRole.IO.enter();
    while (!port.isClosed()) {
      try {
        while (!arrived.isEmpty()) {
          handle(arrived.poll());
        }
        receive(LOOK_MILLIS);
      } catch (SocketTimeoutException e) {
        tellChanges();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "NSM: nothing received", e);
      }
    }
  }

  private void handle(OscMessage message) {
    switch (message.address()) {
      case SAVE -> save();
      case OPEN -> send(ERROR, OPEN, NOT_NOW, "a project is open; start another client");
      default -> {
        // session_is_loaded, replies, and what later versions add need no answer
      }
    }
  }

  private void save() {
    try {
      SessionState state = SessionState.of(player);
      state.write(project.folder(), project.displayName());
      saved = state;
      send(REPLY, SAVE, "saved");
      tellChanges();
    } catch (InputException e) {
      send(ERROR, SAVE, GENERAL_ERROR, e.getMessage());
    } catch (RuntimeException e) { // a fault of ours; the manager must not wait for ever
      LOG.log(System.Logger.Level.WARNING, "NSM: not saved", e);
      send(ERROR, SAVE, GENERAL_ERROR, e.toString());
    }
  }

  private void tellChanges() {
    boolean now = !SessionState.of(player).equals(saved);
    if (now != dirty) {
      dirty = now;
      send(now ? "/nsm/client/is_dirty" : "/nsm/client/is_clean");
    }
  }

  private void send(String address, Object... arguments) {
    port.send(server, OscMessage.of(address, arguments));
  }

  @Override
  public void close() {
    port.close();
    if (thread != null) {
      try {
        thread.join(2000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
