package ligature.render;

import ligature.model.Decoder;
import ligature.model.ForwardingDecoder;
import ligature.model.HopBatch;
import ligature.model.NoteBatch;

/**
 * Stands before an instrument in place of a decoder and has its measures, but computes nothing.
 * Threads: one.
 */
abstract class DecoderView extends ForwardingDecoder {

  DecoderView(Decoder decoder) {
    super(decoder);
  }

  @Override
  public abstract void decode(HopBatch batch);

  @Override
  public void prepare(int slots, int voices) {
    // the decoder behind is asked for whole notes, which need no slots
  }

  @Override
  public void warmUp() {
    // nor is it asked for hops
  }

  @Override
  public void decodeNotes(NoteBatch batch) {
    throw new UnsupportedOperationException("an instrument decodes hop by hop");
  }

  @Override
  public void close() {
    // the decoder behind belongs to somebody else
  }
}
