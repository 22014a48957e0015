package ligature.testing;

import java.util.function.Consumer;
import ligature.model.Decoder;
import ligature.model.HopBatch;
import ligature.model.NoteBatch;

/** A decoder that does something else on demand; which hop it is, is known to the test. */
public final class FaultyDecoder implements Decoder {

  private final Decoder inner;
  private Consumer<HopBatch> before = batch -> {};
  private Consumer<HopBatch> after = batch -> {};
  private int prepared;
  private boolean closed;

  public FaultyDecoder(Decoder inner) {
    this.inner = inner;
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
  public void decodeNotes(NoteBatch batch) {
    inner.decodeNotes(batch);
  }

  @Override
  public int sampleRateHz() {
    return inner.sampleRateHz();
  }

  @Override
  public int hopFrames() {
    return inner.hopFrames();
  }

  @Override
  public int codeSize() {
    return inner.codeSize();
  }

  @Override
  public int codeHops() {
    return inner.codeHops();
  }

  @Override
  public String latentSpaceId() {
    return inner.latentSpaceId();
  }

  @Override
  public String device() {
    return inner.device();
  }

  @Override
  public void close() {
    closed = true;
    inner.close();
  }
}
