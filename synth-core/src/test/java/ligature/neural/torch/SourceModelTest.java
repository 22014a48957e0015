package ligature.neural.torch;

import static ligature.neural.torch.Hops.RATE_HZ;
import static ligature.neural.torch.PlayedSource.MODEL_HZ;
import static ligature.neural.torch.PlayedSource.OWN_HZ;
import static ligature.neural.torch.PlayedSource.held;
import static ligature.neural.torch.PlayedSource.off;
import static ligature.neural.torch.PlayedSource.on;
import static ligature.neural.torch.PlayedSource.played;
import static ligature.neural.torch.PlayedSource.set;
import static ligature.neural.torch.PlayedSource.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.pytorch.jni.IValue;
import java.nio.file.Path;
import java.util.Arrays;
import ligature.encode.RecordedNote;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.soundfile.Resampler;
import ligature.testing.Audio;
import ligature.testing.LogMel;
import ligature.units.Pitch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that encodes and decodes, played from the keys, in this process. */
class SourceModelTest {

  @TempDir private static Path folder;
  private static PlayedSource source;

  @BeforeAll
  static void makeModelsAndRecordings() throws Exception {
    source = new PlayedSource(folder);
  }

  private static double[] colour(float[] x) {
    return LogMel.of(x, 24_000, 24_000 + 4096);
  }

  /** What the model makes of a recording, encoded and decoded at once. */
  private static double[] through(Path recording) {
    TorchFile file = TorchModels.file(folder.resolve("tones.ts"));
    NnCodec codec = NnCodec.of(file);
    float[] note = RecordedNote.read(recording, line -> {}).at(MODEL_HZ);
    int chunks = note.length / codec.chunkFrames();
    float[] decoded = new float[chunks * codec.chunkFrames()];
    try (TorchModule module = TorchModule.load(file)) {
      float[][] latents = LatentRecording.latents(note, chunks, module, codec);
      int steps = latents[0].length;
      try (TorchModule.Input input = module.new Input(1, codec.size(), steps)) {
        for (int i = 0; i < codec.size() * steps; i++) {
          input.floats.put(i, latents[i / steps][i % steps]);
        }
        try (IValue result = module.callWith("decode", input)) {
          module.copy(result, decoded);
        }
      }
    }
    Resampler resampler = new Resampler(MODEL_HZ, RATE_HZ, 1);
    float[] there = new float[resampler.mostOutput(decoded.length)];
    resampler.process(decoded, decoded.length, there);
    return colour(there);
  }

  @Test
  void theEndsOfThePadAreTheRecordingsAndItsMiddleIsBetween() {
    try (TorchPlugin plugin = source.opened()) {
      set(plugin, "follow-keys", 0);
      double[][] heard = new double[3][];
      for (int i = 0; i < 3; i++) {
        plugin.reset();
        plugin.blend(1 - i / 2f, i / 2f, 0, 0);
        heard[i] = colour(held(plugin, 60, 40_000));
      }
      double[] a = through(source.dark);
      double[] b = through(source.bright);
      double apart = LogMel.distance(a, b);
      System.out.printf(
          "A %.2f dB, B %.2f dB from the recording; they are %.1f dB apart, the middle %.1f and"
              + " %.1f dB%n",
          LogMel.distance(heard[0], a),
          LogMel.distance(heard[2], b),
          apart,
          LogMel.distance(heard[1], a),
          LogMel.distance(heard[1], b));
      assertThat(apart).isGreaterThan(6);
      assertThat(LogMel.distance(heard[0], a)).isLessThan(0.5);
      assertThat(LogMel.distance(heard[2], b)).isLessThan(0.5);
      assertThat(LogMel.distance(heard[1], a)).isBetween(0.1 * apart, 0.95 * apart);
      assertThat(LogMel.distance(heard[1], b)).isBetween(0.1 * apart, 0.95 * apart);
    }
  }

