package ligature.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointWeightsTest {

  private final PointWeights weights = new PointWeights();
  private final Blend blend = new Blend();
  private final Random random = new Random(5);

  private static List<PadPoint> points(float... places) {
    List<PadPoint> points = new ArrayList<>();
    for (int i = 0; i < places.length; i += 2) {
      points.add(new PadPoint(places[i], places[i + 1]));
    }
    return points;
  }

  /** Two to eight, some of them at the pad's corners and edges. */
  private List<PadPoint> anywhere(double apart) {
    List<PadPoint> points = new ArrayList<>();
    int count = 2 + random.nextInt(Blend.MOST - 1);
    while (points.size() < count) {
      PadPoint point =
          PadPoint.near(1.4f * random.nextFloat() - 0.2f, 1.4f * random.nextFloat() - 0.2f);
      if (points.stream().allMatch(p -> p.distance(point) >= apart)) {
        points.add(point);
      }
    }
    return points;
  }

  private float[] at(double x, double y) {
    weights.weigh((float) x, (float) y, blend);
    float[] all = new float[Blend.MOST];
    for (int i = 0; i < all.length; i++) {
      all[i] = blend.weight(i);
    }
    return all;
  }

  @Test
  void theyAreNotNegativeAndSumToOneOnThePadAndBeyond() {
    for (int layout = 0; layout < 200; layout++) {
      List<PadPoint> points = anywhere(0.02);
      weights.set(points);
      for (int i = 0; i < 50; i++) {
        float[] all = at(3 * random.nextFloat() - 1, 3 * random.nextFloat() - 1);
        float sum = 0;
        for (int p = 0; p < all.length; p++) {
          assertThat(all[p]).isBetween(0f, p < points.size() ? 1f : 0f);
          sum += all[p];
        }
        assertThat(sum).as("%s", points).isCloseTo(1, within(1e-5f));
      }
    }
  }

  @Test
  void atAPointItsTimbreSoundsAloneAndNextToItAlmost() {
    for (int layout = 0; layout < 200; layout++) {
      List<PadPoint> points = anywhere(0.02);
      weights.set(points);
      for (int p = 0; p < points.size(); p++) {
        PadPoint point = points.get(p);
        assertThat(at(point.x(), point.y())[p]).isEqualTo(1);
        double angle = 2 * Math.PI * random.nextDouble();
        double x = point.x() + 1e-5 * Math.cos(angle);
        double y = point.y() + 1e-5 * Math.sin(angle);
        assertThat(at(x, y)[p]).as("%s of %s", point, points).isGreaterThan(0.99f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-3, 1e-4})
  void aSmallStepIsASmallChangeEverywhere(double step) {
    double most = 0;
    for (int layout = 0; layout < 60; layout++) {
      weights.set(anywhere(0.1));
      double x = random.nextDouble();
      double y = random.nextDouble();
      double angle = 2 * Math.PI * random.nextDouble();
      float[] before = at(x, y);
      for (int i = 1; i < 500; i++) {
        float[] now = at(x + i * step * Math.cos(angle), y + i * step * Math.sin(angle));
        for (int p = 0; p < now.length; p++) {
          most = Math.max(most, Math.abs(now[p] - before[p]));
        }
        before = now;
      }
    }
    assertThat(most / step).as("change by way; nearest points are 0.1 apart").isLessThan(25);
  }

  @Test
  void betweenTwoItGoesInAStraightLine() {
    weights.set(points(0, 0.5f, 1, 0.5f));
    for (float x = 0; x <= 1; x += 0.01f) {
      assertThat(at(x, 0.5)[1]).isCloseTo(x, within(1e-5f));
    }
  }

  @Test
  void whatIsHiddenBehindAnotherIsSilent() {
    weights.set(points(0.1f, 0.5f, 0.5f, 0.5f, 0.9f, 0.5f));
    float[] all = at(0.3, 0.5);
    assertThat(all[0]).isCloseTo(0.5f, within(1e-5f));
    assertThat(all[1]).isCloseTo(0.5f, within(1e-5f));
    assertThat(all[2]).isZero();
  }

  @Test
  void inTheMiddleOfARingAllSoundAlike() {
    float[] ring = new float[16];
    for (int i = 0; i < 8; i++) {
      ring[2 * i] = (float) (0.5 + 0.4 * Math.cos(i * Math.PI / 4));
      ring[2 * i + 1] = (float) (0.5 + 0.4 * Math.sin(i * Math.PI / 4));
    }
    weights.set(points(ring));
    for (float weight : at(0.5, 0.5)) {
      assertThat(weight).isCloseTo(0.125f, within(1e-4f));
    }
  }

  @Test
  void pointsFollowToWhereTheyGoAndMayPassEachOther() {
    weights.set(points(0.2f, 0.5f, 0.8f, 0.5f));
    List<PadPoint> swapped = points(0.8f, 0.5f, 0.2f, 0.5f);
    float before = at(0.3, 0.5)[0];
    for (int hop = 0; hop < 200; hop++) {
      weights.follow(0, swapped.get(0), 0.2f);
      weights.follow(1, swapped.get(1), 0.2f);
      float[] all = at(0.3, 0.5);
      assertThat(all[0] + all[1]).isCloseTo(1, within(1e-5f));
    }
    assertThat(before).isGreaterThan(0.7f);
    assertThat(at(0.3, 0.5)[0]).isLessThan(0.3f);
    assertThat(at(0.2f, 0.5f)[1]).as("arrived").isEqualTo(1);
  }

  @Test
  void nothingIsAllocated() {
    weights.set(anywhere(0.02));
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    weigh(20_000);
    long before = threads.getCurrentThreadAllocatedBytes();
    weigh(20_000);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
  }

  private void weigh(int times) {
    for (int i = 0; i < times; i++) {
      weights.weigh(i * 5e-5f, 0.3f, blend);
    }
  }
}
