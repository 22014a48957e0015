package ligature.ui.model;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import ligature.encode.NoteCut;
import ligature.latent.Timbre;
import ligature.model.SourceNote;
import ligature.model.TimbreDocument;

/**
 * What is done with the recordings of a timbre of the user's own. Threads: one, not {@code
 * [ui-thread]}.
 */
public interface OwnSoundMaker {

  /** Whether a timbre is the user's own, and no model's. [any thread] */
  boolean isOwn(Timbre timbre);

  /**
   * A timbre with the recordings that it was made of, as its file keeps them.
   *
   * @throws ligature.files.InputException if the file cannot be read
   */
  TimbreDocument open(Timbre timbre);

  /**
   * Plays a recorded note with the timbre that was made of it, as the instrument would, and
   * measures how far that is from the recording.
   *
   * @param made the timbre, with what it was made of
   * @param index which of its recordings
   * @param whole the same recording before it was cut: that one is heard
   */
  Comparison compare(TimbreDocument made, int index, SourceNote whole);

  /**
   * Makes a timbre anew of the same recordings, and keeps it in the place of the old one.
   *
   * @param old with its recordings before they were cut
   * @param cuts one for each
   * @param tell told in a line what looks wrong
   * @param progress told the done part, 0 to 1; what it throws ends the work, and the old one stays
   * @throws ligature.files.InputException if nothing can be made of a part, or it cannot be kept
   */
  TimbreDocument remake(
      TimbreDocument old, List<NoteCut> cuts, Consumer<String> tell, DoubleConsumer progress);
}
