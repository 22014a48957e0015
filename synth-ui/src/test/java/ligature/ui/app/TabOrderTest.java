package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static ligature.ui.WindowFixture.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.KeyboardFocusManager;
import java.awt.Rectangle;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.DefaultButtonModel;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JList;
import javax.swing.JScrollBar;
import javax.swing.JSlider;
import javax.swing.JSpinner;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;
import ligature.ui.WindowFixture;
import org.junit.jupiter.api.Test;

/** By tab every control of both views is reached, and shows that it is. */
class TabOrderTest {

  private static final int MOST_STEPS = 400;

  private WindowFixture on;

  /** What has the focus, whether all of it is in sight, what it looks like, and without it. */
  private static final class Stop {

    final Component here;
    boolean inSight;
    boolean oneOf;
    boolean marked;
    Component next;
    private int[] focused;

    Stop(Component here) {
      this.here = here;
    }

    /** Waits until the key has brought the focus elsewhere. */
    Stop press(int key, int modifiers) {
      run(
          () -> {
            inSight = isInSight(here);
            oneOf = isOneOf(here);
            focused = pixels(here);
            here.dispatchEvent(
                new KeyEvent(
                    here, KeyEvent.KEY_PRESSED, 0, modifiers, key, KeyEvent.CHAR_UNDEFINED));
          });
      eventually(name(here) + " lets the focus go on", () -> edt(this::isLeft));
      return this;
    }

    private boolean isLeft() {
      next = owner();
      if (next == null || next == here) {
        return false;
      }
      marked = !Arrays.equals(focused, pixels(here));
      return true;
    }
  }

  @Test
  void everyControlIsReachedAndShowsItAndNoneHoldsTheFocus() {
    WindowFixture.requireDisplay();
    on = new WindowFixture(List.of("One"), name -> null);
    try {
      walk("Play");
      on.push("viewDesign");
      for (String page : List.of("Controls", "Modulation", "Parts", "Variations")) {
        on.push("page" + page);
        walk(page);
      }
    } finally {
      on.close();
    }
  }

  /** They lie over the pad, and each is opened by a key. */
  @Test
  void allOfTheSheetsIsReachedToo() {
    WindowFixture.requireDisplay();
    on = new WindowFixture(List.of("One"), name -> null);
    try {
      for (String key :
          List.of("ctrl P", "ctrl T", "ctrl COMMA", "ctrl B", "ctrl shift E", "ctrl E")) {
        open(() -> press(key));
        walk(key);
        open(() -> on.push("viewPlay"));
      }
      open(
          () -> {
            on.push("cornerA");
            on.push("timbresAsList");
          });
      walk("the list of timbres");
    } finally {
      on.close();
    }
  }

  private void press(String key) {
    JComponent content = (JComponent) on.window.frame().getContentPane();
    run(() -> content.getActionMap().get(key).actionPerformed(null));
  }

  /** Goes somewhere else, and waits until the focus is there, too. */
  private void open(Runnable way) {
    Component before = edt(TabOrderTest::owner);
    way.run();
    eventually(
        "the focus has gone along",
        () -> edt(() -> owner() != null && owner() != before && owner().isShowing()));
  }

  private void walk(String view) {
    List<Component> reached = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    Component first = edt(TabOrderTest::owner);
    Component at = first;
    while (!reached.contains(at) && reached.size() < MOST_STEPS) {
      Stop stop = new Stop(at).press(KeyEvent.VK_TAB, 0);
      reached.add(at);
      if (!stop.inSight || !stop.marked) {
        unseen.add(name(at));
      }
      if (stop.oneOf) {
        reached.addAll(byArrows(at));
      }
      at = stop.next;
    }
    assertThat(at).as("tab leads round all of " + view).isSameAs(first);
    assertThat(unseen).as("have the focus and do not show it").isEmpty();
    assertThat(edt(() -> controls(on.window.frame().getContentPane())))
        .filteredOn(c -> !reached.contains(c))
        .extracting(TabOrderTest::name)
        .as("are not reached in " + view)
        .isEmpty();
    Component last = new Stop(first).press(KeyEvent.VK_TAB, InputEvent.SHIFT_DOWN_MASK).next;
    assertThat(new Stop(last).press(KeyEvent.VK_TAB, 0).next).as("and back").isSameAs(first);
  }

  /** The others that arrows lead to from one of several buttons, round to itself again. */
  private static List<Component> byArrows(Component one) {
    Component before = edt(TabOrderTest::owner);
    run(one::requestFocusInWindow);
    eventually("it has the focus", () -> edt(one::isFocusOwner));
    List<Component> others = new ArrayList<>();
    Component at = new Stop(one).press(KeyEvent.VK_RIGHT, 0).next;
    while (at != one && others.size() < MOST_STEPS) {
      others.add(at);
      at = new Stop(at).press(KeyEvent.VK_RIGHT, 0).next;
    }
    run(before::requestFocusInWindow);
    eventually("as before", () -> edt(before::isFocusOwner));
    return others;
  }

  private static boolean isOneOf(Component c) {
    return c instanceof AbstractButton button
        && button.getModel() instanceof DefaultButtonModel model
        && model.getGroup() != null
        && Collections.list(model.getGroup().getElements()).stream()
                .filter(each -> each.isShowing() && each.isEnabled())
                .count()
            > 1;
  }

  private static Component owner() {
    return KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
  }

  private static boolean isInSight(Component c) {
    if (c instanceof JList<?> list) { // longer than its sheet, perhaps
      return !list.getVisibleRect().isEmpty();
    }
    return c instanceof JComponent component
        && component
            .getVisibleRect()
            .equals(new Rectangle(component.getWidth(), component.getHeight()));
  }

  /** What a component looks like; a field of a spinner is framed by it. */
  private static int[] pixels(Component field) {
    Component spinner = SwingUtilities.getAncestorOfClass(JSpinner.class, field);
    Component c = spinner == null ? field : spinner;
    BufferedImage image =
        new BufferedImage(
            Math.max(1, c.getWidth()), Math.max(1, c.getHeight()), BufferedImage.TYPE_INT_RGB);
    c.paint(image.getGraphics());
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  /** What can be used, whether it takes the focus or not. */
  private static List<Component> controls(Container within) {
    List<Component> all = new ArrayList<>();
    for (Component child : within.getComponents()) {
      if (child instanceof JSpinner spinner) {
        all.addAll(controls(spinner.getEditor()));
      } else if (isControl(child)) {
        all.add(child);
      } else if (child instanceof Container container && !(child instanceof JScrollBar)) {
        all.addAll(controls(container));
      }
    }
    return all;
  }

  private static boolean isControl(Component c) {
    // a tooltip has one listener of its own
    boolean ours =
        c.getClass().getPackageName().equals("ligature.ui.control")
            && c.getMouseListeners().length > 1;
    boolean theirs =
        c instanceof AbstractButton
            || c instanceof JSlider
            || c instanceof JComboBox
            || c instanceof JList && c.isFocusable() // else a field above has its keys
            || c instanceof JTextComponent;
    return c.isShowing() && c.isEnabled() && (ours || theirs);
  }

  private static String name(Component c) {
    return c.getClass().getSimpleName() + " " + c.getName();
  }
}
