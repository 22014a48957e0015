package ligature.ui;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import ligature.engine.Clip;
import ligature.engine.MeterFeed;
import ligature.engine.Meters;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.live.Player;
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

/** Plays nothing, and writes down what it was asked for, one line a call. Threads: any. */
public final class RecordingPlayer implements Player {

  /** What was asked for, in its order: "noteOn 60", "set morph-x 0.50". */
  public final List<String> calls = new CopyOnWriteArrayList<>();

  /** The velocity of each note on, in its order. */
  public final List<Float> velocities = new CopyOnWriteArrayList<>();

  private volatile TimbreBank bank = TestBank.create();
  private final Meters meters = new Meters();
  private final BitSet down = new BitSet();
  private volatile Patch patch;
  private volatile long underruns;
  private volatile Tuning tuning = Tuning.EQUAL;
  private volatile boolean tuningLocked;
  private volatile Learnable learning;
  private volatile String problem;
  private volatile MpeMode mpe = MpeMode.AUTO;
  private volatile CaptureRing capture;
  private volatile boolean capturable;
  private volatile boolean learningCapture;
  private volatile boolean captureDown;
  private volatile int captureController = -1;
  private volatile EditorListener editorListener;

  public RecordingPlayer() {
    patch =
        patch("Glass to Strings", "celesta", "pan-flute", "saw-lead", "cello")
            .with(Parameter.MORPH_Y, 0.5f);
    echo(patch);
  }

  /** A patch of this bank's timbres, by their names. */
  public Patch patch(String name, String... timbres) {
    return Patch.of(name, List.of(timbres).stream().map(this::timbre).toList());
  }

  public Timbre timbre(String name) {
    return bank.find(name);
  }

  private void echo(Patch loaded) {
    for (Parameter parameter : Parameter.values()) {
      MeterFeed.value(meters, parameter, loaded.value(parameter));
    }
  }

  /** Holds a key as a MIDI keyboard would. */
  public synchronized void midi(int key, boolean held) {
    down.set(key, held);
  }

  public void underrun() {
    underruns++;
  }

  @Override
  public TimbreBank bank() {
    return bank;
  }

  @Override
  public void addTimbre(Timbre timbre) {
    calls.add("addTimbre " + timbre);
    bank = bank.with(timbre);
  }

  @Override
  public void replaceTimbre(Timbre timbre) {
    calls.add("replaceTimbre " + timbre);
    bank = bank.replacing(timbre);
  }

  @Override
  public void play(Clip clip) {
    calls.add("play " + (clip == null ? "nothing" : "from " + clip.position()));
  }

  @Override
  public Patch patch() {
    return patch;
  }

  @Override
  public void load(Patch loaded) {
    calls.add("load " + loaded.name() + " " + loaded.corners());
    patch = loaded;
    echo(loaded);
  }

  @Override
  public void move(PadTimbres pad) {
    calls.add("move " + pad.points());
    patch = patch.with(pad);
  }

  @Override
  public void noteOn(int key, float velocity) {
    calls.add("noteOn " + key);
    velocities.add(velocity);
    midi(key, true);
  }

  @Override
  public void noteOff(int key) {
    calls.add("noteOff " + key);
    midi(key, false);
  }

  @Override
  public void sustain(boolean held) {
    calls.add("sustain " + held);
  }

  @Override
  public void bend(float amount) {
    calls.add(String.format(Locale.ROOT, "bend %.2f", amount));
  }

  @Override
  public void modulationWheel(float value) {
    calls.add(String.format(Locale.ROOT, "wheel %.2f", value));
  }

  @Override
  public void panic() {
    calls.add("panic");
    synchronized (this) {
      down.clear();
    }
  }

  @Override
  public void set(Parameter parameter, float value) {
    calls.add(String.format(Locale.ROOT, "set %s %.2f", parameter.id(), value));
    MeterFeed.value(meters, parameter, parameter.clamp(value));
  }

  @Override
  public void setInserts(List<InsertSetting> inserts) {
    calls.add("setInserts " + inserts);
    patch = patch.withInserts(inserts);
  }

  @Override
  public void editInsert(int slot, String title, EditorListener listener) {
    calls.add("editInsert " + slot + " " + title);
    editorListener = listener;
  }

  /** What was handed to the last {@link #editInsert}. */
  public EditorListener editorListener() {
    return editorListener;
  }

