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
