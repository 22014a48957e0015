package ligature.testing;

import java.io.IOException;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.preset.Patch;
import ligature.render.OfflineRender;

/** What the model that ships makes of a song without a device: what a live test compares with. */
public final class OfflineSong {

  private static final String ENOUGH = "enough";

  private OfflineSong() {}

  /** The first frames of a song, left channel; silence behind its end. */
  public static float[] left(EventList song, Patch patch, int voices, int frames)
      throws IOException {
    return Audio.left(stereo(song, patch, voices, frames));
  }

  /** The first frames of a song, left and right interleaved; silence behind its end. */
  public static float[] stereo(EventList song, Patch patch, int voices, int frames)
      throws IOException {
    float[] out = new float[2 * frames];
    int[] at = {0};
    try (Decoder decoder = Bundled.decoder()) {
      new OfflineRender(decoder, patch, song.shifted(0), voices, 1, 4096)
          .run(
              (samples, n) -> {
                int taken = Math.min(2 * n, out.length - at[0]);
                System.arraycopy(samples, 0, out, at[0], taken);
                at[0] += taken;
                if (at[0] == out.length) {
                  throw new IOException(ENOUGH);
                }
              },
              p -> {});
    } catch (IOException e) {
      if (!ENOUGH.equals(e.getMessage())) {
        throw e;
      }
    }
    return out;
  }

  /** Where a piece of a recording lies in the offline render; -1 if it does nowhere. */
  public static int placeOf(float[] heard, int from, float[] offline, int length) {
    for (int place = 0; place + length < offline.length; place++) {
      int same = 0;
      while (same < length && Math.abs(heard[from + same] - offline[place + same]) < 1e-4) {
        same++;
      }
      if (same == length) {
        return place;
      }
    }
    return -1;
  }
}
