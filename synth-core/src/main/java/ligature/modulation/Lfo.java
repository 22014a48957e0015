package ligature.modulation;

import java.util.Objects;
import ligature.latent.CounterRandom;

/**
 * A slow oscillation. Immutable; any thread.
 *
 * @param hz its rate, 0.01 to 40; unused where it is synced
 * @param beats what one cycle takes, up to 64; 0 for a rate in Hz
 * @param oneShot whether it stops at the end of its first cycle
 * @param retrigger whether it begins anew with each note; otherwise all notes share its phase
 * @param phase where it begins, in cycles, 0 to 1
 * @param spread how far the phases of voices differ at random, 0 to 1 cycle
 * @param drawing its cycle, where the shape is {@link Shape#DRAWN}
 */
public record Lfo(
    Shape shape,
    float hz,
    float beats,
    boolean oneShot,
    boolean retrigger,
    float phase,
    float spread,
    LfoDrawing drawing) {

  /** What a cycle looks like; all go from -1 to 1. */
  public enum Shape {
    SINE,
    TRIANGLE,
    SAW,
    SQUARE,
    /** Another value each cycle. */
    STEPS,
    /** From one random value to the next. */
    DRIFT,
    /** As somebody drew it. */
    DRAWN
  }

  /** What an LFO is if nothing else is said. */
  public static final Lfo PLAIN = new Lfo(Shape.SINE, 1, 0, false, false, 0, 0, LfoDrawing.NONE);

  /**
   * An LFO.
   *
   * @throws IllegalArgumentException if a number is out of its range
   */
  public Lfo {
    Objects.requireNonNull(drawing);
    check("hz", hz, 0.01f, 40);
    check("beats", beats, 0, 64);
    check("phase", phase, 0, 1);
    check("spread", spread, 0, 1);
  }

  private static void check(String what, float value, float min, float max) {
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          what + " should be from " + min + " to " + max + ": " + value);
    }
  }

  /** Another shape. */
  public Lfo withShape(Shape next) {
    return new Lfo(next, hz, beats, oneShot, retrigger, phase, spread, drawing);
  }

  /** A cycle that was drawn. */
  public Lfo withDrawing(LfoDrawing next) {
    return new Lfo(Shape.DRAWN, hz, beats, oneShot, retrigger, phase, spread, next);
  }

  /** A rate in Hz. */
  public Lfo withHz(float next) {
    return new Lfo(shape, next, 0, oneShot, retrigger, phase, spread, drawing);
  }

  /** A rate in beats a cycle. */
  public Lfo withBeats(float next) {
    return new Lfo(shape, hz, next, oneShot, retrigger, phase, spread, drawing);
  }

  /** Begins anew with each note; once only, if so wanted. */
  public Lfo withRetrigger(boolean once) {
    return new Lfo(shape, hz, beats, once, true, phase, spread, drawing);
  }

  /** Another begin, and another distance of the voices. */
  public Lfo withPhase(float nextPhase, float nextSpread) {
    return new Lfo(shape, hz, beats, oneShot, retrigger, nextPhase, nextSpread, drawing);
  }

  /** Whether it begins anew with each note, and whether it stops after a cycle. */
  public Lfo withPlay(boolean anew, boolean once) {
    return new Lfo(shape, hz, beats, once, anew, phase, spread, drawing);
  }

  /**
   * Where it stands, -1 to 1.
   *
   * @param place in cycles since its begin, phase and spread included
   * @param numbers addresses what is random in it
   */
  public float at(double place, long numbers) {
    long whole = (long) Math.floor(place);
    double x = place - whole;
    double y =
        switch (shape) {
          case SINE -> Math.sin(2 * Math.PI * x);
          case TRIANGLE -> x < 0.25 ? 4 * x : x < 0.75 ? 2 - 4 * x : 4 * x - 4;
          case SAW -> 2 * x - 1;
          case SQUARE -> x < 0.5 ? 1 : -1;
          case STEPS -> random(numbers, whole);
          case DRIFT -> {
            double from = random(numbers, whole);
            yield from + (random(numbers, whole + 1) - from) * x * x * (3 - 2 * x);
          }
          case DRAWN -> drawing.value(x);
        };
    return (float) y;
  }

  private static double random(long numbers, long index) {
    return 2 * CounterRandom.uniform(numbers, index) - 1;
  }

  double rateHz(double beatsPerMinute) {
    return beats > 0 ? Math.min(40, beatsPerMinute / 60 / beats) : hz;
  }
}
