package ligature.ui.theme;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import com.formdev.flatlaf.fonts.inter.FlatInterFont;

/**
 * The two looks of the window. Colours and sizes are in the properties files of this package, one
 * for each look and one for both.
 *
 * <p>Threads: {@code [ui-thread]}.
 */
public enum Theme {
  DARK,
  LIGHT;

  private static final String PROPERTIES_PACKAGE = "ligature.ui.theme";

  private static boolean prepared;

  /** Makes this the look of every window, those that are open included. */
  public void apply() {
    if (!prepared) {
      prepared = true;
      FlatInterFont.installLazy();
      FlatLaf.setPreferredFontFamily(FlatInterFont.FAMILY);
      FlatLaf.setPreferredLightFontFamily(FlatInterFont.FAMILY_LIGHT);
      FlatLaf.setPreferredSemiboldFontFamily(FlatInterFont.FAMILY_SEMIBOLD);
      FlatLaf.registerCustomDefaultsSource(PROPERTIES_PACKAGE);
    }
    FlatLaf.setup(this == DARK ? new FlatDarkLaf() : new FlatLightLaf());
    FlatLaf.updateUI();
  }

  /** The look that is on. */
  public static Theme current() {
    return FlatLaf.isLafDark() ? DARK : LIGHT;
  }

  public Theme other() {
    return this == DARK ? LIGHT : DARK;
  }
}
