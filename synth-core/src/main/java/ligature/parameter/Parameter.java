package ligature.parameter;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a player can turn while the instrument sounds. The order is the wire format of
 * parameter-change events.
 */
public enum Parameter implements Turnable, Learnable {
  /** Where on the pad, from A (0) to B (1). */
  MORPH_X("morph-x", "", 0, 1, 0.5f),
  /** Where on the pad, from A and B (0) to C and D (1). */
  MORPH_Y("morph-y", "", 0, 1, 0),
  /** The level of the whole instrument. */
  LEVEL("level", "dB", -60, 12, 0),
  /** How long a note takes to fade after its key is lifted, against the recorded time. */
  RELEASE("release", "x", 0.1f, 4, 1),
  /** Where the whole instrument stands, from the left (-1) to the right (1), at equal power. */
  PAN("pan", "", -1, 1, 0),
  /** From a keyboard that wants force (-1) to one that gives all at a touch (1). */
  VELOCITY_CURVE("velocity-curve", "", -1, 1, 0),
  /** How far the pitch wheel bends, where no RPN 0 has said otherwise. */
  BEND_RANGE("bend-range", "semitones", 0, 48, 2),
  VOICE_MODE("voice-mode", VoiceMode.class),
  /** Which held key sounds in the modes of one note. */
  NOTE_PRIORITY("note-priority", NotePriority.class),
  GLIDE_MODE("glide-mode", GlideMode.class),
  /** How long a glide takes, whatever its interval. */
  GLIDE_TIME("glide-time", "s", 0, 5, 0.1f),
  /** Players of each note. */
  UNISON("unison", "players", 1, 5, 1, true, List.of()),
  /** How far the outer players of a unison are off, one up and one down. */
  UNISON_DETUNE("unison-detune", "cents", 0, 100, 12),
  /** How far the players of a unison stand apart, from the middle (0) to left and right (1). */
  UNISON_SPREAD("unison-spread", "", 0, 1, 0.7f),
  /** How much repeated strikes of a key differ. */
  VARIATION("variation", "", 0, 1, 0.3f),

  /** How far a note begins from the pad's point, the body, towards the strike's point. */
  STRIKE("strike", "", 0, 1, 0),
  /** The strike's point on the pad, from A to B. */
  STRIKE_X("strike-x", "", 0, 1, 0),
  /** The strike's point on the pad, from A and B to C and D. */
  STRIKE_Y("strike-y", "", 0, 1, 0),
  /** How long a note stays at the strike's point. */
  STRIKE_TIME("strike-time", "ms", 0, 500, 60),
  /** How long it takes from there to the body. */
  STRIKE_CROSS("strike-cross", "ms", 5, 500, 80),
  /** How much hard notes leave the strike's point sooner (1) or later (-1) than soft ones. */
  STRIKE_TIME_VELOCITY("strike-time-velocity", "", -1, 1, 0),
  /** How much hard notes cross faster (1) or slower (-1) than soft ones. */
  STRIKE_CROSS_VELOCITY("strike-cross-velocity", "", -1, 1, 0),

