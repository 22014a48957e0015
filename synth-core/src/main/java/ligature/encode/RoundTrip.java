package ligature.encode;

import java.util.Arrays;
import java.util.List;
import ligature.model.SourceNote;
import ligature.units.Decibels;

/**
 * A recording beside what became of it: how the timbre must be played to be compared, at what
 * levels both are equally loud, how far they are apart. Threads: any.
 */
public final class RoundTrip {

  /** As docs/encoding.md measures: a held note and its release. */
  private static final double MOST_SECONDS = 3;

  /** How much earlier than the recording the played note may be taken, and how much later. */
  private static final double[] SHIFTS_SECONDS = {-0.001, 0, 0.001, 0.002};

  private static final double HIGHEST_PEAK = 0.9;

  /**
   * Two sounds.
   *
   * @param originalGain brings the recording to the bank's level, a factor
   * @param playedGain brings what was played to the same level, a factor
   * @param distanceDb log-spectral, of the best of four alignments
   */
  public record Compared(float originalGain, float playedGain, double distanceDb) {}

  private RoundTrip() {}

  /** A recording at another rate, full scale 1. */
  public static float[] audio(SourceNote note, int rateHz) {
    return new Recording(note.file(), note.rateHz(), note.audio()).at(rateHz);
  }

  /** The frame at which the recorded key was lifted; at the end if it was not. */
  public static int heldFrames(float[] audio, int rateHz, boolean sustains) {
    Envelope envelope = new Envelope(audio, rateHz);
    if (sustains) {
      return envelope.bodyEndFrame();
    }
    return envelope.heldEndFrame() < envelope.endFrame() ? envelope.heldEndFrame() : audio.length;
  }

  /** The velocity at which a timbre of these notes plays one of them as it was recorded. */
  public static int velocity(List<SourceNote> notes, int index) {
    SourceNote note = notes.get(index);
    boolean alone = notes.stream().filter(n -> n.key() == note.key()).count() == 1;
    return alone ? Layer.RECORDED_VELOCITY : note.velocity();
  }

  /** Compares a recording with what the timbre played, both from the onset. */
  public static Compared compare(float[] original, float[] played, int rateHz) {
    int frames = Math.min(original.length, (int) (MOST_SECONDS * rateHz));
    float[] reference = Arrays.copyOf(original, frames);
    double best = Double.POSITIVE_INFINITY;
    for (double seconds : SHIFTS_SECONDS) {
      int shift = (int) Math.round(seconds * rateHz);
      float[] sound = new float[frames];
      int from = Math.max(0, shift);
      int to = Math.max(0, -shift);
      int n = Math.max(0, Math.min(played.length - from, frames - to));
      System.arraycopy(played, from, sound, to, n);
      best = Math.min(best, LogSpectralDistance.db(sound, reference, rateHz));
    }
    double originalGain = gain(original, rateHz);
    double playedGain = gain(played, rateHz);
    double peak = Math.max(originalGain * peak(original), playedGain * peak(played));
    double less = peak > HIGHEST_PEAK ? HIGHEST_PEAK / peak : 1;
    return new Compared((float) (less * originalGain), (float) (less * playedGain), best);
  }

  private static double gain(float[] x, int rateHz) {
    return Decibels.toFactor(Loudness.COMMON_DB - Loudness.loudestDb(x, rateHz));
  }

  private static double peak(float[] x) {
    double peak = 0;
    for (float v : x) {
      peak = Math.max(peak, Math.abs(v));
    }
    return peak;
  }
}
