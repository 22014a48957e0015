package ligature.ui.model;

import java.util.List;
import ligature.latent.Timbre;
import ligature.model.SourceNote;

/**
 * What is done with the recordings of a timbre of the user's own. Threads: one, not {@code
 * [ui-thread]}.
 */
public interface OwnSoundMaker {

  /**
   * The recordings that a timbre was made of, as its file keeps them.
   *
   * @throws ligature.files.InputException if the file cannot be read
   */
  List<SourceNote> recordings(Timbre timbre);

  /**
   * Plays one of the recorded notes with the timbre, as the instrument would, and measures how far
   * that is from the recording.
   *
   * @param recordings those that the timbre was made of
   */
  Comparison compare(Timbre timbre, List<SourceNote> recordings, int index);
}
