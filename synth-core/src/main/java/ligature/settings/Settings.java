package ligature.settings;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

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
    return with(
        to -> {
          to.dark = true;
          to.scale = 1;
          to.favourites = Set.of();
          to.tuning = TuningSettings.DEFAULTS;
        });
  }

  /** With another way to play audio. */
  public Settings withAudio(
      String newAudio, String newSoundCard, int newRateHz, int newPeriodFrames) {
    return with(
        to -> {
          to.audio = newAudio;
          to.soundCard = newSoundCard;
          to.rateHz = newRateHz;
          to.periodFrames = newPeriodFrames;
        });
  }

  public Settings withMidiInputs(List<String> inputs) {
    return with(to -> to.midiInputs = inputs);
  }

  public Settings withDevice(String newDevice) {
    return with(to -> to.device = newDevice);
  }

  /** With a JavaSound card's input open, to capture from, or not. */
  public Settings withCardInput(boolean open) {
    return with(to -> to.cardInput = open);
  }

  /** With the room tuned otherwise. */
  public Settings withTuning(TuningSettings newTuning) {
    return with(to -> to.tuning = newTuning);
  }

  /** With another look. */
  public Settings withLook(boolean newDark, float newScale) {
    return with(
        to -> {
          to.dark = newDark;
          to.scale = newScale;
        });
  }

  /** With a preset among the favourites, or not. */
  public Settings withFavourite(String preset, boolean favourite) {
    Set<String> changed = new TreeSet<>(favourites);
    if (favourite) {
      changed.add(preset);
    } else {
      changed.remove(preset);
    }
    return with(to -> to.favourites = changed);
  }

  private Settings with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** All that was chosen, to be changed: the one place that lists it for a copy. */
  private static final class Draft {

    String audio;
    String soundCard;
    int rateHz;
    int periodFrames;
    List<String> midiInputs;
    String device;
    boolean dark;
    float scale;
    Set<String> favourites;
    boolean cardInput;
    TuningSettings tuning;

    Draft(Settings of) {
      audio = of.audio;
      soundCard = of.soundCard;
      rateHz = of.rateHz;
      periodFrames = of.periodFrames;
      midiInputs = of.midiInputs;
      device = of.device;
      dark = of.dark;
      scale = of.scale;
      favourites = of.favourites;
      cardInput = of.cardInput;
      tuning = of.tuning;
    }

    Settings finished() {
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
          tuning);
    }
  }
}
