package ligature.encode;

import ligature.latent.CounterRandom;
import ligature.model.Decoder;
import ligature.model.NoteBatch;
import ligature.units.Pitch;

/** Plays codes as the instrument will, to hear how loud they are. Threads: one. */
final class ZoneAudition {

  private final Decoder decoder;
  private final int contourPerCode;

  ZoneAudition(Decoder decoder, int contourPerCode) {
    this.decoder = decoder;
    this.contourPerCode = contourPerCode;
  }

  int codeFrames() {
    return decoder.codeHops() * decoder.hopFrames();
  }

  /**
   * Decodes a whole note.
   *
   * @param codes [step * codeSize + i]
   * @param cents [step * contourPerCode + i]
   * @return audio at full scale 1, {@link #codeFrames} a step
   */
  float[] play(float[] codes, float[] cents, int key, int velocity) {
    return play(new float[][] {codes}, cents, key, velocity);
  }

  /**
   * Decodes whole notes of equal length side by side.
   *
   * @param notes of each note [step * codeSize + i]
   * @return their audio, one after the other
   */
  float[] play(float[][] notes, float[] cents, int key, int velocity) {
    int size = decoder.codeSize();
    int steps = notes[0].length / size;
    int hops = steps * decoder.codeHops();
    NoteBatch batch = new NoteBatch(notes.length, hops, size, decoder.hopFrames());
    double keyHz = Pitch.keyToHz(key);
    long stream = CounterRandom.stream(key, velocity);
    int frames = hops * decoder.hopFrames();
    for (int n = 0; n < notes.length; n++) {
      Courses.upsample(notes[n], size, decoder.codeHops(), batch.codes, n * hops * size);
      for (int h = 0; h < hops; h++) {
        int row = n * hops + h;
        int c = Math.min(cents.length - 1, h * contourPerCode / decoder.codeHops());
        batch.networkPitchHz[row] = (float) keyHz;
        batch.oscillatorPitchHz[row] = (float) (keyHz * Pitch.centsToRatio(cents[c]));
      }
      CounterRandom.noise(stream, 0, batch.noise, n * frames, frames);
    }
    decoder.decodeNotes(batch);
    return batch.audio;
  }
}
