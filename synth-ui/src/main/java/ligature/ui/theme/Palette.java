package ligature.ui.theme;

import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;
import javax.swing.UIManager;

/**
 * Colours and fonts of the look that is on, by key.
 *
 * <p>Keys: {@code Ligature.family.FAMILY} is the colour of a family of timbres, {@code
 * Ligature.family.otherN} (N from 1 to 4) are for families without one. Threads: {@code
 * [ui-thread]}.
 */
public final class Palette {

  private static final String FAMILY = "Ligature.family.";
  private static final int OTHER_FAMILIES = 4;
  private static final double READABLE_LIGHTNESS = 0.64;
  private static final double KEPT_CHROMA = 0.75;
  private static final double CERTAIN_CHROMA = 0.04;

  private Palette() {}

  /** A colour of the properties files; magenta shows that a key is missing. */
  public static Color color(String key) {
    Color color = UIManager.getColor(key);
    return color != null ? color : Color.MAGENTA;
  }

  /**
   * The colour of a family of timbres; a family that the theme does not know always gets the same
   * of a few.
   */
  public static Color family(String family) {
    String name = family.toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
    Color color = UIManager.getColor(FAMILY + name);
    if (color == null) {
      color = color(FAMILY + "other" + (1 + Math.floorMod(name.hashCode(), OTHER_FAMILIES)));
    }
    return color;
  }

  /** A family's name for people: "synth_lead" is "Synth lead". */
  public static String familyTitle(String family) {
    String words = family.replaceAll("[_-]+", " ").strip();
    return words.isEmpty()
        ? "Other"
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** A named font of the theme: "h3.font", "small.font". */
  public static Font font(String key) {
    Font font = UIManager.getFont(key);
    return font != null ? font : UIManager.getFont("defaultFont");
  }

  /** The semibold letters of the small size. */
  public static Font smallBold() {
    return font("semibold.font").deriveFont(font("small.font").getSize2D());
  }

  /** Black or white: what can be read on a colour. */
  public static Color textOn(Color background) {
    return color(
        Oklab.of(background).lightness() > READABLE_LIGHTNESS ? "Ligature.ink" : "Ligature.paper");
  }

  /** A colour that can be seen as a thin line on the ground of the pad, in either look. */
  public static Color onScreen(Color color) {
    Oklab lab = Oklab.of(color);
    boolean darkGround = Oklab.of(color("MorphPad.base")).lightness() < 0.5;
    double lightness =
        darkGround ? Math.max(lab.lightness(), 0.72) : Math.min(lab.lightness(), 0.58);
    return new Oklab(lightness, lab.a(), lab.b()).toColor();
  }

  public static Color withAlpha(Color color, double alpha) {
    int a = (int) Math.round(255 * Math.max(0, Math.min(1, alpha)));
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), a);
  }

  /** Between two colours as the eye sees it: 0 gives {@code from}, 1 gives {@code to}. */
  public static Color between(Color from, Color to, double amount) {
    return Oklab.of(from).towards(Oklab.of(to), Math.max(0, Math.min(1, amount))).toColor();
  }

  /**
   * Colours blended by weights that sum to 1. Hues that lie far apart would meet in grey: the blend
   * keeps part of their chroma, so that the middle of the pad has a colour of its own.
   */
  public static Color blend(List<Color> colors, double[] weights) {
    double lightness = 0;
    double a = 0;
    double b = 0;
    double chroma = 0;
    for (int i = 0; i < weights.length; i++) {
      Oklab color = Oklab.of(colors.get(i));
      lightness += weights[i] * color.lightness();
      a += weights[i] * color.a();
      b += weights[i] * color.b();
      chroma += weights[i] * color.chroma();
    }
    Oklab blend = new Oklab(lightness, a, b);
    // The nearer to grey, the less its hue can be trusted, and the less it is made stronger.
    double trust = Math.min(1, blend.chroma() / CERTAIN_CHROMA);
    double kept = blend.chroma() + KEPT_CHROMA * trust * (chroma - blend.chroma());
    return blend.withChroma(kept).toColor();
  }
}
