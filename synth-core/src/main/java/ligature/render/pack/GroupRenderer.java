package ligature.render.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ligature.latent.CounterRandom;
import ligature.latent.Timbre;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.render.NoteScore;
import ligature.render.Strand;
import ligature.render.WholeNotes;
import ligature.soundfile.WavChunk;
import ligature.units.Frames;

/**
 * Renders all morph steps of one key and velocity.
 *
 * <p>The steps share seed, noise, and pitch contour, the mean of the corners', so their oscillators
 * run in phase: a sampler may cross-fade between neighbours and their waves add up instead of
 * cancelling. Threads: one, with a decoder of its own.
 */
final class GroupRenderer {

  /** Steps decoded in one go; fixed, so that a step's bytes do not depend on what else is made. */
  private static final int STEPS_AT_ONCE = 16;

  /** Nor are more frames held in memory at once, but for a single step. */
  private static final long FRAMES_AT_ONCE = 3 << 20;

  /** Of a looped note the tail is only measured, at the corners. */
  private static final double MEASURED_TAIL_SECONDS = 0.25;

  private static final double LONGEST_TAIL_SECONDS = 8;

  /** An NSynth note is silent this long after its key was lifted. */
  private static final double NOTE_TAIL_SECONDS = 1;

  /** Frames of the loop's beginning after its end, for samplers that interpolate across it. */
  private static final int AFTER_LOOP_FRAMES = 32;

  /** The noise filter of the decoder reaches less than two hops. */
  private static final int NOISE_REACH_HOPS = 2;

  private final PackPlan plan;
  private final List<Timbre> corners;
  private final WholeNotes notes;
  private final SampleWriter writer;
  private final WavetableRenderer wavetables;
  private final int engineRateHz;
  private final long heldFrames;
  private final long mostFrames;

  /**
   * @param corners the timbres of the plan, in its order
   */
  GroupRenderer(PackPlan plan, List<Timbre> corners, Decoder decoder, SampleWriter writer) {
    this.plan = plan;
    this.corners = corners;
    this.writer = writer;
    notes = new WholeNotes(decoder);
    engineRateHz = decoder.sampleRateHz();
    heldFrames = Frames.fromSeconds(plan.seconds(), engineRateHz);
    double tail = plan.hasSamples() && !plan.loops() ? LONGEST_TAIL_SECONDS : MEASURED_TAIL_SECONDS;
    if (plan.has(PackPlan.Format.NSYNTH)) {
      tail = Math.max(tail, NOTE_TAIL_SECONDS + 0.05); // the resampler looks ahead
    }
    mostFrames = heldFrames + Frames.fromSeconds(tail, engineRateHz);
    wavetables = new WavetableRenderer(plan, decoder);
  }

