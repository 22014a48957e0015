package ligature.ui.model;

import java.util.List;
import ligature.modulation.ModulationEnvelope;
import ligature.parameter.Curve;
import ligature.ui.control.DrawnShape;

/**
 * An envelope of the modulation as a curve. Its times lie on a scale of their cube roots, so that
 * milliseconds and seconds can both be pulled. Threads: {@code [ui-thread]}.
 */
final class EnvelopeShape implements DrawnShape {

  private static final double MOST_SECONDS = 20;
  private static final double LEAST_SECONDS = 0.001;
  private static final double SAME_WIDTH = 1e-9;

  /** The most width of attack, decay and release, and the width in which a key is held. */
  private static final double ATTACK = 0.29;

  private static final double DECAY = 0.29;
  private static final double HELD = 0.13;
  private static final double RELEASE = 0.29;

  private static final Quantity SECONDS =
      ModulationKnob.number("", "s", 0, (float) MOST_SECONDS, Curve.CUBIC);

  private final Modulation modulation;
  private final int number;

  /**
   * @param number from 1
   */
  EnvelopeShape(Modulation modulation, int number) {
    this.modulation = modulation;
    this.number = number;
  }

  private ModulationEnvelope envelope() {
    return modulation.matrix().envelopes().get(number - 1);
  }

  private static double width(double seconds, double most) {
    return most * Math.cbrt(seconds / MOST_SECONDS);
  }

  /** The time of a width; exactly what it was where the width is that of the time before. */
  private static float seconds(double width, double most, double least, float before) {
    if (Math.abs(width - width(before, most)) < SAME_WIDTH) {
      return before;
    }
    double share = Math.max(0, Math.min(1, width / most));
    return (float) Math.max(least, MOST_SECONDS * share * share * share);
  }

  @Override
  public double heightAt(double x) {
    ModulationEnvelope e = envelope();
    double attack = width(e.attack(), ATTACK);
    double decay = width(e.decay(), DECAY);
    double release = width(e.release(), RELEASE);
    double up = e.attack() + e.decay();
    if (x < attack) {
      return e.at(e.attack() * x / attack, up);
    }
    if (x < attack + decay + HELD) {
      return e.at(e.attack() + e.decay() * Math.min(1, (x - attack) / decay), up);
    }
    return e.at(up + e.release() * (x - attack - decay - HELD) / release, up);
  }

  @Override
  public boolean isBothWays() {
    return false;
  }

  @Override
  public List<Place> handles() {
    ModulationEnvelope e = envelope();
    double attack = width(e.attack(), ATTACK);
    double decay = attack + width(e.decay(), DECAY);
    double end = decay + HELD + width(e.release(), RELEASE);
    return List.of(new Place(attack, 1), new Place(decay, e.sustain()), new Place(end, 0));
  }

  @Override
  public String handleTitle(int handle) {
    ModulationEnvelope e = envelope();
    return switch (handle) {
      case 0 -> "Attack, " + SECONDS.text(e.attack());
      case 1 ->
          "Decay, "
              + SECONDS.text(e.decay())
              + ", sustain, "
              + Math.round(100 * e.sustain())
              + " %";
      default -> "Release, " + SECONDS.text(e.release());
    };
  }

  @Override
  public void pull(int handle, double x, double y) {
    ModulationEnvelope e = envelope();
    double attack = width(e.attack(), ATTACK);
    double decay = attack + width(e.decay(), DECAY);
    ModulationEnvelope next =
        switch (handle) {
          case 0 ->
              new ModulationEnvelope(
                  seconds(x, ATTACK, 0, e.attack()), e.decay(), e.sustain(), e.release());
          case 1 ->
              new ModulationEnvelope(
                  e.attack(),
                  seconds(x - attack, DECAY, LEAST_SECONDS, e.decay()),
                  (float) Math.max(0, Math.min(1, y)),
                  e.release());
          default ->
              new ModulationEnvelope(
                  e.attack(),
                  e.decay(),
                  e.sustain(),
                  seconds(x - decay - HELD, RELEASE, LEAST_SECONDS, e.release()));
        };
    modulation.turn("Shape of envelope " + number, modulation.matrix().withEnvelope(number, next));
  }

  @Override
  public void grab() {
    modulation.grab();
  }

  @Override
  public void letGo() {
    modulation.letGo();
  }
}
