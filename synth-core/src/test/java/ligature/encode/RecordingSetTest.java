package ligature.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ligature.files.InputException;
import ligature.model.SourceNote;
import ligature.testing.Audio;
import ligature.testing.Hostile;
import ligature.units.Pitch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recordings as people have them: detuned, late, noisy, in stereo, too long, named this or that.
 */
class RecordingSetTest {

  private static final int RATE = 48_000;

  @TempDir private Path folder;
  private final List<String> told = new ArrayList<>();

  private SourceNote one(Path file, int key) {
    List<SourceNote> notes = RecordingSet.read(List.of(file), key, told::add, done -> {});
    assertThat(notes).hasSize(1);
    return notes.get(0);
  }

  private static double centsOff(SourceNote note) {
    return Pitch.ratioToCents(note.pitchHz() / Pitch.keyToHz(note.key()));
  }

  @ParameterizedTest
  @CsvSource({
    "22050, 0.5, 57, 37, 0, 0, -60",
    "44100, 0.013, 45, -42, 30, 0, -50",
    "48000, 1.2, 69, 10, 0, 35, -45",
    "96000, 0, 62, 0, 0, 0, -90",
    "48000, 0.3, 33, 20, 12, 0, -40",
    "44100, 0.7, 93, -12, 20, 0, -35",
    "8000, 0.2, 57, 0, 25, 0, -60",
    "384000, 0.1, 64, 20, 25, 0, -60"
  })
  void findsOnsetAndPitch(
      int rate, double silence, int key, double cents, double decay, double vibrato, double noise)
      throws Exception {
    double hz = Pitch.keyToHz(key) * Pitch.centsToRatio(cents);
    float[] x = TestTones.note(rate, silence, 2.5, hz, decay, vibrato, noise);
    Path file = TestTones.write(folder.resolve("x.wav"), rate, 1, x);
    SourceNote note = one(file, RecordingSet.DETECT);
    assertThat(note.key()).isEqualTo(key);
    assertThat(centsOff(note)).isCloseTo(cents, within(3.0));
    // what is struck begins where it begins, to the millisecond; the samples carry one before it
    int onset = Onset.find(x, rate);
    assertThat((double) onset / rate).isCloseTo(silence, within(decay > 0 ? 0.0011 : 0.006));
    assertThat(note.samples().length).isLessThan((int) (2.6 * rate));
    assertThat(told).isEmpty();
  }

  @Test
  void keepsTheVibratoBesideTheCodes() {
    float[] x = TestTones.note(RATE, 0, 3, 440, 0, 30, -50);
    PitchContour contour = PitchContour.follow(x, RATE, 128, 440);
    assertThat(contour.centreCents()).isCloseTo(0, within(2.0));
    float[] cents = contour.values(6, 160);
    assertThat(PitchContour.isSmooth(cents)).isTrue();
    float[] held = Arrays.copyOfRange(cents, 20, 150);
    Arrays.sort(held);
    assertThat(held[held.length - 1]).isCloseTo(30, within(5f));
    assertThat(held[0]).isCloseTo(-30, within(5f));
  }

  @Test
  void twoChannelsDoNotColourEachOther() throws Exception {
    float[] mono = TestTones.note(RATE, 0.1, 2, 220, 0, 0, -80);
    int lag = 20; // 0.4 ms: a plain mean would take out 1200 Hz
    float[] apart = new float[2 * mono.length];
    float[] against = new float[2 * mono.length];
    for (int i = 0; i < mono.length; i++) {
      apart[2 * i] = mono[i];
      apart[2 * i + 1] = i >= lag ? mono[i - lag] : 0;
      against[2 * i] = mono[i];
      against[2 * i + 1] = -0.5f * mono[i];
    }
    for (float[] stereo : new float[][] {apart, against}) {
      Path file = TestTones.write(folder.resolve("x.wav"), RATE, 2, stereo);
      SourceNote note = one(file, RecordingSet.DETECT);
      SourceNote expected =
          one(TestTones.write(folder.resolve("m.wav"), RATE, 1, mono), RecordingSet.DETECT);
      List<SpectralPeaks.Peak> peaks = SpectralPeaks.find(note.audio(), 9600, 60_000, RATE);
      List<SpectralPeaks.Peak> wanted = SpectralPeaks.find(expected.audio(), 9600, 60_000, RATE);
      assertThat(peaks).hasSameSizeAs(wanted);
      for (int i = 0; i < wanted.size(); i++) {
        assertThat(peaks.get(i).level()).isCloseTo(wanted.get(i).level(), within(0.01));
      }
    }
  }

  @Test
  void filesOfOneNameAreOneTimbreAndAFolderIsOne() throws Exception {
    Path drums = Files.createDirectory(folder.resolve("drums"));
    Path low = Path.of("my cello C2.wav");
    Path other = Path.of("kick.flac");
    Path high = Path.of("my cello C4 v90.aif");
    assertThat(RecordingSet.byTimbre(List.of(low, drums, other, high)))
        .containsExactly(List.of(low, high), List.of(drums), List.of(other));
    assertThat(RecordingSet.timbreName(List.of(low, high))).isEqualTo("my-cello");
    assertThat(RecordingSet.inWords(List.of(low, high))).isEqualTo(low + ", " + high);
  }

