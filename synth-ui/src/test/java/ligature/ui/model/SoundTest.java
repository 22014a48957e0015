package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import ligature.files.InputException;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.ui.RecordingPlayer;
import org.junit.jupiter.api.Test;

class SoundTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private final Queue<Runnable> io = new ArrayDeque<>();
  private final List<String> failures = new ArrayList<>();
  private final Sound sound =
      new Sound(player, List.of("One", "Two", "Broken", "Bug"), this::load, io::add, Runnable::run);

  {
    sound.setOnFailure(failures::add);
  }

  private Patch load(String name) {
    return switch (name) {
      case "One" -> player.patch("One", "violin", "viola").with(Parameter.LEVEL, -9);
      case "Two" -> player.patch("two, by its maker", "tuba", "trumpet", "oboe", "harp");
      case "Broken" -> throw new InputException("no such timbre");
      default -> throw new IllegalStateException("oops");
    };
  }

  private void read() {
    while (!io.isEmpty()) {
      io.remove().run();
    }
  }

  @Test
  void readsPresetsInTheBackground() {
    sound.choosePreset("One");
    assertThat(player.calls).isEmpty();
    assertThat(sound.presetName()).isEqualTo("One");
    read();
    assertThat(player.patch().name()).isEqualTo("One");
    assertThat(sound.binding(Parameter.LEVEL).value()).isEqualTo(-9);
  }

  @Test
  void onlyTheLastPresetThatWasAskedForIsLoaded() {
    sound.stepPreset(1);
    sound.stepPreset(1);
    assertThat(sound.presetName()).isEqualTo("Two");
    read();
    assertThat(player.calls).hasSize(1);
    assertThat(player.patch().corner(0).name()).isEqualTo("tuba");
    sound.follow();
    assertThat(sound.presetName()).isEqualTo("Two");
  }

  @Test
  void goesRoundInBothDirections() {
    sound.choosePreset("One");
    read();
    sound.stepPreset(-1);
    assertThat(sound.presetName()).isEqualTo("Bug");
    sound.stepPreset(1);
    assertThat(sound.presetName()).isEqualTo("One");
  }

  @Test
  void whatCannotBeReadLeavesThePatch() {
    sound.choosePreset("One");
    read();
    Patch before = player.patch();
    sound.choosePreset("Broken");
    read();
    sound.choosePreset("Bug");
    read();
    assertThat(player.patch()).isSameAs(before);
    assertThat(sound.presetName()).isEqualTo("One");
    assertThat(failures)
        .containsExactly(
            null,
            "no such timbre",
            "Preset Bug could not be loaded: java.lang.IllegalStateException: oops");
  }

  @Test
  void aCornerKeepsEverythingElseAsItSounds() {
    sound.binding(Parameter.MORPH_X).turn(0.2f);
    sound.setCorner(3, player.timbre("tuba"));
    assertThat(player.patch().corners())
        .extracting(Object::toString)
        .containsExactly("celesta", "pan-flute", "saw-lead", "tuba");
    assertThat(player.patch().value(Parameter.MORPH_X)).isEqualTo(0.2f);
    assertThat(sound.isChanged()).isTrue();
    sound.choosePreset("One");
    read();
    assertThat(sound.isChanged()).isFalse();
  }

  @Test
  void aCornerWinsOverAPresetThatIsStillBeingRead() {
    sound.choosePreset("One");
    sound.setCorner(0, player.timbre("tuba"));
    read();
    assertThat(player.patch().corner(0).name()).isEqualTo("tuba");
    assertThat(player.calls).hasSize(1);
  }

  @Test
  void fourCornersTakeTwoTimbresOfOtherFamilies() {
    sound.choosePreset("One");
    read();
    sound.setCornerCount(4);
    assertThat(player.patch().corners())
        .extracting(t -> t.family())
        .containsExactly("string", "string", "bass", "brass");
  }

  @Test
  void twoCornersRememberTheOthers() {
    sound.setCornerCount(2);
    sound.setCornerCount(4);
    assertThat(player.patch().corners())
        .extracting(Object::toString)
        .containsExactly("celesta", "pan-flute", "saw-lead", "cello");
    assertThat(sound.isChanged()).isFalse();
  }

  @Test
  void followsAPatchThatSomebodyElseHasLoaded() {
    player.load(player.patch("Two", "tuba", "trumpet"));
    sound.follow();
    assertThat(sound.presetName()).isEqualTo("Two");
    assertThat(sound.patch().cornerCount()).isEqualTo(2);
  }
}
