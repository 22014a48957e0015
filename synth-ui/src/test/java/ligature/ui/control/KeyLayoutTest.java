package ligature.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyLayoutTest {

  @ParameterizedTest
  @ValueSource(ints = {300, 638, 820, 2000})
  void everyKeyIsHitInItsMiddleAndAtItsNearEnd(int width) {
    KeyLayout layout = new KeyLayout(width, 84, 36, 29);
    assertThat(layout.highest()).isEqualTo(84);
    for (int key = layout.lowest(); key <= layout.highest(); key++) {
      Rectangle2D at = layout.bounds(key);
      assertThat(layout.keyAt(at.getCenterX(), at.getMaxY() - 1)).isEqualTo(key);
    }
    assertThat(layout.keyAt(-1, 10)).isEqualTo(-1);
    assertThat(layout.keyAt(width, 10)).isEqualTo(-1);
  }

  @Test
  void theWholeRangeOfMidiFits() {
    KeyLayout layout = new KeyLayout(2000, 84, 0, 75);
    assertThat(layout.highest()).isEqualTo(127);
    assertThat(layout.bounds(127).getMaxX()).isLessThanOrEqualTo(2000.001);
  }

  @Test
  void velocityGrowsTowardsTheNearEnd() {
    KeyLayout layout = new KeyLayout(820, 84, 36, 29);
    assertThat(layout.velocityAt(60, 0)).isBetween(0.1f, 0.3f);
    assertThat(layout.velocityAt(60, 83)).isBetween(0.95f, 1f);
    assertThat(layout.velocityAt(61, 50)).isGreaterThan(layout.velocityAt(60, 50));
  }
}
