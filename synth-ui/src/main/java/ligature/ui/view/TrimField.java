package ligature.ui.view;

import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import ligature.ui.control.KeyActions;

/**
 * A figure that is typed: enter or leaving the field takes it, escape and what makes no sense leave
 * what was. Threads: {@code [ui-thread]}.
 */
final class TrimField extends JTextField {

  private static final double STEP_SECONDS = 0.01;

  private final Supplier<String> text;
  private final Consumer<String> typed;
  private String shown = "";

  /**
   * @param text what it shows
   * @param typed told what somebody typed
   */
  TrimField(String name, String title, int columns, Supplier<String> text, Consumer<String> typed) {
    super(columns);
    this.text = text;
    this.typed = typed;
    setName(name);
    getAccessibleContext().setAccessibleName(title);
    addActionListener(e -> take());
    KeyActions.onKey(this, WHEN_FOCUSED, "ESCAPE", this::leave);
    addFocusListener(
        new FocusAdapter() {
          @Override
          public void focusLost(FocusEvent e) {
            take();
          }
        });
  }

  /** One for seconds, which arrows move, too. */
  static TrimField seconds(
      String name, String title, DoubleSupplier seconds, DoubleConsumer setSeconds) {
    TrimField field =
        new TrimField(
            name,
            title,
            6,
            () -> String.format(java.util.Locale.ROOT, "%.3f s", seconds.getAsDouble()),
            typed -> {
              double value = parse(typed);
              if (!Double.isNaN(value)) {
                setSeconds.accept(value);
              }
            });
    KeyActions.onKey(
        field, WHEN_FOCUSED, "UP", () -> setSeconds.accept(seconds.getAsDouble() + STEP_SECONDS));
    KeyActions.onKey(
        field, WHEN_FOCUSED, "DOWN", () -> setSeconds.accept(seconds.getAsDouble() - STEP_SECONDS));
    return field;
  }

  /** "0.25", "0.25 s", "250 ms"; NaN if it is something else. */
  static double parse(String typed) {
    String figure = typed.strip().toLowerCase(java.util.Locale.ROOT).replace(',', '.');
    double unit = figure.endsWith("ms") ? 1e-3 : 1;
    figure = figure.replaceAll("\\s*m?s$", "");
    return figure.matches("\\d{0,6}\\.?\\d*") && figure.matches(".*\\d.*")
        ? unit * Double.parseDouble(figure)
        : Double.NaN;
  }

  private void take() {
    String entered = getText();
    if (!entered.equals(shown)) {
      shown = entered;
      typed.accept(entered);
    }
    refresh();
  }

  private void leave() {
    setText(shown);
    ((Sheet) SwingUtilities.getAncestorOfClass(Sheet.class, this)).goBack();
  }

  /** Shows what is set now, unless somebody is typing. */
  void refresh() {
    if (!isFocusOwner() || getText().equals(shown)) {
      shown = text.get();
      if (!getText().equals(shown)) {
        setText(shown);
      }
    }
  }
}
