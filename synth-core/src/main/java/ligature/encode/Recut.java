package ligature.encode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.model.SourceNote;
import ligature.model.TimbreDocument;
import ligature.model.TimbreFile;
import ligature.units.Pitch;

/** Timbres that are made anew of other parts of their recordings. Threads: one. */
public final class Recut {

  private Recut() {}

  /**
   * Makes a timbre anew of the recordings that it had, each cut and keyed by hand, and keeps it in
   * the place of the old one.
   *
   * @param timbres where it is kept
   * @param old the timbre with its recordings as they were before they were ever cut
   * @param cuts one for each recording
   * @param open opens an encoder when it is needed, which is closed
   * @return as its file has it
   * @throws InputException if nothing can be made of a part, or the file not be written; then the
   *     old one stays
   */
  public static TimbreDocument make(
      UserTimbres timbres,
      TimbreDocument old,
      List<NoteCut> cuts,
      Supplier<TimbreEncoder> open,
      Consumer<String> tell,
      DoubleConsumer progress) {
    List<SourceNote> notes = new ArrayList<>();
    Set<List<Integer>> places = new HashSet<>();
    for (int i = 0; i < cuts.size(); i++) {
      SourceNote note = cuts.get(i).of(old.recordings().get(i), tell);
      if (!places.add(List.of(note.key(), note.velocity()))) {
        throw new InputException(
            note.file()
                + ": another recording is at the same key and velocity, "
                + Pitch.keyName(note.key())
                + "; give it another key");
      }
      notes.add(note);
    }
    Timbre timbre = old.timbre();
    String family = old.familyGiven() ? timbre.family() : null;
    TimbreEncoder.Wishes wishes =
        new TimbreEncoder.Wishes(
            timbre.name(), timbre.title(), family, null, old.source(), old.licence());
    TimbreDocument made;
    try (TimbreEncoder encoder = open.get()) {
      made = encoder.encode(wishes, notes, progress);
    }
    Path file = timbres.folder().resolve(timbre.name() + UserTimbres.SUFFIX);
    UserTimbres.save(file, made);
    return TimbreFile.readDocument(file); // rounded as in the file
  }
}
