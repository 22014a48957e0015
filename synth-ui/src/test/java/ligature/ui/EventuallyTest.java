package ligature.ui;

import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ligature.ui.app.Components;
import org.junit.jupiter.api.Test;

/** What waiting does where a component is not there yet. */
class EventuallyTest {

  private int asked;

  private boolean isThereFrom(int time) {
    if (++asked < time) {
      throw new Components.Missing("no label named late");
    }
    return true;
  }

  @Test
  void aComponentThatComesLateIsWaitedFor() {
    eventually("it comes", () -> isThereFrom(4));
    assertThat(asked).isEqualTo(4);
  }

  @Test
  void oneThatNeverComesIsTheCause() {
    assertThatThrownBy(() -> eventually("it comes", 40, () -> isThereFrom(1000)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("it comes")
        .hasCauseInstanceOf(Components.Missing.class);
    assertThat(asked).isGreaterThan(1);
  }

  @Test
  void anyOtherFailureIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                eventually(
                    "it comes",
                    () -> {
                      asked++;
                      throw new AssertionError("another thing");
                    }))
        .hasMessage("another thing");
    assertThat(asked).isEqualTo(1);
  }
}