  @Test
  void thePadMovesWhileAKeyIsHeldWithoutAClick() {
    try (TorchPlugin plugin = source.opened()) {
      set(plugin, "follow-keys", 0);
      plugin.blend(1, 0, 0, 0);
      float[] x =
          played(
              plugin,
              96_000,
              when(0, on(plugin, 60, 1), 38_400, (Runnable) () -> plugin.blend(0, 1, 0, 0)));
      float[] end = Arrays.copyOfRange(x, 48_000, 96_000);
      assertThat(LogMel.distance(colour(end), through(source.bright))).isLessThan(0.5);
      // the bright sound at its loudest bends no less
      assertThat(Audio.largestKink(x, 30_000, 44_000))
          .isLessThan(1.1f * Audio.largestKink(x, 70_000, 90_000));
    }
  }

  @Test
  void keysTransposeAndWhatIsTooFarIsBroughtNearByOctaves() {
    try (TorchPlugin plugin = source.opened()) {
      for (int key : new int[] {45, 76, 81}) {
        assertPitch(plugin, key, Pitch.keyToHz(key));
      }
      assertPitch(plugin, 105, Pitch.keyToHz(81)); // two octaves lower
      set(plugin, "tune", -12);
      assertPitch(plugin, 69, 220);
      set(plugin, "tune", 0);
      set(plugin, "follow-keys", 0);
      assertPitch(plugin, 45, OWN_HZ);
    }
  }

  private static void assertPitch(Plugin plugin, int key, double hz) {
    plugin.reset();
    float[] x = held(plugin, key, 40_000);
    float[] steady = Arrays.copyOfRange(x, 12_000, 40_000);
    assertThat(Audio.centsFrom(steady, RATE_HZ, hz)).as("key " + key).isCloseTo(0, within(2.0));
    assertThat(Audio.rmsDb(steady, 0, steady.length)).as("key " + key).isBetween(-26.0, -20.0);
  }

  @Test
  void tuningAndWheelMoveThePitch() {
    try (TorchPlugin plugin = source.opened()) {
      float[] x =
          played(
              plugin,
              60_000,
              when(
                  0,
                  (Runnable)
                      () -> {
                        plugin.play(0, NoteEvent.KEY_TUNING, 0, 69, 0.5f);
                        on(plugin, 69, 1).run();
                      },
                  32_000,
                  (Runnable) () -> plugin.play(0, NoteEvent.PITCH_BEND, 0, 0, -1)));
      double sharp = 440 * Math.pow(2, 0.5 / 12);
      float[] before = Arrays.copyOfRange(x, 8_000, 30_000);
      float[] after = Arrays.copyOfRange(x, 36_000, 60_000);
      assertThat(Audio.centsFrom(before, RATE_HZ, sharp)).isCloseTo(0, within(2.0));
      double bent = sharp * Math.pow(2, -2.0 / 12);
      assertThat(Audio.centsFrom(after, RATE_HZ, bent)).isCloseTo(0, within(2.0));
    }
  }

  @Test
  void aHeldKeyLoopsOrEndsWithItsRecordings() {
    try (TorchPlugin plugin = source.opened()) {
      float[] x = held(plugin, 69, 240_000);
      double early = Audio.rmsDb(x, 24_000, 48_000);
      for (int at = 48_000; at < 240_000; at += 4_800) {
        assertThat(Audio.rmsDb(x, at, at + 4_800)).isCloseTo(early, within(1.0));
      }
      plugin.reset();
      set(plugin, "loop", 0);
      x = held(plugin, 69, 120_000);
      assertThat(Audio.rmsDb(x, 48_000, 60_000)).isCloseTo(early, within(1.0));
      assertThat(Audio.peak(Arrays.copyOfRange(x, 100_000, 120_000))).isZero();
    }
  }

  @Test
  void velocityAndEnvelopeShapeTheLevel() {
    try (TorchPlugin plugin = source.opened()) {
      double loud = Audio.rmsDb(held(plugin, 69, 40_000), 20_000, 40_000);
      plugin.reset();
      float[] soft = played(plugin, 40_000, when(0, on(plugin, 69, 0.5)));
      assertThat(Audio.rmsDb(soft, 20_000, 40_000)).isCloseTo(loud - 12.04, within(0.1));
      plugin.reset();
      set(plugin, "attack", 0.5);
      set(plugin, "release", 0.3);
      set(plugin, "sustain", 0.5);
      set(plugin, "decay", 0.2);
      float[] x = played(plugin, 120_000, when(0, on(plugin, 69, 1), 72_064, off(plugin, 69)));
      assertThat(Audio.rmsDb(x, 11_500, 12_500)).isCloseTo(loud - 6, within(0.6));
      assertThat(Audio.rmsDb(x, 23_500, 24_000)).isCloseTo(loud, within(0.5));
      assertThat(Audio.rmsDb(x, 60_000, 72_000)).isCloseTo(loud - 6, within(0.3));
      // 60 dB in 0.3 s
      assertThat(Audio.rmsDb(x, 79_000, 79_400)).isCloseTo(loud - 6 - 30, within(1.5));
      assertThat(Audio.peak(Arrays.copyOfRange(x, 100_000, 120_000))).isZero();
    }
  }

