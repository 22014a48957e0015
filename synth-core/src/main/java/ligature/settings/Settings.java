package ligature.settings;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the user has chosen. Immutable; any thread.
 *
 * @param audio "auto", "jack", "javasound" or "none"
 * @param soundCard part of a JavaSound device's name; empty for the default one
 * @param rateHz what JavaSound is asked for; 0 leaves it the choice
 * @param periodFrames what JavaSound is asked for; 0 leaves it the choice
 * @param midiInputs parts of device names, or "all"
 * @param device where the decoder computes: "auto", "cpu", "cuda:N"
 * @param dark whether the window is dark
 * @param scale of the window, 1 to 2
 * @param favourites names of presets
 * @param cardInput whether a JavaSound card's input is opened, too, to capture from
 * @param tuning of the room
 */
public record Settings(
    String audio,
    String soundCard,
    int rateHz,
    int periodFrames,
    List<String> midiInputs,
    String device,
    boolean dark,
    float scale,
    Set<String> favourites,
    boolean cardInput,
    TuningSettings tuning) {

  public static final float LEAST_SCALE = 1;
  public static final float MOST_SCALE = 2;

  /** What holds until the user chooses: everything is found by itself. */
  public static final Settings DEFAULTS =
      new Settings(
          "auto",
          "",
          0,
          0,
          List.of("all"),
          "auto",
          true,
          1,
          Set.of(),
          false,
          TuningSettings.DEFAULTS);

  public Settings {
    rateHz = rateHz == 0 ? 0 : Math.max(8000, Math.min(192_000, rateHz));
    periodFrames = periodFrames == 0 ? 0 : Math.max(16, Math.min(8192, periodFrames));
    midiInputs = List.copyOf(midiInputs);
    scale = Float.isNaN(scale) ? LEAST_SCALE : Math.max(LEAST_SCALE, Math.min(MOST_SCALE, scale));
    favourites = Set.copyOf(favourites);
  }

  /** Whether audio, MIDI and device are the same: what holds from the next beginning only. */
  public boolean hasSameMachine(Settings other) {
    return machine().equals(other.machine());
  }

  private Settings machine() {
    return withLook(true, 1).withFavourites(Set.of()).withTuning(TuningSettings.DEFAULTS);
  }

  private Settings withFavourites(Set<String> presets) {
    return new Settings(
        audio,
        soundCard,
        rateHz,
        periodFrames,
        midiInputs,
        device,
        dark,
        scale,
        presets,
        cardInput,
        tuning);
  }

  /** With another way to play audio. */
  public Settings withAudio(
      String newAudio, String newSoundCard, int newRateHz, int newPeriodFrames) {
    return new Settings(
        newAudio,
        newSoundCard,
        newRateHz,
        newPeriodFrames,
        midiInputs,
        device,
        dark,
        scale,
        favourites,
        cardInput,
        tuning);
  }

  public Settings withMidiInputs(List<String> inputs) {
    return new Settings(
        audio,
        soundCard,
        rateHz,
        periodFrames,
        inputs,
        device,
        dark,
        scale,
        favourites,
        cardInput,
        tuning);
  }

  public Settings withDevice(String newDevice) {
    return new Settings(
        audio,
        soundCard,
        rateHz,
        periodFrames,
        midiInputs,
        newDevice,
        dark,
        scale,
        favourites,
        cardInput,
        tuning);
  }

  /** With a JavaSound card's input open, to capture from, or not. */
  public Settings withCardInput(boolean open) {
    return new Settings(
        audio,
        soundCard,
        rateHz,
        periodFrames,
        midiInputs,
        device,
        dark,
        scale,
        favourites,
        open,
        tuning);
  }

  /** With the room tuned otherwise. */
  public Settings withTuning(TuningSettings newTuning) {
    return new Settings(
        audio,
        soundCard,
        rateHz,
        periodFrames,
        midiInputs,
        device,
        dark,
        scale,
        favourites,
        cardInput,
        newTuning);
  }

  /** With another look. */
  public Settings withLook(boolean newDark, float newScale) {
    return new Settings(
        audio,
        soundCard,
        rateHz,
        periodFrames,
        midiInputs,
        device,
        newDark,
        newScale,
        favourites,
        cardInput,
        tuning);
  }

  /** With a preset among the favourites, or not. */
  public Settings withFavourite(String preset, boolean favourite) {
    Set<String> changed = new TreeSet<>(favourites);
    if (favourite) {
      changed.add(preset);
    } else {
      changed.remove(preset);
    }
    return new Settings(
        audio,
        soundCard,
        rateHz,
        periodFrames,
        midiInputs,
        device,
        dark,
        scale,
        changed,
        cardInput,
        tuning);
  }
}
