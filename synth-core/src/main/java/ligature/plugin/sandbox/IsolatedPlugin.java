package ligature.plugin.sandbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ligature.files.InputException;
import ligature.plugin.Editable;
import ligature.plugin.EditorExchange;
import ligature.plugin.NativeEditor;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;

/**
 * A plugin that runs in the child. While the child is late, or gone, {@link #isAway} says so and
 * the slot plays its dry signal; it comes back by itself. Offline every block is waited for, and
 * what crashes has failed.
 */
final class IsolatedPlugin implements Plugin, Editable {

  /** Its epoch while no child has it. */
  private static final int DOWN = 0;

  /** After so many crashes without {@link #SOUND_BLOCKS} between them it is given up. */
  private static final int MOST_CRASHES = 3;

  private static final int SOUND_BLOCKS = 375;

  /** The first block in a new child may take so many times as long as others. */
  private static final int FIRST_BLOCK = 4;

  private static final long OFFLINE_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final String id;
  private final Plugin face;
  private final Sandbox sandbox;
  private final List<PluginParameter> parameters;
  private final NoteBlock notes = new NoteBlock();
  private volatile byte[] state = new byte[0];
  private int slot = -1;
  private int rateHz;
  private int maxFrames;
  private volatile boolean offline;

  /** Null until prepared. */
  private SlotMemory memory;

  /** Counts the children that had it; what one child was asked the next does not answer. */
  private volatile int epoch = DOWN;

  private volatile String givenUp;
  private volatile String lost = "ends its process";
  private volatile int blocks;

  /** When the child was asked for what it has not answered, 0 if it has. */
  private volatile long askedNanos;

  // of the supervisor
  private int epochs;
  private int crashes;

  private volatile boolean lostChildByState;

  // of the model thread
  private int asked;
  private int askedEpoch;
  private boolean pending;
  private boolean away;

  /**
   * @param face the same plugin, never prepared: it tells what can be known without running it
   */
  IsolatedPlugin(String id, Plugin face, Sandbox sandbox) {
    this.id = id;
    this.face = face;
    this.sandbox = sandbox;
    parameters = List.copyOf(face.parameters());
    if (parameters.size() > SlotMemory.MAX_PARAMETERS) {
      throw new InputException(id + ": has more than " + SlotMemory.MAX_PARAMETERS + " parameters");
    }
  }

  @Override
  public List<PluginParameter> parameters() {
    return parameters;
  }

  @Override
  public Map<String, Map<String, Float>> presets() {
    return face.presets();
  }

  @Override
  public float initialWet() {
    return face.initialWet();
  }

  @Override
  public void restore(byte[] wanted) {
    state = wanted.clone();
  }

  @Override
  public void prepare(int rate, int frames) {
    if (frames > SlotMemory.MAX_FRAMES) {
      throw new IllegalArgumentException("blocks of at most " + SlotMemory.MAX_FRAMES + " frames");
    }
    rateHz = rate;
    maxFrames = frames;
    sandbox.open(this);
  }

  @Override
  public NativeEditor editor() {
    return face instanceof Editable editable ? editable.editor() : null;
  }

  @Override
  public EditorExchange exchange() {
    return memory.exchange();
  }

  @Override
  public void meetAt(EditorExchange place) {
    throw new IllegalStateException("the plugin itself is elsewhere");
  }

  /** It did not tell what it holds in time, and its child was ended. */
  void losesChildByState() {
    lostChildByState = true;
  }

  boolean hasLostChildByState() {
    return lostChildByState;
  }

  // of the sandbox, under its lock

  void takeSlot(int index, SlotMemory area) {
    slot = index;
    memory = area;
    asked = area.requested();
    area.clear();
    area.offline(offline);
  }

  String id() {
    return id;
  }

  int slot() {
    return slot;
  }

  boolean isOffline() {
    return offline;
  }

  /** With what a child opens it: as new at first, later with what it held last. */
  Opening opening() {
    return new Opening(id, rateHz, maxFrames, offline, state);
  }

  byte[] lastState() {
    return state;
  }

  /** Whether a child has it. */
  boolean isUp() {
    return epoch != DOWN;
  }

  /** Whether it has sounded for so long that the next crash counts as the first. */
  boolean hasSounded() {
    return blocks >= SOUND_BLOCKS;
  }

  /** Keeps what it holds now, for the child after this one. */
  void keep(byte[] now) {
    state = now;
  }

