package ligature.testing;

import java.nio.file.Path;
import java.util.List;
import ligature.audio.AudioSettings;
import ligature.files.Folders;
import ligature.latent.Timbre;
import ligature.live.LiveOptions;
import ligature.midi.EventList;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.Model;
import ligature.preset.Patch;

/** The model that ships: the tests play the real thing. */
public final class Bundled {

  private static Model model;

  private Bundled() {}

  public static synchronized Model model() {
    if (model == null) {
      model = Model.load(folder());
    }
    return model;
  }

  /** A sound that goes on while the key is down, the same all over the pad. */
  public static Patch flute() {
    Timbre flute = model().bank().find("flute");
    return Patch.of("flute", List.of(flute, flute));
  }

  /**
   * A session that plays this model, or another, on this server, with its usual settings.
   *
   * @param audio as {@link LiveOptions#audio}
   */
  public static LiveOptions options(Patch patch, int voices, String audio) {
    return options(model(), patch, voices, audio);
  }

  public static LiveOptions options(Model played, Patch patch, int voices, String audio) {
    return options(played, patch, voices, audio, null);
  }

  /** The same with a song. */
  public static LiveOptions options(Patch patch, int voices, String audio, EventList song) {
    return options(model(), patch, voices, audio, song);
  }

  public static LiveOptions options(
      Model played, Patch patch, int voices, String audio, EventList song) {
    return new LiveOptions(
        played,
        ComputeDevice.CPU,
        patch,
        voices,
        audio,
        AudioSettings.defaults(),
        0,
        List.of(),
        song);
  }

  public static Path folder() {
    return Folders.home().resolve("models/ligature-48k");
  }

  public static Decoder decoder() {
    return model().openDecoder(ComputeDevice.CPU);
  }
}
