package ligature.cli;

import ligature.model.Decoder;
import ligature.model.ForwardingDecoder;
import ligature.model.HopBatch;

/** Adds up the time that a decoder takes: what is left of a block's is our own. Threads: one. */
final class TimedDecoder extends ForwardingDecoder {

  private long nanos;
  private long networkNanos;

  TimedDecoder(Decoder inner) {
    super(inner);
  }

  /** The time since the last call. */
  long takeNanos() {
    long taken = nanos;
    nanos = 0;
    return taken;
  }

  /** The part of it that the call of the network took, since the last call; 0 if unknown. */
  long takeNetworkNanos() {
    long taken = networkNanos;
    networkNanos = 0;
    return taken;
  }

  @Override
  public void decode(HopBatch batch) {
    long begin = System.nanoTime();
    inner.decode(batch);
    nanos += System.nanoTime() - begin;
    networkNanos += inner.networkNanos();
  }
}
