package ligature.render;

import ligature.model.Decoder;
import ligature.model.NoteBatch;

/**
 * Stands before an instrument in place of a decoder and has its measures, but computes nothing.
 * Threads: one.
 */
abstract class DecoderView implements Decoder {

  private final Decoder decoder;

  DecoderView(Decoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public int sampleRateHz() {
    return decoder.sampleRateHz();
  }

  @Override
  public int hopFrames() {
    return decoder.hopFrames();
  }

  @Override
  public int codeSize() {
    return decoder.codeSize();
  }

  @Override
  public int codeHops() {
    return decoder.codeHops();
  }

  @Override
  public String latentSpaceId() {
    return decoder.latentSpaceId();
  }

  @Override
  public String device() {
    return decoder.device();
  }

  @Override
  public void prepare(int slots, int voices) {
    // the decoder behind is asked for whole notes, which need no slots
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
