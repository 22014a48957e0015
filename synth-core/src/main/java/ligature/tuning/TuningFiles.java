package ligature.tuning;

import java.nio.file.Path;

/** A tuning from the files that describe it. Threads: {@code [io-thread]}. */
public final class TuningFiles {

  private TuningFiles() {}

  /**
   * Reads a scale, a map, or both.
   *
   * @param scl null for twelve equal steps
   * @param kbm null for one degree a key
   * @throws ligature.files.InputException in one line, naming the file and the line
   */
  public static Tuning read(Path scl, Path kbm) {
    if (scl == null && kbm == null) {
      return Tuning.EQUAL;
    }
    String sclText = scl == null ? null : Lines.textOf(scl);
    String kbmText = kbm == null ? null : Lines.textOf(kbm);
    if (scl != null) {
      ScaleFile.parse(scl.toString(), sclText); // told with the file's own name
    }
    if (kbm != null) {
      KeyMapFile.parse(kbm.toString(), kbmText);
    }
    return Tuning.of(name(scl, kbm), sclText, kbmText);
  }

  /**
   * A tuning with another scale and the map that it has.
   *
   * @param scl null for twelve equal steps
   */
  public static Tuning withScale(Tuning tuning, Path scl) {
    String text = scl == null ? null : Lines.textOf(scl);
    if (scl != null) {
      ScaleFile.parse(scl.toString(), text);
    }
    return plainIfEqual(scl == null ? tuning.name() : stem(scl, ".scl"), text, tuning.kbm())
        .at(tuning.a4Hz());
  }

  /**
   * A tuning with the scale that it has and another map.
   *
   * @param kbm null for one degree a key
   */
  public static Tuning withKeyMap(Tuning tuning, Path kbm) {
    String text = kbm == null ? null : Lines.textOf(kbm);
    if (kbm != null) {
      KeyMapFile.parse(kbm.toString(), text);
    }
    return plainIfEqual(kbm == null ? tuning.name() : stem(kbm, ".kbm"), tuning.scl(), text)
        .at(tuning.a4Hz());
  }

  private static Tuning plainIfEqual(String name, String scl, String kbm) {
    return scl == null && kbm == null ? Tuning.EQUAL : Tuning.of(name, scl, kbm);
  }

  private static String name(Path scl, Path kbm) {
    String named = scl == null ? "" : stem(scl, ".scl");
    return kbm == null ? named : (named.isEmpty() ? "" : named + " on ") + stem(kbm, ".kbm");
  }

  private static String stem(Path file, String suffix) {
    String name = file.getFileName() == null ? file.toString() : file.getFileName().toString();
    boolean cut = name.toLowerCase(java.util.Locale.ROOT).endsWith(suffix);
    return cut ? name.substring(0, name.length() - suffix.length()) : name;
  }
}
