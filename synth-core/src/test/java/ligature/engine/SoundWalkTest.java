package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ligature.model.Decoder;
import ligature.testing.Bundled;
import ligature.testing.SoundWalk;
import ligature.testing.StepWatch;
import ligature.testing.Steps;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Everything is turned anywhere while notes sound: no fault and no click. What is clipped hard has
 * edges of its own; so what looks like a step is one only if it is not there where all else is done
 * but this change.
 */
class SoundWalkTest {

  /** -40 dBFS. */
  private static final double LARGEST_STEP = 0.01;

  private static StepWatch.Result walk(long seed, int seconds, boolean everything) {
    try (Decoder decoder = Bundled.decoder()) {
      StepWatch.Result result =
          new SoundWalk(decoder, seed, everything).go(SoundWalk.changesIn(seconds));
      System.out.printf("walk %d, %d s: %s%n", seed, seconds, result);
      assertThat(result.rmsDb()).as("something to hear, dBFS").isGreaterThan(-50);
      for (StepWatch.Step step : result.steps()) {
        if (step.size() >= LARGEST_STEP) {
          double without =
              new SoundWalk(decoder, seed, everything)
                  .without(step.number())
                  .go(step.number() + 2)
                  .sizeAt(step.number());
          System.out.printf("%s; if nothing is changed there: %.4f%n", step, without);
          assertThat(step.size()).as("%s makes a step", step).isLessThan(1.1 * without);
        }
      }
      return result;
    }
  }

  @Test
  void nothingBreaksAndNothingClicks() {
    walk(1, 10, false);
    StepWatch.Result all = walk(2, 20, true);
    assertThat(all.changes()).as("all have come").isGreaterThanOrEqualTo(all.kinds());
  }

  /**
   * Ten minutes of everything without a break, and five of what a voice does on a sound that hides
   * nothing.
   */
  @Test
  @Tag("long")
  void nothingBreaksInTenMinutes() {
    walk(100, 600, true);
    walk(200, 300, false);
  }

  /** What is measured finds a step of -40 dBFS in a sound of -10 dBFS, and none where none is. */
  @Test
  void aStepWouldBeFound() {
    float[] x = new float[9600];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (0.45 * Math.sin(2 * Math.PI * 220 * i / 48_000));
    }
    assertThat(Steps.at(x, 4000, 1024)).isLessThan(1e-4);
    for (int i = 4500; i < x.length; i++) {
      x[i] += 0.012f;
    }
    assertThat(Steps.at(x, 4000, 1024)).isBetween(0.01, 0.013);
  }
}
