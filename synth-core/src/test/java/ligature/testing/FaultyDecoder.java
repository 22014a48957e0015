package ligature.testing;

import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import ligature.model.Decoder;
import ligature.model.ForwardingDecoder;
import ligature.model.HopBatch;

/** A decoder that does something else on demand; which hop it is, is known to the test. */
public final class FaultyDecoder extends ForwardingDecoder {

  private Consumer<HopBatch> before = batch -> {};
  private Consumer<HopBatch> after = batch -> {};
  private IntToLongFunction warmNanos;
  private int prepared;
  private boolean closed;

  public FaultyDecoder(Decoder inner) {
    super(inner);
    warmNanos = inner::warmNanos;
  }

  /** What it says of its warm-up: as slow as it is made to be, it may cost otherwise by voices. */
  public FaultyDecoder warm(IntToLongFunction nanosByVoices) {
    warmNanos = nanosByVoices;
    return this;
  }

  @Override
  public long warmNanos(int voices) {
    return warmNanos.applyAsLong(voices);
  }

  /** Runs before each hop: to sleep or to throw. */
  public FaultyDecoder before(Consumer<HopBatch> action) {
    before = action;
    return this;
  }

  /** Runs after each hop: to spoil it. */
  public FaultyDecoder after(Consumer<HopBatch> action) {
    after = action;
    return this;
  }

  public int prepared() {
    return prepared;
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void prepare(int slots, int voices) {
    prepared++;
    inner.prepare(slots, voices);
  }

  @Override
  public void decode(HopBatch batch) {
    if (closed) {
      throw new IllegalStateException("decodes after it was closed");
    }
    before.accept(batch);
    inner.decode(batch);
    after.accept(batch);
  }

  @Override
  public void close() {
    closed = true;
    inner.close();
  }
}
