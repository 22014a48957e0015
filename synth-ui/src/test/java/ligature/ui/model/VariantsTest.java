package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import ligature.files.InputException;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.preset.SoundGroup;
import ligature.preset.Variations;
import ligature.ui.RecordingPlayer;
import ligature.ui.TestStore;
import org.junit.jupiter.api.Test;

/** Nine variations that are heard, kept, and made anew. */
class VariantsTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private long nanos;
  private final Sound sound = new Sound(player, () -> nanos);
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final List<Double> amounts = new ArrayList<>();
  private final List<Patch> others = new ArrayList<>();
  private RuntimeException fault;
  private final Variants variants =
      new Variants(
          player,
          sound,
          new TestStore(List.of("Second"), name -> player.patch(name, "tuba", "viola")),
          this::make,
          Runnable::run,
          work::add,
          Runnable::run,
          () -> nanos);

  private final Patch before = player.patch();

  /** As they are drawn, unheard. */
  private void make(Variations variations, Patch parent, Patch other, Consumer<Patch> found) {
    amounts.add(variations.amount());
    others.add(other);
    if (fault != null) {
      throw fault;
    }
    variations.all().forEach(found);
  }

  private void open() {
    variants.open();
    work.remove().run();
    assertThat(variants.children()).hasSize(9);
    player.calls.clear();
  }

  private List<String> notes() {
    return player.calls.stream().filter(c -> c.startsWith("note")).toList();
  }

  private void passMillis(long millis) {
    nanos += millis * 1_000_000;
    variants.tick();
  }

  @Test
  void aChildIsHeardAtOnceAndTheSoundIsBack() {
    open();
    variants.press(3);
    assertThat(player.patch()).isEqualTo(variants.children().get(3)).isNotEqualTo(before);
    assertThat(notes()).containsExactly("noteOn 60");
    assertThat(sound.current()).as("what would be saved").isEqualTo(before);
    variants.release();
    passMillis(300);
    assertThat(notes()).as("a click is too short to hear").hasSize(1);
    passMillis(500);
    assertThat(notes()).containsExactly("noteOn 60", "noteOff 60");
    assertThat(player.patch()).as("and stays").isEqualTo(variants.children().get(3));
    assertThat(variants.bringBack()).isTrue();
    assertThat(player.patch()).isEqualTo(before);
    assertThat(sound.history().undoTitle()).isNull();
    assertThat(variants.bringBack()).as("there is nothing more").isFalse();
  }

  @Test
  void whatIsHeldIsStruckAgain() {
    open();
    player.midi(48, true);
    player.midi(55, true);
    variants.press(0);
    assertThat(notes()).containsExactly("noteOff 48", "noteOn 48", "noteOff 55", "noteOn 55");
    variants.release();
    passMillis(2000);
    assertThat(notes()).as("goes on as long as it is held").hasSize(4);
    player.midi(55, false);
    passMillis(50);
    player.calls.clear();
    variants.press(1);
    assertThat(notes()).containsExactly("noteOff 48", "noteOn 48");
    variants.close();
    assertThat(notes()).endsWith("noteOff 48");
    assertThat(player.patch()).isEqualTo(before);
  }

  @Test
  void aKeyThatRepeatsItselfStrikesOnce() {
    open();
    variants.press(2);
    for (int i = 0; i < 10; i++) {
      variants.release();
      variants.press(2);
      passMillis(33);
    }
    assertThat(notes()).containsExactly("noteOn 60");
    variants.release();
    passMillis(800);
    assertThat(notes()).containsExactly("noteOn 60", "noteOff 60");
    variants.press(2);
    assertThat(notes()).as("and again").hasSize(3);
  }

  @Test
  void oneIsKeptAsOneEdit() {
    open();
    sound.binding(Parameter.TILT).turn(4);
    sound.endGesture();
    Patch turned = sound.current();
    variants.press(4);
    variants.keep(4);
    Patch child = variants.children().get(4);
    assertThat(player.patch()).isEqualTo(child);
    assertThat(sound.current()).isEqualTo(child);
    assertThat(child.name()).isEqualTo(before.name());
    assertThat(variants.kept()).isEqualTo(4);
    variants.close();
    assertThat(player.patch()).as("it stays when the page is left").isEqualTo(child);
    sound.history().undo();
    assertThat(player.patch()).isEqualTo(turned);
    sound.history().redo();
    assertThat(player.patch()).isEqualTo(child);
  }

  @Test
  void againLocksAmountAndASecondParent() {
    open();
    List<Patch> first = variants.children();
    variants.again();
    assertThat(variants.seed()).isEqualTo(2);
    assertThat(variants.children()).isEmpty();
    work.remove().run();
    assertThat(variants.children()).isNotEqualTo(first);
    variants.amount().turn(30);
    variants.setOther(new TestStore(List.of("Second"), name -> null).entries().get(0));
    work.remove().run();
    assertThat(amounts).containsExactly(1.0, 1.0, (double) (30f / 100));
    assertThat(others.get(0)).isNull();
    assertThat(others.get(2).name()).isEqualTo("Second");
    for (SoundGroup group : SoundGroup.values()) {
      assertThat(variants.lock(group, true)).as(group.id()).isEqualTo(group != SoundGroup.EFFECTS);
    }
    assertThat(variants.locks()).hasSize(7).doesNotContain(SoundGroup.EFFECTS);
    variants.lock(SoundGroup.TIMBRES, false);
    while (!work.isEmpty()) {
      work.remove().run(); // all but the last have been given up
    }
    assertThat(variants.children()).hasSize(9);
    for (int i = 0; i < 9; i++) {
      assertThat(Set.of(SoundGroup.TIMBRES, SoundGroup.EFFECTS)).containsAll(variants.changed(i));
    }
  }

  @Test
  void anotherSoundHasItsOwnNine() {
    open();
    variants.press(1);
    Patch other = player.patch("Another", "oboe", "tuba");
    sound.load(other);
    assertThat(variants.playing()).isEqualTo(-1);
    work.remove().run();
    assertThat(variants.children()).hasSize(9).allMatch(c -> c.name().equals("Another"));
    assertThat(player.patch()).isEqualTo(other);
  }

  @Test
  void whatGoesWrongIsALine() {
    List<String> lines = new ArrayList<>();
    variants.setTell(lines::add);
    fault = new InputException("no such device");
    variants.open();
    work.remove().run();
    assertThat(lines).containsExactly("No more variations: no such device");
    assertThat(variants.isRunning()).isFalse();
    variants.press(0);
    variants.keep(0);
    assertThat(player.patch()).isEqualTo(before);
    assertThat(Arrays.asList(variants.playing(), variants.kept())).containsOnly(-1);
  }
}
