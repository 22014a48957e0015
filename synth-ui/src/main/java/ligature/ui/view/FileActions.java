package ligature.ui.view;

import java.awt.Component;
import java.util.stream.Stream;
import ligature.ui.model.Incoming;
import ligature.ui.model.Matches;

/**
 * What begins with files that the user chooses.
 *
 * @param over where the dialogs open
 */
record FileActions(Component over, FileChoice files, Matches matches, Incoming incoming) {

  /** How the names of recordings may end. */
  static final String[] RECORDINGS = {"wav", "wave", "aif", "aiff", "aifc", "flac"};

  private static final String[] IMPORTED =
      Stream.concat(Stream.of(RECORDINGS), Stream.of("sfz", "ligature", "json"))
          .toArray(String[]::new);

  /** Looks for what comes closest to a recording. */
  void match() {
    String file = files.read(over, "A recording of a note", RECORDINGS);
    if (file != null) {
      matches.start(file);
    }
  }

  /** Makes timbres of recordings and folders, and installs packs, as when they are dropped. */
  void take() {
    incoming.takeNamed(
        files.readAll(over, "Recordings, folders of them, or preset packs", IMPORTED));
  }
}
