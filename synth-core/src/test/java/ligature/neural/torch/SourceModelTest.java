package ligature.neural.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.pytorch.jni.IValue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import ligature.encode.RecordedNote;
import ligature.files.InputException;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.soundfile.Resampler;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavWriter;
import ligature.testing.Audio;
import ligature.testing.LogMel;
import ligature.units.Pitch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that encodes and decodes, played from the keys, in this process. */
class SourceModelTest {

  private static final int RATE_HZ = 48_000;
  private static final int MODEL_HZ = 44_100;
  private static final int HOP = 128;

  /** Of the partials that the model knows. */
  private static final double SPACING_HZ = MODEL_HZ / 512.0;

  /** Both recordings have this pitch: a third of a semitone below A4. */
  private static final double OWN_HZ = 5 * SPACING_HZ;

  @TempDir private static Path folder;
  private static Path dark;
  private static Path bright;
  private static String said;

  /** Both recordings, encoded once. */
  private static byte[] encoded;

  @BeforeAll
  static void makeModelsAndRecordings() throws Exception {
    TorchModels.make(folder);
    dark = recording(folder, "dark.wav", Map.of(5, 0.3, 10, 0.05));
    bright = recording(folder, "bright.wav", Map.of(5, 0.1, 10, 0.05, 15, 0.15, 20, 0.1));
    said = "keys&a=" + dark + "&b=" + bright;
    try (TorchPlugin plugin = opened("tones.ts", said, new byte[0])) {
      encoded = plugin.state();
    }
  }

  /** A second and a half of partials that the model knows, by number, with their amplitudes. */
  static Path recording(Path folder, String name, Map<Integer, Double> partials) throws Exception {
    float[] samples = new float[3 * MODEL_HZ / 2];
    for (int i = 0; i < samples.length; i++) {
      double fade = Math.min(1, Math.min(i / 200.0, (samples.length - i) / 900.0));
      for (Map.Entry<Integer, Double> partial : partials.entrySet()) {
        double phase = 2 * Math.PI * partial.getKey() * SPACING_HZ * i / MODEL_HZ;
        samples[i] += (float) (fade * partial.getValue() * Math.sin(phase));
      }
    }
    Path file = folder.resolve(name);
    try (WavWriter out = new WavWriter(file, MODEL_HZ, 1, SampleFormat.FLOAT_32)) {
      out.write(samples, 0, samples.length);
      out.finish();
    }
    return file;
  }

  private static TorchPlugin opened(String model, String id, byte[] state) {
    TorchFile file = TorchModels.file(folder.resolve(model));
    TorchFace face = new TorchFace(KeyParameters.ALL, NnKeys.INITIAL_WET, true);
    TorchPlugin plugin = new TorchPlugin(s -> file.effect(id, s), face, false);
    plugin.setOffline(true);
    plugin.restore(state);
    try {
      plugin.prepare(RATE_HZ, HOP);
    } catch (RuntimeException e) {
      plugin.close();
      throw e;
    }
    return plugin;
  }

  private static TorchPlugin opened() {
    return opened("tones.ts", "keys", encoded);
  }

  private static void set(Plugin plugin, String parameter, double value) {
    for (int i = 0; i < plugin.parameters().size(); i++) {
      if (plugin.parameters().get(i).id().equals(parameter)) {
        plugin.set(i, (float) value);
        return;
      }
    }
    throw new AssertionError(parameter);
  }

  private static Map<Integer, Runnable> when(Object... frames) {
    Map<Integer, Runnable> deeds = new TreeMap<>();
    for (int i = 0; i < frames.length; i += 2) {
      deeds.put((Integer) frames[i], (Runnable) frames[i + 1]);
    }
    return deeds;
  }

  private static Runnable on(Plugin plugin, int key, double velocity) {
    return () -> plugin.play(0, NoteEvent.NOTE_ON, 0, key, (float) velocity);
  }

  private static Runnable off(Plugin plugin, int key) {
    return () -> plugin.play(0, NoteEvent.NOTE_OFF, 0, key, 0.5f);
  }

  /** The left side from the first frame on, its latency cut off; deeds at whole hops. */
  private static float[] played(Plugin plugin, int frames, Map<Integer, Runnable> deeds) {
    int late = plugin.latencyFrames();
    float[] out = new float[(frames + late + HOP - 1) / HOP * HOP];
    float[] left = new float[HOP];
    float[] right = new float[HOP];
    for (int at = 0; at < out.length; at += HOP) {
      Runnable deed = deeds.get(at);
      if (deed != null) {
        deed.run();
      }
      Arrays.fill(left, 0.3f); // what comes in is not heard
      plugin.process(left, right, HOP);
      System.arraycopy(left, 0, out, at, HOP);
    }
    return Arrays.copyOfRange(out, late, late + frames);
  }

