package ligature.ui.app;

import java.nio.file.Path;
import java.util.List;
import ligature.neural.ModelSource;
import ligature.plugin.Editable;
import ligature.plugin.InsertSetting;
import ligature.plugin.NativeEditor;
import ligature.plugin.Plugin;
import ligature.plugin.PluginDescription;
import ligature.plugin.PluginLibrary;
import ligature.ui.model.PluginStore;

/** The plugins of this user. Threads: {@code [io-thread]}. */
record InstalledPlugins() implements PluginStore {

  @Override
  public List<PluginDescription> plugins() {
    return PluginLibrary.installed().plugins();
  }

  @Override
  public Panel panel(String id) {
    try (Plugin plugin = PluginLibrary.installed().open(id)) {
      NativeEditor editor = plugin instanceof Editable editable ? editable.editor() : null;
      return new Panel(
          List.copyOf(plugin.parameters()),
          plugin.initialWet(),
          editor == null ? null : editor.refusal());
    }
  }

  @Override
  public InsertSetting source(String model, List<String> recordings) {
    return ModelSource.encode(model, recordings.stream().map(Path::of).toList());
  }

  @Override
  public InsertSetting withRecording(InsertSetting source, int corner, String recording) {
    return ModelSource.withRecording(source, corner, Path.of(recording));
  }
}