  /** How much of the recorded loudness over time plays; at 0 the envelope alone shapes a note. */
  CONTOUR("contour", "%", 0, 100, 100),
  /** How long a note takes to come in. */
  ATTACK("attack", "s", 0, 10, 0),
  /** How long it takes from there to what it sustains, to a thousandth. */
  DECAY("decay", "s", 0.005f, 20, 0.5f),
  /** What is left of a note that is held. */
  SUSTAIN("sustain", "", 0, 1, 1),
  /** How long a note takes to fade by 60 dB, as far as its contour is not the recorded one. */
  FADE("fade", "s", 0.005f, 20, 0.3f),
  /** How much of the recorded movement of the pitch plays. */
  DRIFT("drift", "%", 0, 200, 100),
  VIBRATO_RATE("vibrato-rate", "Hz", 0.1f, 12, 5.5f),
  VIBRATO_DEPTH("vibrato-depth", "cents", 0, 200, 0),
  /** How long a vibrato waits after the onset. */
  VIBRATO_DELAY("vibrato-delay", "s", 0, 5, 0.3f),
  /** How fast the codes are read; negative: backwards, 0: not at all. */
  SPEED("speed", "x", -4, 4, 1),
  /** Where in its timbres a note begins; read backwards, how far before their end. */
  START("start", "", 0, 1, 0),
  LOOP("loop", "", 0, 3, 0, true, List.of("natural", "once", "forward", "ping-pong")),
  /** Where a loop begins and ends, if it is not the natural one. */
  LOOP_START("loop-start", "", 0, 1, 0.25f),
  LOOP_END("loop-end", "", 0, 1, 0.75f),
  /** Time stands within the notes. */
  FREEZE("freeze", "", 0, 1, 0, true, List.of("off", "on")),
  /**
   * Time within the notes goes to the place, or to where a note's own slide is, and stays there.
   */
  SCRUB("scrub", "", 0, 2, 0, true, List.of("off", "place", "slide")),
  PLACE("place", "", 0, 1, 0.3f),
  /** How far the codes walk about where time stands, in deviations of the timbre's own. */
  BREATHING("breathing", "sigma", 0, 2, 0.5f),
  BREATHING_RATE("breathing-rate", "Hz", 0.05f, 8, 0.5f),
  /** How far the network is told another pitch than sounds: larger bodies have lower formants. */
  SIZE("size", "semitones", -24, 24, 0),
  /** The noise of the sound: breath, bow, hammer; silent at the least. */
  AIR("air", "dB", -40, 20, 0),
  /** How the harmonics fall, beyond what they do by themselves; their power stays. */
  TILT("tilt", "dB/oct", -6, 6, 0),
  /** From only even harmonics (-1) to only odd ones (1); the first stays. */
  ODD_EVEN("odd-even", "", -1, 1, 0),
  /** How far the partials are apart, as on a stiff string, up to that of a bar. */
  STRETCH("stretch", "%", 0, 100, 0),

  /** A filter for every voice. */
  FILTER("filter", "", 0, 4, 0, true, List.of("off", "lowpass", "bandpass", "highpass", "notch")),
  FILTER_SLOPE("filter-slope", "dB/oct", 0, 1, 0, true, List.of("12", "24")),
  /** The pitch of the cutoff as a MIDI key: 69 is 440 Hz, 135 is 19.9 kHz. */
  FILTER_CUTOFF("filter-cutoff", "key", 15, 135, 96),
  FILTER_RESONANCE("filter-resonance", "", 0, 1, 0),
  /** How far the cutoff goes with the key, from middle C on. */
  FILTER_KEYS("filter-keys", "%", -100, 200, 0),
  /** How far the envelope moves the cutoff. */
  FILTER_ENVELOPE("filter-envelope", "semitones", -96, 96, 0),
  /** How far the hardest note moves the cutoff. */
  FILTER_VELOCITY("filter-velocity", "semitones", -96, 96, 0),
  FILTER_ATTACK("filter-attack", "s", 0, 10, 0),
  FILTER_DECAY("filter-decay", "s", 0.005f, 20, 0.5f),
  FILTER_SUSTAIN("filter-sustain", "", 0, 1, 0),
  FILTER_RELEASE("filter-release", "s", 0.005f, 20, 0.3f),

  /** What blends the corners: the pad's point, or the weights, which timbre keys set. */
  BLEND("blend", "", 0, 1, 0, true, List.of("pad", "weights")),
  /** How much of each corner there is, against the others; all at 0: what the pad says. */
  WEIGHT_A("weight-a", "", 0, 1, 0),
  WEIGHT_B("weight-b", "", 0, 1, 0),
  WEIGHT_C("weight-c", "", 0, 1, 0),
  WEIGHT_D("weight-d", "", 0, 1, 0),
  /** How long the weights take to where they are going. */
  WEIGHT_GLIDE("weight-glide", "ms", 20, 500, 60),
  /** The keys that hold timbres instead of notes: none, or four keys from the first on. */
  TIMBRE_KEYS("timbre-keys", "", 0, 1, 0, true, List.of("off", "on")),
  /** The first of them, which holds the timbre at A. */
  TIMBRE_KEY("timbre-key", "key", 0, 124, 24, true, List.of()),
  /** The MIDI channel that they are on; 0 for every one. */
  TIMBRE_CHANNEL("timbre-channel", "", 0, 16, 0, true, List.of()),

