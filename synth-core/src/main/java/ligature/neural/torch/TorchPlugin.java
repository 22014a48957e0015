package ligature.neural.torch;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import ligature.neural.RateBridge;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;

/**
 * A model in an insert slot. Sound is resampled to the model's rate and collected in chunks, which
 * a thread of its own runs while the next is collected: so it is two chunks late, always. A chunk
 * that comes later than that is silence, and {@link #isAway} says so; offline chunks are waited
 * for, and the bits are the same.
 */
final class TorchPlugin implements Plugin {

  /** After so many calls libtorch's timing is steady. */
  private static final int WARM_UP_CHUNKS = 6;

  /** After it was late it has to keep up for so long. */
  private static final double AWAY_SECONDS = 0.25;

  /** A call that takes so long will not end. */
  private static final long HANG_NANOS = 1_000_000_000L;

  /** So long sounds on what hisses by itself. */
  private static final double NOISY_TAIL_SECONDS = 3;

  /** -120 dB. */
  private static final float SILENCE = 1e-6f;

  private final Function<byte[], TorchEffect> opener;
  private final TorchFace face;
  private final float[] values;
  private final boolean isolated;
  private TorchEffect effect;
  private ChunkWorker worker;
  private SidePath left;
  private SidePath right;
  private float[] silence;
  private int delayFrames;
  private int latencyFrames;
  private int awayFrames;
  private long noisyTailFrames;
  private float idlePeak;
  private volatile boolean offline;
  private byte[] state = new byte[0];

  // of the model thread
  private ChunkWorker.Chunk filling;
  private int filled;
  private int lost;
  private int stale;
  private int owed;
  private int awayLeft;
  private boolean resetWanted;
  private final NoteFeed notes = new NoteFeed();
  private final float[] pad = {1, 0, 0, 0};

  /**
   * @param opener loads the model when it is needed, with the state that it is to have
   * @param face what can be known of it before that
   * @param isolated whether it may stand still where its model does: then its process is replaced
   */
  TorchPlugin(Function<byte[], TorchEffect> opener, TorchFace face, boolean isolated) {
    this.isolated = isolated;
    this.opener = opener;
    this.face = face;
    values = new float[face.parameters().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = face.parameters().get(i).initial();
    }
  }

  @Override
  public List<PluginParameter> parameters() {
    return face.parameters();
  }

  @Override
  public float initialWet() {
    return face.initialWet();
  }

  @Override
  public boolean takesNotes() {
    return face.isSource();
  }

  @Override
  public boolean isSource() {
    return face.isSource();
  }

  @Override
  public void restore(byte[] wanted) {
    state = wanted.clone();
  }

  @Override
  public byte[] state() {
    return effect == null ? state.clone() : effect.state();
  }

  @Override
  public void prepare(int rateHz, int maxFrames) {
    effect = opener.apply(state);
    effect.prepare(rateHz);
    int innerHz = effect.innerRateHz();
    int chunkFrames = effect.chunkFrames();
    double outside = (double) rateHz / innerHz;
    delayFrames =
        RateBridge.delayFrames(rateHz, innerHz) + (int) Math.ceil(2 * chunkFrames * outside);
    latencyFrames = delayFrames + (int) Math.round(effect.latencyFrames() * outside);
    left = new SidePath(rateHz, innerHz, maxFrames, chunkFrames, delayFrames);
    right = new SidePath(rateHz, innerHz, maxFrames, chunkFrames, delayFrames);
    silence = new float[chunkFrames];
    awayFrames = (int) (AWAY_SECONDS * rateHz);
    noisyTailFrames = (long) (NOISY_TAIL_SECONDS * rateHz);
    worker = new ChunkWorker(effect, values.length, !offline);
    warmUp();
    clear();
  }

  private void warmUp() {
    for (int i = 0; i < WARM_UP_CHUNKS; i++) {
      ChunkWorker.Chunk chunk = worker.free();
      Arrays.fill(chunk.left, 0);
      Arrays.fill(chunk.right, 0);
      System.arraycopy(values, 0, chunk.values, 0, values.length);
      worker.give();
      worker.await();
      worker.take();
      idlePeak = Math.max(peak(chunk.left), peak(chunk.right));
    }
    failIfBroken();
  }

