package ligature.engine;

import ligature.model.Decoder;
import ligature.model.ForwardingDecoder;
import ligature.model.HopBatch;

/**
 * Survives what a model does wrong while it is played: throws, or gives no numbers.
 *
 * <p>Instead of a hop that is missing or broken, a voice dies away within the hop from where it
 * was. Its state is then begun anew, as for a new note, and it fades in again. A model that goes on
 * throwing is tried ever more rarely, down to about once in a second and a half, and prepared anew
 * now and then; it is never given up: a GPU that was busy, or memory that was short, come back.
 *
 * <p>Threads: as {@link Decoder}; {@link #faults}, {@link #lastFault} and {@link #isFailing}: any.
 */
public final class GuardedDecoder extends ForwardingDecoder {

  /** Samples beyond this are no sound but a broken network. */
  private static final float BROKEN_PEAK = 64;

  /** Consecutive throws after which the model is prepared anew, again and again. */
  private static final int PREPARE_AFTER = 4;

  /** The longest rest after a throw is two to the power of this, in hops: 1.4 s. */
  private static final int MOST_REST_BITS = 9;

  /** A slot that breaks again and again is tried at most this rarely. */
  private static final int MOST_REST_HOPS = 64;

  private final Meters meters;
  private final int hopFrames;
  private int slots;
  private int voices;
  private float[] last = new float[0];
  private boolean[] stale = new boolean[0];
  private int[] breaks = new int[0];
  private int[] rest = new int[0];
  private boolean warm;
  private volatile int throwsInARow;
  private int resting;
  private volatile long faults;
  private volatile Throwable lastFault;

  /** A guard whose figures nobody reads. */
  public GuardedDecoder(Decoder inner) {
    this(inner, new Meters());
  }

  /**
   * @param meters told what goes wrong
   */
  public GuardedDecoder(Decoder inner, Meters meters) {
    super(inner);
    this.meters = meters;
    hopFrames = inner.hopFrames();
  }

  @Override
  public void prepare(int slotCount, int voiceCount) {
    inner.prepare(slotCount, voiceCount);
    slots = slotCount;
    voices = voiceCount;
    last = new float[slotCount];
    stale = new boolean[slotCount];
    breaks = new int[slotCount];
    rest = new int[slotCount];
  }

  @Override
  public void warmUp() {
    warm = true;
    inner.warmUp();
  }

  /** As {@link Decoder#decode}, but never throws: what goes wrong is heard as a fade. */
  @Override
  public void decode(HopBatch batch) {
    for (int row = 0; row < batch.voices; row++) {
      int slot = batch.slots[row];
      if (batch.fresh[row]) {
        last[slot] = 0;
        stale[slot] = false;
        breaks[slot] = 0;
        rest[slot] = 0;
      }
      batch.fresh[row] |= stale[slot];
    }
    if (resting > 0) {
      resting--;
      fadeAll(batch);
      return;
    }
    try {
      inner.decode(batch);
      if (throwsInARow > 0) {
        throwsInARow = 0;
        meters.setModelFailing(false);
      }
    } catch (Throwable t) { // whatever a library throws: the player goes on
      afterThrow(t);
      fadeAll(batch);
      return;
    }
    for (int row = 0; row < batch.voices; row++) {
      check(batch, row, batch.slots[row]);
    }
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  private void afterThrow(Throwable t) {
    count(t);
    throwsInARow++;
    meters.setModelFailing(true);
    resting = 1 << Math.min(MOST_REST_BITS, throwsInARow);
    if (throwsInARow % PREPARE_AFTER == 0) {
      try {
        inner.prepare(slots, voices);
        if (warm) {
          inner.warmUp();
        }
      } catch (Throwable again) { // the next hops tell
        count(again);
      }
    }
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  private void count(Throwable t) {
    lastFault = t;
    faults++;
    meters.addModelFault();
  }

  private void fadeAll(HopBatch batch) {
    for (int row = 0; row < batch.voices; row++) {
      stale[batch.slots[row]] = true; // it was not decoded, so its state is of the past
      fade(batch.audio, row, batch.slots[row]);
    }
  }

  /** From the last sample to silence, along half a cosine. */
  private void fade(float[] audio, int row, int slot) {
    int at = row * hopFrames;
    for (int i = 0; i < hopFrames; i++) {
      double turn = Math.PI * (i + 1) / hopFrames;
      audio[at + i] = last[slot] == 0 ? 0 : (float) (last[slot] * 0.5 * (1 + Math.cos(turn)));
    }
    last[slot] = 0;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one writer
  private void check(HopBatch batch, int row, int slot) {
    int at = row * hopFrames;
    boolean broken = false;
    for (int i = 0; i < hopFrames; i++) {
      broken |= !(Math.abs(batch.audio[at + i]) < BROKEN_PEAK);
    }
    if (broken) {
      faults++;
      meters.addModelFault();
      stale[slot] = true;
      breaks[slot]++;
      rest[slot] = Math.min(MOST_REST_HOPS, 1 << Math.min(6, breaks[slot]));
      fade(batch.audio, row, slot);
    } else if (rest[slot] > 0) {
      rest[slot]--;
      fade(batch.audio, row, slot);
    } else {
      if (stale[slot]) {
        stale[slot] = false;
        for (int i = 0; i < hopFrames; i++) {
          batch.audio[at + i] *= (float) i / hopFrames;
        }
      }
      last[slot] = batch.audio[at + hopFrames - 1];
    }
  }

  /** Hops that a voice or all voices lost since the start. */
  public long faults() {
    return faults;
  }

  /** Whether the model threw when it was tried last: it is silent, and tried again. */
  public boolean isFailing() {
    return throwsInARow > 0;
  }

  /** What was thrown last, null if nothing was. */
  public Throwable lastFault() {
    return lastFault;
  }
}
