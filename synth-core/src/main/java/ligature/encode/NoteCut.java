package ligature.encode;

import java.util.Arrays;
import java.util.function.Consumer;
import ligature.model.SourceNote;

/**
 * What is to be made of a recording that a timbre keeps.
 *
 * @param span the part of it that is the note
 * @param key a MIDI number; {@link RecordingSet#UNPITCHED} for none; {@link RecordingSet#DETECT}
 *     for the one that is found
 */
public record NoteCut(Span span, int key) {

  /** The recording as it is kept. */
  public static final NoteCut NONE = new NoteCut(Span.ALL, RecordingSet.DETECT);

  private static final int OCTAVE = 12;

  /**
   * The note that this makes of a recording.
   *
   * @param tell told in a line what looks wrong
   * @throws ligature.files.InputException if the part is silent or too short
   */
  SourceNote of(SourceNote note, Consumer<String> tell) {
    int from = span.startFrame(note.rateHz());
    int to = span.endFrame(note.rateHz(), note.samples().length);
    boolean whole = from == 0 && to == note.samples().length;
    if (whole && key == RecordingSet.DETECT) {
      return note;
    }
    float[] audio = note.audio();
    Recording recording = new Recording(note.file(), note.rateHz(), audio);
    if (!whole) {
      float[] part = Arrays.copyOfRange(audio, Math.min(from, to), to);
      double lasts = (double) part.length / note.rateHz();
      recording = Recording.cut(note.file(), note.file(), note.rateHz(), part, lasts, tell);
    }
    SourceNote made = listen(recording, note, key, tell);
    boolean octave =
        key == RecordingSet.DETECT
            && note.pitchHz() > 0
            && made.pitchHz() > 0
            && made.key() != note.key()
            && (made.key() - note.key()) % OCTAVE == 0;
    // its name, or its neighbours, have told before in which octave it is
    return octave ? listen(recording, note, note.key(), tell) : made;
  }

  private static SourceNote listen(
      Recording recording, SourceNote note, int key, Consumer<String> tell) {
    return NoteReader.listen(
        recording,
        note.file(),
        NoteReader.knowledge(key),
        Math.max(0, key),
        note.velocity(),
        note.levelDb(),
        tell);
  }
}
