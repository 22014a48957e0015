package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ligature.rt.FrameRing;
import ligature.rt.ThreadRole;
import org.junit.jupiter.api.Test;

/** How long the writer may sleep where there is no room. */
class RingFeedTest {

  private static final int RATE = 48_000;
  private static final int HOP = 128;
  private static final long MILLI = 1_000_000;

  private final FrameRing ring = new FrameRing(256, HOP);
  private final RingFeed feed = new RingFeed(ring, HOP, RATE, RATE);

  private void fill() {
    while (feed.hasRoom()) {
      feed.write(new float[HOP * FrameRing.CHANNELS]);
    }
  }

  private void read(int frames) throws InterruptedException {
    Thread reader =
        new Thread(
            () -> {
              ThreadRole.AUDIO.enter();
              ring.read(new float[frames * FrameRing.CHANNELS], frames);
            });
    reader.start();
    reader.join();
  }

  private double restMillis(double sinceReadMillis) {
    return feed.restNanos(ring.readNanos() + (long) (sinceReadMillis * MILLI)) / (double) MILLI;
  }

  @Test
  void isNoneUntilTheDeviceHasRead() {
    fill();
    assertThat(feed.restNanos(System.nanoTime())).isZero();
  }

  @Test
  void growsShorterAsTheReadComesNearer() throws InterruptedException {
    read(HOP);
    fill();
    assertThat(restMillis(0)).as("a quarter of a period").isBetween(0.66, 0.67);
    assertThat(restMillis(2)).as("half of what is left").isBetween(0.33, 0.34);
    assertThat(restMillis(2.6)).isBetween(0.03, 0.04);
    assertThat(restMillis(5)).as("overdue").isNegative();
  }

  @Test
  void lastsSeveralShortReads() throws InterruptedException {
    read(32);
    fill();
    assertThat(restMillis(1)).as("three more reads until a hop finds room").isBetween(0.16, 0.17);
    read(96);
    assertThat(feed.hasRoom()).isTrue();
  }

  @Test
  void isNoneWhereTheDeviceWaits() throws InterruptedException {
    read(HOP);
    fill();
    ring.setReaderWaits(true);
    assertThat(restMillis(0)).isZero();
  }
}
