package ligature.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import ligature.encode.RecordingSet;
import ligature.encode.TimbreEncoder;
import ligature.model.ComputeDevice;
import ligature.model.Model;
import ligature.model.SourceNote;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavWriter;

/** Measures how long a recording takes to become a timbre. */
final class BenchEncoding {

  private static final int ENCODED_SECONDS = 4;
  private static final int ENCODINGS = 3;

  private BenchEncoding() {}

  /**
   * How long a recording of four seconds takes to become a timbre: pitch, loop and all, the median
   * of a few; -1 if the model has no encoder.
   */
  static double millis(Model model, ComputeDevice device) throws IOException {
    if (model.manifest().file("encoder") == null) {
      return -1;
    }
    Path recording = Files.createTempFile("ligature-bench", ".wav");
    try (TimbreEncoder encoder = new TimbreEncoder(model, device)) {
      int rateHz = model.manifest().sampleRateHz();
      float[] note = new float[ENCODED_SECONDS * rateHz];
      for (int i = 0; i < note.length; i++) {
        for (int h = 1; h <= 20; h++) {
          note[i] += (float) (0.1 / h * Math.sin(2 * Math.PI * 220 * h * i / rateHz));
        }
      }
      try (WavWriter writer = new WavWriter(recording, rateHz, 1, SampleFormat.PCM_24)) {
        writer.write(note, 0, note.length);
        writer.finish();
      }
      TimbreEncoder.Wishes wishes = new TimbreEncoder.Wishes("bench", "Bench", null, null, "", "");
      double[] millis = new double[ENCODINGS];
      for (int i = 0; i < ENCODINGS; i++) {
        long begin = System.nanoTime();
        List<SourceNote> notes =
            RecordingSet.read(List.of(recording), RecordingSet.DETECT, told -> {}, done -> {});
        encoder.encode(wishes, notes, done -> {});
        millis[i] = (System.nanoTime() - begin) * 1e-6;
      }
      Arrays.sort(millis);
      return millis[ENCODINGS / 2];
    } finally {
      Files.deleteIfExists(recording);
    }
  }
}