  /** How far the pad goes on beyond its corners, in halves of its width. */
  REACH("reach", "", 0, 1, 0),
  CODE_1_OFFSET(Code.OFFSET, 1),
  CODE_2_OFFSET(Code.OFFSET, 2),
  CODE_3_OFFSET(Code.OFFSET, 3),
  CODE_4_OFFSET(Code.OFFSET, 4),
  CODE_5_OFFSET(Code.OFFSET, 5),
  CODE_6_OFFSET(Code.OFFSET, 6),
  CODE_7_OFFSET(Code.OFFSET, 7),
  CODE_8_OFFSET(Code.OFFSET, 8),
  CODE_9_OFFSET(Code.OFFSET, 9),
  CODE_10_OFFSET(Code.OFFSET, 10),
  CODE_11_OFFSET(Code.OFFSET, 11),
  CODE_12_OFFSET(Code.OFFSET, 12),
  CODE_13_OFFSET(Code.OFFSET, 13),
  CODE_14_OFFSET(Code.OFFSET, 14),
  CODE_15_OFFSET(Code.OFFSET, 15),
  CODE_16_OFFSET(Code.OFFSET, 16),
  CODE_1_SCALE(Code.SCALE, 1),
  CODE_2_SCALE(Code.SCALE, 2),
  CODE_3_SCALE(Code.SCALE, 3),
  CODE_4_SCALE(Code.SCALE, 4),
  CODE_5_SCALE(Code.SCALE, 5),
  CODE_6_SCALE(Code.SCALE, 6),
  CODE_7_SCALE(Code.SCALE, 7),
  CODE_8_SCALE(Code.SCALE, 8),
  CODE_9_SCALE(Code.SCALE, 9),
  CODE_10_SCALE(Code.SCALE, 10),
  CODE_11_SCALE(Code.SCALE, 11),
  CODE_12_SCALE(Code.SCALE, 12),
  CODE_13_SCALE(Code.SCALE, 13),
  CODE_14_SCALE(Code.SCALE, 14),
  CODE_15_SCALE(Code.SCALE, 15),
  CODE_16_SCALE(Code.SCALE, 16),

  /** How far notes sound from their keys. */
  PITCH("pitch", "semitones", -24, 24, 0),
  /** Beats a minute, where neither a MIDI clock nor a transport says. */
  TEMPO("tempo", "bpm", 20, 300, 120),
  /** What each does is up to the sound's modulation. */
  MACRO_1("macro-1", "", 0, 1, 0),
  MACRO_2("macro-2", "", 0, 1, 0),
  MACRO_3("macro-3", "", 0, 1, 0),
  MACRO_4("macro-4", "", 0, 1, 0),
  MACRO_5("macro-5", "", 0, 1, 0),
  MACRO_6("macro-6", "", 0, 1, 0),
  MACRO_7("macro-7", "", 0, 1, 0),
  MACRO_8("macro-8", "", 0, 1, 0),
  /**
   * How far notes follow the sound's path over the pad, if it has one: 0 is the pad's own point.
   */
  PATH("path", "", 0, 1, 1),
  /** How fast they go it; negative: backwards, 0: not at all. */
  PATH_SPEED("path-speed", "x", -4, 4, 1),
  /** How much further on they are, in cycles: with a speed of 0 a hand on the path. */
  PATH_PHASE("path-phase", "", 0, 1, 0);

  /** The numbers of a code that have an offset and a scale. */
  public static final int CODE_NUMBERS = 16;

  /** What is done to one number of the codes. */
  private enum Code {
    /** Added to it. */
    OFFSET("-offset", -2, 2, 0),
    /** It is multiplied by this before. */
    SCALE("-scale", 0, 2, 1);

    private final String suffix;
    private final float min;
    private final float max;
    private final float initial;

    Code(String suffix, float min, float max, float initial) {
      this.suffix = suffix;
      this.min = min;
      this.max = max;
      this.initial = initial;
    }
  }

  private static final Parameter[] ALL = values();

