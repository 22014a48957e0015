package ligature.audio;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import ligature.files.InputException;

/** Chooses an audio server. Threads: {@code [io-thread]}. */
public final class AudioServers {

  /** The first that opens: JACK, then JavaSound. */
  public static final String AUTO = "auto";

  /** No audio: the instrument runs, nobody hears it. */
  public static final String NONE = "none";

  private static final int RATE_HZ = 48_000;
  private static final int PERIOD_FRAMES = 256;

  private AudioServers() {}

  /** A server that drops all frames at the pace of a device. */
  public static AudioServer silent(int rateHz, int periodFrames) {
    return new NullServer(rateHz, periodFrames);
  }

  /**
   * Opens the server of that name, or the first that can be.
   *
   * @throws InputException if none can be opened, saying what was tried and what would help
   */
  public static AudioServer open(String name, AudioSettings settings) {
    if (name.equals(NONE)) {
      return silent(RATE_HZ, PERIOD_FRAMES);
    }
    List<AudioServerProvider> providers = new ArrayList<>();
    ServiceLoader.load(AudioServerProvider.class).forEach(providers::add);
    providers.sort(Comparator.comparing(AudioServerProvider::name)); // jack before javasound
    List<String> reasons = new ArrayList<>();
    for (AudioServerProvider provider : providers) {
      if (name.equals(provider.name()) || name.equals(AUTO) && provider.isAutomatic()) {
        try {
          return provider.open(settings);
        } catch (InputException e) {
          reasons.add(e.getMessage());
        }
      }
    }
    if (reasons.isEmpty()) {
      throw new InputException(
          "--audio "
              + name
              + ": there is no such audio; use "
              + String.join(", ", providers.stream().map(AudioServerProvider::name).toList())
              + " or none");
    }
    throw new InputException(
        "no audio to play on: "
            + String.join("; ", reasons)
            + "; start a JACK server or connect a sound card, or write a file with: ligature render");
  }
}