  @Override
  public void play(int frame, NoteEvent event, int channel, int number, float value) {
    if (face.isSource()) {
      notes.play(frame, event, channel, number, value);
    }
  }

  @Override
  public void blend(float a, float b, float c, float d) {
    pad[0] = a;
    pad[1] = b;
    pad[2] = c;
    pad[3] = d;
  }

  private static float peak(float[] samples) {
    float peak = 0;
    for (float sample : samples) {
      peak = Math.max(peak, Math.abs(sample));
    }
    return peak;
  }

  private void failIfBroken() {
    String failure = worker.failure();
    if (failure != null) {
      throw new IllegalStateException("the model fails: " + failure);
    }
  }

  private void clear() {
    left.reset(delayFrames);
    right.reset(delayFrames);
    filling = null;
    filled = 0;
    lost = 0;
    owed = 0;
    awayLeft = 0;
    stale = worker.underWay();
    notes.clear();
  }

  @Override
  public void set(int index, float value) {
    values[index] = value;
  }

  @Override
  public void process(float[] l, float[] r, int frames) {
    int count = left.resample(l, frames);
    right.resample(r, frames);
    for (int at = 0; at < count; ) {
      at += fill(at, count - at);
    }
    notes.end();
    if (offline) {
      worker.await();
    }
    collect();
    hangIfModelHangs();
    failIfBroken();
    give(l, r, frames);
  }

  private void hangIfModelHangs() {
    if (worker.hangs(HANG_NANOS)) {
      if (!isolated) {
        throw new IllegalStateException("the model stands still");
      }
      worker.await();
    }
  }

  /** Puts frames into the chunk that is filled; if there is none, into nothing. */
  private int fill(int at, int count) {
    int chunkFrames = silence.length;
    if (filled == 0) {
      if (offline && worker.free() == null) {
        worker.await();
        collect();
      }
      filling = worker.free();
      if (filling != null) {
        notes.begin(filling.notes);
      }
    }
    int part = Math.min(count, chunkFrames - filled);
    notes.pass(filling == null ? null : filling.notes, at, part, filled);
    if (filling != null) {
      System.arraycopy(left.inner(), at, filling.left, filled, part);
      System.arraycopy(right.inner(), at, filling.right, filled, part);
    }
    filled += part;
    if (filled == chunkFrames) {
      filled = 0;
      send();
    }
    return part;
  }

  private void send() {
    if (filling == null) {
      lost++;
      return;
    }
    filling.lost = lost;
    filling.reset = resetWanted;
    System.arraycopy(values, 0, filling.values, 0, values.length);
    System.arraycopy(pad, 0, filling.pad, 0, pad.length);
    lost = 0;
    resetWanted = false;
    worker.give();
  }

  private void collect() {
    for (ChunkWorker.Chunk chunk = worker.finished(); chunk != null; chunk = worker.finished()) {
      if (stale > 0) {
        stale--;
      } else {
        for (int i = 0; i < chunk.lost; i++) {
          append(silence, silence);
        }
        append(chunk.left, chunk.right);
      }
      worker.take();
    }
  }

  private void append(float[] l, float[] r) {
    int late = left.append(l, owed);
    right.append(r, owed);
    owed -= late;
  }

  private void give(float[] l, float[] r, int frames) {
    int missing = Math.max(0, frames - left.queued());
    owed += missing;
    awayLeft = missing > 0 ? awayFrames : Math.max(0, awayLeft - frames);
    left.give(l, frames);
    right.give(r, frames);
  }

  @Override
  public boolean isAway() {
    return awayLeft > 0;
  }

  @Override
  public int latencyFrames() {
    return latencyFrames;
  }

  /** What it sounds when nothing has come in for long is no tail: it would never end. */
  @Override
  public long tailFrames() {
    return idlePeak > SILENCE ? noisyTailFrames : UNKNOWN_TAIL;
  }

  @Override
  public void reset() {
    resetWanted = true;
    clear();
  }

  @Override
  public void setOffline(boolean isOffline) {
    offline = isOffline;
  }

  @Override
  public void close() {
    if (worker != null) {
      worker.close();
    }
    if (effect != null && (worker == null || worker.isEnded())) {
      effect.close(); // what still runs must keep its memory
    }
  }
}
