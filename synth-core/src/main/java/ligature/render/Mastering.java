package ligature.render;

import java.io.IOException;
import ligature.soundfile.SoundWriter;

/**
 * What is done to a rendered file as a whole: brought to a loudness, and its true peaks limited.
 *
 * @param loudnessLufs EBU R 128 integrated, or null to leave it
 * @param truePeakDb the highest true peak, or null: then -1, as R 128 has it, if the loudness
 *     changes, else none
 */
public record Mastering(Double loudnessLufs, Double truePeakDb) {

  /** Leaves a file as it was rendered. */
  public static final Mastering NONE = new Mastering(null, null);

  private static final double USUAL_TRUE_PEAK_DB = -1;

  /** Limiting lowers the loudness; the gain is corrected so many times. */
  private static final int CORRECTIONS = 4;

  private static final double CLOSE_ENOUGH_LU = 0.05;
  private static final int BLOCK_FRAMES = 4096;

  /** What a file came to; not a number where it was not measured. */
  record Levels(double loudnessLufs, double truePeakDb, double peakDb) {}

  boolean isNone() {
    return loudnessLufs == null && truePeakDb == null;
  }

  /** Finds the gain, then writes the result. */
  Levels apply(FloatFile from, SoundWriter to) throws IOException {
    double limitDb =
        truePeakDb != null
            ? truePeakDb
            : loudnessLufs != null ? USUAL_TRUE_PEAK_DB : Double.POSITIVE_INFINITY;
    double gainDb = 0;
    Levels levels = pass(from, 0, Double.POSITIVE_INFINITY, null);
    if (loudnessLufs != null && Double.isFinite(levels.loudnessLufs())) {
      for (int i = 0; i < CORRECTIONS; i++) {
        double missing = loudnessLufs - levels.loudnessLufs();
        if (Math.abs(missing) < CLOSE_ENOUGH_LU) {
          break;
        }
        gainDb += missing;
        levels = pass(from, gainDb, limitDb, null);
      }
    }
    return pass(from, gainDb, limitDb, to);
  }

  /** Runs the file through gain and limit, measures, and writes it if {@code to} is not null. */
  private static Levels pass(FloatFile from, double gainDb, double limitDb, SoundWriter to)
      throws IOException {
    int channels = from.channels();
    PeakLimiter limiter = new PeakLimiter(from.rateHz(), channels, gainDb, limitDb);
    LoudnessMeter loudness = new LoudnessMeter(from.rateHz(), channels);
    TruePeakMeter peaks = new TruePeakMeter(channels);
    float[] block = new float[BLOCK_FRAMES * channels];
    from.rewind();
    long left = from.frames();
    int skip = limiter.delayFrames();
    float peak = 0;
    while (left > 0) {
      int frames = from.read(block, BLOCK_FRAMES); // silence after the end
      limiter.process(block, frames);
      int first = Math.min(skip, frames);
      skip -= first;
      int count = (int) Math.min(left, frames - first);
      System.arraycopy(block, first * channels, block, 0, count * channels);
      loudness.add(block, count);
      for (int i = 0; i < count; i++) {
        peaks.next(block, i * channels);
      }
      for (int i = 0; i < count * channels; i++) {
        peak = Math.max(peak, Math.abs(block[i]));
      }
      if (to != null) {
        to.write(block, 0, count);
      }
      left -= count;
    }
    float[] silence = new float[channels];
    for (int i = 0; i < TruePeakMeter.DELAY_FRAMES; i++) {
      peaks.next(silence, 0);
    }
    return new Levels(loudness.integratedLufs(), db(peaks.highest()), db(peak));
  }

  private static double db(float amplitude) {
    return 20 * Math.log10(Math.max(1e-6, amplitude));
  }
}
