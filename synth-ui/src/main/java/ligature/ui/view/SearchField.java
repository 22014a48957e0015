package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/** A field for words to look for. Threads: {@code [ui-thread]}. */
final class SearchField extends JTextField {

  /**
   * @param onChange called at every letter
   */
  SearchField(String name, String accessibleName, Runnable onChange) {
    setName(name);
    getAccessibleContext().setAccessibleName(accessibleName);
    putClientProperty(FlatClientProperties.TEXT_FIELD_SHOW_CLEAR_BUTTON, true);
    getDocument()
        .addDocumentListener(
            new DocumentListener() {
              @Override
              public void insertUpdate(DocumentEvent e) {
                onChange.run();
              }

              @Override
              public void removeUpdate(DocumentEvent e) {
                onChange.run();
              }

              @Override
              public void changedUpdate(DocumentEvent e) {}
            });
  }

  void setPlaceholder(String text) {
    putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, text);
  }
}
