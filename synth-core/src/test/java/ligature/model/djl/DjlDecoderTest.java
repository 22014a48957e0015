package ligature.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.HopBatch;
import ligature.model.NoteBatch;
import ligature.model.Safetensors;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network that ships, through DJL: against PyTorch, and streamed against whole. */
class DjlDecoderTest {

  /** The one tolerance: of full scale. */
  private static final double TOLERANCE = 1e-4;

  private static final int HOP = 128;
  private static Decoder decoder;

  @BeforeAll
  static void open() {
    decoder = Bundled.decoder();
  }

  @AfterAll
  static void close() {
    decoder.close();
  }

  private static NoteBatch reference(float[] expected) {
    Safetensors file =
        Safetensors.read(
            Folders.home().resolve("synth-core/src/test/resources/model/parity.safetensors"));
    int notes = (int) file.shape("codes")[0];
    int hops = (int) file.shape("codes")[1];
    NoteBatch batch = new NoteBatch(notes, hops, 16, HOP);
    fill(file, "codes", batch.codes);
    fill(file, "network_pitch", batch.networkPitchHz);
    fill(file, "oscillator_pitch", batch.oscillatorPitchHz);
    fill(file, "noise", batch.noise);
    fill(file, "audio", expected);
    return batch;
  }

  private static void fill(Safetensors file, String name, float[] into) {
    float[] values = file.floats(name);
    System.arraycopy(values, 0, into, 0, values.length);
  }

  /** Batches of a size cost the same; many voices cost more, but not so much more for each. */
  @Test
  void saysWhatItsWarmUpTook() {
    decoder.prepare(16, 16);
    assertThat(decoder.warmNanos(1)).as("not warmed up").isZero();
    decoder.warmUp();
    for (int i = 0; i < 5 && decoder.warmNanos(16) <= decoder.warmNanos(1); i++) {
      decoder.warmUp(); // the machine stood still just then
    }
    assertThat(decoder.warmNanos(1)).isPositive();
    assertThat(decoder.warmNanos(11)).isEqualTo(decoder.warmNanos(14));
    assertThat(decoder.warmNanos(16)).isGreaterThan(decoder.warmNanos(1));
    assertThat(decoder.warmNanos(0)).isZero();
    assertThat(decoder.warmNanos(17)).isZero();
  }

  @Test
  void decodesWhatPyTorchDecodes() {
    float[] expected = new float[2 * 24 * HOP];
    NoteBatch batch = reference(expected);
    decoder.decodeNotes(batch);
    assertThat(Audio.peak(expected)).isGreaterThan(0.01f);
    assertThat(largestDifference(batch.audio, expected)).isLessThan(TOLERANCE);
  }

  @Test
  void streamsWhatItDecodesWholeWhateverElseSounds() {
    int notes = 3;
    int hops = 200;
    Random random = new Random(5);
    NoteBatch whole = new NoteBatch(notes, hops, 16, HOP);
    for (int n = 0; n < notes; n++) {
      float[] code = new float[16];
      for (int h = 0; h < hops; h++) {
        for (int i = 0; i < 16; i++) {
          code[i] = 0.95f * code[i] + 0.2f * (float) random.nextGaussian();
          whole.codes[(n * hops + h) * 16 + i] = code[i];
        }
        whole.networkPitchHz[n * hops + h] = 110 << n;
        whole.oscillatorPitchHz[n * hops + h] =
            (110 << n) * (1 + 0.01f * (float) Math.sin(h * 0.1));
      }
    }
    for (int i = 0; i < whole.noise.length; i++) {
      whole.noise[i] = 2 * random.nextFloat() - 1;
    }
    decoder.decodeNotes(whole);
    assertThat(Audio.peak(whole.audio)).isGreaterThan(0.005f);

    decoder.prepare(12, 12);
    HopBatch batch = new HopBatch(12, 16, HOP);
    float[] streamed = new float[whole.audio.length];
    for (int h = 0; h < hops; h++) {
      // the notes sit among others that come and go, in other rows and batch sizes every time
      int others = random.nextInt(9);
      int[] rows = random.ints(0, notes + others).distinct().limit(notes).toArray();
      batch.voices = notes + others;
      int other = 3;
      for (int row = 0; row < batch.voices; row++) {
        int note = indexOf(rows, row);
        batch.slots[row] = note >= 0 ? note : other++;
        batch.fresh[row] = note >= 0 ? h == 0 : random.nextInt(5) == 0 || h == 0;
        int from = note >= 0 ? note * hops + h : random.nextInt(notes * hops);
        System.arraycopy(whole.codes, from * 16, batch.codes, row * 16, 16);
        System.arraycopy(whole.noise, from * HOP, batch.noise, row * HOP, HOP);
        batch.networkPitchHz[row] = whole.networkPitchHz[from];
        batch.oscillatorPitchHz[row] = whole.oscillatorPitchHz[from];
      }
      decoder.decode(batch);
      for (int n = 0; n < notes; n++) {
        System.arraycopy(batch.audio, rows[n] * HOP, streamed, (n * hops + h) * HOP, HOP);
      }
    }
    assertThat(largestDifference(streamed, whole.audio)).isLessThan(TOLERANCE);
  }

  private static int indexOf(int[] values, int wanted) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static double largestDifference(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < b.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  @Test
  void cudaWithoutAGpuIsTold() {
    assertThatThrownBy(() -> Bundled.model().openDecoder(ComputeDevice.parse("cuda")).close())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("--device cuda")
        .hasMessageContaining("--device cpu");
  }

  @Test
  void aFileThatIsNoDecoderIsTold(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("decoder.ts"), "not a model");
    assertThatThrownBy(
            () ->
                new DjlDecoderProvider().open(file, Bundled.model().manifest(), ComputeDevice.CPU))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("decoder.ts")
        .hasMessageNotContaining("\n");
  }
}
