package ligature.plugin;

import java.util.Arrays;
import java.util.Base64;
import ligature.parameter.InsertParameter;

/**
 * A plugin in its slot: values that glide, wet and dry, bypass, fades at every change, sleep when
 * nothing sounds, its editor, and a way out when the plugin fails.
 *
 * <p>Threads: made, turned and closed on {@code [io-thread]}, {@link #process} on {@code
 * [model-thread]}.
 */
final class Insert {

  private static final double UNKNOWN_TAIL_SECONDS = 2;

  /** -120 dB. */
  private static final float SILENCE = 1e-6f;

  /** 60 dB above full scale: no effect means that. */
  private static final float RUNAWAY = 1000;

  private final String id;
  private final HeldState state;
  private final Plugin plugin;
  private final InsertValues values;
  private final Lateness lateness;
  private final float[] wetLeft;
  private final float[] wetRight;
  private final float[] delayedLeft;
  private final float[] delayedRight;
  private final InsertFades fades;
  private final long unknownTailFrames;

  /** Null for a plugin that takes none. */
  private final NoteQueue notes;

  private volatile float wet;
  private volatile boolean bypass;
  private volatile String fault;
  private volatile int slot;

  private InsertEditor editor;
  private final InsertGrip grip;

  // of the model thread
  private float wetMove;
  private long passedFrames;

  private float lastLeft;
  private float lastRight;
  private long silentFrames = Long.MAX_VALUE / 2;
  private long quietFrames = Long.MAX_VALUE / 2;
  private boolean away;

  /**
   * Prepares the plugin, which belongs to this insert from now on.
   *
   * @param blockFrames the frames of every {@link #process}
   */
  Insert(String id, String openedState, Plugin plugin, int rateHz, int blockFrames) {
    this.id = id;
    state = new HeldState(openedState);
    this.plugin = plugin;
    plugin.prepare(rateHz, blockFrames);
    values = new InsertValues(plugin.parameters(), rateHz, blockFrames);
    grip = new InsertGrip(plugin.parameters());
    wet = plugin.initialWet();
    wetLeft = new float[blockFrames];
    wetRight = new float[blockFrames];
    delayedLeft = new float[blockFrames];
    delayedRight = new float[blockFrames];
    lateness = new Lateness(plugin, InsertFades.stepAt(rateHz));
    fades = new InsertFades(rateHz, lateness.frames());
    unknownTailFrames = (long) (UNKNOWN_TAIL_SECONDS * rateHz);
    notes = plugin.takesNotes() ? new NoteQueue() : null;
  }

  /** Whether it is this plugin, holding this state: then only values differ. */
  boolean holds(InsertSetting setting) {
    return fault == null && id.equals(setting.id()) && state.isMeantBy(setting);
  }

  /** What the plugin holds beyond its values. */
  HeldState state() {
    return state;
  }

  /** Opens the plugin's editor, or brings it to the front. */
  synchronized void edit(String title, int rateHz, EditorListener listener) {
    if (editor != null && editor.isOpen()) {
      editor.raise();
    } else {
      editor = new InsertEditor(this, listener);
      editor.open(title, rateHz);
    }
  }

  synchronized void closeEditor() {
    if (editor != null) {
      editor.close();
      editor = null;
    }
  }

  /** Closes the plugin and its editor. */
  void close() {
    closeEditor();
    plugin.close();
  }

  Integer indexOf(String parameterId) {
    return values.indexOf(parameterId);
  }

  /** Takes values, wet and bypass of a setting; parameters that it does not name are as new. */
  void take(InsertSetting setting) {
    state.take(setting);
    values.take(setting.values());
    wet = Float.isNaN(setting.wet()) ? plugin.initialWet() : setting.wet();
    bypass = setting.bypass();
  }

  /** Its number in the preset, from 0: what could not be opened leaves a gap. */
  int slot() {
    return slot;
  }

  void setSlot(int number) {
    slot = number;
  }

  /** Turns a parameter. [any thread] */
  void set(int index, float value) {
    values.set(index, value);
  }

  /** A parameter's value as it was set, or how much is mixed in; NaN if there is none such. */
  float value(String name) {
    Integer index = values.indexOf(name);
    return index != null
        ? values.target(index)
        : name.equals(InsertParameter.WET) ? wet : Float.NaN;
  }

  /**
   * Turns a parameter, or how much is mixed in; false if there is none of this name. [any thread]
   */
  boolean turn(String name, float value) {
    Integer index = values.indexOf(name);
    if (index != null) {
      set(index, value);
    } else if (name.equals(InsertParameter.WET)) {
      wet = Math.max(0, Math.min(1, value));
    } else {
      return false;
    }
    return true;
  }

  /** Which hardware controls hold its parameters. [model-thread] */
  InsertGrip grip() {
    return grip;
  }

  /** Nothing is moved any more. [model-thread] */
  void clearMoves() {
    values.clearMoves();
    wetMove = 0;
  }

