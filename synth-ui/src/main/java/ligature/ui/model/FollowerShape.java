package ligature.ui.model;

import ligature.modulation.Follower;
import ligature.ui.control.DrawnShape;

/**
 * How the follower goes along with a sound of half a second, over two. Threads: {@code
 * [ui-thread]}.
 */
final class FollowerShape implements DrawnShape {

  private static final double SECONDS = 2;
  private static final double FROM = 0.2;
  private static final double TO = 0.7;
  private static final double HIGH = 0.9;

  private final Modulation modulation;

  FollowerShape(Modulation modulation) {
    this.modulation = modulation;
  }

  @Override
  public double heightAt(double x) {
    Follower follower = modulation.matrix().follower();
    double seconds = x * SECONDS;
    if (seconds < FROM) {
      return 0;
    }
    // to 95 % in the time that is set
    double up = HIGH * -Math.expm1(-3 * (Math.min(seconds, TO) - FROM) / follower.attack());
    return up * Math.exp(-3 * Math.max(0, seconds - TO) / follower.release());
  }

  @Override
  public boolean isBothWays() {
    return false;
  }
}
