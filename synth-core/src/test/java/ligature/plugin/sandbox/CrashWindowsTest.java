package ligature.plugin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ligature.testing.Disturbances;
import ligature.testing.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twenty crashes, one a second, on a machine that interrupts them so often by itself. */
class CrashWindowsTest {

  private static final long SECOND = 1_000_000_000L;
  private static final int CRASHES = 20;
  private static final Span RUN = new Span(0, (CRASHES + 2) * SECOND);

  private final Random random = new Random(3);
  private final List<Long> crashes = new ArrayList<>();
  private final List<Span> stalls = new ArrayList<>();

  private CrashWindows windows(double stallsASecond, int stallingCrashes) {
    for (int i = 0; i < (int) (stallsASecond * RUN.nanos() / SECOND); i++) {
      stall((long) (random.nextDouble() * RUN.nanos()));
    }
    for (int i = 0; i < CRASHES; i++) {
      crashes.add((i + 1) * SECOND);
      if (i < stallingCrashes) { // and a burst of underruns, which counts once
        stall(crashes.get(i) + random.nextInt(300_000_000));
      }
    }
    List<Long> underruns = stalls.stream().map(stall -> stall.endNanos() + 5_000_000).toList();
    return new CrashWindows(crashes, RUN, new Disturbances(stalls), underruns);
  }

  private void stall(long at) {
    stalls.add(new Span(at, at + 10_000_000));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 5", "0.2, 2", "1, 0", "1, 3", "5, 0"})
  void whatComesByChanceIsNotHeldAgainstCrashes(double stallsASecond, int stallingCrashes) {
    CrashWindows windows = windows(stallsASecond, stallingCrashes);
    assertThat(windows.areWorse()).as(windows.toString()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 6", "0.2, 12", "0.5, 20", "1, 20"})
  void whatCrashesDoIsSeenAlsoWhereTheTwinsSeeIt(double stallsASecond, int stallingCrashes) {
    CrashWindows windows = windows(stallsASecond, stallingCrashes);
    assertThat(windows.areWorse()).as(windows.toString()).isTrue();
  }
}
