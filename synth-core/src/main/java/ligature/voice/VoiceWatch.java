package ligature.voice;

import java.util.Arrays;
import ligature.latent.Blend;
import ligature.model.HopBatch;

/**
 * What voices say of themselves to who wants to see it. Threads: {@code [model-thread]}, after a
 * hop; allocates nothing.
 */
public final class VoiceWatch {

  /** Numbers that {@link #places} gives of a note. */
  public static final int PLACE_SIZE = 3;

  private final HopBatch batch;
  private final Voice[] rows;
  private final int codeSize;

  VoiceWatch(HopBatch batch, Voice[] rows, int codeSize) {
    this.batch = batch;
    this.rows = rows;
    this.codeSize = codeSize;
  }

  /**
   * Copies the blended code of the note that began last of those that sound, as it was decoded.
   *
   * @param out zeros if nothing sounds; numbers beyond its length are left out
   * @return the number of the note since the start, negative if nothing sounds
   */
  public long latestCode(float[] out) {
    int row = latestRow();
    Arrays.fill(out, 0);
    if (row < 0) {
      return -1;
    }
    System.arraycopy(batch.codes, row * codeSize, out, 0, Math.min(codeSize, out.length));
    return rows[row].ordinal();
  }

  /** Where that note reads its timbre, in [0, 1]; of several timbres, the one at A. */
  public float latestPosition() {
    int row = latestRow();
    return row < 0 ? 0 : rows[row].sound().position();
  }

  /**
   * Writes where each note that sounds reads its timbre, in [0, 1]; of several timbres, the one at
   * A. The note that began last is among them.
   *
   * @param out notes that do not fit are left out
   * @return how many notes were written
   */
  public int positions(float[] out) {
    int notes = 0;
    for (int i = 0; i < batch.voices && notes < out.length; i++) {
      if (rows[i].isActive()) {
        out[notes++] = rows[i].sound().position();
      }
    }
    return notes;
  }

  /**
   * Tells where on the pad the note of the first part is that began last, as weights of the pad's
   * four corners: what it is a blend of, or by its place where timbres lie at points of their own.
   *
   * @return false if none sounds; then {@code out} stays as it is
   */
  public boolean latestAtCorners(Blend out) {
    Voice latest = null;
    for (int i = 0; i < batch.voices; i++) {
      boolean counts = rows[i].isActive() && rows[i].isOnPad();
      if (counts && (latest == null || rows[i].ordinal() > latest.ordinal())) {
        latest = rows[i];
      }
    }
    if (latest != null) {
      latest.sound().atCorners(out);
    }
    return latest != null;
  }

  private int latestRow() {
    int latest = -1;
    for (int i = 0; i < batch.voices; i++) {
      if (rows[i].isActive() && (latest < 0 || rows[i].ordinal() > rows[latest].ordinal())) {
        latest = i;
      }
    }
    return latest;
  }

  /**
   * Writes where on the pad each note of the first part is that sounds: x and y in [0, 1], and its
   * recent peak, full scale 1. That is the point whose blend the note has, whatever led there: the
   * pad, modulation, the note's own path, its strike, or weights; beyond the pad's edge it counts
   * as on it.
   *
   * @param out x, y, peak of one note after the other; notes that do not fit are left out
   * @return how many notes were written
   */
  public int places(float[] out) {
    int notes = 0;
    for (int i = 0; i < batch.voices && (notes + 1) * PLACE_SIZE <= out.length; i++) {
      Voice voice = rows[i];
      if (voice.isActive() && voice.isOnPad()) {
        int at = notes++ * PLACE_SIZE;
        out[at] = voice.sound().padX();
        out[at + 1] = voice.sound().padY();
        out[at + 2] = voice.peak();
      }
    }
    return notes;
  }
}
