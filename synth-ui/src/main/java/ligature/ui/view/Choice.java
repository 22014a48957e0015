package ligature.ui.view;

import java.awt.Dimension;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javax.swing.DefaultComboBoxModel;
import javax.swing.JComboBox;

/** One of some values, each with a name for people. Threads: {@code [ui-thread]}. */
final class Choice<T> extends JComboBox<String> {

  private final transient Map<String, T> values = new LinkedHashMap<>();
  private boolean showing;

  /**
   * @param onChosen called when the user has chosen another value
   */
  Choice(String name, Consumer<T> onChosen) {
    setName(name);
    addActionListener(
        e -> {
          if (!showing && values.containsKey((String) getSelectedItem())) {
            onChosen.accept(values.get((String) getSelectedItem()));
          }
        });
  }

  /** Offers other values; the one that holds is among them, whether it is offered or not. */
  void offer(Map<String, T> offered, T now, String nowTitle) {
    showing = true;
    values.clear();
    values.putAll(offered);
    if (!values.containsValue(now)) {
      values.put(nowTitle, now);
    }
    setModel(new DefaultComboBoxModel<>(values.keySet().toArray(String[]::new)));
    values.forEach(
        (title, value) -> {
          if (Objects.equals(value, now)) {
            setSelectedItem(title);
          }
        });
    showing = false;
  }

  /** Long names of sound cards must not push everything else aside. */
  @Override
  public Dimension getPreferredSize() {
    return new Dimension(0, super.getPreferredSize().height);
  }

  @Override
  public Dimension getMinimumSize() {
    return getPreferredSize();
  }
}
