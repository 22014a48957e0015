package ligature.ui.view;

import java.awt.Component;
import java.util.List;

/** Lets the user choose files. Threads: {@code [ui-thread]}; waits for the user. */
public interface FileChoice {

  /** The folder where rendered files go if nobody says otherwise. */
  String folder();

  /**
   * A file to be read.
   *
   * @param kinds how its name may end
   * @return null if the user wants none
   */
  String read(Component over, String title, String... kinds);

  /**
   * Files and folders to be read.
   *
   * @param kinds how the names of files may end
   * @return none if the user wants none
   */
  List<String> readAll(Component over, String title, String... kinds);

  /**
   * Where something is written to.
   *
   * @return null if the user wants none
   */
  String write(Component over, String title, String suggested);
}
