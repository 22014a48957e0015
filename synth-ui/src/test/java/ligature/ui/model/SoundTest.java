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
    sound.pad().setCorners(4);
    assertThat(player.patch().corners())
        .extracting(t -> t.family())
        .containsExactly("string", "string", "bass", "brass");
  }

  @Test
  void twoCornersRememberTheOthers() {
    sound.pad().setCorners(2);
    sound.pad().setCorners(4);
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
  void aMovementThatIsNotOverCanBeUndone() {
    int[] told = {0};
    history.addListener(() -> told[0]++);
    sound.binding(Parameter.MORPH_X).turn(0.52f);
    assertThat(history.undoTitle()).isEqualTo("Move on the pad");
    assertThat(told[0]).as("the button is lit").isEqualTo(1);
    history.undo();
    assertThat(x()).isEqualTo(0.5f);
    assertThat(history.redoTitle()).isEqualTo("Move on the pad");
    sound.binding(Parameter.LEVEL).turn(-6);
    assertThat(history.redoTitle()).as("it is forgotten").isNull();
  }

  @Test
  void aMovementBackToWhereItBeganLeavesNothingToUndo() {
    Binding x = sound.binding(Parameter.MORPH_X);
    x.grab();
    x.turn(0.6f);
    x.turn(0.5f);
    x.letGo();
    assertThat(history.undoTitle()).isNull();
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

  /** What changes nothing is no edit. */
  private void addIfNew(List<Patch> states) {
    if (!sound.current().equals(states.get(states.size() - 1))) {
      states.add(sound.current());
    }
  }

  @Test
  void anyEditsAreUndoneAndRedoneExactly() {
    Random random = new Random(3);
    List<Timbre> bank = player.bank().timbres();
    List<Patch> states = new java.util.ArrayList<>(List.of(sound.current()));
    for (int i = 0; i < 60; i++) {
      nanos += 2_000_000_000;
      switch (random.nextInt(7)) {
        case 0 ->
            sound.setCorner(
                random.nextInt(sound.patch().cornerCount()), bank.get(random.nextInt(bank.size())));
        case 1 -> sound.pad().setCorners(sound.patch().cornerCount() == 2 ? 4 : 2);
        case 2 -> sound.binding(Parameter.LEVEL).turn(-60 * random.nextFloat());
        case 3 -> sound.pad().setFree();
        case 4 ->
            sound
                .pad()
                .add(bank.get(random.nextInt(bank.size())), random.nextFloat(), random.nextFloat());
        case 5 -> {
          int point = random.nextInt(sound.patch().cornerCount());
          sound.pad().setFree();
          addIfNew(states);
          sound.pad().pull(point, random.nextFloat(), random.nextFloat());
        }
        default -> sound.binding(Parameter.MORPH_X).turn(random.nextFloat());
      }
      addIfNew(states);
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
