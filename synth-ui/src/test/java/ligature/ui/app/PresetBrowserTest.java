package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Component;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.stream.IntStream;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;
import ligature.ui.WindowFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Presets are found, saved, renamed and deleted; what was done is undone. */
class PresetBrowserTest {

  private WindowFixture on;

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  @BeforeEach
  void open() {
    on =
        new WindowFixture(
            List.of("Glass to Strings", "Bowed Marimba", "Night", "Tide"),
            name -> on.player.patch(name, "marimba", "violin").with(Parameter.LEVEL, -7));
    eventually(
        "the presets were listed",
        () -> edt(() -> on.find("nextPreset", JButton.class).isEnabled()));
  }

  @AfterEach
  void close() {
    on.close();
  }

  private List<String> shown() {
    return edt(() -> shown(on.find("presetList", JList.class)));
  }

  private static List<String> shown(JList<?> list) {
    return IntStream.range(0, list.getModel().getSize())
        .mapToObj(i -> ((PresetEntry) list.getModel().getElementAt(i)).title())
        .toList();
  }

  private void type(String field, String text) {
    edt(
        () -> {
          on.find(field, JTextField.class).setText(text);
          return null;
        });
  }

  /** A click on a preset: on its title, or on its star. */
  private void clickOn(String title, boolean star) {
    int index = shown().indexOf(title);
    edt(
        () -> {
          JList<?> list = on.find("presetList", JList.class);
          java.awt.Rectangle cell = list.getCellBounds(index, index);
          int x = cell.x + (star ? 12 : cell.width / 2);
          list.setSelectedIndex(index);
          list.dispatchEvent(
              new MouseEvent(
                  list,
                  MouseEvent.MOUSE_PRESSED,
                  0,
                  0,
                  x,
                  cell.y + 20,
                  1,
                  false,
                  MouseEvent.BUTTON1));
          return null;
        });
  }

  private void key(String stroke) {
    edt(
        () -> {
          JComponent root = on.window.frame().getRootPane();
          KeyStroke key = KeyStroke.getKeyStroke(stroke);
          Component pad = on.find("pad", Component.class);
          pad.dispatchEvent(
              new KeyEvent(
                  pad,
                  KeyEvent.KEY_PRESSED,
                  0,
                  key.getModifiers(),
                  key.getKeyCode(),
                  KeyEvent.CHAR_UNDEFINED));
          return SwingUtilities.isDescendingFrom(pad, root);
        });
  }

  private String title() {
    return edt(() -> on.find("presets", JButton.class).getText());
  }

  @Test
  void searchTagsAndFavouritesNarrowTheList() {
    on.push("presets");
    assertThat(shown()).containsExactly("Glass to Strings", "Bowed Marimba", "Night", "Tide");
    type("presetSearch", "marim");
    assertThat(shown()).containsExactly("Bowed Marimba");
    type("presetSearch", "Tuba");
    assertThat(shown()).hasSize(4);
    type("presetSearch", "");
    clickOn("Night", true);
    on.push("presetsFavourites");
    assertThat(shown()).containsExactly("Night");
    eventually(
        "the favourite is kept",
        () -> on.rig.settings().load().favourites().equals(java.util.Set.of("Night")));
    on.push("presetsAll");
    edt(
        () -> {
          on.find("presetTag", JComboBox.class).setSelectedItem("short");
          return null;
        });
    assertThat(shown()).containsExactly("Night", "Tide");
    assertThat(on.calls("load")).isEmpty();
  }

  @Test
  void aClickLoadsAndASavedPresetComesBackBitForBit() {
    on.push("presets");
    clickOn("Tide", false);
    eventually("it plays", () -> on.player.patch().name().equals("Tide"));
    edt(
        () -> {
          on.find("level", javax.swing.JSlider.class).setValue(-123);
          return null;
        });
    eventually("it is marked", () -> title().endsWith("\u2022"));
    key("ctrl S");
    type("presetName", "My Tide");
    on.push("presetNameOk");
    eventually("it is saved", () -> on.store.names().contains("My Tide"));
    eventually("it is no longer marked", () -> title().equals("My Tide"));
    clickOn("Night", false);
    eventually("another plays", () -> on.player.patch().name().equals("Night"));
    on.push("presetsOwn");
    clickOn("My Tide", false);
    eventually("it plays again", () -> on.player.patch().name().equals("My Tide"));
    assertThat(on.player.patch().value(Parameter.LEVEL)).isEqualTo(-12.3f);
    on.push("renamePreset");
    type("presetName", "Our Tide");
    on.push("presetNameOk");
    eventually("it is renamed", () -> title().equals("Our Tide"));
    on.push("deletePreset");
    on.push("presetNameOk");
    eventually("it is deleted", () -> on.store.names().size() == 4);
    eventually("and gone from the list", () -> shown().isEmpty());
  }

  @Test
  void anUnfitNameIsALine() {
    key("ctrl shift S");
    type("presetName", " ");
    on.push("presetNameOk");
    JLabel line = on.find("message", JLabel.class);
    eventually(
        "the line is shown",
        () -> edt(() -> line.isShowing() && line.getText().contains("another name")));
    assertThat(on.store.names()).hasSize(4);
  }

  @Test
  void everythingIsUndoneAndDoneAgain() {
    Patch first = on.player.patch();
    on.push("nextPreset");
    eventually("the next plays", () -> on.player.patch().name().equals("Bowed Marimba"));
    key("RIGHT");
    key("RIGHT");
    on.push("fourCorners");
    List<String> four = on.player.patch().corners().stream().map(t -> t.name()).toList();
    key("ctrl Z");
    assertThat(on.player.patch().cornerCount()).isEqualTo(2);
    assertThat(on.player.meters().value(Parameter.MORPH_X)).isCloseTo(0.54f, within(1e-6f));
    key("ctrl Z");
    assertThat(on.player.meters().value(Parameter.MORPH_X)).isEqualTo(0.5f);
    key("ctrl Z");
    assertThat(on.player.patch().corners()).isEqualTo(first.corners());
    eventually("the title, too", () -> title().equals("Glass to Strings"));
    assertThat(edt(() -> on.find("undo", JButton.class).isEnabled())).isFalse();
    key("ctrl shift Z");
    key("ctrl shift Z");
    on.push("redo");
    assertThat(on.player.patch().corners().stream().map(t -> t.name()).toList()).isEqualTo(four);
    assertThat(on.player.meters().value(Parameter.MORPH_X)).isCloseTo(0.54f, within(1e-6f));
  }
}
