package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import ligature.latent.PadPoint;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.neural.ModelSource;
import ligature.plugin.InsertSetting;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;
import ligature.preset.PresetFile;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavReader;
import ligature.soundfile.WavWriter;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.DebianPython;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second source on the command line and in a preset, beside the model that ships. */
class SourceOptionTest {

  private static final int MODEL_HZ = 44_100;

  @TempDir private static Path folder;
  private static Path model;
  private static String sounds;

  @BeforeAll
  static void make() throws Exception {
    DebianPython.make("neural/torch_models.py", folder);
    model = folder.resolve("tones.ts");
    sounds = recording("a.wav", 10) + "," + recording("b.wav", 15);
    trust("trust", model);
    trust("trust", folder.resolve("effect.ts"));
  }

  @AfterAll
  static void distrust() {
    trust("distrust", model);
    trust("distrust", folder.resolve("effect.ts"));
  }

  private static void trust(String deed, Path file) {
    assertThat(CommandRun.of("model " + deed, List.of(file.toString())).status()).isZero();
  }

  /** With one overtone. */
  private static Path recording(String name, int partial) throws Exception {
    float[] samples = new float[MODEL_HZ];
    for (int i = 0; i < samples.length; i++) {
      double phase = 2 * Math.PI * i / 512.0;
      double fade = Math.min(1, Math.min(i, samples.length - i) / 500.0);
      samples[i] = (float) (fade * 0.2 * (Math.sin(5 * phase) + Math.sin(partial * phase)));
    }
    try (WavWriter out = new WavWriter(folder.resolve(name), MODEL_HZ, 1, SampleFormat.FLOAT_32)) {
      out.write(samples, 0, samples.length);
      out.finish();
    }
    return folder.resolve(name);
  }

  private static CommandRun run(Path out, String... more) {
    List<String> args = new ArrayList<>(List.of("--out", out.toString()));
    args.addAll(List.of(more));
    return CommandRun.of("render --note 69 --seconds 0.7 --bits 32f --device cpu", args);
  }

  private static float[] rendered(String... more) {
    Path out = folder.resolve("x.wav");
    CommandRun run = run(out, more);
    assertThat(run.status()).as(run.err()).isZero();
    return WavReader.read(out).channel(0);
  }

  /** The level of a frequency in dB, in the middle of the note. */
  private static double levelDb(float[] x, double hz) {
    double re = 0;
    double im = 0;
    for (int i = 12_000; i < 30_000; i++) {
      double window = 1 - Math.cos(2 * Math.PI * (i - 12_000) / 18_000);
      re += window * x[i] * Math.cos(2 * Math.PI * hz * i / 48_000);
      im += window * x[i] * Math.sin(2 * Math.PI * hz * i / 48_000);
    }
    return 20 * Math.log10(Math.hypot(re, im) / 18_000 + 1e-9);
  }

  private static void assertIsB(float[] x) {
    float[] steady = Arrays.copyOfRange(x, 12_000, 30_000);
    assertThat(Audio.centsFrom(steady, 48_000, 440)).isCloseTo(0, within(2.0));
    assertThat(levelDb(x, 1320)).isGreaterThan(levelDb(x, 880) + 40);
  }

  /**
   * The timbres lie at points of their own; the recordings are at the pad's corners all the same.
   */
  @Test
  void aModelPlaysItsRecordingsByThePadAndTheKeys() {
    List<Timbre> timbres =
        Stream.of("piano", "harp", "oboe").map(Bundled.model().bank()::find).toList();
    List<PadPoint> points =
        List.of(new PadPoint(0, 0.1f), new PadPoint(0.5f, 0.9f), new PadPoint(0.9f, 0.2f));
    Path preset = folder.resolve("points.json");
    PresetFile.write(preset, Patch.of("Points", new PadTimbres(timbres, points)));
    float[] x =
        rendered(
            "--preset",
            preset.toString(),
            "--morph",
            "1",
            "--source",
            model.toString(),
            "--source-sounds",
            sounds,
            "--source-param",
            "wet=1");
    assertIsB(x);
    assertThat(Audio.firstAbove(x, 1e-4f)).isLessThan(400); // its latency is made up for
  }

  /** That slots keep what they hold, and sources what they encoded, is tested elsewhere, too. */
  @Test
  @Tag("long")
  void aPresetKeepsTheEncodedRecordings() throws Exception {
    InsertSetting setting =
        ModelSource.encode(
            model.toString(), Arrays.stream(sounds.split(",")).map(Path::of).toList());
    assertThat(setting.id()).endsWith("tones.ts#keys&a=a.wav&b=b.wav");
    TimbreBank bank = Bundled.model().bank();
    Path preset = folder.resolve("both.json");
    Patch patch = Patch.of("Both", List.of(bank.find("piano"), bank.find("harp")));
    PresetFile.write(preset, patch.withFirstInsert(setting.withWet(1)));
    assertThat(Files.size(preset)).isLessThan(1 << 20);
    assertIsB(rendered("--preset", preset.toString(), "--morph", "1"));
  }

  @Test
  void whatIsWrongIsSaidInALine() {
    Path out = folder.resolve("none.wav");
    String ts = model.toString();
    assertRefused(
        out, "wanted recordings for it to play: --source-sounds A.wav,B.wav", "--source", ts);
    assertRefused(out, "wanted two recordings", "--source", ts, "--source-sounds", "a.wav");
    assertRefused(
        out, "only a model for nn~", "--source", "java:reverb", "--source-sounds", sounds);
    assertRefused(out, "there is no such file", "--source", "no.ts", "--source-sounds", sounds);
    assertRefused(
        out,
        "cannot be a source, only an insert (nn:effect.ts): it has no method encode and no method"
            + " decode",
        "--source",
        folder.resolve("effect.ts").toString(),
        "--source-sounds",
        sounds);
  }

  private static void assertRefused(Path out, String reason, String... more) {
    CommandRun run = run(out, more);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(reason).hasLineCount(1);
    assertThat(out).doesNotExist();
  }
}
