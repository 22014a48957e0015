package ligature.plugin.clap;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import ligature.plugin.sandbox.ProbeReport;

/**
 * The child process that asks files what plugins they hold.
 *
 * <p>Arguments: the file for a {@link ProbeReport}, then the paths. What it finds is the JSON of
 * {@link ClapType}s.
 */
public final class ClapListMain {

  private ClapListMain() {}

  public static void main(String[] args) throws IOException {
    ProbeReport report = new ProbeReport(Path.of(args[0]));
    ObjectMapper json = new ObjectMapper();
    for (String path : List.of(args).subList(1, args.length)) {
      report.begin(path);
      String reason = "";
      String found = "";
      try {
        ClapLibrary library = ClapMain.call(() -> ClapLibrary.of(Path.of(path)));
        List<ClapLibrary.Descriptor> descriptors = ClapMain.call(library::plugins);
        found =
            json.writeValueAsString(
                descriptors.stream().map(d -> ClapType.read(library, d)).toList());
      } catch (RuntimeException | LinkageError e) {
        reason = e.getMessage() == null ? e.toString() : e.getMessage();
      }
      report.end(path, reason, found);
    }
    Runtime.getRuntime().halt(0); // exit handlers of plugins are no longer of interest
  }
}
