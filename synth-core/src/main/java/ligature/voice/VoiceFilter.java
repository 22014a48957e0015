package ligature.voice;

import ligature.dsp.StateVariable;
import ligature.dsp.StateVariable.Mix;
import ligature.parameter.Parameter;

/**
 * The filter of one voice, with its envelope; the cutoff follows the key and the velocity. It works
 * on the decoded audio, on the note's own clock, so that it is the same wherever in a hop the note
 * began.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class VoiceFilter {

  private static final Mix[] MIXES = Mix.values();

  /** Key tracking leaves the cutoff where it is at middle C. */
  private static final double TRACKED_FROM_KEY = 60;

  private static final double LOWEST_HZ = 10;

  private final int hopFrames;
  private final int sampleRateHz;
  private final StateVariable first = new StateVariable();
  private final StateVariable second = new StateVariable();
  private final Adsr envelope;
  private Mix mix = Mix.NOTHING;
  private boolean sounding;
  private boolean isOn;
  private float velocity;
  private float coefficient;
  private float resonance;
  private int stages = 1;

  VoiceFilter(int hopFrames, int sampleRateHz) {
    this.hopFrames = hopFrames;
    this.sampleRateHz = sampleRateHz;
    envelope = new Adsr((double) hopFrames / sampleRateHz);
  }

  /**
   * Begins a note.
   *
   * @param ofNote its velocity, (0, 1]
   * @param values as they were set
   */
  void begin(float ofNote, VoiceValues values) {
    velocity = ofNote;
    envelope.begin(values.value(Parameter.FILTER_ATTACK));
    sounding = false;
    isOn = false;
  }

  /**
   * Says where the filter is at the end of the coming hop.
   *
   * @param key of the note's pitch, with fractions
   */
  void aim(VoiceValues values, double key, boolean released) {
    float shape = nextEnvelope(values, released);
    mix = MIXES[(int) values.value(Parameter.FILTER)];
    if (!isOn && mix == Mix.NOTHING) {
      sounding = true;
      return;
    }
    double cutoff =
        values.value(Parameter.FILTER_CUTOFF)
            + values.value(Parameter.FILTER_KEYS) / 100 * (key - TRACKED_FROM_KEY)
            + values.value(Parameter.FILTER_ENVELOPE) * shape
            + values.value(Parameter.FILTER_VELOCITY) * velocity;
    double hz = Math.max(LOWEST_HZ, 440 * Math.pow(2, (Math.min(cutoff, 140) - 69) / 12));
    coefficient = StateVariable.coefficient(hz, sampleRateHz);
    resonance = values.value(Parameter.FILTER_RESONANCE);
    stages = 1 + (int) values.value(Parameter.FILTER_SLOPE);
    if (!isOn) {
      turnOn();
    }
    sounding = true;
  }

  /** A note that sounds already goes over to the filter from its bare sound. */
  private void turnOn() {
    isOn = true;
    first.clear();
    second.clear();
    first.jump(
        coefficient, StateVariable.damping(0, stages, resonance), sounding ? Mix.NOTHING : mix);
    second.jump(
        coefficient, StateVariable.damping(1, 2, resonance), sounding ? Mix.NOTHING : ofSecond());
  }

  private Mix ofSecond() {
    return stages == 2 ? mix : Mix.NOTHING;
  }

  private float nextEnvelope(VoiceValues values, boolean released) {
    return released
        ? envelope.release(values.value(Parameter.FILTER_RELEASE))
        : envelope.hold(
            values.value(Parameter.FILTER_ATTACK),
            values.value(Parameter.FILTER_DECAY),
            values.value(Parameter.FILTER_SUSTAIN));
  }

  /** Filters a hop of decoded audio in place. */
  void process(float[] audio, int from) {
    if (!isOn) {
      return;
    }
    first.glide(
        audio, from, hopFrames, coefficient, StateVariable.damping(0, stages, resonance), mix);
    second.glide(
        audio, from, hopFrames, coefficient, StateVariable.damping(1, 2, resonance), ofSecond());
    isOn = mix != Mix.NOTHING; // otherwise it has gone over to the bare sound
  }
}
