package ligature.ui;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;

import java.awt.Component;
import java.awt.Container;
import java.awt.Window;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import javax.swing.JFileChooser;
import javax.swing.SwingUtilities;

/**
 * Answers Swing's file dialogs. A robot's click on their button goes astray where no window manager
 * is, as Java is then at times wrong about where a dialog lies: the button is pushed by itself.
 */
public final class Choosers {

  private Choosers() {}

  /**
   * Opens a dialog, chooses a file in it, and waits until the dialog has closed.
   *
   * @param opening what opens it; called on the event thread, which it holds until the dialog ends
   */
  public static void choose(Runnable opening, Path file) {
    SwingUtilities.invokeLater(opening);
    eventually("a file dialog is open", () -> edt(Choosers::showing) != null);
    JFileChooser chooser = edt(Choosers::showing);
    edt(
        () -> {
          chooser.setSelectedFile(file.toFile());
          chooser.getUI().getDefaultButton(chooser).doClick(0);
          return null;
        });
    eventually("the file dialog is closed", () -> edt(() -> !chooser.isShowing()));
  }

  private static JFileChooser showing() {
    return Arrays.stream(Window.getWindows())
        .filter(Window::isShowing)
        .map(Choosers::inside)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static JFileChooser inside(Container all) {
    for (Component part : all.getComponents()) {
      JFileChooser found =
          part instanceof JFileChooser chooser
              ? chooser
              : part instanceof Container deeper ? inside(deeper) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