  @Override
  public List<String> insertProblems() {
    return List.of();
  }

  @Override
  public void modulate(ModulationMatrix matrix) {
    calls.add("modulate " + matrix.routes().size());
    patch = patch.withModulation(matrix);
  }

  @Override
  public boolean turnInsert(InsertParameter parameter, float value) {
    calls.add("turn " + parameter.id() + " " + value);
    patch = patch.withInsert(parameter, value);
    return true;
  }

  @Override
  public float insertValue(InsertParameter parameter) {
    return Float.NaN;
  }

  @Override
  public void learn(Learnable target) {
    calls.add("learn " + (target == null ? "nothing" : target.id()));
    learning = target;
  }

  @Override
  public Learnable learning() {
    return learning;
  }

  @Override
  public LearnMap learned() {
    return LearnMap.EMPTY;
  }

  @Override
  public void learnCapture(boolean on) {
    learningCapture = on;
  }

  @Override
  public boolean isLearningCapture() {
    return learningCapture;
  }

  @Override
  public int captureController() {
    return captureController;
  }

  @Override
  public void forgetCapture() {
    captureController = -1;
  }

  @Override
  public boolean isCaptureDown() {
    return captureDown;
  }

  /** A controller moves: it is learned, or it is the pedal that goes down or up. */
  public void moveController(int number, boolean down) {
    if (learningCapture) {
      learningCapture = false;
      captureController = number;
    } else if (number == captureController) {
      captureDown = down;
    }
  }

  /** Says that something is wrong, or null for no longer. */
  public void fail(String line) {
    problem = line;
  }

  @Override
  public String problem() {
    return problem;
  }

  @Override
  public MpeMode mpe() {
    return mpe;
  }

  @Override
  public void setMpe(MpeMode mode) {
    calls.add("setMpe " + mode.id());
    mpe = mode;
  }

  @Override
  public void forget(Learnable target) {
    calls.add("forget " + target.id());
  }

  @Override
  public void remote(long event) {
    calls.add("remote " + Long.toHexString(event));
  }

  @Override
  public Tuning tuning() {
    return tuning;
  }

  @Override
  public void tune(Tuning next) {
    calls.add("tune " + next.name());
    tuning = next;
  }

  @Override
  public Tuning chosenTuning() {
    return tuning;
  }

  @Override
  public void restoreTuning(Tuning sounding, Tuning chosen) {
    tuning = sounding;
  }

  @Override
  public void setA4Hz(double a4Hz) {
    calls.add("setA4Hz " + a4Hz);
    tuning = tuning.at(a4Hz);
  }

  @Override
  public void lockTuning(boolean locked) {
    calls.add("lockTuning " + locked);
    tuningLocked = locked;
  }

  @Override
  public KeyPitch pitches(Patch loaded) {
    return loaded.tuning() == null ? chosenTuning() : loaded.tuning();
  }

  @Override
  public boolean isTuningLocked() {
    return tuningLocked;
  }

  @Override
  public boolean canCapture() {
    return capturable;
  }

  @Override
  public void captureTo(CaptureRing ring) {
    calls.add("captureTo " + (ring == null ? "nowhere" : "ring"));
    capture = ring;
  }

  /** Gives this player an input. */
  public void allowCapture() {
    capturable = true;
  }

  /** What is heard at the input, if anybody listens. */
  public void hear(float[] frames) {
    CaptureRing to = capture;
    if (to != null) {
      to.write(FloatBuffer.wrap(frames), frames.length);
    }
  }

  @Override
  public synchronized boolean isKeyDown(int key) {
    return down.get(key);
  }

  @Override
  public Meters meters() {
    return meters;
  }

  @Override
  public long underruns() {
    return underruns;
  }

  @Override
  public long xruns() {
    return 0;
  }

  @Override
  public int latencyFrames() {
    return 384;
  }

  @Override
  public int sampleRateHz() {
    return 48000;
  }

  @Override
  public String audioDescription() {
    return "JACK, 48000 Hz, period 128";
  }

  @Override
  public String decoderDevice() {
    return "cpu";
  }

  @Override
  public double[] modelMillis() {
    return new double[] {1.12, 1.87};
  }

  @Override
  public double hopMillis() {
    return 2.67;
  }

  @Override
  public int modelRateHz() {
    return 48000;
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
