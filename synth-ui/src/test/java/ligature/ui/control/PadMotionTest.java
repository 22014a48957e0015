package ligature.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Point2D;
import org.junit.jupiter.api.Test;

class PadMotionTest {

  private final PadMotion motion = new PadMotion();

  private boolean run(double from, double seconds) {
    boolean alive = true;
    for (int frame = 0; frame < seconds * 60; frame++) {
      alive = motion.advance(from + frame / 60.0);
      motion.trace(new Point2D.Float(50, 50));
    }
    return alive;
  }

  @Test
  void aPuckThatRestsInSilenceComesToRest() {
    assertThat(run(10, 2)).isFalse();
    motion.trace(new Point2D.Float(80, 50));
    assertThat(motion.advance(12.1)).isTrue();
    assertThat(motion.advance(14)).isTrue();
    assertThat(motion.advance(14.1)).isFalse();
  }

  @Test
  void aSoundSendsRingsAndLightThatFade() {
    motion.hear(0.5f);
    assertThat(run(10, 1)).isTrue();
    assertThat(motion.glow()).isBetween(0.8, 0.95);
    assertThat(motion.rings()).hasSizeBetween(5, 9);
    motion.hear(0);
    assertThat(run(11, 5)).isFalse();
    assertThat(motion.glow()).isZero();
    assertThat(motion.rings()).isEmpty();
  }
}
