package ligature.model;

/**
 * A decoder that asks another one: what wraps a decoder overrides what it changes. Threads: as the
 * other one's.
 */
public abstract class ForwardingDecoder implements Decoder {

  /** The decoder that is asked. */
  protected final Decoder inner;

  protected ForwardingDecoder(Decoder inner) {
    this.inner = inner;
  }

  @Override
  public void prepare(int slots, int voices) {
    inner.prepare(slots, voices);
  }

  @Override
  public void warmUp() {
    inner.warmUp();
  }

  @Override
  public long warmNanos(int voices) {
    return inner.warmNanos(voices);
  }

  @Override
  public void decode(HopBatch batch) {
    inner.decode(batch);
  }

  @Override
  public long networkNanos() {
    return inner.networkNanos();
  }

  @Override
  public long emptyCallNanos() {
    return inner.emptyCallNanos();
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
    inner.close();
  }
}
