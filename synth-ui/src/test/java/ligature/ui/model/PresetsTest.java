package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import ligature.files.InputException;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;
import ligature.ui.RecordingPlayer;
import ligature.ui.TestStore;
import org.junit.jupiter.api.Test;

class PresetsTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private final Queue<Runnable> io = new ArrayDeque<>();
  private final List<String> failures = new ArrayList<>();
  private final TestStore store = new TestStore(List.of("One", "Two", "Broken", "Bug"), this::load);
  private final Sound sound = new Sound(player);
  private final Presets presets = new Presets(sound, store, io::add, Runnable::run);

  {
    presets.setOnFailure(failures::add);
    read();
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

  private PresetEntry entry(String title) {
    return presets.entries().stream()
        .filter(e -> e.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private void choose(String title) {
    presets.choose(entry(title));
    read();
  }

  @Test
  void readsPresetsInTheBackground() {
    presets.choose(entry("One"));
    assertThat(player.calls).isEmpty();
    assertThat(presets.title()).isEqualTo("One");
    read();
    assertThat(player.patch().name()).isEqualTo("One");
    assertThat(sound.binding(Parameter.LEVEL).value()).isEqualTo(-9);
  }

  @Test
  void onlyTheLastPresetThatWasAskedForIsLoaded() {
    presets.step(1);
    presets.step(1);
    assertThat(presets.title()).isEqualTo("Two");
    read();
    assertThat(player.calls).hasSize(1);
    assertThat(player.patch().corner(0).name()).isEqualTo("tuba");
    presets.tick();
    assertThat(presets.title()).isEqualTo("Two");
    assertThat(presets.isChanged()).isFalse();
  }

  @Test
  void goesRoundInBothDirections() {
    choose("One");
    presets.step(-1);
    assertThat(presets.title()).isEqualTo("Bug");
    presets.step(1);
    assertThat(presets.title()).isEqualTo("One");
  }

  @Test
  void whatIsNotAsItWasSavedPlaysAndIsALine() {
    choose("Two");
    assertThat(player.patch().corner(0).name()).isEqualTo("tuba");
    assertThat(failures).last().isEqualTo("the timbre is another one");
    choose("One");
    assertThat(failures).last().isNull();
  }

  @Test
  void whatCannotBeReadLeavesThePatch() {
    choose("One");
    Patch before = player.patch();
    choose("Broken");
    choose("Bug");
    assertThat(player.patch()).isSameAs(before);
    assertThat(presets.title()).isEqualTo("One");
    assertThat(failures)
        .containsExactly(
            null,
            "no such timbre",
            "Preset Bug could not be loaded: java.lang.IllegalStateException: oops");
  }

  @Test
  void aCornerWinsOverAPresetThatIsStillBeingRead() {
    presets.choose(entry("One"));
    sound.setCorner(0, player.timbre("tuba"));
    read();
    assertThat(player.patch().corner(0).name()).isEqualTo("tuba");
    assertThat(player.calls).hasSize(1);
    assertThat(presets.title()).isEqualTo("Glass to Strings");
  }

  @Test
  void nextAndPreviousCountFromWhatWasJustSaved() {
    choose("One");
    presets.saveAs("Mine");
    io.remove().run(); // no more than the saving itself
    assertThat(presets.entries()).contains(presets.chosen());
    presets.step(1);
    presets.step(-1);
    assertThat(presets.title()).isEqualTo("Mine");
    read();
    assertThat(presets.title()).isEqualTo("Mine");
  }

  @Test
  void whatIsSavedIsNoLongerChangedAndComesBackAsItWas() {
    choose("One");
    sound.binding(Parameter.MORPH_X).turn(0.123f);
    sound.setCorner(1, player.timbre("tuba"));
    presets.tick();
    assertThat(presets.isChanged()).isTrue();
    Patch heard = sound.current();
    presets.saveAs("Mine");
    read();
    assertThat(presets.isChanged()).isFalse();
    assertThat(presets.title()).isEqualTo("Mine");
    assertThat(presets.isOwn()).isTrue();
    choose("Two");
    choose("Mine");
    assertThat(sound.current()).isEqualTo(heard.named("Mine"));
    sound.binding(Parameter.LEVEL).turn(-3);
    presets.tick();
    assertThat(presets.isChanged()).isTrue();
    presets.save();
    read();
    assertThat(presets.isChanged()).isFalse();
    assertThat(store.load(entry("Mine"), line -> {}).value(Parameter.LEVEL)).isEqualTo(-3);
  }

  @Test
  void aTakenNameIsALineAndNothingElse() {
    choose("One");
    presets.saveAs("Two");
    read();
    assertThat(failures).last().isEqualTo("Two: choose another name");
    assertThat(presets.title()).isEqualTo("One");
    assertThat(store.names()).containsExactly("Broken", "Bug", "One", "Two");
  }

  @Test
  void renamesAndDeletesWhatPlays() {
    presets.saveAs("Mine");
    read();
    presets.rename(presets.chosen(), "Ours");
    read();
    assertThat(presets.title()).isEqualTo("Ours");
    Patch before = player.patch();
    presets.delete(presets.chosen());
    read();
    assertThat(presets.isOwn()).isFalse();
    assertThat(player.patch()).isEqualTo(before);
    assertThat(presets.entries()).extracting(PresetEntry::title).doesNotContain("Mine", "Ours");
  }

  @Test
  void loadingIsUndoneWithAllThatWasTurnedBefore() {
    choose("One");
    sound.binding(Parameter.LEVEL).turn(-20);
    Patch turned = sound.current();
    choose("Two");
    Patch two = sound.current();
    sound.history().undo();
    assertThat(sound.current()).isEqualTo(turned);
    assertThat(presets.title()).isEqualTo("One");
    assertThat(presets.isChanged()).isTrue();
    sound.history().undo();
    assertThat(sound.current().value(Parameter.LEVEL)).isEqualTo(-9);
    sound.history().redo();
    sound.history().redo();
    assertThat(sound.current()).isEqualTo(two);
    assertThat(presets.title()).isEqualTo("Two");
  }

  @Test
  void followsAPatchThatSomebodyElseHasLoaded() {
    player.load(player.patch("Two", "tuba", "trumpet"));
    presets.tick();
    assertThat(presets.title()).isEqualTo("Two");
    assertThat(sound.patch().cornerCount()).isEqualTo(2);
    assertThat(sound.history().undoTitle()).isNull();
  }

  /** As by a program change right after a knob was turned. */
  @Test
  void aValueThatWasTurnedJustBeforeDoesNotOutliveAPatchOfSomebodyElse() throws Exception {
    Patch two = player.patch("Two", "tuba", "trumpet");
    sound.binding(Parameter.LEVEL).turn(-6);
    player.load(two);
    presets.tick();
    assertThat(sound.binding(Parameter.LEVEL).value()).isEqualTo(two.value(Parameter.LEVEL));
    Thread.sleep(400); // a turned value is held for 300 ms
    presets.tick();
    assertThat(sound.binding(Parameter.LEVEL).value()).isEqualTo(two.value(Parameter.LEVEL));
    assertThat(presets.isChanged()).isFalse();
  }
}
