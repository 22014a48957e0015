package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPopupMenu;
import ligature.ui.WindowFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A right click lets a MIDI controller turn what is under it. */
class LearnTest {

  private WindowFixture on;

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void open() {
    on = new WindowFixture(List.of("One"), name -> null);
  }

  @AfterEach
  void close() {
    on.close();
  }

  private void choose(String control, String item) {
    edt(
        () -> {
          JComponent component = on.find(control, JComponent.class);
          JPopupMenu menu = component.getComponentPopupMenu();
          menu.show(component, 10, 10);
          items(menu).filter(i -> item.equals(i.getName())).findFirst().orElseThrow().doClick(0);
          menu.setVisible(false);
          return null;
        });
  }

  private static Stream<AbstractButton> items(JPopupMenu menu) {
    return Arrays.stream(menu.getComponents())
        .filter(AbstractButton.class::isInstance)
        .map(AbstractButton.class::cast);
  }

  @Test
  void theAxesAndTheLevelAreLearned() {
    choose("pad", "learn morph-y");
    JLabel line = on.find("message", JLabel.class);
    assertThat(edt(line::getText)).contains("the pad’s y");
    choose("pad", "stopLearning morph-y");
    choose("level", "learn level");
    assertThat(on.calls("learn")).containsExactly("learn morph-y", "learn nothing", "learn level");
    on.player.learn(null); // as when a controller has come
    eventually("the line goes", () -> edt(() -> line.getText().isEmpty()));
  }
}
