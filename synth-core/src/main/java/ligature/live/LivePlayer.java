package ligature.live;

import java.util.List;
import ligature.audio.AudioServers;
import ligature.engine.Clip;
import ligature.engine.Meters;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.midi.Controllers;
import ligature.midi.Event;
import ligature.midi.LearnMap;
import ligature.midi.MpeMode;
import ligature.modulation.ModulationMatrix;
import ligature.parameter.InsertParameter;
import ligature.parameter.Learnable;
import ligature.parameter.Parameter;
import ligature.plugin.EditorListener;
import ligature.plugin.InsertSetting;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;
import ligature.rt.CaptureRing;
import ligature.tuning.Tuning;
import ligature.units.KeyPitch;

/**
 * What a player does to a playing instrument, handed on to the part that answers for it. Opening,
 * attending and closing are {@link LiveSession}'s, and what it says of how it goes.
 *
 * <p>Threads: as {@link Player} says.
 */
abstract class LivePlayer implements Player {

  /** The parts, for who attends to them. */
  final LiveParts parts;

  private volatile MpeMode mpe;

  LivePlayer(LiveParts parts) {
    this.parts = parts;
    mpe = parts.firstMpe;
  }

  @Override
  public TimbreBank bank() {
    return parts.models.bank();
  }

  @Override
  public void addTimbre(Timbre timbre) {
    parts.models.add(timbre);
  }

  @Override
  public void replaceTimbre(Timbre timbre) {
    parts.models.replace(timbre);
  }

  @Override
  public void play(Clip clip) {
    parts.instrument.play(clip);
  }

  @Override
  public Patch patch() {
    return parts.sound.patch();
  }

  @Override
  public void load(Patch next) {
    parts.sound.load(next);
  }

  @Override
  public void modulate(ModulationMatrix matrix) {
    parts.sound.modulate(matrix);
  }

  @Override
  public void move(PadTimbres pad) {
    parts.sound.move(pad);
  }

  @Override
  public void setInserts(List<InsertSetting> next) {
    parts.sound.setInserts(next);
  }

  @Override
  public boolean turnInsert(InsertParameter parameter, float value) {
    return parts.sound.turnInsert(parameter, value);
  }

  @Override
  public float insertValue(InsertParameter parameter) {
    return parts.instrument.inserts().value(parameter);
  }

  @Override
  public void editInsert(int slot, String title, EditorListener listener) {
    parts.sound.editInsert(slot, title, listener);
  }

  @Override
  public List<String> insertProblems() {
    return parts.instrument.insertProblems();
  }

  @Override
  public void noteOn(int key, float velocity) {
    parts.sent.send(Event.noteOn(0, key, velocity));
  }

  @Override
  public void noteOff(int key) {
    parts.sent.send(Event.noteOff(0, key, 0.5f));
  }

  @Override
  public void sustain(boolean down) {
    parts.sent.sustain(down);
  }

  @Override
  public void bend(float amount) {
    parts.sent.send(Event.pack(Event.PITCH_BEND, 0, 0, amount));
  }

  @Override
  public void modulationWheel(float value) {
    parts.sent.controller(Controllers.MODULATION, value);
  }

  @Override
  public void panic() {
    parts.sent.panic();
  }

  @Override
  public void set(Parameter parameter, float value) {
    parts.sent.send(Event.parameter(parameter, value));
  }

  @Override
  public void remote(long event) {
    parts.sent.remote(event);
  }

  @Override
  public boolean isKeyDown(int key) {
    return parts.meters.isKeyDown(key);
  }

  @Override
  public Meters meters() {
    return parts.meters;
  }

  @Override
  public void learn(Learnable target) {
    parts.instrument.learned().arm(target);
  }

  @Override
  public Learnable learning() {
    return parts.instrument.learned().armed();
  }

  @Override
  public LearnMap learned() {
    return parts.learning.learned();
  }

  @Override
  public void forget(Learnable target) {
    parts.learning.forget(target);
  }

  @Override
  public MpeMode mpe() {
    return mpe;
  }

  @Override
  public void setMpe(MpeMode mode) {
    mpe = mode;
    parts.instrument.setMpe(mode);
    parts.learning.setMpe(mode);
  }

  @Override
  public Tuning tuning() {
    return parts.tunings.sounding();
  }

  @Override
  public void tune(Tuning tuning) {
    parts.tunings.choose(tuning);
  }

  @Override
  public Tuning chosenTuning() {
    return parts.tunings.chosen();
  }

  @Override
  public void restoreTuning(Tuning sounding, Tuning chosen) {
    parts.tunings.restore(sounding, chosen);
  }

  @Override
  public void setA4Hz(double a4Hz) {
    parts.tunings.setA4Hz(a4Hz);
  }

  @Override
  public KeyPitch pitches(Patch next) {
    return parts.tunings.pitches(next.tuning());
  }

  @Override
  public void lockTuning(boolean locked) {
    parts.tunings.lock(locked);
  }

  @Override
  public boolean isTuningLocked() {
    return parts.tunings.isLocked();
  }

  @Override
  public boolean canCapture() {
    return parts.options.audioSettings().capture()
        && !parts.options.audio().equals(AudioServers.NONE);
  }

  @Override
  public void captureTo(CaptureRing ring) {
    parts.stream.playback().captureTo(ring);
  }

  @Override
  public void learnCapture(boolean on) {
    parts.instrument.learned().armPedal(on);
  }

  @Override
  public boolean isLearningCapture() {
    return parts.instrument.learned().isPedalArmed();
  }

  @Override
  public int captureController() {
    return parts.learning.capture();
  }

  @Override
  public void forgetCapture() {
    parts.learning.forgetCapture();
  }

  @Override
  public boolean isCaptureDown() {
    return parts.instrument.learned().isPedalDown();
  }
}
