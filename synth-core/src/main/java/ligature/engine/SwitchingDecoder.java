package ligature.engine;

import java.util.Arrays;
import ligature.model.Colour;
import ligature.model.Decoder;
import ligature.model.HopBatch;
import ligature.model.NoteBatch;

/**
 * Decoders that take turns: a new note is decoded by the current one, and a note that sounds stays
 * with the one that it began with.
 *
 * <p>So a model can be changed under sounding notes without a seam. One former decoder may sound on
 * for as long as its notes do; when there is a further change its notes fade out within 21 ms.
 *
 * <p>Threads: {@link #adopt} and {@link Seat#hasLeft} on {@code [io-thread]}, the rest as {@link
 * Decoder}; {@link #decode} does not allocate.
 */
public final class SwitchingDecoder implements Decoder {

  /** The current decoder, the former one, and those whose notes are fading. */
  private static final int MOST_SEATS = 4;

  private static final int FADE_HOPS = 8;

  /** A decoder that has its place here. */
  public static final class Seat {

    private final Decoder decoder;
    private int fadeHops;
    private boolean fading;
    private volatile boolean left;

    private Seat(Decoder decoder) {
      this.decoder = decoder;
    }

    /** Whether no note needs the decoder any more: it can be closed. [any thread] */
    public boolean hasLeft() {
      return left;
    }

    /** The decoder. [any thread] */
    public Decoder decoder() {
      return decoder;
    }
  }

  private final Seat first;
  private final Seat[] seats = new Seat[MOST_SEATS];
  private Seat[] owners = new Seat[0];
  private int taken = 1;
  private volatile Seat current;
  private volatile int slots;
  private volatile int voices;
  private HopBatch part;
  private int[] rows = new int[0];

  public SwitchingDecoder(Decoder decoder) {
    first = new Seat(decoder);
    seats[0] = first;
    current = first;
  }

  @Override
  public void prepare(int slotCount, int voiceCount) {
    current.decoder.prepare(slotCount, voiceCount);
    slots = slotCount;
    voices = voiceCount;
    owners = new Seat[slotCount];
    Arrays.fill(owners, current);
    part = new HopBatch(voiceCount, codeSize(), hopFrames());
    rows = new int[voiceCount];
  }

  @Override
  public void warmUp() {
    current.decoder.warmUp();
  }

  /** The current decoder's. */
  @Override
  public long warmNanos(int voiceCount) {
    return current.decoder.warmNanos(voiceCount);
  }

  /**
   * Prepares another decoder for {@link #use}. [io-thread]
   *
   * @throws IllegalArgumentException if it does not work at the same rate, in the same hops and
   *     with codes of the same size
   */
  public Seat adopt(Decoder decoder) {
    if (decoder.sampleRateHz() != sampleRateHz()
        || decoder.hopFrames() != hopFrames()
        || decoder.codeSize() != codeSize()
        || decoder.codeHops() != codeHops()) {
      throw new IllegalArgumentException(
          "the model works at "
              + decoder.sampleRateHz()
              + " Hz in hops of "
              + decoder.hopFrames()
              + " frames with "
              + decoder.codeSize()
              + " numbers a code every "
              + decoder.codeHops()
              + " hops, the playing one at "
              + sampleRateHz()
              + " Hz, "
              + hopFrames()
              + ", "
              + codeSize()
              + " and "
              + codeHops());
    }
    decoder.prepare(slots, voices);
    decoder.warmUp(); // models are changed while the instrument plays
    return new Seat(decoder);
  }

  /** The seat of the decoder that was there from the start. */
  public Seat first() {
    return first;
  }

  /** Whether {@link #use} has room: it has, but within 21 ms after the third change in a row. */
  boolean canUse(Seat next) {
    return next == current || taken < MOST_SEATS;
  }

  /** From now on new notes are decoded by this one. */
  void use(Seat next) {
    if (next == current) {
      return;
    }
    Seat former = current;
    for (int i = 0; i < taken; i++) {
      if (seats[i] != former && !seats[i].fading) {
        seats[i].fading = true;
        seats[i].fadeHops = FADE_HOPS;
      }
    }
    seats[taken++] = next;
    current = next;
  }

