package ligature.audio.jack;

import com.sun.jna.Callback;
import com.sun.jna.NativeLibrary;
import java.util.EnumSet;
import ligature.audio.AudioServer;
import ligature.audio.AudioServerProvider;
import ligature.audio.AudioSettings;
import ligature.files.InputException;
import org.jaudiolibs.jnajack.Jack;
import org.jaudiolibs.jnajack.JackClient;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackOptions;
import org.jaudiolibs.jnajack.JackStatus;

/** Connects to a running JACK server, jackd's or PipeWire's; never starts one. */
public final class JackServerProvider implements AudioServerProvider {

  static final String NAME = "jack";

  private static final System.Logger LOG = System.getLogger("ligature.audio.jack");

  /** What libjack would print on stderr. */
  private interface Message extends Callback {
    void say(String text);
  }

  /** Referenced for good: libjack keeps its address. */
  private static final Message TO_LOG = text -> LOG.log(System.Logger.Level.DEBUG, text);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public AudioServer open(AudioSettings settings) {
    EnumSet<JackStatus> status = EnumSet.noneOf(JackStatus.class);
    try {
      Jack jack = Jack.getInstance();
      NativeLibrary library = NativeLibrary.getInstance("jack");
      library.getFunction("jack_set_error_function").invokeVoid(new Object[] {TO_LOG});
      library.getFunction("jack_set_info_function").invokeVoid(new Object[] {TO_LOG});
      JackClient client =
          jack.openClient(settings.clientName(), EnumSet.of(JackOptions.JackNoStartServer), status);
      JackAudioServer server = new JackAudioServer(jack, client, settings.capture());
      if (!server.name().equals(settings.clientName())) {
        LOG.log(
            System.Logger.Level.WARNING,
            "jack: there is a client called "
                + settings.clientName()
                + " already; this one is "
                + server.name());
      }
      return server;
    } catch (JackException | UnsatisfiedLinkError | NoClassDefFoundError e) {
      String why =
          status.isEmpty()
              ? "libjack is not installed (Debian: apt install libjack-jackd2-0)"
              : "no JACK server is running";
      throw new InputException("jack: " + why, e);
    }
  }
}
