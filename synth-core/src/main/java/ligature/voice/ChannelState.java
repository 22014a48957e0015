package ligature.voice;

import java.util.Arrays;
import ligature.units.Decibels;

/** What the controllers of one MIDI channel say. Threads: {@code [model-thread]}. */
final class ChannelState {

  /** A pedal within three steps of its rest is up: cheap ones never quite come back. */
  private static final float PEDAL_REST = 3.5f / 127;

  /** From here on the dampers are off the strings. */
  private static final float DAMPERS_OFF = 0.7f;

  private static final float SWITCHED = 64 / 127f;

  /** In [-1, 1]. */
  float bend;

  /** How far the wheel bends, as RPN 0 said; NaN if it has said nothing. */
  float bendRangeSemitones = Float.NaN;

  float pressure;
  float slide;
  float breath;
  float pan;
  float sustain;
  float soft;
  boolean sostenuto;
  private double volumeDb;
  private double expressionDb;
  private final float[] keyPressure = new float[128];

  void volume(float value) {
    volumeDb = db(value);
  }

  void expression(float value) {
    expressionDb = db(value);
  }

  /** The square law that MIDI recommends: 40 log10, full at 127. */
  private static double db(float value) {
    return value <= 0
        ? Decibels.SILENCE_DB
        : Math.max(Decibels.SILENCE_DB, 2 * Decibels.fromFactor(value));
  }

  /** Controller 10: 64 is the middle, 1 and 0 are the left, 127 the right. */
  void panController(float value) {
    pan = Math.max(-1, (Math.round(value * 127) - 64) / 63f);
  }

  void keyPressure(int key, float value) {
    keyPressure[key & 127] = value;
  }

  float pressureOn(int key) {
    return Math.max(pressure, keyPressure[key & 127]);
  }

  static boolean isDown(float pedal) {
    return pedal >= SWITCHED;
  }

  boolean isSustainUp() {
    return sustain <= PEDAL_REST;
  }

  /** How fast notes fade whose keys are up, against a pedal that is up: 1 to 0. */
  float damping() {
    if (isSustainUp()) {
      return 1;
    }
    float on = Math.max(0, 1 - sustain / DAMPERS_OFF);
    return on * on * on;
  }

  /** Adds what this channel does to a note of {@code key}. */
  void addTo(NoteMotion motion, int key, float defaultBendSemitones) {
    float range = Float.isNaN(bendRangeSemitones) ? defaultBendSemitones : bendRangeSemitones;
    motion.cents += bend * (double) range * 100;
    motion.levelDb += volumeDb + expressionDb;
    motion.towardsY =
        Math.max(motion.towardsY, Math.max(slide, Math.max(pressure, keyPressure[key & 127])));
    motion.noise += breath;
    motion.pan += pan;
  }

  /** What RP-015 resets: not volume, pan and bend range, which set up a channel. */
  void reset() {
    bend = 0;
    pressure = 0;
    Arrays.fill(keyPressure, 0);
    expressionDb = 0;
    sustain = 0;
    sostenuto = false;
    soft = 0;
  }

  /** As a new zone finds it. */
  void resetForZone() {
    reset();
    slide = 0;
    bendRangeSemitones = Float.NaN;
  }
}
