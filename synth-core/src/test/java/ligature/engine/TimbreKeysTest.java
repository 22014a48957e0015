package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.LogMel;
import ligature.testing.Played;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys of a second channel hold timbres, through the real decoder. */
class TimbreKeysTest {

  private static final int SECOND = 48_000;
  private static final int A = 24;
  private static final int TIMBRES = 15;

  private static Decoder decoder;
  private static Patch patch;

  @BeforeAll
  static void open() {
    decoder = Bundled.decoder();
    List<Timbre> corners =
        List.of("oboe", "clarinet", "alto-sax", "bassoon").stream()
            .map(name -> Bundled.model().bank().find(name))
            .toList();
    patch = Patch.of("reeds", corners).with(Parameter.BLEND, 1);
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  private static Played keyed() {
    return new Played(patch, decoder)
        .with(Parameter.TIMBRE_KEYS, 1)
        .with(Parameter.TIMBRE_CHANNEL, TIMBRES + 1);
  }

  private static Played alone(int corner) {
    return new Played(patch, decoder)
        .with(Parameter.weight(corner), 1)
        .on(0, 0, 60, 90)
        .render(2 * SECOND);
  }

  private static float target(Played played, int corner) {
    return played.meters().value(Parameter.weight(corner));
  }

  @Test
  void velocitiesAreTheSharesToTheBit() {
    Played keys = keyed();
    int[] velocities = {100, 50, 50};
    for (int c = 0; c < 3; c++) {
      keys.on(SECOND, TIMBRES, A + c, velocities[c]);
    }
    keys.on(0, 0, 60, 90).render(2 * SECOND);
    assertThat(target(keys, 0)).isEqualTo(0.5f);
    assertThat(target(keys, 1)).isEqualTo(0.25f);
    assertThat(target(keys, 2)).isEqualTo(0.25f);
    assertThat(target(keys, 3)).isZero();
    Played automation = new Played(patch, decoder);
    float[] weights = {0.5f, 0.25f, 0.25f};
    for (int c = 0; c < 3; c++) {
      automation.event(SECOND, Event.parameter(Parameter.weight(c), weights[c]));
    }
    automation.on(0, 0, 60, 90).render(2 * SECOND);
    assertThat(keys.stereo()).containsExactly(automation.stereo());
    assertThat(Audio.rmsDb(keys.left(), SECOND, 2 * SECOND)).isGreaterThan(-50);
  }

  @Test
  void whatIsHeldIsHeard() {
    Played keys = keyed().on(0, TIMBRES, A, 100).on(0, 0, 60, 90);
    keys.on(SECOND, TIMBRES, A + 3, 100).off(SECOND + 2400, TIMBRES, A).render(2 * SECOND);
    double[] oboe = LogMel.of(alone(0).left(), 24_000, 40_000);
    double[] bassoon = LogMel.of(alone(3).left(), SECOND + 32_000, 2 * SECOND);
    double[] first = LogMel.of(keys.left(), 24_000, 40_000);
    double[] last = LogMel.of(keys.left(), SECOND + 32_000, 2 * SECOND);
    assertThat(LogMel.distance(first, oboe)).isLessThan(0.3);
    assertThat(LogMel.distance(last, bassoon)).isLessThan(LogMel.distance(first, bassoon) / 3);
    assertThat(target(keys, 0)).as("a lifted key leaves while others are held").isZero();
  }

  @Test
  void theLastSetStays() {
    Played keys = keyed().on(0, TIMBRES, A, 100).on(0, TIMBRES, A + 1, 100);
    keys.off(9600, TIMBRES, A).off(9600 + 1440, TIMBRES, A + 1).render(SECOND);
    assertThat(target(keys, 0)).isEqualTo(0.5f);
    assertThat(target(keys, 1)).isEqualTo(0.5f);
  }

  @Test
  void pressureTakesOver() {
    Played keys = keyed().on(0, TIMBRES, A, 127).on(0, TIMBRES, A + 1, 127);
    keys.midi(4800, 0xA0 | TIMBRES, A, 32).midi(4800, 0xA0 | TIMBRES, A + 1, 96).render(9600);
    assertThat(target(keys, 0)).isEqualTo(0.25f, within(1e-6f));
    assertThat(target(keys, 1)).isEqualTo(0.75f, within(1e-6f));
  }

  @Test
  void theyGlideWithoutAJump() {
    for (float glide : new float[] {20, 500}) {
      Played keys = keyed().with(Parameter.WEIGHT_GLIDE, glide).on(0, TIMBRES, A, 100);
      keys.on(0, 0, 60, 90).on(SECOND, TIMBRES, A + 3, 100).off(SECOND, TIMBRES, A);
      float[] out = keys.render(2 * SECOND).left();
      float steady = Audio.largestKink(out, SECOND - 9600, SECOND);
      assertThat(Audio.largestKink(out, SECOND, SECOND + 24_000)).isLessThan(3 * steady);
      double[] target = LogMel.of(alone(3).left(), SECOND + 4800, SECOND + 9600);
      double early = LogMel.distance(LogMel.of(out, SECOND + 4800, SECOND + 9600), target);
      assertThat(early < 3).as("there after 100 ms of " + glide).isEqualTo(glide == 20);
    }
  }

  @Test
  void otherKeysAreNotes() {
    Played keys = keyed();
    keys.on(0, TIMBRES, A, 100).on(0, TIMBRES, A + 4, 100).on(0, 0, A, 100).render(SECOND);
    assertThat(keys.meters().voices()).as("A + 4 on their channel, A on another").isEqualTo(2);
    Played zone = new Played(patch, decoder).with(Parameter.TIMBRE_KEYS, 1);
    zone.on(0, 0, A, 100).on(0, 5, A + 1, 100).render(4800);
    assertThat(zone.meters().voices()).as("in a zone on every channel").isZero();
    Played off = new Played(patch, decoder).on(0, TIMBRES, A, 100).render(4800);
    assertThat(off.meters().voices()).isOne();
  }
}
