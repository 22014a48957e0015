package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import ligature.engine.MeterFeed;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Mode;
import ligature.modulation.MorphPath.Point;
import ligature.parameter.Parameter;
import ligature.ui.RecordingPlayer;
import org.junit.jupiter.api.Test;

class PadPathTest {

  private static final double TICK = 1 / 60.0;

  private final RecordingPlayer player = new RecordingPlayer();
  private long nanos;
  private final Sound sound = new Sound(player, () -> nanos);
  private final Modulation modulation = new Modulation(sound, () -> nanos);
  private final Binding x = sound.binding(Parameter.MORPH_X);
  private final Binding share = sound.binding(Parameter.PATH);
  private final PadPath path = new PadPath(player, sound, modulation, () -> nanos);
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
  void whatWasRecordedIsTheSoundsPathAtItsPace() {
    recordSweep();
    assertThat(path.isRecording()).isFalse();
    assertThat(path.isPlaying()).isTrue();
    MorphPath made = player.patch().modulation().path();
    assertThat(made).isEqualTo(path.path());
    assertThat(made.mode()).isEqualTo(Mode.LOOP);
    assertThat(made.cycle()).isCloseTo(1.25, within(0.03));
    for (double t = 0; t <= 1; t += 0.1) {
      assertThat((double) made.at(t).x()).isCloseTo(t, within(0.04));
    }
    assertThat(made.points()).as("a straight sweep needs few").hasSizeLessThan(6);
  }

  @Test
  void aRecordingTakesTheSettingsOfThePathBefore() {
    MorphPath before =
        MorphPath.of(List.of(new Point(0, 0, 0), new Point(4, 1, 1)))
            .inBeats(true)
            .withMode(Mode.PING_PONG, 0)
            .withByNote(true);
    modulation.edit("a path", modulation.matrix().withPath(before));
    sound.binding(Parameter.TEMPO).steer(90);
    recordSweep();
    assertThat(path.path().mode()).isEqualTo(Mode.PING_PONG);
    assertThat(path.path().byNote()).isTrue();
    assertThat(path.path().inBeats()).isTrue();
    assertThat(path.path().length()).as("a second in beats").isCloseTo(1.5, within(0.05));
  }

  @Test
  void aHandGoesFirstAndTheSoundKeepsItsPath() {
    recordSweep();
    assertThat(share.value()).isEqualTo(1);
    x.grab();
    x.turn(0.9f);
    tick(true);
    assertThat(share.value()).as("what sounds").isZero();
    assertThat(sound.current().value(Parameter.PATH)).as("what is saved").isEqualTo(1);
    assertThat(path.isPlaying()).isTrue();
    x.letGo();
    tick(false);
    assertThat(share.value()).isEqualTo(1);
  }

  @Test
  void aPathThatLeavesThePadSomethingToDoStays() {
    recordSweep();
    share.steer(0.5f);
    tick(true);
    assertThat(share.value()).isEqualTo(0.5f);
  }

  @Test
  void recordingClearingAndStoppingCanBeUndone() {
    share.steer(0.25f);
    recordSweep();
    MorphPath made = path.path();
    path.clear();
    assertThat(path.path()).isEqualTo(MorphPath.NONE);
    assertThat(sound.history().undoTitle()).isEqualTo("Clear the path");
    sound.history().undo();
    assertThat(path.path()).isEqualTo(made);
    path.play();
    assertThat(path.isPlaying()).isFalse();
    path.play();
    assertThat(share.value()).isEqualTo(1);
    sound.history().undo();
    sound.history().undo();
    assertThat(sound.history().undoTitle()).isEqualTo("Record a path");
    sound.history().undo();
    assertThat(path.path().isEmpty()).isTrue();
    assertThat(share.value()).as("as it was").isEqualTo(0.25f);
    assertThat(sound.history().undoTitle()).isEqualTo("Move on the pad");
    sound.history().redo();
    assertThat(path.path()).isEqualTo(made);
    assertThat(share.value()).isEqualTo(1);
  }

  @Test
  void aRecordingEndsByItself() {
    path.record();
    x.grab();
    for (int i = 0; i < 62 * 60; i++) {
      x.turn((i % 60) / 60f);
      tick(true);
    }
    assertThat(path.isRecording()).isFalse();
    assertThat(path.path().length()).isLessThanOrEqualTo(PadPath.MOST_SECONDS);
  }

  @Test
  void withoutAHandNothingIsRecorded() {
    path.record();
    tick(false);
    path.record();
    assertThat(path.isRecording()).isFalse();
    path.play();
    assertThat(path.isPlaying()).isFalse();
    path.edit();
    assertThat(path.isEditing()).isFalse();
  }

  @Test
  void theHeadIsWhereTheNotesAreOnIt() {
    recordSweep();
    MeterFeed.path(player.meters(), 0.3);
    assertThat(path.head().x()).isCloseTo(0.3f, within(0.04f));
    sound.binding(Parameter.PATH_PHASE).steer(0.4f); // of 1.25 s
    assertThat(path.head().x()).isCloseTo(0.8f, within(0.05f));
    assertThat(path.carriesPuck()).isTrue();
    share.steer(0.5f);
    assertThat(path.carriesPuck()).isFalse();
  }
}
