package ligature.soundfile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Something that a WAV file says beside its audio. The content must not change.
 *
 * @param id four ASCII characters
 */
public record WavChunk(String id, byte[] content) {

  /**
   * A {@code smpl} chunk: the key of a sample and its loop.
   *
   * @param key MIDI number at which it plays as recorded
   * @param loopStart first frame of the loop, loopEnd its last one; a negative start means none
   */
  public static WavChunk sampler(int rateHz, int key, long loopStart, long loopEnd) {
    boolean loops = loopStart >= 0;
    ByteBuffer b = ByteBuffer.allocate(loops ? 60 : 36).order(ByteOrder.LITTLE_ENDIAN);
    b.putInt(0).putInt(0).putInt((int) (1_000_000_000L / rateHz));
    b.putInt(key).putInt(0); // no fraction of a key
    b.putInt(0).putInt(0); // no SMPTE offset
    b.putInt(loops ? 1 : 0).putInt(0);
    if (loops) {
      b.putInt(0).putInt(0); // the first loop, forward
      b.putInt((int) loopStart).putInt((int) loopEnd).putInt(0).putInt(0); // for ever
    }
    return new WavChunk("smpl", b.array());
  }

  /**
   * A {@code clm } chunk: the file is a wavetable of cycles of this length, as Serum, Vital and
   * Surge read it.
   */
  public static WavChunk wavetable(int cycleFrames) {
    String text = "<!>" + cycleFrames + " 10000000 wavetable (ligature)";
    return new WavChunk("clm ", text.getBytes(StandardCharsets.US_ASCII));
  }

  /** With its header and the byte that makes its length even. */
  int paddedBytes() {
    return 8 + content.length + (content.length & 1);
  }
}
