package ligature.engine;

import java.util.ArrayList;
import java.util.List;
import ligature.latent.Blend;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.Modulator;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.plugin.InsertChain;
import ligature.plugin.PluginLibrary;
import ligature.preset.PadTimbres;
import ligature.units.Decibels;
import ligature.units.StereoPan;
import ligature.voice.StereoHop;
import ligature.voice.VoiceWatch;

/**
 * What the sum of the voices goes through, hop by hop: the insert slots, a recording that is heard
 * beside, level and place, the limiter.
 *
 * <p>Threads: {@code [model-thread]}; {@link #play}, and what {@link #inserts} gives, say their
 * own. No allocation after the constructor.
 */
final class OutputStage {

  private final int hopFrames;
  private final ParameterValues values;
  private final Modulator modulator;
  private final InsertChain inserts;
  private final Modulator.InsertMover insertMover;
  private final SourcePad sourcePad;
  private final ClipPlayer recordings;
  private final ClipPlayer mixes;
  private final Limiter limiter;
  private boolean limited = true;
  private float left;
  private float right;

  /**
   * @param values level and pan, smoothed by their owner
   * @param modulator moves the parameters of the slots
   */
  OutputStage(ParameterValues values, Modulator modulator, int sampleRateHz, int hopFrames) {
    this.hopFrames = hopFrames;
    this.values = values;
    this.modulator = modulator;
    inserts = new InsertChain(sampleRateHz, hopFrames, id -> PluginLibrary.installed().open(id));
    insertMover = inserts::move; // here, so that no hop allocates one
    sourcePad = new SourcePad(values);
    recordings = new ClipPlayer(sampleRateHz);
    mixes = new ClipPlayer(sampleRateHz);
    limiter = new Limiter(sampleRateHz);
  }

  InsertChain inserts() {
    return inserts;
  }

  /** As {@link Instrument#play}. [any one thread] */
  void play(Clip clip) {
    boolean mixed = clip != null && clip.isMix();
    recordings.publish(mixed ? null : clip);
    mixes.publish(mixed ? clip : null);
  }

  /** Leaves the limiter out; before the first hop. */
  void leaveUnlimited() {
    limited = false;
  }

  /** Knows how loud the last hop was, and by how much it was held back. */
  Limiter limiter() {
    return limiter;
  }

  /** Level and place are at once where they were set; otherwise a hop goes there as it passes. */
  void jump() {
    left = levelFactor() * StereoPan.left(values.value(Parameter.PAN));
    right = levelFactor() * StereoPan.right(values.value(Parameter.PAN));
  }

  /**
   * Takes a hop through all of it, in place.
   *
   * @param voices whose latest note says where the pad is
   * @param pad says it while none sounds
   */
  void process(StereoHop mix, VoiceWatch voices, PadTimbres pad) {
    inserts.clearMoves();
    modulator.moveInserts(insertMover);
    if (inserts.hasSource()) {
      Blend at = sourcePad.of(voices, pad);
      inserts.blend(at.weight(0), at.weight(1), at.weight(2), at.weight(3));
    }
    inserts.process(mix.left, mix.right);
    recordings.add(mix.left, mix.right, hopFrames);
    applyLevel(mix);
    mixes.add(mix.left, mix.right, hopFrames);
    if (limited) {
      limiter.process(mix.left, mix.right, hopFrames);
    }
  }

  private void applyLevel(StereoHop mix) {
    float pan = values.value(Parameter.PAN);
    float level = levelFactor();
    float leftTarget = level * StereoPan.left(pan);
    float rightTarget = level * StereoPan.right(pan);
    float leftStep = (leftTarget - left) / hopFrames;
    float rightStep = (rightTarget - right) / hopFrames;
    for (int i = 0; i < hopFrames; i++) {
      mix.left[i] *= left + leftStep * i;
      mix.right[i] *= right + rightStep * i;
    }
    left = leftTarget;
    right = rightTarget;
  }

  private float levelFactor() {
    return (float) Decibels.toFactor(values.value(Parameter.LEVEL));
  }

  /**
   * What is wrong with the inserts and with the routes that move them, a line each. [any thread]
   */
  List<String> insertProblems(ModulationMatrix matrix) {
    List<String> problems = new ArrayList<>(inserts.problems());
    for (ModulationRoute route : matrix.routes()) {
      if (route.target() instanceof InsertParameter p && Float.isNaN(inserts.value(p))) {
        problems.add("modulation: there is no " + p.id() + " in this sound");
      }
    }
    return problems;
  }
}