  /** Moves a parameter further on from where it was set, by a share of its range. [model-thread] */
  void move(String name, float share) {
    Integer index = values.indexOf(name);
    if (index != null) {
      values.move(index, share);
    } else if (name.equals(InsertParameter.WET)) {
      wetMove += share;
    }
  }

  /** What the slot holds now, to be saved. */
  InsertSetting setting() {
    String now = Base64.getEncoder().encodeToString(plugin.state());
    return new InsertSetting(id, values.targets(), wet, bypass, now);
  }

  Plugin plugin() {
    return plugin;
  }

  /** Whether it sounds by itself. */
  boolean isSource() {
    return plugin.isSource();
  }

  String id() {
    return id;
  }

  int latencyFrames() {
    return lateness.frames();
  }

  /** Why the plugin was taken out of the sound, null while it runs. [any thread] */
  String fault() {
    return fault;
  }

  /** Lets it fade in, at the place where the chain put it. */
  void enter() {
    fades.enter();
  }

  /** Lets it fade out. */
  void leave() {
    fades.leave();
  }

  /** Is there, or gone, at once: while nothing sounds there is nothing to fade. */
  void jump() {
    fades.jump(mixTarget());
    values.jump();
  }

  boolean isLeaving() {
    return fades.isLeaving();
  }

  /** Whether it has faded out. */
  boolean isGone() {
    return fades.isGone();
  }

  /** Something is played so many frames from now; heard by a plugin that takes notes. */
  void play(int inFrames, NoteEvent event, int channel, int number, float value) {
    if (notes != null) {
      notes.add(passedFrames + inFrames, event, channel, number, value);
    }
  }

  /** Whether nothing comes out until something comes in. */
  boolean isSilent() {
    if (notes != null && !notes.isEmpty()) {
      return false;
    }
    long silent = silentFrames - lateness.frames();
    if (fault != null) {
      return silent > 0 && fades.isDry();
    }
    long tail = plugin.tailFrames();
    return tail == Plugin.UNKNOWN_TAIL
        ? silent > 0 && quietFrames > unknownTailFrames
        : silent > tail;
  }

  /** Processes {@code frames} frames in place. */
  void process(float[] left, float[] right, int frames) {
    passedFrames += frames;
    if (notes != null && notes.isDue(passedFrames)) {
      silentFrames = 0;
      quietFrames = 0;
    } else if (!isZero(left, frames) || !isZero(right, frames)) {
      silentFrames = 0;
    } else if (isSilent()) {
      lateness.followAsleep();
      jump();
      return;
    } else {
      silentFrames += frames;
    }
    values.passTo(plugin);
    System.arraycopy(left, 0, wetLeft, 0, frames);
    System.arraycopy(right, 0, wetRight, 0, frames);
    lateness.dry().process(left, right, delayedLeft, delayedRight, frames);
    run(frames);
    fades.blend(left, right, delayedLeft, delayedRight, wetLeft, wetRight, frames, mixTarget());
  }

  private float mixTarget() {
    boolean isDry = bypass || fault != null || !plugin.isSource() && isHidden();
    return isDry ? 0 : Math.max(0, Math.min(1, wet + wetMove));
  }

  /** Whether its part of the sound fades out, or is not there. */
  private boolean isHidden() {
    return away || lateness.isLeaving();
  }

  static boolean isZero(float[] samples, int frames) {
    for (int i = 0; i < frames; i++) {
      if (samples[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private void run(int frames) {
    if (fault == null) {
      try {
        if (notes != null) {
          notes.deliver(passedFrames - frames, frames, plugin);
        }
        plugin.process(wetLeft, wetRight, frames);
        // once away it stays so until it has faded: what comes back continues nothing
        boolean isFaded = plugin.isSource() ? fades.isUnheard() : fades.isDry();
        away = lateness.follow(isFaded, frames) || away && !isFaded;
        float peak = away ? 0 : Math.max(peak(wetLeft, frames), peak(wetRight, frames));
        if (!(peak < RUNAWAY)) {
          fault =
              Float.isNaN(peak) ? "gave what is no number" : "gave more than 60 dB over full scale";
        }
        quietFrames = peak < SILENCE ? quietFrames + frames : 0;
      } catch (Throwable t) { // whatever it is, the instrument plays on
        fault = "failed: " + t;
      }
    }
    if (fault != null && notes != null) {
      notes.clear();
    }
    if (fault != null || away) { // from where it was, faded into the dry signal by blend
      Arrays.fill(wetLeft, 0, frames, lastLeft);
      Arrays.fill(wetRight, 0, frames, lastRight);
    }
    lastLeft = wetLeft[frames - 1];
    lastRight = wetRight[frames - 1];
    if (plugin.isSource()) { // one that is away takes nothing but its own sound with it
      fades.hide(wetLeft, wetRight, frames, isHidden());
    }
  }

  /** NaN if any sample is. */
  private static float peak(float[] samples, int frames) {
    float peak = 0;
    for (int i = 0; i < frames; i++) {
      peak = Math.max(peak, Math.abs(samples[i]));
    }
    return peak;
  }
}
