package ligature.neural.torch;

import java.util.List;
import ligature.plugin.PluginParameter;

/** What can be turned on a model that is played from the keys, and what it means. */
final class KeyParameters {

  private static final int LEVEL = 0;
  private static final int VELOCITY = 1;
  private static final int ATTACK = 2;
  private static final int DECAY = 3;
  private static final int SUSTAIN = 4;
  private static final int RELEASE = 5;
  private static final int FOLLOW_KEYS = 6;
  private static final int TUNE = 7;
  private static final int BEND = 8;
  private static final int LOOP = 9;
  private static final int SPEED = 10;

  /** Two octaves: further away nothing sounds like itself. */
  static final float MOST_SEMITONES = 24;

  static final List<PluginParameter> ALL =
      List.of(
          PluginParameter.linear("level", "Level", "dB", -60, 12, 0),
          PluginParameter.linear("velocity", "Velocity", "", 0, 1, 1),
          PluginParameter.logarithmic("attack", "Attack", "s", 0.001f, 5, 0.003f),
          PluginParameter.logarithmic("decay", "Decay", "s", 0.005f, 20, 1),
          PluginParameter.linear("sustain", "Sustain", "", 0, 1, 1),
          PluginParameter.logarithmic("release", "Release", "s", 0.005f, 20, 0.2f),
          PluginParameter.choice("follow-keys", "Follow keys", 1, "off", "on"),
          PluginParameter.linear("tune", "Tune", "", -MOST_SEMITONES, MOST_SEMITONES, 0),
          PluginParameter.linear("bend", "Bend range", "", 0, MOST_SEMITONES, 2),
          PluginParameter.choice("loop", "Loop", 1, "off", "on"),
          PluginParameter.linear("speed", "Speed", "", 0, 4, 1));

  private float[] values = new float[ALL.size()];

  /** Takes all values, in the order of {@link #ALL}. */
  void take(float[] next) {
    values = next;
  }

  /** How loud a note is, of a velocity in (0, 1]: twice as hard is 12 dB louder. */
  float gain(float velocity) {
    double db = values[LEVEL] + 40 * values[VELOCITY] * Math.log10(Math.max(0.01, velocity));
    return (float) Math.pow(10, db / 20);
  }

  float attackSeconds() {
    return values[ATTACK];
  }

  float decaySeconds() {
    return values[DECAY];
  }

  float sustain() {
    return values[SUSTAIN];
  }

  float releaseSeconds() {
    return values[RELEASE];
  }

  boolean followsKeys() {
    return values[FOLLOW_KEYS] >= 0.5f;
  }

  float tuneSemitones() {
    return values[TUNE];
  }

  /** How far the wheel bends at its ends, in semitones. */
  float bendSemitones() {
    return values[BEND];
  }

  boolean loops() {
    return values[LOOP] >= 0.5f;
  }

  /** How fast the recordings pass: 1 as they were, 0 not at all. */
  float speed() {
    return values[SPEED];
  }
}
