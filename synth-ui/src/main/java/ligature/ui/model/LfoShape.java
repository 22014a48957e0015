package ligature.ui.model;

import ligature.modulation.Lfo;
import ligature.ui.control.DrawnShape;

/** An LFO of the modulation as a curve of some cycles. Threads: {@code [ui-thread]}. */
final class LfoShape implements DrawnShape {

  private static final double CYCLES = 2;

  /** What is random needs more of them to be seen as such. */
  private static final double RANDOM_CYCLES = 6;

  private static final long NUMBERS = 5;

  private final Modulation modulation;
  private final int number;

  /**
   * @param number from 1
   */
  LfoShape(Modulation modulation, int number) {
    this.modulation = modulation;
    this.number = number;
  }

  @Override
  public double heightAt(double x) {
    Lfo lfo = modulation.matrix().lfos().get(number - 1);
    boolean random = lfo.shape() == Lfo.Shape.STEPS || lfo.shape() == Lfo.Shape.DRIFT;
    double cycle = x * (random ? RANDOM_CYCLES : CYCLES);
    double at = lfo.oneShot() ? Math.min(1 - 1e-9, cycle) : cycle;
    return (lfo.at(at + lfo.phase(), NUMBERS) + 1) / 2;
  }

  @Override
  public boolean isBothWays() {
    return true;
  }
}
