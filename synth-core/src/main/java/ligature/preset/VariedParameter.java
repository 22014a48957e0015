package ligature.preset;

import java.util.ArrayList;
import java.util.List;
import ligature.parameter.Parameter;

/**
 * A parameter that variations may change, how far, and between which values a sound stays one that
 * can be played.
 *
 * @param span how far it goes at full strength, in its own unit
 */
record VariedParameter(SoundGroup group, Parameter parameter, float span, float least, float most) {

  private static final List<VariedParameter> ALL = all();

  private static List<VariedParameter> all() {
    List<VariedParameter> all = new ArrayList<>();
    add(all, SoundGroup.PLACE, Parameter.MORPH_X, 0.9f, 0, 1);
    add(all, SoundGroup.PLACE, Parameter.MORPH_Y, 0.7f, 0, 1);
    add(all, SoundGroup.PLACE, Parameter.STRIKE, 1.2f, 0, 1);
    add(all, SoundGroup.PLACE, Parameter.STRIKE_X, 1, 0, 1);
    add(all, SoundGroup.PLACE, Parameter.STRIKE_Y, 1, 0, 1);
    add(all, SoundGroup.PLACE, Parameter.STRIKE_TIME, 150, 0, 300);
    add(all, SoundGroup.PLACE, Parameter.STRIKE_CROSS, 150, 5, 300);
    add(all, SoundGroup.PLACE, Parameter.REACH, 0.6f, 0, 0.5f);
    add(all, SoundGroup.ENVELOPE, Parameter.CONTOUR, 60, 30, 100);
    add(all, SoundGroup.ENVELOPE, Parameter.ATTACK, 0.15f, 0, 0.3f);
    add(all, SoundGroup.ENVELOPE, Parameter.DECAY, 1.5f, 0.2f, 6);
    add(all, SoundGroup.ENVELOPE, Parameter.SUSTAIN, 0.5f, 0.3f, 1);
    add(all, SoundGroup.ENVELOPE, Parameter.RELEASE, 1, 0.4f, 3);
    add(all, SoundGroup.PITCH, Parameter.DRIFT, 80, 0, 200);
    add(all, SoundGroup.PITCH, Parameter.VIBRATO_RATE, 2, 3, 8);
    add(all, SoundGroup.PITCH, Parameter.VIBRATO_DEPTH, 25, 0, 40);
    add(all, SoundGroup.PITCH, Parameter.SIZE, 12, -12, 12);
    add(all, SoundGroup.COLOUR, Parameter.AIR, 16, -16, 12);
    add(all, SoundGroup.COLOUR, Parameter.TILT, 5, -4, 4);
    add(all, SoundGroup.COLOUR, Parameter.ODD_EVEN, 1.2f, -0.9f, 0.9f);
    add(all, SoundGroup.COLOUR, Parameter.STRETCH, 40, 0, 50);
    for (int n = 0; n < Parameter.CODE_NUMBERS; n++) {
      add(all, SoundGroup.COLOUR, Parameter.codeOffset(n), 0.6f, -0.8f, 0.8f);
    }
    add(all, SoundGroup.FILTER, Parameter.FILTER_CUTOFF, 30, 52, 120);
    add(all, SoundGroup.FILTER, Parameter.FILTER_RESONANCE, 0.6f, 0, 0.6f);
    add(all, SoundGroup.FILTER, Parameter.FILTER_ENVELOPE, 36, -12, 36);
    add(all, SoundGroup.FILTER, Parameter.FILTER_DECAY, 1, 0.05f, 3);
    return List.copyOf(all);
  }

  private static void add(
      List<VariedParameter> all,
      SoundGroup group,
      Parameter parameter,
      float span,
      float least,
      float most) {
    all.add(new VariedParameter(group, parameter, span, least, most));
  }

  /** Those of a group. */
  static List<VariedParameter> of(SoundGroup group) {
    return ALL.stream().filter(v -> v.group() == group).toList();
  }

  /** Those that are worth moving all the time. */
  static List<VariedParameter> moving() {
    List<Parameter> worth =
        List.of(
            Parameter.MORPH_X,
            Parameter.MORPH_Y,
            Parameter.TILT,
            Parameter.ODD_EVEN,
            Parameter.FILTER_CUTOFF);
    return ALL.stream().filter(v -> worth.contains(v.parameter())).toList();
  }

  /**
   * A value near another one.
   *
   * @param strength 0 to about 1.5
   * @param where -1 to 1
   */
  float near(float value, double strength, double where) {
    float moved = value + (float) (strength * where * span);
    // a value that is beyond the bounds by choice may stay there, but goes no further
    return Math.max(Math.min(least, value), Math.min(Math.max(most, value), moved));
  }
}
