package ligature.ui.control;

import java.awt.Component;
import java.awt.Rectangle;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JComponent;
import javax.swing.JTextField;
import ligature.ui.theme.Palette;

/**
 * A text field that lies over a part of a control until what is typed is taken, by enter or by
 * going elsewhere, or given up by escape. Threads: {@code [ui-thread]}.
 */
final class InlineEditor {

  private final JComponent owner;
  private JTextField field;
  private Consumer<String> take = text -> {};

  InlineEditor(JComponent owner) {
    this.owner = owner;
  }

  /** The field; null while there is none. */
  Component field() {
    return field;
  }

  boolean isOpen() {
    return field != null;
  }

  /**
   * Lets a text be typed.
   *
   * @param name for who looks for the field
   * @param at where it lies on the owner
   * @param begin what was typed already; "" to begin with {@code text}, selected
   * @param taken gets what was typed, if it is another text than there was
   */
  void open(String name, Rectangle at, String begin, String text, Consumer<String> taken) {
    if (field != null) {
      return;
    }
    boolean anew = begin.isEmpty();
    field = new JTextField(anew ? text : begin);
    field.setName(name);
    field.setFont(Palette.font("small.font"));
    // else what was typed to begin with would be replaced by the next letter
    field.putClientProperty("JTextField.selectAllOnFocusPolicy", "never");
    field.setHorizontalAlignment(JTextField.CENTER);
    field.putClientProperty("FlatLaf.style", "margin: 0,1,0,1; focusWidth: 0; arc: 6");
    field.setBorder(BorderFactory.createLineBorder(Palette.color("Ligature.muted")));
    field.setBounds(at);
    take =
        typed -> {
          if (!typed.equals(text)) {
            taken.accept(typed);
          }
        };
    KeyActions.onKey(field, "ENTER", () -> end(true));
    KeyActions.onKey(field, "ESCAPE", () -> end(false));
    field.addFocusListener(
        new FocusAdapter() {
          @Override
          public void focusLost(FocusEvent e) {
            end(!e.isTemporary());
          }
        });
    owner.add(field);
    field.requestFocusInWindow();
    if (anew) {
      field.selectAll();
    }
    owner.repaint();
  }

  private void end(boolean taken) {
    if (field == null) {
      return;
    }
    JTextField ended = field;
    field = null; // taking it away makes it lose the focus, which comes here again
    boolean focused = ended.isFocusOwner();
    owner.remove(ended);
    if (taken) {
      take.accept(ended.getText());
    }
    if (focused) {
      owner.requestFocusInWindow();
    }
    owner.repaint();
  }
}
