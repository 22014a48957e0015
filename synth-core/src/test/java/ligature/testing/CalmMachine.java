package ligature.testing;

import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * For tests that compare what JACK played frame by frame: where the machine took a core for a whole
 * period, JACK itself left frames out, and a difference says nothing about us. Such a failure, and
 * no other, is a test that was skipped, aloud; the control is {@link StallControl}.
 */
public final class CalmMachine
    implements BeforeTestExecutionCallback,
        AfterTestExecutionCallback,
        TestExecutionExceptionHandler {

  /** A period of 128 frames at 48 kHz. */
  private static final long LOST_NANOS = 2_666_667;

  private StallControl control;

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    control = new StallControl();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    long lost = lostPeriods(control.stalls());
    if (lost == 0 || !(failure instanceof AssertionError)) {
      throw failure;
    }
    String said =
        "the machine stood still for a whole period " + lost + " times while the test played";
    System.out.println("SKIPPED: " + context.getDisplayName() + ": " + said + "; " + failure);
    throw new TestAbortedException(said, failure);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    control.close();
  }

  /** How many of these stalls took a whole period of JACK. */
  static long lostPeriods(List<Span> stalls) {
    return stalls.stream().filter(stall -> stall.nanos() > LOST_NANOS).count();
  }
}
