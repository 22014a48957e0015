package ligature.render.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ligature.model.Decoder;
import ligature.model.NoteBatch;
import ligature.render.NoteScore;
import ligature.render.Strand;
import ligature.soundfile.WavChunk;
import ligature.units.Pitch;

/**
 * Turns the steps of a note into a wavetable: one cycle of 2 048 samples for each step, in phase,
 * as Serum, Vital and Surge read them.
 *
 * <p>Each step's codes are averaged over its steady part, decoded without noise at a pitch whose
 * period is a whole number of frames until the network has settled, and the last period is brought
 * to 2 048 samples harmonic by harmonic, which neither adds nor loses anything. Threads: one.
 */
final class WavetableRenderer {

  static final int CYCLE_FRAMES = 2048;

  /** The most cycles that the samplers take. */
  static final int MOST_CYCLES = 256;

  /** Longer than the receptive field of any decoder of ours by far: 0.5 s. */
  static final double SETTLING_SECONDS = 0.5;

  /** What a decaying timbre sounds like is read from here. */
  private static final double STRUCK_FROM_SECONDS = 0.1;

  private static final double STRUCK_TO_SECONDS = 0.4;
  private static final double PEAK = 0.95;

  private final PackPlan plan;
  private final Decoder decoder;

  WavetableRenderer(PackPlan plan, Decoder decoder) {
    this.plan = plan;
    this.decoder = decoder;
  }

  /** A cycle for each recorded score. */
  List<float[]> cycles(List<NoteScore> scores, int key) {
    int rate = decoder.sampleRateHz();
    int hopFrames = decoder.hopFrames();
    int period = (int) Math.max(2, Math.round(rate / Pitch.keyToHz(key)));
    int hops = (int) (SETTLING_SECONDS * rate / hopFrames) + 2 * period / hopFrames + 2;
    List<float[]> cycles = new ArrayList<>();
    for (NoteScore score : scores) {
      NoteBatch batch = new NoteBatch(1, hops, decoder.codeSize(), hopFrames);
      Arrays.fill(batch.networkPitchHz, (float) rate / period);
      Arrays.fill(batch.oscillatorPitchHz, (float) rate / period);
      float[] code = typicalCode(score.strands().get(0));
      for (int h = 0; h < hops; h++) {
        System.arraycopy(code, 0, batch.codes, h * code.length, code.length);
      }
      decoder.decodeNotes(batch);
      // the last whole period that begins with the oscillator's cycle
      int from = (batch.audio.length / period - 1) * period - 1;
      cycles.add(cycle(Arrays.copyOfRange(batch.audio, from, from + period)));
    }
    return cycles;
  }

  private float[] typicalCode(Strand strand) {
    double hopSeconds = (double) decoder.hopFrames() / decoder.sampleRateHz();
    double steady = plan.steadySeconds();
    double from = plan.loops() ? Math.min(steady, 0.5 * plan.seconds()) : STRUCK_FROM_SECONDS;
    double to = plan.loops() ? plan.seconds() : STRUCK_TO_SECONDS;
    int last =
        (int) Math.max(1, Math.min(strand.hops(), Math.min(to, plan.seconds()) / hopSeconds));
    int first = (int) Math.min(from / hopSeconds, last - 1.0);
    int size = strand.codeSize();
    double[] sum = new double[size];
    for (int h = first; h < last; h++) {
      for (int i = 0; i < size; i++) {
        sum[i] += strand.codes()[h * size + i];
      }
    }
    float[] mean = new float[size];
    for (int i = 0; i < size; i++) {
      mean[i] = (float) (sum[i] / (last - first));
    }
    return mean;
  }

  /** The same cycle with 2 048 samples: its harmonics, taken apart and put together again. */
  private static float[] cycle(float[] period) {
    int n = period.length;
    int harmonics = Math.min(n, CYCLE_FRAMES) / 2 - 1;
    double[] sines = sines(n);
    double[] out = new double[CYCLE_FRAMES];
    double[] outSines = sines(CYCLE_FRAMES);
    for (int h = 1; h <= harmonics; h++) {
      double re = 0;
      double im = 0;
      for (int i = 0; i < n; i++) {
        int at = (int) ((long) h * i % n);
        re += period[i] * cosine(sines, at);
        im -= period[i] * sines[at];
      }
      re *= 2.0 / n;
      im *= 2.0 / n;
      for (int i = 0; i < CYCLE_FRAMES; i++) {
        int at = h * i % CYCLE_FRAMES;
        out[i] += re * cosine(outSines, at) - im * outSines[at];
      }
    }
    float[] cycle = new float[CYCLE_FRAMES];
    for (int i = 0; i < CYCLE_FRAMES; i++) {
      cycle[i] = (float) out[i];
    }
    return cycle;
  }

  /** The sine of every frame of a cycle, then its cosine. */
  private static double[] sines(int n) {
    double[] table = new double[2 * n];
    for (int i = 0; i < n; i++) {
      table[i] = Math.sin(2 * Math.PI * i / n);
      table[n + i] = Math.cos(2 * Math.PI * i / n);
    }
    return table;
  }

  private static double cosine(double[] sines, int at) {
    return sines[sines.length / 2 + at];
  }

  /** Writes the cycles of all steps, as loud as they go without one of them clipping. */
  PackFile write(int group, List<float[]> cycles, double pitchHz, SampleWriter writer) {
    float[] table = new float[cycles.size() * CYCLE_FRAMES];
    for (int i = 0; i < cycles.size(); i++) {
      System.arraycopy(cycles.get(i), 0, table, i * CYCLE_FRAMES, CYCLE_FRAMES);
    }
    float peak = 1e-9f;
    for (float sample : table) {
      peak = Math.max(peak, Math.abs(sample));
    }
    for (int i = 0; i < table.length; i++) {
      table[i] *= (float) (PEAK / peak);
    }
    SampleWriter.Written written =
        writer.write(
            plan.wavetablePath(group),
            table,
            plan.bits().format(),
            List.of(WavChunk.wavetable(CYCLE_FRAMES)));
    return new PackFile(
        plan.wavetablePath(group),
        PackFile.Kind.WAVETABLE,
        group,
        plan.key(group),
        plan.velocity(group),
        null,
        null,
        null,
        table.length,
        plan.rateHz(),
        SampleMath.peakDb(table),
        SampleMath.round(SampleMath.levelDb(table, 0, table.length)),
        SampleMath.round(pitchHz),
        null,
        null,
        null,
        written.bytes(),
        written.sha256());
  }
}
