package ligature.neural.torch;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A recorded note in the latent space of a model, and where it can go on while its key is held.
 *
 * @param name of the recording
 * @param key its pitch as a MIDI key, with its fraction
 * @param gainDb what brings it to the level of all timbres
 * @param loopStart the first step of its steady part
 * @param loopEnd the step behind it, after {@code loopStart}
 * @param latents [dimension][step]; not to be changed
 */
record LatentTrack(
    String name, float key, float gainDb, int loopStart, int loopEnd, float[][] latents) {

  /** The end of the loop is blended into its start over so many steps at most. */
  private static final int MOST_FADE_STEPS = 8;

  private static final float MOST_GAIN_DB = 24;

  LatentTrack {
    int steps = latents.length == 0 ? 0 : latents[0].length;
    if (!(key >= 0 && key <= 127 && Math.abs(gainDb) <= MOST_GAIN_DB)
        || loopStart < 0
        || loopEnd <= loopStart
        || loopEnd > steps) {
      throw new IllegalArgumentException("no recording of a note");
    }
  }

  int steps() {
    return latents[0].length;
  }

  /** The gain that brings a level to that of all timbres, so far as that makes sense. */
  static float gainDb(double wanted) {
    return (float) Math.max(-MOST_GAIN_DB, Math.min(MOST_GAIN_DB, wanted));
  }

  /**
   * Adds a share of what it is so many steps after the onset.
   *
   * @param loops whether the steady part goes on for ever; else the last step does
   */
  void add(double position, boolean loops, float weight, float[] to) {
    int length = loopEnd - loopStart;
    double place =
        !loops
            ? Math.min(position, steps() - 1)
            : position < loopEnd ? position : loopStart + (position - loopStart) % length;
    int fade = Math.min(MOST_FADE_STEPS, Math.min(loopStart, length / 2));
    double into = loops ? place - (loopEnd - fade) : -1;
    float back = into > 0 && fade > 0 ? (float) (into / fade) : 0;
    addAt(place, weight * (1 - back), to);
    if (back > 0) {
      addAt(place - length, weight * back, to);
    }
  }

  private void addAt(double place, float weight, float[] to) {
    int step = (int) place;
    float part = (float) (place - step);
    int next = Math.min(step + 1, steps() - 1);
    for (int d = 0; d < to.length; d++) {
      to[d] += weight * (latents[d][step] + part * (latents[d][next] - latents[d][step]));
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(name);
    out.writeFloat(key);
    out.writeFloat(gainDb);
    out.writeInt(loopStart);
    out.writeInt(loopEnd);
    out.writeInt(steps());
    for (float[] row : latents) {
      for (float value : row) {
        out.writeFloat(value);
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param mostSteps more of them are refused
   * @throws IllegalArgumentException if it makes no sense
   */
  static LatentTrack read(DataInputStream in, int dimensions, int mostSteps) throws IOException {
    String name = in.readUTF();
    float key = in.readFloat();
    float gainDb = in.readFloat();
    int loopStart = in.readInt();
    int loopEnd = in.readInt();
    int steps = in.readInt();
    if (steps < 1 || steps > mostSteps) {
      throw new IllegalArgumentException("has " + steps + " steps");
    }
    float[][] latents = new float[dimensions][steps];
    for (float[] row : latents) {
      for (int s = 0; s < steps; s++) {
        row[s] = in.readFloat();
        if (!Float.isFinite(row[s])) {
          throw new IllegalArgumentException("has a step that is no number");
        }
      }
    }
    return new LatentTrack(name, key, gainDb, loopStart, loopEnd, latents);
  }
}
