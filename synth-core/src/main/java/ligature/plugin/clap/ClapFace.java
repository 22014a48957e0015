package ligature.plugin.clap;

import java.util.List;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;

/** What this process knows of a plugin that runs in the child. */
final class ClapFace implements Plugin {

  private final ClapType type;

  ClapFace(ClapType type) {
    this.type = type;
  }

  @Override
  public List<PluginParameter> parameters() {
    return type.parameters();
  }

  @Override
  public boolean takesNotes() {
    return type.takesNotes();
  }

  @Override
  public void prepare(int rateHz, int maxFrames) {
    throw new IllegalStateException("runs in the child");
  }

  @Override
  public void set(int index, float value) {}

  @Override
  public void process(float[] left, float[] right, int frames) {}

  @Override
  public void reset() {}
}
