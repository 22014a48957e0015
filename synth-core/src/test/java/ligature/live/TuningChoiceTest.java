package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.UnaryOperator;
import ligature.files.InputException;
import ligature.rt.Published;
import ligature.tuning.Tuning;
import ligature.units.KeyPitch;
import org.junit.jupiter.api.Test;

/** Whose tuning sounds. */
class TuningChoiceTest {

  private static final Tuning MINE = Tuning.of("mine", "x\n2\n3/2\n2/1\n", null);
  private static final Tuning OF_PRESET = Tuning.of("preset", "x\n3\n5/4\n3/2\n2/1\n", null);

  private final Published<KeyPitch> engine = new Published<>(null);
  private final TuningChoice choice =
      new TuningChoice(null, engine::publish, UnaryOperator.identity());

  /** What it would sound like is known before. */
  private void load(Tuning ofSound) {
    KeyPitch expected = choice.pitches(ofSound);
    choice.loaded(ofSound);
    assertThat(engine.current()).isEqualTo(expected);
  }

  @Test
  void aSoundsTuningGoesWithTheSound() {
    choice.choose(MINE);
    assertThat(engine.current()).isEqualTo(MINE);
    load(OF_PRESET);
    assertThat(engine.current()).isEqualTo(OF_PRESET);
    load(null);
    assertThat(engine.current()).as("back to the player's").isEqualTo(MINE);
  }

  @Test
  void bothAreBroughtBack() {
    choice.restore(OF_PRESET, MINE);
    assertThat(engine.current()).isEqualTo(OF_PRESET);
    assertThat(choice.chosen()).isEqualTo(MINE);
    load(null);
    assertThat(engine.current()).isEqualTo(MINE);
  }

  @Test
  void theLockKeepsWhatThereIs() {
    choice.choose(MINE);
    choice.lock(true);
    load(OF_PRESET);
    load(null);
    assertThat(engine.current()).isEqualTo(MINE);
    choice.choose(Tuning.EQUAL);
    assertThat(engine.current()).as("the player may still choose").isEqualTo(Tuning.EQUAL);
    choice.lock(false);
    assertThat(engine.current()).isEqualTo(Tuning.EQUAL);
    load(OF_PRESET);
    assertThat(engine.current()).isEqualTo(OF_PRESET);
  }

  @Test
  void theSharedTuningGoesBeforeEqualTemperamentOnly() {
    KeyPitch master = (channel, key) -> 100;
    TuningChoice with = new TuningChoice(null, engine::publish, pitch -> master);
    assertThat(engine.current()).isSameAs(master);
    with.choose(MINE);
    assertThat(engine.current()).as("a scale of one's own").isEqualTo(MINE);
    with.choose(Tuning.EQUAL);
    assertThat(engine.current()).isSameAs(master);
    with.loaded(OF_PRESET);
    assertThat(engine.current()).isEqualTo(OF_PRESET);
  }

  @Test
  void a4HoldsForAllOfThem() {
    choice.setA4Hz(444);
    assertThat(engine.current()).isEqualTo(Tuning.EQUAL.at(444));
    load(OF_PRESET);
    assertThat(engine.current()).isEqualTo(OF_PRESET.at(444));
    assertThatThrownBy(() -> choice.setA4Hz(500)).isInstanceOf(InputException.class);
    assertThat(choice.sounding().a4Hz()).isEqualTo(444);
  }
}
