package ligature.encode;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A recorded note, as models of others encode it: from its onset to where it is no longer heard, at
 * most twelve seconds, with what was found out about it. Immutable; any thread.
 */
public final class RecordedNote {

  /** What has no pitch is taken for a C in the middle. */
  private static final double UNPITCHED_KEY = 60;

  private final Recording recording;
  private final double key;

  private RecordedNote(Recording recording, double key) {
    this.recording = recording;
    this.key = key;
  }

  /**
   * Reads a WAV, AIFF or FLAC file, cuts the note out of it and listens to it.
   *
   * @param tell told in a line what was left out
   * @throws ligature.files.InputException if it cannot be read, is silent or too short
   */
  public static RecordedNote read(Path file, Consumer<String> tell) {
    Recording recording = Recording.read(file, Span.ALL, tell);
    double hz =
        NoteReader.listen(recording, file.toString(), NoteReader.Knowledge.NOTHING, 0, 0, 0, tell)
            .pitchHz();
    return new RecordedNote(recording, hz > 0 ? NoteReader.keyOf(hz) : UNPITCHED_KEY);
  }

  /** The file's name. */
  public String name() {
    return recording.source();
  }

  /** Its pitch as a MIDI key, with its fraction; 60 if it has none. */
  public double key() {
    return key;
  }

  /** By how many dB it is softer than all timbres are meant to be. */
  public double gainDb() {
    return Loudness.COMMON_DB - Loudness.loudestDb(recording.samples(), recording.rateHz());
  }

  /** The samples at a rate, mono, full scale 1; not to be changed. */
  public float[] at(int rateHz) {
    return recording.at(rateHz);
  }

  /**
   * Where it is steady, so that a held note can go on there.
   *
   * @param stepFrames the frames of a step at {@code rateHz}
   * @return start and end of the loop in steps, the end being no part of it; null if it lasts less
   *     than three steps
   */
  public int[] steadySteps(int rateHz, int stepFrames) {
    float[] x = at(rateHz);
    float[] levelDb = new float[x.length / stepFrames];
    for (int s = 0; s < levelDb.length; s++) {
      double sum = 0;
      for (int i = s * stepFrames; i < (s + 1) * stepFrames; i++) {
        sum += (double) x[i] * x[i];
      }
      levelDb[s] = (float) (10 * Math.log10(sum / stepFrames + 1e-12));
    }
    return levelDb.length < 3 ? null : SteadyPart.find(levelDb, (double) stepFrames / rateHz);
  }
}
