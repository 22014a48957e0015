package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.FlowLayout;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import ligature.ui.control.KeyActions;

/** A line that asks for a name, or for a yes. Threads: {@code [ui-thread]}. */
final class NameBar extends JPanel {

  private final JLabel question = new JLabel();
  private final JTextField field = new JTextField(22);
  private final JButton yes = new JButton();
  private Consumer<String> onYes = name -> {};
  private final Runnable done;

  /**
   * @param done called when it was answered or given up
   */
  NameBar(Runnable done) {
    super(new BorderLayout(UIScale.scale(10), 0));
    this.done = done;
    setOpaque(false);
    field.setName("presetName");
    field.getAccessibleContext().setAccessibleName("Name of the preset");
    field.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, "Name of the preset");
    field.addActionListener(e -> answer());
    yes.setName("presetNameOk");
    yes.addActionListener(e -> answer());
    JButton no = new JButton("Cancel");
    no.setName("presetNameCancel");
    no.addActionListener(e -> done.run());
    KeyActions.onKey(this, JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT, "ESCAPE", done);
    JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, UIScale.scale(6), 0));
    buttons.setOpaque(false);
    buttons.add(yes);
    buttons.add(no);
    add(question, BorderLayout.WEST);
    add(field, BorderLayout.CENTER);
    add(buttons, BorderLayout.EAST);
  }

  private void answer() {
    Consumer<String> answer = onYes;
    done.run();
    answer.accept(field.getText());
  }

  /** Asks for a name. */
  void ask(String text, String initial, String verb, Consumer<String> onName) {
    question.setText(text);
    field.setVisible(true);
    field.setText(initial);
    field.selectAll();
    yes.setText(verb);
    onYes = onName;
    field.requestFocusInWindow();
  }

  /** Asks for a yes. */
  void confirm(String text, String verb, Runnable action) {
    question.setText(text);
    field.setVisible(false);
    yes.setText(verb);
    onYes = name -> action.run();
    yes.requestFocusInWindow();
  }
}
