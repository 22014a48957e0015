package ligature.neural.nam;

import java.util.Arrays;

/** What some channels were in the past, as far back as somebody looks. */
final class History {

  private final int past;
  private final float[][] rows;
  private final float[] silence;
  private int end;

  /**
   * Nothing but zeros.
   *
   * @param past the longest delay that is asked for
   * @param maxFrames the most frames of one {@link #append}
   */
  History(int channels, int past, int maxFrames) {
    this.past = past;
    rows = new float[channels][past + Math.max(past, 8 * maxFrames)];
    silence = new float[channels];
    end = past;
  }

  /** The floats that such a history takes. */
  static long floats(long channels, long past, long maxFrames) {
    return channels * (past + Math.max(past, 8 * maxFrames));
  }

  void append(float[][] block, int frames) {
    if (end + frames > rows[0].length) { // rarely: the room is at least as long as what moves
      for (float[] row : rows) {
        System.arraycopy(row, end - past, row, 0, past);
      }
      end = past;
    }
    for (int c = 0; c < rows.length; c++) {
      System.arraycopy(block[c], 0, rows[c], end, frames);
    }
    end += frames;
  }

  /** The frames of the last block, as they were {@code delay} frames before. */
  void copy(int channel, int delay, float[] to, int frames) {
    System.arraycopy(rows[channel], end - frames - delay, to, 0, frames);
  }

  /** Takes the last frame for what silence is like. */
  void settle() {
    for (int c = 0; c < rows.length; c++) {
      silence[c] = rows[c][end - 1];
    }
  }

  void reset() {
    for (int c = 0; c < rows.length; c++) {
      Arrays.fill(rows[c], 0, past, silence[c]);
    }
    end = past;
  }

  void copyFrom(History other) {
    for (int c = 0; c < rows.length; c++) {
      System.arraycopy(other.rows[c], other.end - past, rows[c], 0, past);
    }
    end = past;
  }
}
