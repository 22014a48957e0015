package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import ligature.latent.Timbre;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.ui.RecordingPlayer;
import org.junit.jupiter.api.Test;

class SoundTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private long nanos;
  private final Sound sound = new Sound(player, () -> nanos);
  private final History history = sound.history();

  private float x() {
    return sound.binding(Parameter.MORPH_X).value();
  }

  private List<String> corners() {
    return player.patch().corners().stream().map(Timbre::name).toList();
  }

  @Test
  void aCornerKeepsEverythingElseAsItSounds() {
    sound.binding(Parameter.MORPH_X).turn(0.2f);
    sound.setCorner(3, player.timbre("tuba"));
    assertThat(corners()).containsExactly("celesta", "pan-flute", "saw-lead", "tuba");
    assertThat(player.patch().value(Parameter.MORPH_X)).isEqualTo(0.2f);
  }

  @Test
  void fourCornersTakeTwoTimbresOfOtherFamilies() {
    sound.load(player.patch("One", "violin", "viola"));
    sound.setCornerCount(4);
    assertThat(player.patch().corners())
        .extracting(t -> t.family())
        .containsExactly("string", "string", "bass", "brass");
  }

  @Test
  void twoCornersRememberTheOthers() {
    sound.setCornerCount(2);
    sound.setCornerCount(4);
    assertThat(corners()).containsExactly("celesta", "pan-flute", "saw-lead", "cello");
  }

  @Test
  void aDragIsOneEdit() {
    Binding x = sound.binding(Parameter.MORPH_X);
    Binding y = sound.binding(Parameter.MORPH_Y);
    float before = x.value();
    x.grab();
    y.grab();
    for (int i = 1; i <= 50; i++) {
      x.turn(i / 100f);
      y.turn(i / 200f);
      nanos += 1_000_000_000; // however slow
    }
    x.letGo();
    y.letGo();
    history.undo();
    assertThat(x.value()).isEqualTo(before);
    assertThat(y.value()).isEqualTo(0.5f);
    assertThat(history.undoTitle()).isNull();
    history.redo();
    assertThat(x.value()).isEqualTo(0.5f);
    assertThat(y.value()).isEqualTo(0.25f);
    assertThat(player.calls).noneMatch(c -> c.startsWith("load"));
  }

  @Test
  void stepsThatFollowOneAnotherAreOneEditUntilAPause() {
    Binding x = sound.binding(Parameter.MORPH_X);
    x.turn(0.52f);
    nanos += 100_000_000;
    x.turn(0.54f);
    nanos += 2_000_000_000;
    x.turn(0.56f);
    sound.binding(Parameter.LEVEL).turn(-6);
    history.undo();
    assertThat(sound.binding(Parameter.LEVEL).value()).isZero();
    assertThat(history.undoTitle()).isEqualTo("Move on the pad");
    history.undo();
    assertThat(x()).isEqualTo(0.54f);
    history.undo();
    assertThat(x()).isEqualTo(0.5f);
  }

  @Test
  void whatWasUndoneIsForgottenByANewEdit() {
    sound.setCorner(0, player.timbre("tuba"));
    history.undo();
    assertThat(history.redoTitle()).isEqualTo("Timbre at A");
    sound.setCorner(1, player.timbre("oboe"));
    assertThat(history.redoTitle()).isNull();
    history.redo();
    assertThat(corners()).containsExactly("celesta", "oboe", "saw-lead", "cello");
  }

  @Test
  void anyEditsAreUndoneAndRedoneExactly() {
    Random random = new Random(3);
    List<Timbre> bank = player.bank().timbres();
    List<Patch> states = new java.util.ArrayList<>(List.of(sound.current()));
    for (int i = 0; i < 60; i++) {
      nanos += 2_000_000_000;
      switch (random.nextInt(4)) {
        case 0 ->
            sound.setCorner(
                random.nextInt(sound.patch().cornerCount()), bank.get(random.nextInt(bank.size())));
        case 1 -> sound.setCornerCount(sound.patch().cornerCount() == 2 ? 4 : 2);
        case 2 -> sound.binding(Parameter.LEVEL).turn(-60 * random.nextFloat());
        default -> sound.binding(Parameter.MORPH_X).turn(random.nextFloat());
      }
      states.add(sound.current());
    }
    for (int i = states.size() - 2; i >= 0; i--) {
      history.undo();
      assertThat(sound.current()).isEqualTo(states.get(i));
    }
    assertThat(history.undoTitle()).isNull();
    for (int i = 1; i < states.size(); i++) {
      history.redo();
      assertThat(sound.current()).isEqualTo(states.get(i));
    }
  }

  @Test
  void anAuditionLeavesNothingBehind() {
    sound.binding(Parameter.LEVEL).turn(-4);
    Patch before = sound.current();
    sound.audition(player.timbre("tuba"));
    assertThat(corners()).containsExactly("tuba", "tuba");
    assertThat(sound.follow()).isFalse();
    sound.endAudition();
    assertThat(player.patch()).isEqualTo(before);
    assertThat(sound.current()).isEqualTo(before);
    history.undo();
    assertThat(sound.binding(Parameter.LEVEL).value()).isZero();
  }
}