  @Override
  public void decode(HopBatch batch) {
    Seat now = current;
    boolean all = true; // a note whose decoder has left stays silent
    for (int row = 0; row < batch.voices; row++) {
      if (batch.fresh[row]) {
        owners[batch.slots[row]] = now;
      }
      batch.fresh[row] |= batch.resumed[row]; // from here on both mean a state that begins anew
      all &= owners[batch.slots[row]] == now;
    }
    if (taken == 1 && all) {
      now.decoder.decode(batch);
      return;
    }
    for (int i = 0; i < taken; i++) {
      decodePart(batch, seats[i]);
    }
    for (int row = 0; row < batch.voices; row++) {
      if (owners[batch.slots[row]] == null) { // its decoder has left, its fade is over
        int at = row * hopFrames();
        Arrays.fill(batch.audio, at, at + hopFrames(), 0);
      }
    }
    dismiss();
  }

  private void decodePart(HopBatch batch, Seat seat) {
    int codes = codeSize();
    int hop = hopFrames();
    int n = 0;
    for (int row = 0; row < batch.voices; row++) {
      if (owners[batch.slots[row]] == seat) {
        part.slots[n] = batch.slots[row];
        part.fresh[n] = batch.fresh[row];
        part.networkPitchHz[n] = batch.networkPitchHz[row];
        part.oscillatorPitchHz[n] = batch.oscillatorPitchHz[row];
        System.arraycopy(
            batch.colours, row * Colour.SIZE, part.colours, n * Colour.SIZE, Colour.SIZE);
        System.arraycopy(batch.codes, row * codes, part.codes, n * codes, codes);
        System.arraycopy(batch.noise, row * hop, part.noise, n * hop, hop);
        rows[n++] = row;
      }
    }
    part.voices = n;
    if (n > 0) {
      seat.decoder.decode(part);
    }
    int fadeFrames = FADE_HOPS * hop;
    for (int i = 0; i < n; i++) {
      int to = rows[i] * hop;
      System.arraycopy(part.audio, i * hop, batch.audio, to, hop);
      if (seat.fading) {
        int rest = seat.fadeHops * hop;
        for (int f = 0; f < hop; f++) {
          batch.audio[to + f] *= (float) (rest - f) / fadeFrames;
        }
      }
    }
    if (seat.fading) {
      seat.fadeHops--;
    }
    boolean empty = n == 0 && !hasResting(batch, seat);
    if (seat != current && (empty || seat.fading && seat.fadeHops == 0)) {
      seat.left = true;
    }
  }

  private boolean hasResting(HopBatch batch, Seat seat) {
    for (int row = batch.voices; row < batch.voices + batch.resting; row++) {
      if (owners[batch.slots[row]] == seat) {
        return true;
      }
    }
    return false;
  }

  /** Takes the seats of those that have left. */
  private void dismiss() {
    int kept = 0;
    for (int i = 0; i < taken; i++) {
      Seat seat = seats[i];
      if (seat.left) {
        for (int slot = 0; slot < owners.length; slot++) {
          owners[slot] = owners[slot] == seat ? null : owners[slot];
        }
      } else {
        seats[kept++] = seat;
      }
    }
    for (int i = kept; i < taken; i++) {
      seats[i] = null;
    }
    taken = kept;
  }

  @Override
  public void decodeNotes(NoteBatch batch) {
    current.decoder.decodeNotes(batch);
  }

  @Override
  public int sampleRateHz() {
    return first.decoder.sampleRateHz();
  }

  @Override
  public int hopFrames() {
    return first.decoder.hopFrames();
  }

  @Override
  public int codeSize() {
    return first.decoder.codeSize();
  }

  @Override
  public int codeHops() {
    return first.decoder.codeHops();
  }

  /** The current decoder's. */
  @Override
  public String latentSpaceId() {
    return current.decoder.latentSpaceId();
  }

  /** The current decoder's. */
  @Override
  public String device() {
    return current.decoder.device();
  }

  /** Closes nothing: each decoder is closed by its owner. */
  @Override
  public void close() {}
}