  private static float[] held(Plugin plugin, int key, int frames) {
    return played(plugin, frames, when(0, on(plugin, key, 1)));
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
    try (TorchPlugin plugin = opened()) {
      set(plugin, "follow-keys", 0);
      double[][] heard = new double[3][];
      for (int i = 0; i < 3; i++) {
        plugin.reset();
        plugin.blend(1 - i / 2f, i / 2f, 0, 0);
        heard[i] = colour(held(plugin, 60, 40_000));
      }
      double[] a = through(dark);
      double[] b = through(bright);
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
    try (TorchPlugin plugin = opened()) {
      set(plugin, "follow-keys", 0);
      plugin.blend(1, 0, 0, 0);
      float[] x =
          played(
              plugin,
              96_000,
              when(0, on(plugin, 60, 1), 38_400, (Runnable) () -> plugin.blend(0, 1, 0, 0)));
      float[] end = Arrays.copyOfRange(x, 48_000, 96_000);
      assertThat(LogMel.distance(colour(end), through(bright))).isLessThan(0.5);
      // the bright sound at its loudest bends no less
      assertThat(Audio.largestKink(x, 30_000, 44_000))
          .isLessThan(1.1f * Audio.largestKink(x, 70_000, 90_000));
    }
  }

  @Test
  void keysTransposeAndWhatIsTooFarIsBroughtNearByOctaves() {
    try (TorchPlugin plugin = opened()) {
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
    try (TorchPlugin plugin = opened()) {
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
    try (TorchPlugin plugin = opened()) {
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
    try (TorchPlugin plugin = opened()) {
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
    try (TorchPlugin plugin = opened()) {
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
    try (TorchPlugin plugin = opened("tones.ts", "keys&voices=2", encoded)) {
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
    try (TorchPlugin plugin = opened()) {
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

  @Test
  void aSoundHoldsItsRecordingsAndTheHashOfItsModel() throws Exception {
    byte[] state = encoded;
    float[] first;
    try (TorchPlugin plugin = opened("tones.ts", said, new byte[0])) {
      assertThat(plugin.state()).isEqualTo(state);
      first = held(plugin, 64, 24_000);
    }
    assertThat(state.length).isBetween(10_000, 600_000);
    try (TorchPlugin plugin = opened("tones.ts", "keys&a=gone.wav&b=gone.wav", state)) {
      assertThat(held(plugin, 64, 24_000)).isEqualTo(first);
      assertThat(plugin.state()).isEqualTo(state);
    }
    assertThatThrownBy(() -> opened("codec.ts", "keys", state))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("another model")
        .hasMessageContaining(TorchModels.file(folder.resolve("tones.ts")).sha256());
    for (int at : new int[] {0, 30, 75, 79, 95, 110, state.length - 1}) {
      byte[] broken = state.clone();
      broken[at] = (byte) 0x7f; // a magic, a hash, counts, a pitch, a step
      try (TorchPlugin plugin = opened("tones.ts", "keys", broken)) {
        assertThat(Audio.peak(held(plugin, 64, 4_096))).isFinite();
      } catch (InputException e) {
        assertThat(e.getMessage()).contains("tones.ts");
      }
    }
    byte[] half = Arrays.copyOf(state, state.length / 2);
    assertThatThrownBy(() -> opened("tones.ts", "keys", half))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the encoded recordings in this sound are damaged");
  }

  @Test
  void whatCannotBePlayedSaysWhatItLacks() {
    assertThatThrownBy(() -> opened("effect.ts", said, new byte[0]))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "effect.ts: cannot be a source, only an insert (nn:effect.ts): it has no method encode"
                + " and no method decode; it has forward, hold");
    assertThatThrownBy(() -> opened("tones.ts", "keys&a=" + dark, new byte[0]))
        .hasMessageContaining("wanted two or four recordings");
    assertThatThrownBy(() -> opened("tones.ts", "keys&a=" + dark + "&b=no.wav", new byte[0]))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no.wav");
    assertThatThrownBy(() -> opened("tones.ts", said + "&voices=99", new byte[0]))
        .hasMessageContaining("voices=99: wanted a whole number from 1 to 16");
  }

  @Test
  void asManyVoicesAsRunInTimeIfNobodySaysHowMany() {
    assertThat(NnKeys.withVoices("keys", 0.3)).isEqualTo("keys&voices=1");
    assertThat(NnKeys.withVoices("keys&a=x", 0.1)).isEqualTo("keys&a=x&voices=4");
    assertThat(NnKeys.withVoices("keys", 0.0001)).isEqualTo("keys&voices=8");
    assertThat(NnKeys.withVoices("keys", 9)).isEqualTo("keys&voices=1");
    assertThat(NnKeys.withVoices("keys&voices=12", 9)).isEqualTo("keys&voices=12");
  }
}
