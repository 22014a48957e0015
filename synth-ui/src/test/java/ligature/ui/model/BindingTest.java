package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import ligature.engine.MeterFeed;
import ligature.parameter.Parameter;
import ligature.ui.RecordingPlayer;
import org.junit.jupiter.api.Test;

class BindingTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private long nanos;
  private final Binding level = new Binding(player, Parameter.LEVEL, () -> nanos);

  private void engineSays(float db) {
    MeterFeed.value(player.meters(), Parameter.LEVEL, db);
  }

  @Test
  void showsWhatThePlayerSays() {
    engineSays(-12);
    assertThat(level.value()).isEqualTo(-12);
  }

  @Test
  void sendsATurnInItsRangeAndHoldsItAtOnce() {
    level.turn(99);
    assertThat(player.calls).containsExactly("set level 12.00");
    engineSays(0);
    assertThat(level.value()).isEqualTo(12);
  }

  @Test
  void ignoresTheEchoOfEarlierTurns() {
    level.turn(-3);
    level.turn(-6);
    nanos += 100_000_000;
    engineSays(-3);
    assertThat(level.value()).isEqualTo(-6);
    engineSays(-6);
    nanos += 1_000_000_000;
    assertThat(level.value()).isEqualTo(-6);
  }

  @Test
  void followsAnotherHandLater() {
    level.turn(-6);
    nanos += 100_000_000;
    assertThat(level.value()).isEqualTo(-6);
    nanos += 1_000_000_000;
    engineSays(-20);
    assertThat(level.value()).isEqualTo(-20);
  }

  /** As by a preset that is loaded anew right after a turn. */
  @Test
  void followsAnotherHandAtOnceWhereItsOwnTurnHasComeBack() {
    level.turn(-6);
    assertThat(level.value()).isEqualTo(-6);
    engineSays(0);
    assertThat(level.value()).isEqualTo(0);
    nanos += 1_000_000_000;
    assertThat(level.value()).isEqualTo(0);
  }

  @Test
  void keepsItsValueWhenNothingAnswers() {
    level.turn(-6);
    engineSays(0);
    assertThat(level.value()).isEqualTo(-6);
    nanos += 1_000_000_000;
    assertThat(level.value()).isEqualTo(-6);
  }
}
