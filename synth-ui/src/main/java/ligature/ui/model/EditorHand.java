package ligature.ui.model;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import ligature.plugin.EditorListener;
import ligature.plugin.InsertSetting;

/**
 * Takes what is done in a plugin's own editor as what is done with the window's knobs: it can be
 * undone, and it is in the sound that is saved.
 *
 * <p>Threads: told by those of the editor, works on {@code [ui-thread]}.
 */
final class EditorHand implements EditorListener {

  private final Inserts inserts;
  private final Executor ui;
  private Consumer<String> tell = line -> {};

  EditorHand(Inserts inserts, Executor ui) {
    this.inserts = inserts;
    this.ui = ui;
  }

  /** Receives a line when an editor ends that nobody closed. */
  void setTell(Consumer<String> receiver) {
    tell = receiver;
  }

  @Override
  public void turned(int slot, String parameter, float value) {
    ui.execute(
        () -> {
          InsertSetting now = in(slot);
          if (now != null) {
            inserts.turn(slot, name(now.id(), parameter), now.with(parameter, value));
          }
        });
  }

  private InsertSetting in(int slot) {
    List<InsertSetting> slots = inserts.slots();
    return slot < slots.size() ? slots.get(slot) : null;
  }

  private String name(String id, String parameter) {
    PluginStore.Panel panel = inserts.panel(id);
    return panel == null
        ? parameter
        : panel.parameters().stream()
            .filter(p -> p.id().equals(parameter))
            .map(p -> p.name())
            .findFirst()
            .orElse(parameter);
  }

  @Override
  public void held(boolean held) {
    ui.execute(held ? inserts::grab : inserts::letGo);
  }

  @Override
  public void stateChanged(int slot, String state) {
    ui.execute(
        () -> {
          InsertSetting now = in(slot);
          if (now != null) {
            inserts.turn(slot, "what it holds", now.withState(state));
          }
        });
  }

  @Override
  public void ended(int slot, String problem) {
    if (!problem.isEmpty()) {
      ui.execute(
          () -> {
            InsertSetting now = in(slot);
            String title = now == null ? "a plugin" : inserts.title(now.id());
            tell.accept("The editor of " + title + " was closed: " + problem);
          });
    }
  }
}
