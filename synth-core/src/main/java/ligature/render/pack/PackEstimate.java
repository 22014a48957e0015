package ligature.render.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import ligature.preset.Patch;
import ligature.render.NoteScore;
import ligature.render.WholeNotes;

/**
 * What a pack will take, told before it begins.
 *
 * @param seconds of work, from a note rendered on the spot
 */
public record PackEstimate(
    int files, int skipped, double audioSeconds, long bytes, double seconds) {

  private static final double TRIAL_SECONDS = 0.5;

  /** Of a note that is not looped, on average. */
  private static final double TAIL_SECONDS = 1;

  /** FLAC against WAV, roughly. */
  private static final double FLAC_RATIO = 0.6;

  /** A second of a note takes a thread about 5 MB: so many of all threads stay under 2 GiB. */
  private static final double SECONDS_AT_ONCE = 260;

  /** As many threads as two GiB of memory hold. */
  public static int mostThreads(PackPlan plan) {
    double each = GroupRenderer.secondsAtOnce(plan.steps(), plan.seconds() + TAIL_SECONDS);
    return (int) Math.max(1, SECONDS_AT_ONCE / each);
  }

  /** Measures one note and multiplies. */
  public static PackEstimate of(PackPlan plan, Patch sound, PackJob.Start start, int threads) {
    boolean whole = plan.has(PackPlan.Format.NSYNTH) || !plan.loops();
    double length = plan.seconds() + (whole ? TAIL_SECONDS : 0);
    boolean twice = plan.hasSamples() && plan.has(PackPlan.Format.NSYNTH);
    double audio = start.files() * length;
    double ratio = plan.audio() == PackPlan.Audio.FLAC ? FLAC_RATIO : 1;
    long bytes = (long) (audio * plan.rateHz() * plan.bits().format().bytes() * ratio);
    double work =
        start.files() == 0
            ? 0
            : audio / (twice ? 2 : 1) * secondsForSecond(plan, sound, start) / threads;
    return new PackEstimate(start.files(), start.skipped(), audio, bytes, work);
  }

  private static double secondsForSecond(PackPlan plan, Patch sound, PackJob.Start start) {
    WholeNotes notes = new WholeNotes(start.decoder());
    long frames = (long) (TRIAL_SECONDS * start.decoder().sampleRateHz());
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 3; i++) { // the first time, libtorch warms up
      NoteScore score =
          new NoteScore(sound, plan.key(plan.groups() / 2), 100, frames, frames, plan.seed());
      long begin = System.nanoTime();
      notes.record(score);
      notes.decode(List.of(score));
      notes.play(score);
      best = Math.min(best, (System.nanoTime() - begin) * 1e-9);
    }
    return best / TRIAL_SECONDS;
  }

  /** In a sentence for people; it says so if the disk is too small. */
  public String inWords(Path folder) {
    String words =
        String.format(
            Locale.ROOT,
            "%d files%s, about %.1f min of audio, %s, %.0f s of work",
            files,
            skipped > 0 ? " to make (" + skipped + " are there)" : "",
            audioSeconds / 60,
            size(bytes),
            seconds);
    try {
      Path there = folder;
      while (!Files.exists(there)) {
        there = there.getParent();
      }
      long free = Files.getFileStore(there).getUsableSpace();
      return free < bytes ? words + "; only " + size(free) + " are free in " + folder : words;
    } catch (IOException e) {
      return words; // nobody asked for the free space, and the disk will tell when it is full
    }
  }

  /** Bytes in the unit that suits them. */
  public static String size(long bytes) {
    if (bytes < 1_000_000) {
      return String.format(Locale.ROOT, "%.0f kB", bytes * 1e-3);
    }
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.0f MB", bytes * 1e-6)
        : String.format(Locale.ROOT, "%.1f GB", bytes * 1e-9);
  }
}
