package ligature.latent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Two zones whose codes count the steps, the second from 100 on: what a held note does of them. */
class TimbreCourseTest {

  private static final int STEPS = 20;
  private static final int LOOP_START = 6;
  private static final int CODE_SIZE = 2;

  /** A note may turn back no sooner than the shortest leg after the loop's beginning. */
  private static final int TURNS = LOOP_START + 4;

  private static final float STEADY = (LOOP_START + STEPS - 1) / 2f;

  private static TimbreZone zone(int key, float first) {
    float[] codes = new float[STEPS * CODE_SIZE];
    float[] cents = new float[STEPS];
    for (int step = 0; step < STEPS; step++) {
      codes[step * CODE_SIZE] = first + step;
      codes[step * CODE_SIZE + 1] = -first - step;
      cents[step] = first + 10 * step;
    }
    return new TimbreZone(key, 100, 0, 0, 100, codes, cents, new float[STEPS]);
  }

  private static Timbre timbre(boolean sustains) {
    List<TimbreZone> zones = List.of(zone(60, 0), zone(70, 100));
    int loopStart = sustains ? LOOP_START : 0;
    int loopEnd = sustains ? STEPS : 0;
    return new Timbre(
        "x",
        "X",
        "test",
        "space",
        sustains,
        CODE_SIZE,
        1,
        STEPS,
        loopStart,
        loopEnd,
        zones,
        KeyGains.NONE);
  }

  @Test
  void aSustainingNoteIsReadUntilItMayTurnAndThenIsItsMean() {
    float[] codes = new TimbreCourse(timbre(true), 60, 100).codes(30);
    assertThat(codes).hasSize(30 * CODE_SIZE);
    for (int step = 0; step < 30; step++) {
      float expected = step < TURNS ? step : STEADY;
      assertThat(codes[step * CODE_SIZE]).as("step %d", step).isCloseTo(expected, within(1e-4f));
      assertThat(codes[step * CODE_SIZE + 1]).isCloseTo(-expected, within(1e-4f));
    }
  }

  @Test
  void aDecayingNoteStaysAtItsLastCode() {
    float[] codes = new TimbreCourse(timbre(false), 60, 100).codes(30);
    for (int step = 0; step < 30; step++) {
      assertThat(codes[step * CODE_SIZE]).isEqualTo(Math.min(step, STEPS - 1));
    }
  }

  @Test
  void betweenKeysZonesAreMixed() {
    TimbreCourse course = new TimbreCourse(timbre(true), 63, 100);
    assertThat(course.codes(3)[2 * CODE_SIZE]).isCloseTo(2 + 0.3f * 100, within(1e-4f));
    assertThat(course.cents(2)).isCloseTo(20 + 0.3f * 100, within(1e-3f));
  }

  @Test
  void thePitchIsReadBetweenCodesAndHeldAtBothEnds() {
    TimbreCourse course = new TimbreCourse(timbre(true), 60, 100);
    assertThat(course.cents(3.25)).isCloseTo(32.5f, within(1e-3f));
    assertThat(course.cents(-2)).isEqualTo(0);
    assertThat(course.cents(STEPS + 5)).isEqualTo(10 * (STEPS - 1));
  }

  /** What a voice reads, hop by hop, before it turns. */
  @Test
  void itIsWhatAVoiceReads() {
    Timbre timbre = timbre(true);
    Reading reading = new Reading();
    TimbreReader reader = new TimbreReader();
    reader.start(timbre, 64, 100, 12, 128 / 48_000.0, 1, reading);
    TimbreCourse course = new TimbreCourse(timbre, 64, 100);
    float[] codes = course.codes(TURNS);
    int hops = 0;
    for (; reader.position() < TURNS - 1.5; hops++) {
      float[] read = new float[CODE_SIZE];
      reader.addCode(1, read, 0);
      double position = Math.max(0, reader.position());
      int step = (int) position;
      double between = position - step;
      double expected =
          codes[step * CODE_SIZE]
              + between * (codes[(step + 1) * CODE_SIZE] - codes[step * CODE_SIZE]);
      assertThat(read[0]).as("at %f", position).isCloseTo((float) expected, within(1e-3f));
      reader.advance(false, reading);
    }
    assertThat(hops).isGreaterThan(12 * (TURNS - 2));
  }
}