  @Test
  void tellsWhatItCannotUseOrLeavesOut() throws Exception {
    Path silent = TestTones.write(folder.resolve("s.wav"), RATE, 1, new float[RATE]);
    assertThatThrownBy(() -> one(silent, RecordingSet.DETECT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("silent");
    float[] click = new float[RATE];
    Arrays.fill(click, 1000, 1300, 0.5f);
    Path shortOne = TestTones.write(folder.resolve("c.wav"), RATE, 1, click);
    assertThatThrownBy(() -> one(shortOne, RecordingSet.DETECT))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too short");
    float[] endless = TestTones.note(22_050, 0, 20, 220, 0, 0, -80);
    SourceNote note =
        one(TestTones.write(folder.resolve("e.wav"), 22_050, 1, endless), RecordingSet.DETECT);
    assertThat(note.samples().length).isEqualTo(12 * 22_050);
    assertThat(told).singleElement().asString().contains("20 s").contains("12 s");
    assertThatThrownBy(
            () ->
                RecordingSet.read(
                    List.of(Files.createDirectory(folder.resolve("empty"))),
                    RecordingSet.DETECT,
                    told::add,
                    done -> {}))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no WAV, AIFF or FLAC");
  }

  /** What lies around a note, or was done to it, hides neither its beginning nor its pitch. */
  @ParameterizedTest
  @ValueSource(strings = {"offset", "clipped", "faint", "eight bits", "six channels", "hum before"})
  void knowsANoteInABadRecording(String fault) throws Exception {
    float[] x = TestTones.note(RATE, 0.3, 1.5, Pitch.keyToHz(57), 20, 0, -70);
    int channels = fault.equals("six channels") ? 6 : 1;
    float[] heard = new float[channels * x.length];
    for (int i = 0; i < x.length; i++) {
      heard[channels * i + channels - 1] =
          switch (fault) {
            case "offset" -> 0.7f * x[i] + 0.25f;
            case "clipped" -> Math.max(-0.2f, Math.min(0.2f, 2 * x[i]));
            case "faint" -> 0.002f * x[i];
            case "eight bits" -> Math.round(100 * x[i]) / 128f;
            case "hum before" -> x[i] + (float) (0.003 * Math.sin(2 * Math.PI * 50 * i / RATE));
            default -> x[i];
          };
    }
    SourceNote note =
        one(TestTones.write(folder.resolve("x.wav"), RATE, channels, heard), RecordingSet.DETECT);
    assertThat(note.key()).isEqualTo(57);
    assertThat(centsOff(note)).isCloseTo(0, within(4.0));
    double seconds = (double) note.samples().length / RATE;
    assertThat(seconds).as("without the 0.3 s before it").isBetween(0.9, 1.502);
  }

  /** No sound, a sample, a few of them, a step: told in a line. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 100, 1000})
  void tellsThatThereIsTooLittle(int frames) throws Exception {
    float[] x = new float[frames];
    Arrays.fill(x, 0.5f);
    Path file = TestTones.write(folder.resolve("x.wav"), RATE, 1, x);
    assertThat(Hostile.refusedOrRead(() -> one(file, RecordingSet.DETECT))).isTrue();
    assertThat(Hostile.refusedOrRead(() -> one(file, RecordingSet.UNPITCHED))).isTrue();
    assertThat(Hostile.refusedOrRead(() -> one(file, 60))).isTrue();
  }

  @Test
  void aGivenKeyIsKeptAndDrumsHaveNone() throws Exception {
    Path file =
        TestTones.write(
            folder.resolve("x.wav"), RATE, 1, TestTones.note(RATE, 0, 1, 225, 20, 0, -60));
    SourceNote given = one(file, 57);
    assertThat(given.key()).isEqualTo(57);
    assertThat(centsOff(given)).isCloseTo(38.9, within(3.0));
    assertThat(told).isEmpty();
    SourceNote wrong = one(file, 62);
    assertThat(wrong.key()).isEqualTo(62);
    assertThat(told).singleElement().asString().contains("does not sound like key 62 (D4)");
    assertThat(one(file, RecordingSet.UNPITCHED).pitchHz()).isZero();
  }

  private void save(String name, int key, double level) throws Exception {
    float[] x = TestTones.note(22_050, 0.05, 0.8, Pitch.keyToHz(key), 25, 0, -80);
    for (int i = 0; i < x.length; i++) {
      x[i] *= (float) level;
    }
    TestTones.write(folder.resolve(name), 22_050, 1, x);
  }

  @Test
  void aFolderBecomesZonesByKeyAndVelocity() throws Exception {
    save("harp_C3_soft.wav", 48, 0.1);
    save("harp_C3_hard.wav", 48, 0.9);
    save("harp_C4.wav", 60, 0.8);
    save("harp_C5v1.wav", 72, 0.2);
    save("harp_C5v2.wav", 72, 0.8);
    List<SourceNote> notes =
        RecordingSet.read(List.of(folder), RecordingSet.DETECT, told::add, done -> {});
    assertThat(notes.stream().map(SourceNote::key)).containsExactly(48, 48, 60, 72, 72);
    assertThat(notes.get(0).file()).isEqualTo("harp_C3_soft.wav");
    assertThat(notes.get(0).velocity()).isBetween(1, notes.get(1).velocity() - 20);
    assertThat(notes.get(3).velocity()).isBetween(1, notes.get(4).velocity() - 20);
  }

  @Test
  void namesThatCountOctavesOtherwiseAreUnderstood() throws Exception {
    save("vibes C3.wav", 60, 0.5); // middle C as C3
    save("vibes E3.wav", 64, 0.5);
    save("vibes A3.wav", 69, 0.5);
    List<SourceNote> notes =
        RecordingSet.read(List.of(folder), RecordingSet.DETECT, told::add, done -> {});
    assertThat(notes.stream().map(SourceNote::key)).containsExactly(60, 64, 69);
  }

  @Test
  void anSfzInstrumentSaysItsKeysAndLayers() throws Exception {
    Files.createDirectory(folder.resolve("samples"));
    save("samples/low soft.wav", 50, 0.9);
    save("samples/low loud.wav", 50, 0.9);
    save("samples/high.wav", 62, 0.9);
    save("samples/release.wav", 62, 0.9);
    Files.writeString(
        folder.resolve("x.sfz"),
        """
        // a comment
        #define $KEY 50
        <control> default_path=samples/
        <global> ampeg_release=0.4
        <group> pitch_keycenter=$KEY lokey=40 hikey=55
        <region> sample=low soft.wav lovel=1 hivel=63 volume=-2
        <region> sample=low loud.wav lovel=64 hivel=127
        <group> key=d4 /* the
        upper one */
        <region> sample=high.wav
        <region> sample=release.wav trigger=release
        """);
    List<SourceNote> notes =
        RecordingSet.read(
            List.of(folder.resolve("x.sfz")), RecordingSet.DETECT, told::add, done -> {});
    assertThat(notes.stream().map(SourceNote::key)).containsExactly(50, 50, 62);
    assertThat(notes.stream().map(SourceNote::velocity)).containsExactly(32, 95, 0);
    assertThat(notes.get(1).levelDb() - notes.get(0).levelDb()).isCloseTo(20.9f, within(0.5f));
    assertThat(told).singleElement().asString().contains("1 of 4 regions");
    Files.writeString(folder.resolve("y.sfz"), "<region> sample=none.wav");
    assertThatThrownBy(
            () ->
                RecordingSet.read(
                    List.of(folder.resolve("y.sfz")), RecordingSet.DETECT, told::add, done -> {}))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none.wav");
  }

  @Test
  void hostileSfzFilesAreToldAtOnce() throws Exception {
    StringBuilder doubling = new StringBuilder("#define $a0 xxxxxxxx\n");
    for (int i = 1; i < 100; i++) {
      doubling.append("#define $a" + i + " $a" + (i - 1) + "$a" + (i - 1) + "\n");
    }
    for (String text :
        List.of(
            "",
            "<region>",
            "<region> sample=\0.wav",
            "<region> sample=x.wav pitch_keycenter=nothing",
            "<region> sample=x.wav key=999",
            "<region> sample=/dev/zero",
            "<region> sample=.",
            "/*".repeat(1 << 20),
            "<region>".repeat(100_000),
            "<region> sample=" + " a".repeat(1 << 20),
            doubling + "<region> sample=$a99.wav")) {
      Path file = Files.writeString(folder.resolve("h.sfz"), text);
      assertThatThrownBy(
              () -> RecordingSet.read(List.of(file), RecordingSet.DETECT, told::add, done -> {}))
          .as(text.substring(0, Math.min(40, text.length())))
          .isInstanceOf(InputException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Cello A#3 mf.wav, 58, 80, cello",
    "Bb2_v90.flac, 46, 90, recording-bb2-v90",
    "piano-060-100.wav, 60, 100, piano",
    "A0v12.wav, 21, 12, recording-a0v12",
    "Warm Pad.aiff, -1, 0, warm-pad",
    "C-1.wav, 0, 0, recording-c-1"
  })
  void readsNames(String file, int key, int velocity, String name) {
    assertThat(FileNames.key(file)).isEqualTo(key);
    assertThat(FileNames.velocity(file)).isEqualTo(velocity);
    assertThat(FileNames.timbreName(file)).isEqualTo(name);
  }

  @Test
  void whatWasCutRingsOnAtItsOwnRate() {
    float[] x = TestTones.note(RATE, 0, 1, 220, 20, 0, -90);
    float[] longer = Arrays.copyOf(x, 3 * RATE);
    Tail.extend(longer, x.length, 20, RATE);
    double atEnd = Audio.rmsDb(longer, RATE - 9600, RATE);
    assertThat(Audio.rmsDb(longer, 2 * RATE - 9600, 2 * RATE) - atEnd).isBetween(-23.0, -17.0);
    assertThat(Audio.rmsDb(longer, 3 * RATE - 9600, 3 * RATE) - atEnd).isBetween(-43.0, -37.0);
  }
}
