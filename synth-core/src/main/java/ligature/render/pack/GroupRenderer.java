package ligature.render.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import ligature.latent.CounterRandom;
import ligature.model.Decoder;
import ligature.modulation.MorphPath;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.render.NoteScore;
import ligature.render.Strand;
import ligature.render.WholeNotes;
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

  /**
   * How many seconds of notes one thread holds, of a pack with so many steps of so many seconds.
   */
  static double secondsAtOnce(int steps, double noteSeconds) {
    double most = Math.max(noteSeconds, FRAMES_AT_ONCE / 48_000.0);
    return Math.min(Math.min(steps, STEPS_AT_ONCE) * noteSeconds, most);
  }

  /** Of a looped note the tail is only measured, at the corners. */
  private static final double MEASURED_TAIL_SECONDS = 0.25;

  private static final double LONGEST_TAIL_SECONDS = 8;

  /** The noise filter of the decoder reaches less than two hops. */
  private static final int NOISE_REACH_HOPS = 2;

  private final PackPlan plan;
  private final Patch sound;
  private final WholeNotes notes;
  private final NoteFiles files;
  private final FileQueue queue;
  private final SampleWriter writer;
  private final WavetableRenderer wavetables;
  private final int engineRateHz;
  private final long heldFrames;
  private final long mostFrames;

  /**
   * @param sound with the timbres of the plan at its corners, in their order
   */
  GroupRenderer(PackPlan plan, Patch sound, Decoder decoder, SampleWriter writer, FileQueue queue) {
    this.plan = plan;
    this.sound = sound;
    this.writer = writer;
    this.queue = queue;
    notes = new WholeNotes(decoder);
    engineRateHz = decoder.sampleRateHz();
    heldFrames = Frames.fromSeconds(plan.seconds(), engineRateHz);
    double tail = plan.hasSamples() && !plan.loops() ? LONGEST_TAIL_SECONDS : MEASURED_TAIL_SECONDS;
    if (plan.has(PackPlan.Format.NSYNTH)) {
      tail = Math.max(tail, NoteFiles.NOTE_TAIL_SECONDS + 0.05); // the resampler looks ahead
    }
    mostFrames = heldFrames + Frames.fromSeconds(tail, engineRateHz);
    wavetables = new WavetableRenderer(plan, decoder);
    files = new NoteFiles(plan, writer, queue, engineRateHz);
  }

  /** A note whose audio is no sound: the decoder is broken. */
  static final class BrokenNote extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenNote(String message) {
      super(message);
    }
  }

  /**
   * Renders a group; its files are written now or soon.
   *
   * @throws BrokenNote if the decoder gives something that is no number
   */
  List<Future<PackFile>> render(int group) {
    long seed = CounterRandom.stream(plan.seed(), plan.key(group) * 128L + plan.velocity(group));
    ReleaseBlend release = new ReleaseBlend();
    Contours contours = new Contours(cornerScores(group, seed, release));
    Loop loop = plan.hasSamples() && plan.loops() ? findLoop(contours) : null;
    boolean audible = plan.hasSamples() || plan.has(PackPlan.Format.NSYNTH);
    List<Future<PackFile>> waiting = new ArrayList<>();
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
          NoteScore score = scores.get(step - from);
          check(group, step, score);
          double releaseSeconds =
              loop == null ? Double.NaN : release.seconds(plan.x(step), plan.y(step));
          files.add(
              new NoteFiles.Note(
                  group,
                  step,
                  notes.play(score),
                  (int) heldFrames,
                  loop,
                  releaseSeconds,
                  contours.meanHz(heldHops())),
              waiting::add);
        }
      }
    }
    if (!cycles.isEmpty()) {
      double pitchHz = contours.meanHz(heldHops());
      waiting.add(queue.add(() -> wavetables.write(group, cycles, pitchHz, writer)));
    }
    return waiting;
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
    double fileFrames = loop.end() + NoteFiles.AFTER_LOOP_FRAMES + resamplerReach;
    return Math.min(mostFrames, (long) (fileFrames * engineRateHz / plan.rateHz()) + 1);
  }

  private NoteScore score(int group, long seed, double x, double y, long frames) {
    Patch patch = // the place on the pad is the step's, whatever moves it in the preset
        sound
            .with(Parameter.MORPH_X, (float) x)
            .with(Parameter.MORPH_Y, (float) y)
            .with(Parameter.BLEND, 0)
            .with(Parameter.PATH, 0)
            .withModulation(sound.modulation().withPath(MorphPath.NONE));
    return new NoteScore(patch, plan.key(group), plan.velocity(group), heldFrames, frames, seed);
  }

  private List<NoteScore> cornerScores(int group, long seed, ReleaseBlend release) {
    List<NoteScore> scores = new ArrayList<>();
    for (int c = 0; c < plan.timbres().size(); c++) {
      NoteScore score = score(group, seed, c & 1, c >> 1, mostFrames);
      float[] shape = notes.recordShape(score);
      release.add(NoteMeasures.of(shape, (int) heldFrames, engineRateHz).releaseSeconds());
      scores.add(score);
    }
    return scores;
  }

  private Loop findLoop(Contours contours) {
    return new LoopFinder(contours.cornerStrands(), contours.firstHz(), engineRateHz, plan.rateHz())
        .find(plan.steadySeconds(), plan.seconds());
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

  private void check(int group, int step, NoteScore score) {
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
  }
}
