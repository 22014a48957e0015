package ligature.plugin.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ligature.testing.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twenty crashes, one a second, on a machine that interrupts them so often by itself. */
class CrashWindowsTest {

  private static final long SECOND = 1_000_000_000L;
  private static final int CRASHES = 20;
  private static final Span RUN = new Span(0, (CRASHES + 2) * SECOND);

  private final Random random = new Random(3);
  private final List<Long> moments = new ArrayList<>();

  private CrashWindows windows(double aSecond, int byCrashes) {
    for (int i = 0; i < (int) (aSecond * RUN.nanos() / SECOND); i++) {
      burst((long) (random.nextDouble() * RUN.nanos()));
    }
    List<Span> windows = new ArrayList<>();
    for (int i = 0; i < CRASHES; i++) {
      long crash = (i + 1) * SECOND;
      windows.add(new Span(crash, crash + 400_000_000));
      if (i < byCrashes) {
        burst(crash + random.nextInt(300_000_000));
      }
    }
    return new CrashWindows(windows, RUN, moments);
  }

  /** Counts once. */
  private void burst(long at) {
    for (int i = 0; i < 6; i++) {
      moments.add(at + i * 5_000_000L);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 5", "0.2, 2", "1, 0", "1, 3", "5, 0"})
  void whatComesByChanceIsNotHeldAgainstCrashes(double aSecond, int byCrashes) {
    CrashWindows windows = windows(aSecond, byCrashes);
    assertThat(windows.areWorse()).as(windows.toString()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0, 6", "0.2, 12", "0.5, 20", "1, 20", "2, 20"})
  void whatCrashesDoIsSeen(double aSecond, int byCrashes) {
    CrashWindows windows = windows(aSecond, byCrashes);
    assertThat(windows.areWorse()).as(windows.toString()).isTrue();
  }
}
