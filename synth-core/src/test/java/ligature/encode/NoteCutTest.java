package ligature.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ligature.files.InputException;
import ligature.latent.KeyGains;
import ligature.latent.Timbre;
import ligature.latent.TimbreZone;
import ligature.model.SourceNote;
import ligature.model.TimbreDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two notes in one recording, A2 and E3, with a pause between them. */
class NoteCutTest {

  private static final int RATE = 48_000;
  private static final double SECOND = 0.8;

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();
  private final SourceNote both = note("both.wav", 0);

  private static float[] twoNotes() {
    float[] x = new float[2 * RATE];
    for (int i = 0; i < RATE * 6 / 10; i++) {
      x[i] = tone(i, 110, 0.4);
    }
    for (int i = (int) (SECOND * RATE); i < x.length; i++) {
      x[i] = tone(i, 164.81, 0.2);
    }
    return x;
  }

  private static float tone(int i, double hz, double level) {
    double sum = 0;
    for (int h = 1; h <= 6; h++) {
      sum += Math.sin(2 * Math.PI * h * hz * i / RATE) / h;
    }
    return (float) (level * sum);
  }

  private static SourceNote note(String file, int velocity) {
    float[] x = twoNotes();
    short[] samples = new short[x.length];
    for (int i = 0; i < x.length; i++) {
      samples[i] = (short) Math.round(x[i] * 32767);
    }
    return new SourceNote(file, RATE, samples, 45, velocity, 110, -6);
  }

  private NoteCut part(double from, double to, int key) {
    return new NoteCut(new Span(from, to), key);
  }

  @Test
  void whatIsLeftAsItIsIsTheSame() {
    assertThat(NoteCut.NONE.of(both, told::add)).isSameAs(both);
  }

  @Test
  void aPartIsListenedToAnew() {
    SourceNote first = part(0, 0.5, RecordingSet.DETECT).of(both, told::add);
    assertThat(first.key()).isEqualTo(45);
    assertThat(first.samples().length).isBetween(RATE * 48 / 100, RATE / 2);
    SourceNote second = part(0.65, 5, RecordingSet.DETECT).of(both, told::add);
    assertThat(second.key()).isEqualTo(52);
    assertThat(second.pitchHz()).isCloseTo(164.81, within(0.2));
    assertThat(second.samples().length / (double) RATE)
        .as("the pause before it is no part of it")
        .isCloseTo(2 - SECOND, within(0.01));
    float loudest = 0;
    for (float v : second.audio()) {
      loudest = Math.max(loudest, Math.abs(v));
    }
    double peakDb = 20 * Math.log10(loudest) + second.levelDb();
    double was = 20 * Math.log10(peak(both.audio(), (int) (SECOND * RATE))) + both.levelDb();
    assertThat(peakDb).isCloseTo(was, within(0.1));
    assertThat(told).isEmpty();
  }

  private static double peak(float[] x, int from) {
    double peak = 0;
    for (int i = from; i < x.length; i++) {
      peak = Math.max(peak, Math.abs(x[i]));
    }
    return peak;
  }

  @Test
  void theKeyIsAsItIsSetOrNone() {
    SourceNote given = part(0, 0.5, 45).of(both, told::add);
    assertThat(given.key()).isEqualTo(45);
    assertThat(given.pitchHz()).isCloseTo(110, within(0.2));
    SourceNote drum = new NoteCut(Span.ALL, RecordingSet.UNPITCHED).of(both, told::add);
    assertThat(drum.pitchHz()).isZero();
    assertThat(told).isEmpty();
    SourceNote wrong = new NoteCut(Span.ALL, 60).of(both, told::add);
    assertThat(wrong.key()).isEqualTo(60);
    assertThat(told).singleElement().asString().contains("both.wav", "does not sound like key 60");
  }

  @Test
  void anOctaveThatWasKnownStays() {
    SourceNote low =
        new SourceNote("low.wav", RATE, both.samples(), 33, 0, 55, 0); // its name said A1
    assertThat(part(0, 0.5, RecordingSet.DETECT).of(low, told::add).key()).isEqualTo(33);
  }

  @Test
  void nothingCanBeMadeOfSilenceOrOfAMoment() {
    assertThatThrownBy(() -> part(0.65, 0.75, RecordingSet.DETECT).of(both, told::add))
        .isInstanceOf(InputException.class)
        .hasMessage("both.wav: is silent; a recording of a note is wanted");
    assertThatThrownBy(() -> part(0.1, 0.11, RecordingSet.DETECT).of(both, told::add))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is too short");
    assertThatThrownBy(() -> part(9, 10, RecordingSet.DETECT).of(both, told::add))
        .isInstanceOf(InputException.class);
    for (double[] wrong : new double[][] {{1, 1}, {-1, 2}, {2, 1}, {Double.NaN, 1}}) {
      assertThatThrownBy(() -> new Span(wrong[0], wrong[1])).isInstanceOf(InputException.class);
    }
  }

  @Test
  void aFailureLeavesTheOldTimbre() throws Exception {
    Path file = Files.writeString(folder.resolve("mine.timbre"), "as it was");
    UserTimbres timbres = new UserTimbres(folder, folder);
    TimbreZone zone = new TimbreZone(45, 100, 0, 0, 60, new float[64], new float[64], new float[4]);
    Timbre timbre =
        new Timbre(
            "mine", "Mine", "bass", "space", true, 16, 16, 4, 1, 4, List.of(zone), KeyGains.NONE);
    TimbreDocument old =
        new TimbreDocument(timbre, false, "", "", List.of(both, note("other.wav", 0)));
    List<NoteCut> silent = List.of(part(0.65, 0.75, 45), NoteCut.NONE);
    List<NoteCut> oneKey = List.of(NoteCut.NONE, NoteCut.NONE);
    for (List<NoteCut> cuts : List.of(silent, oneKey)) {
      assertThatThrownBy(
              () ->
                  Recut.make(
                      timbres,
                      old,
                      cuts,
                      () -> {
                        throw new AssertionError("no encoder is needed to know");
                      },
                      told::add,
                      done -> {}))
          .isInstanceOf(InputException.class);
    }
    assertThat(file).hasContent("as it was");
  }

  @Test
  void aPartOfAFileIsRead() throws Exception {
    Path file = TestTones.write(folder.resolve("two.wav"), RATE, 1, twoNotes());
    List<SourceNote> notes =
        RecordingSet.read(
            List.of(file), new Span(0.7, 1.5), RecordingSet.DETECT, told::add, done -> {});
    assertThat(notes).singleElement().extracting(SourceNote::key).isEqualTo(52);
    assertThat(notes.get(0).samples().length).isCloseTo(RATE * 7 / 10, within(RATE / 50));
    assertThatThrownBy(
            () ->
                RecordingSet.read(
                    List.of(file), new Span(2.5, 3), RecordingSet.DETECT, told::add, done -> {}))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("two.wav: lasts 2.00 s, so nothing of it is left from 2.50 s on");
  }
}
