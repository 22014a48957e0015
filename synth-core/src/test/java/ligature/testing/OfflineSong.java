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
    float[] out = new float[frames];
    int[] at = {0};
    try (Decoder decoder = Bundled.decoder()) {
      new OfflineRender(decoder, patch, song.shifted(0), voices, 1, 4096)
          .run(
              (samples, n) -> {
                for (int i = 0; i < n && at[0] < frames; i++) {
                  out[at[0]++] = samples[2 * i];
                }
                if (at[0] == frames) {
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
