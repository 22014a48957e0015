package ligature.cli;

import ligature.model.Decoder;
import ligature.model.HopBatch;
import ligature.model.NoteBatch;

/** Adds up the time that a decoder takes: what is left of a block's is our own. Threads: one. */
final class TimedDecoder implements Decoder {

  private final Decoder inner;
  private long nanos;

  TimedDecoder(Decoder inner) {
    this.inner = inner;
  }

  /** The time since the last call. */
  long takeNanos() {
    long taken = nanos;
    nanos = 0;
    return taken;
  }

  @Override
  public void decode(HopBatch batch) {
    long begin = System.nanoTime();
    inner.decode(batch);
    nanos += System.nanoTime() - begin;
  }

  @Override
  public void prepare(int slots, int voices) {
    inner.prepare(slots, voices);
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
