package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ligature.parameter.Parameter;
import ligature.ui.RecordingPlayer;
import org.junit.jupiter.api.Test;

class PadPathTest {

  private static final double TICK = 1 / 60.0;

  private final RecordingPlayer player = new RecordingPlayer();
  private long nanos;
  private final Sound sound = new Sound(player, () -> nanos);
  private final Binding x = sound.binding(Parameter.MORPH_X);
  private final PadPath path = new PadPath(sound);
  private double now = 100;

  private void tick(boolean held) {
    now += TICK;
    nanos += (long) (TICK * 1e9);
    path.tick(now, held);
  }

  /** A second from left to right. */
  private void recordSweep() {
    path.record();
    tick(false);
    assertThat(path.isRecording()).isTrue();
    x.grab();
    for (int i = 0; i <= 60; i++) {
      x.turn(i / 60f);
      tick(true);
    }
    x.letGo();
    tick(false);
  }

  @Test
  void whatWasRecordedPlaysAgainAndAgainAtItsPace() {
    recordSweep();
    assertThat(path.isRecording()).isFalse();
    assertThat(path.isLooping()).isTrue();
    assertThat(path.length()).isCloseTo(1, within(0.03));
    double start = now;
    for (int i = 0; i < 400; i++) {
      tick(false);
      double along = (now - start) % (path.length() + 0.25);
      double expected = along <= 1 ? along : 1 - (along - 1) / 0.25;
      assertThat((double) x.value()).isCloseTo(expected, within(0.08));
    }
  }

  @Test
  void aHandGoesFirst() {
    recordSweep();
    tick(false);
    x.grab();
    x.turn(0.9f);
    tick(true);
    assertThat(x.value()).isEqualTo(0.9f);
    x.letGo();
    tick(false);
    assertThat(x.value()).isNotEqualTo(0.9f);
  }

  @Test
  void playingLeavesNoTraceInTheHistoryButRecordingAndClearingDo() {
    recordSweep();
    for (int i = 0; i < 200; i++) {
      tick(false);
    }
    path.clear();
    assertThat(path.steps()).isEmpty();
    float still = x.value();
    tick(false);
    assertThat(x.value()).isEqualTo(still);
    assertThat(sound.history().undoTitle()).isEqualTo("Clear the path");
    sound.history().undo();
    assertThat(path.steps()).isNotEmpty();
    assertThat(sound.history().undoTitle()).isEqualTo("Record a path");
    sound.history().undo();
    assertThat(path.steps()).isEmpty();
    assertThat(sound.history().undoTitle()).isEqualTo("Move on the pad");
  }

  @Test
  void aPathEndsByItself() {
    path.record();
    x.grab();
    for (int i = 0; i < 62 * 60; i++) {
      x.turn((i % 60) / 60f);
      tick(true);
    }
    assertThat(path.isRecording()).isFalse();
    assertThat(path.length()).isLessThanOrEqualTo(PadPath.MOST_SECONDS);
  }

  @Test
  void withoutAHandNothingIsRecorded() {
    path.record();
    tick(false);
    path.record();
    assertThat(path.isRecording()).isFalse();
    path.loop();
    assertThat(path.isLooping()).isFalse();
  }
}
