package ligature.ui.theme;

import java.awt.Color;

/**
 * A colour as the eye measures it: lightness, and two axes of chroma. Blends in it look even, where
 * blends of red, green and blue turn dark and grey. Björn Ottosson's OKLab. Immutable; any thread.
 */
record Oklab(double lightness, double a, double b) {

  static Oklab of(Color color) {
    double red = linear(color.getRed());
    double green = linear(color.getGreen());
    double blue = linear(color.getBlue());
    double l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    double m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    double s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return new Oklab(
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
  }

  /** The nearest colour that a screen can show, channel by channel. */
  Color toColor() {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new Color(
        screen(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        screen(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        screen(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
  }

  double chroma() {
    return Math.hypot(a, b);
  }

  /** Between this (0) and another (1). */
  Oklab towards(Oklab other, double amount) {
    double rest = 1 - amount;
    return new Oklab(
        lightness * rest + other.lightness * amount,
        a * rest + other.a * amount,
        b * rest + other.b * amount);
  }

  /** The same hue and lightness with other chroma; a grey stays grey. */
  Oklab withChroma(double chroma) {
    double now = chroma();
    double factor = now < 1e-9 ? 0 : chroma / now;
    return new Oklab(lightness, a * factor, b * factor);
  }

  private static double cube(double value) {
    return value * value * value;
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  private static int screen(double value) {
    double shown = value <= 0.0031308 ? 12.92 * value : 1.055 * Math.pow(value, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * Math.max(0, Math.min(1, shown)));
  }
}
