package ligature.neural.nam;

import java.nio.file.Path;
import java.util.List;
import ligature.neural.ModelFiles;
import ligature.plugin.Plugin;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginProvider;

/** The NAM models of the user's folder by their names, and all others by their paths. */
public final class NamProvider implements PluginProvider {

  private static final String FORMAT = "nam";

  private final ModelFiles files = new ModelFiles(FORMAT, ".nam");

  @Override
  public String format() {
    return FORMAT;
  }

  @Override
  public List<PluginDescription> plugins() {
    return files.inFolder().stream()
        .map(f -> files.description(f, PluginDescription.Status.OK, ""))
        .toList();
  }

  @Override
  public boolean isFile(String uri) {
    return files.fits(uri);
  }

  @Override
  public Plugin open(String uri) {
    Path file = files.file(uri);
    NamFile model = NamReader.read(file);
    model.network(512); // what does not fit together is told here
    return new NamPlugin(model);
  }
}