  /** What belongs to the keyboard or the instrument as a whole. */
  private static final Set<Parameter> GLOBAL =
      EnumSet.of(
          VELOCITY_CURVE,
          BEND_RANGE,
          VOICE_MODE,
          NOTE_PRIORITY,
          GLIDE_MODE,
          GLIDE_TIME,
          UNISON,
          UNISON_DETUNE,
          UNISON_SPREAD,
          VARIATION,
          WEIGHT_GLIDE,
          TIMBRE_KEYS,
          TIMBRE_KEY,
          TIMBRE_CHANNEL,
          TEMPO,
          MACRO_1,
          MACRO_2,
          MACRO_3,
          MACRO_4,
          MACRO_5,
          MACRO_6,
          MACRO_7,
          MACRO_8);

  private final String id;
  private final String unit;
  private final float min;
  private final float max;
  private final float initial;
  private final boolean whole;
  private final List<String> choices;
  private final Curve curve;

  Parameter(String id, String unit, float min, float max, float initial) {
    this(id, unit, min, max, initial, false, List.of());
  }

  Parameter(Code code, int number) {
    this("code-" + number + code.suffix, "", code.min, code.max, code.initial);
  }

  /** A choice; the first is the default. */
  Parameter(String id, Class<? extends Enum<?>> choices) {
    this(id, "", 0, choices.getEnumConstants().length - 1, 0, true, names(choices));
  }

  Parameter(
      String id,
      String unit,
      float min,
      float max,
      float initial,
      boolean whole,
      List<String> choices) {
    this.id = id;
    this.unit = unit;
    this.min = min;
    this.max = max;
    this.initial = initial;
    this.whole = whole;
    this.choices = choices;
    boolean ratio = (unit.equals("Hz") || unit.equals("x")) && min > 0;
    boolean time = unit.equals("s") || unit.equals("ms");
    curve = ratio ? Curve.RATIOS : time ? Curve.CUBIC : Curve.LINEAR;
  }

  private static List<String> names(Class<? extends Enum<?>> choices) {
    return Arrays.stream(choices.getEnumConstants())
        .map(c -> c.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The weight of a corner of the pad, 0 to 3. */
  public static Parameter weight(int corner) {
    return ALL[WEIGHT_A.ordinal() + corner];
  }

  /** What is added to a number of the codes, [0, {@link #CODE_NUMBERS}). */
  public static Parameter codeOffset(int number) {
    return ALL[CODE_1_OFFSET.ordinal() + number];
  }

  /** What a number of the codes is multiplied by before, [0, {@link #CODE_NUMBERS}). */
  public static Parameter codeScale(int number) {
    return ALL[CODE_1_SCALE.ordinal() + number];
  }

  /** The parameter with this ordinal; no allocation. */
  public static Parameter of(int ordinal) {
    return ALL[ordinal];
  }

  public static int count() {
    return ALL.length;
  }

  @Override
  public String id() {
    return id;
  }

  public String unit() {
    return unit;
  }

  public float min() {
    return min;
  }

  public float max() {
    return max;
  }

  /** The value of a new patch. */
  public float initial() {
    return initial;
  }

  /**
   * How a control divides the range: Hz and factors by ratios, times finer where they are short.
   */
  public Curve curve() {
    return curve;
  }

  /** The value at a position of a control, 0 to 1. */
  public float valueAt(float position) {
    return clamp(curve.valueAt(min, max, position));
  }

  /** The position of a value on a control, 0 to 1. */
  public float positionOf(float value) {
    return curve.positionOf(min, max, value);
  }

  /** Whether only whole numbers are values, so that nothing lies between two of them. */
  public boolean isWhole() {
    return whole;
  }

  /** Whether each voice can have a value of its own. */
  public boolean isByVoice() {
    return !GLOBAL.contains(this);
  }

  /** The names of the values 0, 1 and so on; empty if the values are numbers. */
  public List<String> choices() {
    return choices;
  }

  /** The nearest value in range; NaN gives the default. */
  public float clamp(float value) {
    if (Float.isNaN(value)) {
      return initial;
    }
    float inRange = Math.max(min, Math.min(max, value));
    return whole ? Math.round(inRange) : inRange;
  }
}
