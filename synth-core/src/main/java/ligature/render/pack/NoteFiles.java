package ligature.render.pack;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import ligature.soundfile.WavChunk;
import ligature.units.Frames;

/**
 * Makes the files of a rendered note: the sample for samplers, with its loop, and the note of exact
 * length. Threads: any.
 */
final class NoteFiles {

  /** An NSynth note is silent this long after its key was lifted. */
  static final double NOTE_TAIL_SECONDS = 1;

  /** Frames of the loop's beginning after its end, for samplers that interpolate across it. */
  static final int AFTER_LOOP_FRAMES = 32;

  private final PackPlan plan;
  private final SampleWriter writer;
  private final FileQueue queue;
  private final int engineRateHz;

  NoteFiles(PackPlan plan, SampleWriter writer, FileQueue queue, int engineRateHz) {
    this.plan = plan;
    this.writer = writer;
    this.queue = queue;
    this.engineRateHz = engineRateHz;
  }

  /**
   * A rendered note, and what all steps of its group share.
   *
   * @param samples at the engine's rate
   * @param loop in frames of the file, null for none
   * @param releaseSeconds of a looped note, whose end is not rendered; else not a number
   */
  record Note(
      int group,
      int step,
      float[] samples,
      int heldFrames,
      Loop loop,
      double releaseSeconds,
      double pitchHz) {}

  /** Makes the files of a note, now or soon. */
  void add(Note note, Consumer<Future<PackFile>> to) {
    if (plan.has(PackPlan.Format.NSYNTH)) {
      to.accept(queue.add(() -> exact(note)));
    }
    if (plan.hasSamples()) {
      to.accept(queue.add(() -> sample(note)));
    }
  }

  private float[] resampled(Note note) {
    return SampleMath.resampled(note.samples(), engineRateHz, plan.rateHz());
  }

  private PackFile exact(Note note) {
    int frames = (int) Frames.fromSeconds(plan.seconds() + NOTE_TAIL_SECONDS, plan.rateHz());
    float[] whole = Arrays.copyOf(resampled(note), frames);
    String path = plan.notePath(note.group(), note.step());
    return file(path, PackFile.Kind.NOTE, note, whole, null, List.of());
  }

  private PackFile sample(Note note) {
    float[] samples = resampled(note);
    Loop loop = note.loop();
    float[] sample;
    WavChunk chunk;
    if (loop == null) {
      sample = SampleMath.trimmed(samples);
      chunk = WavChunk.sampler(plan.rateHz(), plan.key(note.group()), -1, -1);
    } else {
      loop.crossFade(samples);
      sample = Arrays.copyOf(samples, loop.end() + AFTER_LOOP_FRAMES);
      System.arraycopy(samples, loop.start(), sample, loop.end(), AFTER_LOOP_FRAMES);
      chunk =
          WavChunk.sampler(plan.rateHz(), plan.key(note.group()), loop.start(), loop.end() - 1L);
    }
    String path = plan.samplePath(note.group(), note.step());
    return file(path, PackFile.Kind.SAMPLE, note, sample, loop, List.of(chunk));
  }

  private PackFile file(
      String path,
      PackFile.Kind kind,
      Note note,
      float[] samples,
      Loop loop,
      List<WavChunk> chunks) {
    NoteMeasures measures = NoteMeasures.of(note.samples(), note.heldFrames(), engineRateHz);
    boolean isLooped = note.loop() != null;
    SampleWriter.Written written = writer.write(path, samples, plan.bits().format(), chunks);
    return new PackFile(
        path,
        kind,
        note.group(),
        plan.key(note.group()),
        plan.velocity(note.group()),
        note.step(),
        SampleMath.round(plan.x(note.step())),
        SampleMath.round(plan.y(note.step())),
        samples.length,
        plan.rateHz(),
        SampleMath.peakDb(samples),
        SampleMath.round(measures.levelDb()),
        SampleMath.round(note.pitchHz()),
        loop == null ? null : (long) loop.start(),
        loop == null ? null : loop.end() - 1L,
        SampleMath.round(isLooped ? note.releaseSeconds() : measures.releaseSeconds()),
        written.bytes(),
        written.sha256());
  }
}
