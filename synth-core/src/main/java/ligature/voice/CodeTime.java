package ligature.voice;

import ligature.latent.CodeWalk;
import ligature.latent.Reading;
import ligature.parameter.Parameter;

/**
 * How time goes within one note: what the voice's parameters say of it, as its readers want it, and
 * how its codes breathe where time stands.
 *
 * <p>Threads: {@code [model-thread]}; no allocation after the constructor.
 */
final class CodeTime {

  /** Time is let go and caught again with this time constant, as far as pitch and breath go. */
  private static final double CALMING_SECONDS = 0.08;

  /** Random values that a breath walks through in each of its periods. */
  private static final int VALUES_A_PERIOD = 2;

  /** The choice of {@link Parameter#SCRUB}. */
  private static final int BY_SLIDE = 2;

  private final double hopSeconds;
  private final Reading reading = new Reading();
  private final CodeWalk walk;
  private final Moved stillness;
  private final BreathLevel level;
  private float breath;
  private boolean bySlide;

  CodeTime(int codeSize, double hopSeconds) {
    this.hopSeconds = hopSeconds;
    walk = new CodeWalk(codeSize);
    level = new BreathLevel(hopSeconds);
    stillness = new Moved((float) (1 - Math.exp(-hopSeconds / CALMING_SECONDS)));
  }

  /**
   * Begins a note.
   *
   * @param stream its random numbers
   * @param values as they were set
   */
  void begin(long stream, VoiceValues values) {
    walk.start(stream);
    stillness.begin();
    level.clear();
    read(values, 0);
    reading.start = values.value(Parameter.START);
  }

  private void read(VoiceValues values, float slide) {
    int scrub = (int) values.value(Parameter.SCRUB);
    bySlide = scrub == BY_SLIDE;
    reading.speed = values.value(Parameter.SPEED);
    reading.loop = Reading.loop((int) values.value(Parameter.LOOP));
    reading.loopStart = values.value(Parameter.LOOP_START);
    reading.loopEnd = values.value(Parameter.LOOP_END);
    reading.frozen = values.value(Parameter.FREEZE) >= 0.5f;
    reading.scrubbed = scrub > 0;
    reading.place = bySlide ? slide : values.value(Parameter.PLACE);
  }

  /**
   * Takes what the coming hop has.
   *
   * @param slide the note's own slide or pressure, 0 to 1
   */
  void next(VoiceValues values, float slide) {
    read(values, slide);
    stillness.to(reading.isStill() ? 1 : 0);
    breath = stillness.value() * values.value(Parameter.BREATHING);
    if (breath > 0) {
      walk.advance(VALUES_A_PERIOD * hopSeconds * values.value(Parameter.BREATHING_RATE));
    }
  }

  /** Takes the decoded hop. */
  void take(float[] audio, int from, int frames) {
    if (breath == 0 || reading.scrubbed || !reading.isStill()) {
      level.clear();
    } else {
      level.take(audio, from, frames);
    }
  }

  /** What keeps the level of a note that breathes, in dB. */
  float levelDb() {
    return level.correctionDb() * stillness.value();
  }

  /** Whether the note's own slide moves its time, and nothing else. */
  boolean takesSlide() {
    return bySlide;
  }

  Reading reading() {
    return reading;
  }

  /** How far time stands, 0 to 1. */
  float stillness() {
    return stillness.value();
  }

  /** How far the codes walk about, in deviations. */
  float breath() {
    return breath;
  }

  CodeWalk walk() {
    return walk;
  }
}
