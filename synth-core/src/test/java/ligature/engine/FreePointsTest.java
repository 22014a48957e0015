package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import ligature.latent.Blend;
import ligature.latent.PadPoint;
import ligature.latent.PointWeights;
import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.parameter.Parameter;
import ligature.preset.PadTimbres;
import ligature.preset.Part;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

/** Timbres at points of their own: what a note sounds like, and what happens when they move. */
class FreePointsTest {

  private static final int SECOND = ToneTimbres.RATE_HZ;

  private static final List<PadPoint> FIVE =
      List.of(
          new PadPoint(0.1f, 0.2f),
          new PadPoint(0.9f, 0.1f),
          new PadPoint(0.2f, 0.9f),
          new PadPoint(0.8f, 0.8f),
          new PadPoint(0.5f, 0.5f));

  private static final PadTimbres PAD = new PadTimbres(timbres(5), FIVE);

  /** Each of another level: 1, 0.8, 0.6 and so on. */
  private static List<Timbre> timbres(int count) {
    List<Timbre> timbres = new ArrayList<>();
    for (int t = 0; t < count; t++) {
      float level = 1 - 0.2f * t;
      timbres.add(ToneTimbres.sustaining("t" + t, 40, 0, (step, i) -> i == 0 ? level : 0f));
    }
    return timbres;
  }

  private static Played at(PadTimbres pad, float x, float y) {
    return at(Patch.of("five", pad), x, y);
  }

  private static Played at(Patch patch, float x, float y) {
    return new Played(patch).with(Parameter.MORPH_X, x).with(Parameter.MORPH_Y, y);
  }

  private static double level(float[] audio, int from, int to) {
    return Math.pow(10, Audio.rmsDb(audio, from, to) / 20);
  }

  private static double level(Played played) {
    return level(played.on(0, 0, 60, 100).render(SECOND).left(), SECOND / 2, SECOND);
  }

  @Test
  void atAPointANoteIsTheSameBitsAsAtACorner() {
    List<Timbre> four = timbres(4);
    PadTimbres free = new PadTimbres(four, FIVE.subList(0, 4));
    float[] atPoint = at(free, 0.9f, 0.1f).on(0, 0, 60, 100).render(SECOND).stereo();
    float[] atCorner =
        at(PadTimbres.atCorners(four), 1, 0).on(0, 0, 60, 100).render(SECOND).stereo();
    assertThat(Audio.peak(atPoint)).isPositive();
    assertThat(atPoint).isEqualTo(atCorner);
  }

  @Test
  void betweenPointsItIsBlendedByTheirWeights() {
    double loudest = level(at(PAD, 0.1f, 0.2f));
    PointWeights weights = new PointWeights();
    weights.set(FIVE);
    Blend blend = new Blend();
    for (float[] place : new float[][] {{0.5f, 0.5f}, {0.3f, 0.4f}, {0.9f, 0.95f}, {0, 1}}) {
      weights.weigh(place[0], place[1], blend);
      double expected = 0;
      for (int t = 0; t < 5; t++) {
        expected += blend.weight(t) * (1 - 0.2 * t);
      }
      double heard = level(at(PAD, place[0], place[1])) / loudest;
      assertThat(heard).as("at %s, %s", place[0], place[1]).isCloseTo(expected, within(2e-3));
    }
  }

  @Test
  void everyBlockSizeGivesTheSameBits() {
    float[] whole = at(PAD, 0.4f, 0.3f).on(0, 0, 60, 100).render(SECOND, SECOND).stereo();
    float[] pieces = at(PAD, 0.4f, 0.3f).on(0, 0, 60, 100).render(SECOND, 37).stereo();
    assertThat(pieces).isEqualTo(whole);
  }

  @Test
  void aNoteIsShownWhereItIsAndBeginsAtItsStrike() {
    float[] places = new float[NotePlaces.MOST * NotePlaces.SIZE];
    Played played = at(PAD, 0.25f, 0.75f).on(0, 0, 60, 100).render(SECOND);
    assertThat(played.meters().places().read(places)).isEqualTo(1);
    assertThat(places[0]).isCloseTo(0.25f, within(1e-4f));
    assertThat(places[1]).isCloseTo(0.75f, within(1e-4f));
    float[] struck =
        at(PAD, 0.5f, 0.5f)
            .with(Parameter.STRIKE, 1)
            .with(Parameter.STRIKE_X, 0.1f)
            .with(Parameter.STRIKE_Y, 0.2f)
            .with(Parameter.STRIKE_TIME, 300)
            .on(0, 0, 60, 100)
            .render(SECOND)
            .left();
    double begins = level(struck, SECOND / 8, SECOND / 4);
    double goesOn = level(struck, 3 * SECOND / 4, SECOND);
    assertThat(goesOn / begins).as("from level 1 to 0.2").isCloseTo(0.2, within(0.01));
  }

