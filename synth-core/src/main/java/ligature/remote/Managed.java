package ligature.remote;

import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import ligature.files.InputException;
import ligature.latent.TimbreBank;
import ligature.live.LiveOptions;
import ligature.live.LiveSession;
import ligature.preset.Patch;

/**
 * A live session, under a session manager if one has started the program: then its sound and its
 * name in JACK are those of the project, and it is saved when the manager says so.
 *
 * <p>Threads: one.
 */
public final class Managed implements AutoCloseable {

  private static final String EXECUTABLE = "ligature";

  private final NsmClient manager;
  private LiveSession session;

  private Managed(NsmClient manager) {
    this.manager = manager;
  }

  /**
   * Finds the session manager.
   *
   * @param url its address; null or empty for none
   * @throws InputException if the address is none
   */
  public static Managed by(String url) {
    return new Managed(url == null || url.isBlank() ? null : NsmClient.connect(url, EXECUTABLE));
  }

  /**
   * Opens the session: of the project if there is one, else as the player has asked for.
   *
   * @param asked the sound that was asked for, if no project has one
   * @param options what to open for a sound and a client name; null as the name: the usual one
   * @param tune gives the player the tuning that was asked for, if no project has one
   */
  public LiveSession open(
      TimbreBank bank,
      Supplier<Patch> asked,
      BiFunction<Patch, String, LiveOptions> options,
      Consumer<LiveSession> tune) {
    if (manager == null) {
      session = LiveSession.open(options.apply(asked.get(), null));
      tune.accept(session);
      return session;
    }
    NsmClient.Project project = manager.awaitProject();
    try {
      SessionState state = SessionState.read(project.folder(), bank);
      Patch patch = state == null ? asked.get() : state.patch();
      session = LiveSession.open(options.apply(patch, project.clientId()));
      if (state == null) {
        tune.accept(session);
      } else {
        state.restore(session);
      }
    } catch (InputException e) {
      manager.failed(e.getMessage());
      throw e;
    }
    manager.opened(session);
    return session;
  }

  /** The session that was opened; null before. */
  public LiveSession session() {
    return session;
  }

  @Override
  public void close() {
    if (manager != null) {
      manager.close();
    }
    if (session != null) {
      session.close();
    }
  }
}
