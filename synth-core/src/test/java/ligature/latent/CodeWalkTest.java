package ligature.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import ligature.testing.Periods;
import org.junit.jupiter.api.Test;

/**
 * The walk by which a code breathes, measured by itself, in its own time: from one random value to
 * the next is 1, whatever the breathing's rate makes of it.
 */
class CodeWalkTest {

  private static final int SIZE = 16;
  private static final int STEPS = 4;
  private static final int VALUES = 2000;

  /** From here on the walk has only values that it had not met. */
  private static final int FORGOTTEN = 2 * STEPS;

  private static double[][] course(long stream) {
    CodeWalk walk = new CodeWalk(SIZE);
    walk.start(stream);
    double[][] course = new double[VALUES * STEPS][SIZE];
    for (double[] at : course) {
      walk.advance(1.0 / STEPS);
      for (int i = 0; i < SIZE; i++) {
        at[i] = walk.values()[i];
      }
    }
    return course;
  }

  @Test
  void eachNumberIsNormalAndHasNothingToDoWithTheOthers() {
    double[][] course = course(5);
    double[][] products = new double[SIZE][SIZE];
    double[] means = new double[SIZE];
    for (double[] at : course) {
      for (int i = 0; i < SIZE; i++) {
        assertThat(at[i]).isBetween(-3.6, 3.6); // two of 2.5 at half of the way
        means[i] += at[i] / course.length;
        for (int j = 0; j < SIZE; j++) {
          products[i][j] += at[i] * at[j] / course.length;
        }
      }
    }
    for (int i = 0; i < SIZE; i++) {
      assertThat(means[i]).isCloseTo(0, within(0.12));
      for (int j = 0; j < SIZE; j++) {
        assertThat(products[i][j]).as("%d with %d", i, j).isCloseTo(i == j ? 1 : 0, within(0.15));
      }
    }
  }

  /** A thousand values are 500 periods of the breathing: at 8 Hz a minute, at 0.05 Hz 2.8 hours. */
  @Test
  void itHasNoPeriod() {
    Periods.Found found = Periods.strongest(course(1), FORGOTTEN, VALUES / 2 * STEPS);
    System.out.printf("walk: %s%n", found);
    assertThat(found.autocorrelation()).as(found.toString()).isLessThan(0.04);
  }

  @Test
  void aPeriodWouldBeFound() {
    double[][] course = course(1);
    int period = 700 * STEPS;
    double[][] looped = new double[course.length][];
    for (int i = 0; i < course.length; i++) {
      looped[i] = course[i % period];
    }
    Periods.Found found = Periods.strongest(looped, FORGOTTEN, VALUES / 2 * STEPS);
    assertThat(found.lag()).isEqualTo(period);
    assertThat(found.autocorrelation()).isGreaterThan(0.98);
  }

  @Test
  void everyStreamGoesItsOwnWayAndTheSameWayAgain() {
    double[][] one = course(1);
    assertThat(Arrays.deepEquals(one, course(1))).isTrue();
    double[][] two = course(2);
    double product = 0;
    for (int t = 0; t < one.length; t++) {
      for (int i = 0; i < SIZE; i++) {
        product += one[t][i] * two[t][i] / (one.length * SIZE);
      }
    }
    assertThat(product).isCloseTo(0, within(0.04));
  }
}
