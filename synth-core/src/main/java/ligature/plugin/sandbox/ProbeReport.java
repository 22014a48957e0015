package ligature.plugin.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What a child that tries things out tells its {@link ProbeRun}: a line when it begins with a
 * thing, a line when it is done, in a file, because what plugins print goes to the process's own
 * output. The thing at which the file ends is the one that ended the child.
 */
public final class ProbeReport {

  static final String BEGIN = "begin";
  static final String OK = "ok";
  static final String FAILED = "failed";

  /** Before what a plugin prints. */
  static final String MARK = "probing ";

  private final Path file;

  public ProbeReport(Path file) {
    this.file = file;
  }

  public void begin(String id) throws IOException {
    write(BEGIN, id, "");
    System.err.println(MARK + id);
  }

  /**
   * @param reason what is wrong, empty if nothing is
   * @param found what was found out if nothing is wrong
   */
  public void end(String id, String reason, String found) throws IOException {
    write(reason.isEmpty() ? OK : FAILED, id, reason.isEmpty() ? found : reason);
  }

  private void write(String what, String id, String text) throws IOException {
    String line = what + "\t" + id + "\t" + text.replaceAll("[\\t\\r\\n]+", " ") + "\n";
    Files.write(
        file,
        line.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