  /** A note whose audio is no sound: the decoder is broken. */
  static final class BrokenNote extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenNote(String message) {
      super(message);
    }
  }

  /**
   * Renders and writes the files of a group.
   *
   * @throws ligature.files.InputException if a file cannot be written
   * @throws BrokenNote if the decoder gives something that is no number
   */
  List<PackFile> render(int group) {
    long seed = CounterRandom.stream(plan.seed(), plan.key(group) * 128L + plan.velocity(group));
    ReleaseBlend release = new ReleaseBlend();
    Contours contours = new Contours(cornerScores(group, seed, release));
    Loop loop = plan.hasSamples() && plan.loops() ? findLoop(contours) : null;
    boolean audible = plan.hasSamples() || plan.has(PackPlan.Format.NSYNTH);
    List<PackFile> files = new ArrayList<>();
    List<float[]> cycles = new ArrayList<>();
    int atOnce = (int) Math.max(1, Math.min(STEPS_AT_ONCE, FRAMES_AT_ONCE / mostFrames));
    for (int from = 0; from < plan.steps(); from += atOnce) {
      int to = Math.min(plan.steps(), from + atOnce);
      List<NoteScore> scores = new ArrayList<>();
      for (int step = from; step < to; step++) {
        NoteScore score = score(group, seed, plan.x(step), plan.y(step), neededFrames(loop));
        notes.record(score);
        contours.shareWith(score);
        if (loop != null) {
          repeatNoise(score, loop);
        }
        scores.add(score);
      }
      if (plan.has(PackPlan.Format.WAVETABLE)) {
        cycles.addAll(wavetables.cycles(scores, plan.key(group)));
      }
      if (audible) {
        notes.decode(scores);
        for (int step = from; step < to; step++) {
          write(group, step, scores.get(step - from), contours, loop, release, files);
        }
      }
    }
    if (!cycles.isEmpty()) {
      files.add(wavetables.write(group, cycles, contours.meanHz(heldHops()), writer));
    }
    return files;
  }

  private int heldHops() {
    return (int) Math.max(1, heldFrames / notes.decoder().hopFrames());
  }

  /** Where rendering may end: a looped sample is not heard beyond its loop. */
  private long neededFrames(Loop loop) {
    if (loop == null || plan.has(PackPlan.Format.NSYNTH)) {
      return mostFrames;
    }
    int resamplerReach = 256;
    double fileFrames = loop.end() + AFTER_LOOP_FRAMES + resamplerReach;
    return Math.min(mostFrames, (long) (fileFrames * engineRateHz / plan.rateHz()) + 1);
  }

  private NoteScore score(int group, long seed, double x, double y, long frames) {
    List<Timbre> pad = corners.size() == 1 ? List.of(corners.get(0), corners.get(0)) : corners;
    Patch patch =
        Patch.of(plan.name(), pad)
            .with(Parameter.MORPH_X, (float) x)
            .with(Parameter.MORPH_Y, (float) y);
    return new NoteScore(patch, plan.key(group), plan.velocity(group), heldFrames, frames, seed);
  }

  private List<NoteScore> cornerScores(int group, long seed, ReleaseBlend release) {
    List<NoteScore> scores = new ArrayList<>();
    for (int c = 0; c < corners.size(); c++) {
      NoteScore score = score(group, seed, c & 1, c >> 1, mostFrames);
      float[] shape = notes.recordShape(score);
      release.add(NoteMeasures.of(shape, (int) heldFrames, engineRateHz).releaseSeconds());
      scores.add(score);
    }
    return scores;
  }

  private Loop findLoop(Contours contours) {
    double steady =
        plan.timbres().stream().mapToDouble(PackPlan.TimbreEntry::steadySeconds).max().orElse(0);
    return new LoopFinder(contours.cornerStrands(), contours.firstHz(), engineRateHz, plan.rateHz())
        .find(steady, plan.seconds());
  }

  /** Makes the noise where the loop's end goes over into its beginning the same in both places. */
  private void repeatNoise(NoteScore score, Loop loop) {
    double scale = (double) engineRateHz / plan.rateHz();
    int length = (int) Math.round(loop.length() * scale);
    for (Strand strand : score.strands()) {
      int reach = NOISE_REACH_HOPS * strand.hopFrames();
      int from = Math.max(length, (int) ((loop.end() - loop.fade()) * scale) - reach);
      int to = Math.min(strand.hops() * strand.hopFrames(), (int) (loop.end() * scale) + reach);
      float[] noise = strand.noise();
      for (int i = from; i < to; i++) {
        noise[i] = noise[i - length];
      }
    }
  }

  private void write(
      int group,
      int step,
      NoteScore score,
      Contours contours,
      Loop loop,
      ReleaseBlend release,
      List<PackFile> files) {
    if (!WholeNotes.isSound(score)) {
      throw new BrokenNote(
          "key "
              + plan.key(group)
              + ", velocity "
              + plan.velocity(group)
              + ", step "
              + step
              + ": the decoder gave no numbers");
    }
    float[] note = notes.play(score);
    NoteMeasures measures = NoteMeasures.of(note, (int) heldFrames, engineRateHz);
    if (loop != null) {
      double seconds = release.seconds(plan.x(step), plan.y(step));
      measures = new NoteMeasures(measures.levelDb(), seconds);
    }
    float[] samples = SampleMath.resampled(note, engineRateHz, plan.rateHz());
    double pitchHz = contours.meanHz(heldHops());
    if (plan.has(PackPlan.Format.NSYNTH)) {
      int exact = (int) Frames.fromSeconds(plan.seconds() + NOTE_TAIL_SECONDS, plan.rateHz());
      float[] whole = Arrays.copyOf(samples, exact);
      files.add(
          file(
              plan.notePath(group, step),
              PackFile.Kind.NOTE,
              group,
              step,
              whole,
              null,
              pitchHz,
              measures));
    }
    if (plan.hasSamples()) {
      float[] sample;
      if (loop == null) {
        sample = SampleMath.trimmed(samples);
      } else {
        loop.crossFade(samples);
        sample = Arrays.copyOf(samples, loop.end() + AFTER_LOOP_FRAMES);
        System.arraycopy(samples, loop.start(), sample, loop.end(), AFTER_LOOP_FRAMES);
      }
      files.add(
          file(
              plan.samplePath(group, step),
              PackFile.Kind.SAMPLE,
              group,
              step,
              sample,
              loop,
              pitchHz,
              measures));
    }
  }

  private PackFile file(
      String path,
      PackFile.Kind kind,
      int group,
      int step,
      float[] samples,
      Loop loop,
      double pitchHz,
      NoteMeasures measures) {
    Long start = loop == null ? null : (long) loop.start();
    Long end = loop == null ? null : loop.end() - 1L;
    List<WavChunk> chunks =
        kind == PackFile.Kind.SAMPLE
            ? List.of(
                WavChunk.sampler(
                    plan.rateHz(),
                    plan.key(group),
                    loop == null ? -1 : start,
                    loop == null ? -1 : end))
            : List.of();
    SampleWriter.Written written = writer.write(path, samples, plan.bits().format(), chunks);
    return new PackFile(
        path,
        kind,
        group,
        plan.key(group),
        plan.velocity(group),
        step,
        SampleMath.round(plan.x(step)),
        SampleMath.round(plan.y(step)),
        samples.length,
        plan.rateHz(),
        SampleMath.peakDb(samples),
        SampleMath.round(measures.levelDb()),
        SampleMath.round(pitchHz),
        start,
        end,
        SampleMath.round(measures.releaseSeconds()),
        written.bytes(),
        written.sha256());
  }
}
