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

  /** What a thread takes: a decoder, and a second of the notes that it holds. */
  private static final double THREAD_MIB = 30;

  private static final double SECOND_MIB = 5;

  /** And the file that it makes: resampled, cut, and what lies between. */
  private static final double BYTES_PER_FILE_FRAME = 4 * Float.BYTES;

  /** For all threads: two GiB, less the program itself, what waits to be written and some room. */
  private static final double THREADS_MIB = 1450;

  /** As many threads as two GiB of memory hold. */
  public static int mostThreads(PackPlan plan) {
    double noteSeconds = plan.seconds() + TAIL_SECONDS;
    double notesMib = SECOND_MIB * GroupRenderer.secondsAtOnce(plan.steps(), noteSeconds);
    double fileMib = noteSeconds * plan.rateHz() * BYTES_PER_FILE_FRAME / (1 << 20);
    return (int) Math.max(1, THREADS_MIB / (THREAD_MIB + notesMib + fileMib));
  }

  /** Measures one note and multiplies. */
  public static PackEstimate of(PackPlan plan, Patch sound, PackJob.Start start, int threads) {
    double sample = plan.hasSamples() ? plan.seconds() + (plan.loops() ? 0 : TAIL_SECONDS) : 0;
    double note = plan.has(PackPlan.Format.NSYNTH) ? plan.seconds() + TAIL_SECONDS : 0;
    boolean hasCycles = plan.has(PackPlan.Format.WAVETABLE);
    double cycle = hasCycles ? (double) WavetableRenderer.CYCLE_FRAMES / plan.rateHz() : 0;
    double decoded = Math.max(sample, note) + (hasCycles ? WavetableRenderer.SETTLING_SECONDS : 0);

    int stepsToMake = start.files() / plan.filesOfGroup() * plan.steps();
    double ratio = plan.audio() == PackPlan.Audio.FLAC ? FLAC_RATIO : 1;
    double stored = ratio * (sample + note) + cycle; // wavetables are always WAV
    long bytes = (long) (stepsToMake * stored * plan.rateHz() * plan.bits().format().bytes());
    double work =
        stepsToMake == 0
            ? 0
            : stepsToMake * decoded * secondsForSecond(plan, sound, start) / threads;
    double audio = stepsToMake * (sample + note + cycle);
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