  @Test
  void weightsHoldTheFirstFour() {
    double first = level(at(PAD, 0.5f, 0.5f).with(Parameter.BLEND, 1).with(Parameter.WEIGHT_A, 1));
    double fourth = level(at(PAD, 0.5f, 0.5f).with(Parameter.BLEND, 1).with(Parameter.WEIGHT_D, 1));
    assertThat(fourth / first).isCloseTo(0.4, within(2e-3));
  }

  /** Renders a second, moves the points, and renders another. */
  private static float[] moved(Patch patch, PadTimbres to) {
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, 60, 0.8f));
    Instrument instrument = new Instrument(ToneTimbres.decoder(), 4, 1, patch, new Meters());
    instrument.addSource(events.shifted(0));
    float[] out = new float[4 * SECOND];
    instrument.render(out, 0, SECOND);
    instrument.publish(to);
    instrument.render(out, SECOND, SECOND);
    return Audio.left(out);
  }

  private static Patch middle(PadTimbres pad) {
    return Patch.of("moved", pad).with(Parameter.MORPH_X, 0.5f).with(Parameter.MORPH_Y, 0.5f);
  }

  @Test
  void aNoteThatSoundsGoesWithAPointWithoutAClick() {
    List<PadPoint> swapped = new ArrayList<>(FIVE);
    swapped.set(4, FIVE.get(0));
    swapped.set(0, FIVE.get(4));
    float[] audio = moved(middle(PAD), PAD.at(swapped));
    double before = level(audio, SECOND / 2, SECOND);
    double after = level(audio, 3 * SECOND / 2, 2 * SECOND);
    assertThat(after / before).as("from level 0.2 to 1").isCloseTo(5, within(0.05));
    double settled = steepest(audio, 3 * SECOND / 2, 2 * SECOND);
    assertThat(steepest(audio, SECOND - 100, SECOND + SECOND / 4)).isLessThan(1.02 * settled);
  }

  private static double steepest(float[] audio, int from, int to) {
    double most = 0;
    for (int i = from + 1; i < to; i++) {
      most = Math.max(most, Math.abs(audio[i] - audio[i - 1]));
    }
    return most;
  }

  @Test
  void onlyAsManyPointsMove() {
    Patch patch = middle(PAD);
    float[] still = moved(patch, patch.pad());
    PadTimbres others = new PadTimbres(PAD.timbres().subList(0, 4), FIVE.subList(1, 5));
    assertThat(moved(patch, others)).as("others").isEqualTo(still);
    assertThat(moved(patch, PadTimbres.atCorners(PAD.timbres().subList(0, 4))))
        .as("corners")
        .isEqualTo(still);
  }

  @Test
  void anotherTimbreFadesIntoTheNoteThatSoundsWithoutAClick() {
    Timbre half = ToneTimbres.sustaining("half", 70, 0, (step, i) -> i == 0 ? 0.5f : 0f);
    PadTimbres last = PAD.with(4, half);
    float[] audio = moved(middle(PAD), last);
    float[] begun = moved(middle(last), last);
    int end = 2 * SECOND;
    assertThat(level(audio, 3 * SECOND / 2, end))
        .as("as if it had begun so")
        .isCloseTo(level(begun, 3 * SECOND / 2, end), within(1e-3));
    assertThat(steepest(audio, SECOND - 100, SECOND + SECOND / 4))
        .isLessThan(1.02 * steepest(audio, 3 * SECOND / 2, end));
    assertThat(moved(middle(PAD), PAD.with(1, half)))
        .as("one that is silent here")
        .isEqualTo(moved(middle(PAD), PAD));
  }

  @Test
  void whatDecaysIsAsFarDownAsIfItHadBegunThere() {
    Timbre dying = ToneTimbres.dying("dying");
    float[] late = moved(middle(PAD), PAD.with(4, dying));
    float[] begun = moved(middle(PAD.with(4, dying)), PAD.with(4, dying));
    int from = 3 * SECOND / 2;
    assertThat(level(late, from, 2 * SECOND) / level(begun, from, 2 * SECOND))
        .isCloseTo(1, within(0.03));
  }

  @Test
  void theNotesOfASecondPartStayAsTheyAre() {
    Part second = Part.of(List.of(timbres(1).get(0), timbres(1).get(0))).at(-6, 0);
    Patch one = middle(PAD);
    Patch both = one.withParts(List.of(one.parts().get(0), second));
    List<PadPoint> away = new ArrayList<>(FIVE);
    away.set(4, new PadPoint(0.3f, 0.3f));
    float[] audio = moved(both, PAD.at(away));
    float[] alone = moved(one, PAD.at(away));
    double before = level(audio, SECOND / 2, SECOND) - level(alone, SECOND / 2, SECOND);
    double after =
        level(audio, 3 * SECOND / 2, 2 * SECOND) - level(alone, 3 * SECOND / 2, 2 * SECOND);
    assertThat(after).isCloseTo(before, within(0.02 * before));
  }
}
