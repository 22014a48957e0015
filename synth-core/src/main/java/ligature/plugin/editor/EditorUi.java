package ligature.plugin.editor;

import java.io.DataInputStream;
import java.io.IOException;

/**
 * A format's way to show an editor, in the editor's process. What the calls throw ends it, with a
 * line.
 *
 * <p>Threads: the main one of that process.
 */
public interface EditorUi {

  /** What an editor tells the program; of the same thread. */
  interface Talk {

    /** A hand turned a parameter, by the address that the format gave it. */
    void turned(int address, float value);

    /** A hand is on a parameter, or has left it. */
    void held(boolean held);

    /** A message for the plugin. */
    void told(int port, byte[] message);
  }

  /** Makes one of what the program's side of the format wrote. */
  interface Factory {
    EditorUi read(DataInputStream hello) throws IOException;
  }

  /** The title of its window. */
  String title();

  /** Whether a hand may resize it. */
  boolean isResizable();

  /**
   * Makes it appear in a window.
   *
   * @return its own X window
   */
  long open(EditorWindow in, Talk talk);

  /** A parameter, or what the plugin shows, is so now. */
  void value(int address, float value);

  /** A message from the plugin. */
  void message(int port, byte[] message);

  /** Goes on, about 30 times a second; false if it wants to be closed. */
  boolean idle();

  /** Is closed. */
  void close();
}
