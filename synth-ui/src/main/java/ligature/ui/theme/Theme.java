package ligature.ui.theme;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import java.awt.Color;
import java.awt.Window;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;

/**
 * The two looks of the window. The colours are in the .properties beside this package. [ui-thread]
 */
public enum Theme {
  DARK,
  LIGHT;

  private static boolean registered;

  /** Puts this look on, on open windows too. */
  public void install() {
    if (!registered) {
      FlatLaf.registerCustomDefaultsSource("ligature.ui.theme");
      registered = true;
    }
    if (this == DARK) {
      FlatDarkLaf.setup();
    } else {
      FlatLightLaf.setup();
    }
    for (Window window : Window.getWindows()) {
      SwingUtilities.updateComponentTreeUI(window);
    }
  }

  public Theme other() {
    return this == DARK ? LIGHT : DARK;
  }

  /** The colour of a family of timbres. */
  public static Color family(String family) {
    Color color = UIManager.getColor("Family." + family);
    return color != null ? color : UIManager.getColor("Family.other");
  }
}