  /** No child has it: dry from now on. */
  void down(String reason) {
    lost = reason;
    epoch = DOWN;
  }

  /** A child has it. */
  void up() {
    blocks = 0;
    askedNanos = 0;
    epochs++;
    epoch = epochs;
  }

  /** Whether the child has not answered for so long. */
  boolean hangs(long liveNanos, long offlineNanos) {
    long since = askedNanos;
    long mostNanos = offline ? offlineNanos : blocks == 0 ? FIRST_BLOCK * liveNanos : liveNanos;
    return epoch != DOWN
        && since != 0
        && System.nanoTime() - since > mostNanos
        && memory.done() != memory.requested();
  }

  /** Whether the child was at it when it ended. */
  boolean isAsked() {
    return memory.done() != memory.requested();
  }

  /** Counts a crash; one too many ends it for good. */
  void crashed(String reason) {
    crashes = hasSounded() ? 1 : crashes + 1;
    blocks = 0;
    if (crashes >= MOST_CRASHES) {
      giveUp(reason + ", " + MOST_CRASHES + " times");
    }
  }

  /** It does not come back. */
  void giveUp(String reason) {
    givenUp = reason;
  }

  /** What the last child did not answer is not waited for. */
  void settle() {
    memory.finish(memory.requested());
  }

  boolean isGivenUp() {
    return givenUp != null;
  }

  /** The request that counts as answered for the next child. */
  int answered() {
    return memory.requested();
  }

  // of the model thread

  @Override
  public void set(int index, float value) {
    memory.value(index, value, 0);
  }

  @Override
  public void modulate(int index, float value, float offset) {
    memory.value(index, value, offset);
  }

  @Override
  public boolean takesNotes() {
    return face.takesNotes();
  }

  @Override
  public boolean isSource() {
    return face.isSource();
  }

  @Override
  public void blend(float a, float b, float c, float d) {
    memory.blend(a, b, c, d);
  }

  @Override
  public void play(int frame, NoteEvent event, int channel, int number, float value) {
    notes.add(frame, event, channel, number, value);
  }

  @Override
  public void process(float[] left, float[] right, int frames) {
    if (givenUp != null) {
      throw new IllegalStateException(givenUp);
    }
    away = !exchange(left, right, frames);
    if (!away) {
      blocks++;
      String failure = memory.failure();
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      away = memory.isAway();
    } else if (offline) {
      throw new IllegalStateException(lost);
    }
  }

  private boolean exchange(float[] left, float[] right, int frames) {
    int now = epoch;
    boolean late = pending && askedEpoch == now && memory.done() != asked;
    if (now == DOWN) {
      notes.clear(); // what comes back holds no key
      return false;
    } else if (late) {
      notes.miss();
      return false;
    }
    asked++;
    askedEpoch = now;
    pending = true;
    memory.write(left, right, frames);
    notes.moveTo(memory);
    askedNanos = System.nanoTime() | 1; // never 0
    memory.request(asked);
    boolean done = offline ? awaitOffline(now) : awaitLive();
    if (!done || epoch != now) { // what no child answers any more is settled as if it were done
      return false;
    }
    pending = false;
    askedNanos = 0;
    memory.read(left, right, frames);
    return true;
  }

  private boolean awaitLive() {
    WaitBudget budget = sandbox.budget();
    boolean done = memory.awaitDone(asked, budget.available());
    budget.spend();
    return done;
  }

  private boolean awaitOffline(int now) {
    while (!memory.awaitDone(asked, OFFLINE_LOOK_NANOS)) {
      if (epoch != now) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean isAway() {
    return away;
  }

  @Override
  public int latencyFrames() {
    return memory == null ? 0 : memory.latencyFrames();
  }

  @Override
  public boolean wantsRenewal() {
    return memory.wantsRenewal();
  }

  @Override
  public void renew() {
    memory.renew();
  }

  @Override
  public long tailFrames() {
    return memory == null ? face.tailFrames() : memory.tailFrames();
  }

  @Override
  public void reset() {
    memory.reset();
  }

  @Override
  public void setOffline(boolean isOffline) {
    offline = isOffline;
    if (memory != null) {
      memory.offline(isOffline);
    }
  }

  /** While the child is gone, the state that it comes back with. */
  @Override
  public byte[] state() {
    if (slot >= 0) {
      keep(sandbox.state(this));
    }
    return state.clone();
  }

  @Override
  public void close() {
    if (slot >= 0) {
      sandbox.close(this);
      slot = -1;
    }
    face.close();
  }
}
