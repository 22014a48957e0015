package ligature.plugin;

import ligature.parameter.InsertParameter;

/**
 * A plugin in its slot: values that glide, wet and dry, bypass, fades at every change, sleep when
 * nothing sounds, its editor, and a way out when the plugin fails.
 *
 * <p>Threads: made, turned and closed on {@code [io-thread]}, {@link #process} on {@code
 * [model-thread]}.
 */
final class Insert {

  /** Every change is faded over this time. */
  static final double FADE_SECONDS = 0.02;

  private static final double UNKNOWN_TAIL_SECONDS = 2;

  /** -120 dB. */
  private static final float SILENCE = 1e-6f;

  /** 60 dB above full scale: no effect means that. */
  private static final float RUNAWAY = 1000;

  private final String id;
  private final Plugin plugin;
  private final InsertValues values;
  private final Lateness lateness;
  private final float[] wetLeft;
  private final float[] wetRight;
  private final float[] delayedLeft;
  private final float[] delayedRight;
  private final float fadeStep;
  private final long unknownTailFrames;

  /** Null for a plugin that takes none. */
  private final NoteQueue notes;

  private volatile float wet;
  private volatile boolean bypass;
  private volatile String fault;
  private volatile int slot;

  /** What the plugin holds beyond its values, as the setting that it follows says. */
  private volatile String heldState;

  /** What it held before its editor changed that, while settings may still say so; else null. */
  private volatile String formerState;

  private InsertEditor editor;
  private final InsertGrip grip;

  // of the model thread
  private float wetMove;
  private long passedFrames;

  /** Until what came in first comes out; it fades in after that. */
  private int fillingFrames;

  private float presence;
  private boolean leaving;
  private float mix;
  private float lastLeft;
  private float lastRight;
  private long silentFrames = Long.MAX_VALUE / 2;
  private long quietFrames = Long.MAX_VALUE / 2;
  private boolean away;
  private float heard = 1;

  /**
   * Prepares the plugin, which belongs to this insert from now on.
   *
   * @param blockFrames the frames of every {@link #process}
   */
  Insert(String id, String openedState, Plugin plugin, int rateHz, int blockFrames) {
    this.id = id;
    heldState = openedState;
    this.plugin = plugin;
    plugin.prepare(rateHz, blockFrames);
    values = new InsertValues(plugin.parameters(), rateHz, blockFrames);
    grip = new InsertGrip(plugin.parameters());
    wet = plugin.initialWet();
    wetLeft = new float[blockFrames];
    wetRight = new float[blockFrames];
    delayedLeft = new float[blockFrames];
    delayedRight = new float[blockFrames];
    fadeStep = (float) (1 / (FADE_SECONDS * rateHz));
    lateness = new Lateness(plugin, fadeStep);
    fillingFrames = lateness.frames();
    unknownTailFrames = (long) (UNKNOWN_TAIL_SECONDS * rateHz);
    notes = plugin.takesNotes() ? new NoteQueue() : null;
  }

  /** Whether it is this plugin, holding this state: then only values differ. */
  boolean holds(InsertSetting setting) {
    boolean sameState =
        setting.state().equals(heldState) || setting.state().equals(formerState); // is on its way
    return fault == null && id.equals(setting.id()) && sameState;
  }

  /** Its editor has changed what the plugin holds; false if it has not. [editor's thread] */
  boolean nowHolds(String state) {
    if (state.equals(heldState)) {
      return false;
    }
    formerState = heldState;
    heldState = state;
    return true;
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
    if (setting.state().equals(heldState)) {
      formerState = null;
    }
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
    String state = java.util.Base64.getEncoder().encodeToString(plugin.state());
    return new InsertSetting(id, values.targets(), wet, bypass, state);
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
    leaving = false;
  }

  /** Lets it fade out. */
  void leave() {
    leaving = true;
  }

  /** Is there, or gone, at once: while nothing sounds there is nothing to fade. */
  void jump() {
    presence = leaving ? 0 : 1;
    mix = mixTarget();
    fillingFrames = 0;
    values.jump();
  }

  boolean isLeaving() {
    return leaving;
  }

  /** Whether it has faded out. */
  boolean isGone() {
    return leaving && presence == 0;
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
      return silent > 0 && mix == 0;
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
    blend(left, right, frames);
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
        boolean isFaded = plugin.isSource() ? heard == 0 : mix == 0;
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
      java.util.Arrays.fill(wetLeft, 0, frames, lastLeft);
      java.util.Arrays.fill(wetRight, 0, frames, lastRight);
    }
    lastLeft = wetLeft[frames - 1];
    lastRight = wetRight[frames - 1];
    if (plugin.isSource()) {
      hideWhileAway(frames);
    }
  }

  /** A source that is away takes nothing but its own sound with it. */
  private void hideWhileAway(int frames) {
    float end = isHidden() ? 0 : 1;
    for (int i = 0; i < frames && (heard < 1 || end < 1); i++) {
      heard = towards(heard, end);
      wetLeft[i] *= heard;
      wetRight[i] *= heard;
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

  private void blend(float[] left, float[] right, int frames) {
    float mixEnd = mixTarget();
    float presenceEnd = leaving || fillingFrames > 0 ? 0 : 1;
    fillingFrames = Math.max(0, fillingFrames - frames);
    if (mix == 1 && mixEnd == 1 && presence == 1 && presenceEnd == 1) { // the plugin's very bits
      System.arraycopy(wetLeft, 0, left, 0, frames);
      System.arraycopy(wetRight, 0, right, 0, frames);
      return;
    }
    for (int i = 0; i < frames; i++) {
      mix = towards(mix, mixEnd);
      presence = towards(presence, presenceEnd);
      float l = delayedLeft[i] + mix * (wetLeft[i] - delayedLeft[i]);
      float r = delayedRight[i] + mix * (wetRight[i] - delayedRight[i]);
      left[i] += presence * (l - left[i]);
      right[i] += presence * (r - right[i]);
    }
  }

  private float towards(float value, float end) {
    return value < end ? Math.min(end, value + fadeStep) : Math.max(end, value - fadeStep);
  }
}
