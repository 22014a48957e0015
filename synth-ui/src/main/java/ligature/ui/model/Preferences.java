package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import ligature.settings.Settings;

/** The settings that hold now; a change is told and kept. Threads: {@code [ui-thread]}. */
public final class Preferences {

  private final Consumer<Settings> keep;
  private final List<Runnable> listeners = new ArrayList<>();
  private Settings settings;

  /**
   * @param keep saves settings, and returns at once
   */
  public Preferences(Settings settings, Consumer<Settings> keep) {
    this.settings = settings;
    this.keep = keep;
  }

  public Settings settings() {
    return settings;
  }

  /** Changes the settings, and keeps them if they are others then. */
  public void change(UnaryOperator<Settings> change) {
    Settings changed = change.apply(settings);
    if (!changed.equals(settings)) {
      settings = changed;
      keep.accept(changed);
      listeners.forEach(Runnable::run);
    }
  }

  /** Called when something was changed. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }
}
