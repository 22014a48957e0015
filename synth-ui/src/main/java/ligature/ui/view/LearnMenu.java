package ligature.ui.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.swing.JComponent;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.SwingUtilities;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;
import ligature.live.Player;
import ligature.midi.LearnMap;
import ligature.parameter.Learnable;
import ligature.parameter.Parameter;
import ligature.ui.control.Knob;
import ligature.ui.model.ParameterGroups;

/**
 * What a right click on a control offers: to be turned by the next MIDI controller that moves, or
 * by none any more. Threads: {@code [ui-thread]}.
 */
final class LearnMenu {

  private final Player player;
  private final Consumer<String> hint;
  private final Map<Learnable, String> titles = new LinkedHashMap<>();
  private Learnable waiting;

  /**
   * @param hint takes a line that says what to do next, or what was learned; null for none
   */
  LearnMenu(Player player, Consumer<String> hint) {
    this.player = player;
    this.hint = hint;
  }

  /** Gives a control this menu for a parameter, or for several. */
  void on(JComponent control, Map<Parameter, String> parameters) {
    on(control, () -> parameters, null);
  }

  /** Gives a knob this menu, and a way to another name where it may have one. */
  void on(Knob knob, Parameter parameter) {
    String title = "\u201c" + ParameterGroups.title(parameter) + "\u201d";
    on(knob, () -> Map.of(parameter, title), knob.isNameable() ? knob::editName : null);
  }

  /**
   * Gives a control this menu for what it turns at the moment of the click.
   *
   * @param title for people
   */
  void on(JComponent control, Supplier<? extends Learnable> target, String title) {
    on(control, () -> Map.of(target.get(), "\u201c" + title + "\u201d"), null);
  }

  private void on(
      JComponent control, Supplier<Map<? extends Learnable, String>> targets, Runnable rename) {
    JPopupMenu menu = new JPopupMenu();
    menu.addPopupMenuListener(
        new PopupMenuListener() {
          @Override
          public void popupMenuWillBecomeVisible(PopupMenuEvent e) {
            fill(menu, targets.get(), rename);
          }

          @Override
          public void popupMenuWillBecomeInvisible(PopupMenuEvent e) {}

          @Override
          public void popupMenuCanceled(PopupMenuEvent e) {}
        });
    // without an item a popup does not open, and so is never filled
    fill(menu, targets.get(), rename);
    control.setComponentPopupMenu(menu);
  }

  private void fill(JPopupMenu menu, Map<? extends Learnable, String> targets, Runnable rename) {
    titles.putAll(targets);
    menu.removeAll();
    targets.forEach(
        (target, title) -> {
          if (target.equals(player.learning())) {
            item(menu, "stopLearning " + target.id(), "Do not learn " + title, () -> learn(null));
          } else {
            item(
                menu,
                "learn " + target.id(),
                "Learn a controller for " + title,
                () -> learn(target));
          }
          if (!controllers(target).isEmpty()) {
            item(
                menu,
                "forget " + target.id(),
                "Forget " + controllers(target) + " for " + title,
                () -> player.forget(target));
          }
        });
    if (rename != null) {
      item(menu, "rename", "Rename \u2026", () -> SwingUtilities.invokeLater(rename));
    }
    menu.pack();
  }

  private static void item(JPopupMenu menu, String name, String text, Runnable action) {
    JMenuItem item = new JMenuItem(text);
    item.setName(name);
    item.addActionListener(e -> action.run());
    menu.add(item);
  }

  private String controllers(Learnable target) {
    return player.learned().bindings().stream()
        .filter(b -> b.target().equals(target))
        .map(LearnMap.Binding::controller)
        .map(c -> "CC " + c)
        .collect(Collectors.joining(", "));
  }

  private void learn(Learnable target) {
    player.learn(target);
    waiting = target;
    hint.accept(
        target == null ? null : "Move the MIDI controller that is to turn " + titles.get(target));
  }

  /** Looks whether what waits for a controller has got one. A few times a second. */
  void tick() {
    if (waiting != null && !waiting.equals(player.learning())) {
      String found = controllers(waiting);
      hint.accept(found.isEmpty() ? null : found + " turns " + titles.get(waiting));
      waiting = null;
    }
  }
}