  @Test
  void thePedalHoldsWhatIsLifted() {
    try (TorchPlugin plugin = source.opened()) {
      Runnable down = () -> plugin.play(0, NoteEvent.CONTROLLER, 0, 64, 1);
      Runnable up = () -> plugin.play(0, NoteEvent.CONTROLLER, 0, 64, 0);
      float[] x =
          played(
              plugin,
              96_000,
              when(0, down, 128, on(plugin, 69, 1), 1280, off(plugin, 69), 64_000, up));
      assertThat(Audio.rmsDb(x, 50_000, 60_000)).isGreaterThan(-26);
      assertThat(Audio.peak(Arrays.copyOfRange(x, 90_000, 96_000))).isZero();
    }
  }

  /** How much of a pitch there is, in dB. */
  private static double levelDb(float[] x, int from, int to, double hz) {
    double re = 0;
    double im = 0;
    for (int i = from; i < to; i++) {
      double window = 1 - Math.cos(2 * Math.PI * (i - from) / (to - from));
      re += window * x[i] * Math.cos(2 * Math.PI * hz * i / RATE_HZ);
      im += window * x[i] * Math.sin(2 * Math.PI * hz * i / RATE_HZ);
    }
    return 20 * Math.log10(Math.hypot(re, im) / (to - from) + 1e-9);
  }

  @Test
  void asManyKeysSoundAsThereAreVoicesAndTheOldestGivesWayWithoutAClick() {
    try (TorchPlugin plugin = source.opened("tones.ts", "keys&voices=2", source.encoded)) {
      float[] x =
          played(
              plugin,
              96_000,
              when(0, on(plugin, 69, 1), 24_064, on(plugin, 64, 1), 48_000, on(plugin, 72, 1)));
      double[] hz = {Pitch.keyToHz(69), Pitch.keyToHz(64), Pitch.keyToHz(72)};
      assertThat(levelDb(x, 30_000, 46_000, hz[0])).isGreaterThan(-40);
      assertThat(levelDb(x, 30_000, 46_000, hz[1])).isGreaterThan(-40);
      assertThat(levelDb(x, 60_000, 90_000, hz[0])).isLessThan(-70);
      assertThat(levelDb(x, 60_000, 90_000, hz[1])).isGreaterThan(-40);
      assertThat(levelDb(x, 60_000, 90_000, hz[2])).isGreaterThan(-40);
      float usual = Audio.largestKink(x, 60_000, 90_000);
      assertThat(Audio.largestKink(x, 47_000, 50_000)).isLessThan(2 * usual);
    }
  }

  @Test
  void aNoteRemembersNothingOfTheOneBeforeItInItsVoice() {
    try (TorchPlugin plugin = source.opened()) {
      plugin.blend(0, 1, 0, 0);
      float[] fresh = held(plugin, 69, 24_000);
      plugin.reset();
      plugin.blend(1, 0, 0, 0);
      played(plugin, 47_744, when(0, on(plugin, 45, 1), 12_800, off(plugin, 45)));
      plugin.blend(0, 1, 0, 0);
      float[] later = held(plugin, 69, 24_000);
      assertThat(Audio.peak(later)).isGreaterThan(0.05f);
      // at another place in its chunk, so the sums of the fades are rounded differently
      int onset = Audio.firstAbove(later, 1e-3f) - Audio.firstAbove(fresh, 1e-3f);
      assertThat(onset).isZero();
      for (int i = 0; i < 20_000; i++) {
        assertThat(later[i]).isCloseTo(fresh[i], within(2e-4f));
      }
    }
  }
}
