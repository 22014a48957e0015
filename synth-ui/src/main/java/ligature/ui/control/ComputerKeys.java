package ligature.ui.control;

import java.awt.AWTEvent;
import java.awt.Component;
import java.awt.KeyEventDispatcher;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.HashMap;
import java.util.Map;
import javax.swing.AbstractButton;
import javax.swing.JComboBox;
import javax.swing.MenuSelectionManager;
import javax.swing.SwingUtilities;
import javax.swing.text.JTextComponent;

/**
 * Plays the computer's keyboard as a piano row: A W S E D F T G Y H U J K O L P, Z and X move it by
 * an octave, space holds.
 *
 * <p>A held key repeats nothing. Text fields, open menus and shortcuts with ctrl, alt or meta keep
 * their keys. Threads: {@code [ui-thread]}.
 */
public final class ComputerKeys implements KeyEventDispatcher {

  private static final String ROW = "AWSEDFTGYHUJKOLP";
  private static final int OCTAVE = 12;
  private static final int LOWEST_BASE = 0;
  private static final int HIGHEST_BASE = 108;
  private static final float VELOCITY = 0.8f;

  /**
   * X servers without detectable auto-repeat send a release and a press at one time for a key that
   * is held.
   */
  private static final long REPEAT_MILLIS = 1;

  private final Window window;
  private final KeyBed bed;
  private final Runnable onOctave;
  private final Map<Integer, Integer> held = new HashMap<>(); // key code to the key it plays
  private int base = 60;
  private boolean sustaining;

  /**
   * @param window whose keys these are
   * @param onOctave called when the row has moved
   */
  public ComputerKeys(Window window, KeyBed bed, Runnable onOctave) {
    this.window = window;
    this.bed = bed;
    this.onOctave = onOctave;
  }

  /** The key that A plays. */
  public int base() {
    return base;
  }

  /** The highest key of the row. */
  public int top() {
    return Math.min(127, base + ROW.length() - 1);
  }

  /** The letter that plays a key, or an empty text. */
  public String letter(int key) {
    int index = key - base;
    return index >= 0 && index < ROW.length() ? ROW.substring(index, index + 1) : "";
  }

  /** Moves the row; keys that are held keep their notes. */
  public void shiftOctave(int octaves) {
    base = Math.max(LOWEST_BASE, Math.min(HIGHEST_BASE, base + octaves * OCTAVE));
    onOctave.run();
  }

  /** Lifts everything that is held here. */
  public void releaseAll() {
    held.values().forEach(bed::lift);
    held.clear();
    if (sustaining) {
      sustaining = false;
      bed.sustain(false);
    }
  }

  @Override
  public boolean dispatchKeyEvent(KeyEvent e) {
    Component component = e.getComponent();
    if (component == null || windowOf(component) != window) {
      return false;
    }
    return switch (e.getID()) {
      case KeyEvent.KEY_PRESSED -> pressed(e);
      case KeyEvent.KEY_RELEASED -> released(e);
      default -> !isElsewhere(e) && !isShortcut(e) && isOurs(Character.toUpperCase(e.getKeyChar()));
    };
  }

  private static Window windowOf(Component component) {
    return component instanceof Window w ? w : SwingUtilities.getWindowAncestor(component);
  }

  private boolean pressed(KeyEvent e) {
    int code = e.getKeyCode();
    if (held.containsKey(code)) {
      return true;
    }
    if (isShortcut(e) || isElsewhere(e)) {
      return false;
    }
    if (code == KeyEvent.VK_SPACE) {
      if (!sustaining) {
        sustaining = true;
        bed.sustain(true);
      }
      return true;
    }
    if (code == KeyEvent.VK_Z || code == KeyEvent.VK_X) {
      shiftOctave(code == KeyEvent.VK_Z ? -1 : 1);
      return true;
    }
    int index = ROW.indexOf(code);
    if (index < 0 || base + index > 127) {
      return false;
    }
    held.put(code, base + index);
    bed.press(base + index, VELOCITY);
    return true;
  }

  /** A key that was pressed here is lifted here, wherever the focus has gone since. */
  private boolean released(KeyEvent e) {
    int code = e.getKeyCode();
    if ((held.containsKey(code) || code == KeyEvent.VK_SPACE && sustaining) && isRepeat(e)) {
      return true;
    }
    if (code == KeyEvent.VK_SPACE && sustaining) {
      sustaining = false;
      bed.sustain(false);
      return true;
    }
    Integer key = held.remove(code);
    if (key != null) {
      bed.lift(key);
    }
    return key != null;
  }

  private static boolean isRepeat(KeyEvent release) {
    AWTEvent next =
        Toolkit.getDefaultToolkit().getSystemEventQueue().peekEvent(KeyEvent.KEY_PRESSED);
    return next instanceof KeyEvent press
        && press.getKeyCode() == release.getKeyCode()
        && press.getWhen() - release.getWhen() <= REPEAT_MILLIS;
  }

  private static boolean isOurs(char letter) {
    return ROW.indexOf(letter) >= 0 || letter == 'Z' || letter == 'X' || letter == ' ';
  }

  private static boolean isShortcut(KeyEvent e) {
    return e.isControlDown() || e.isAltDown() || e.isMetaDown();
  }

  /**
   * Whether the key belongs to what has the focus: text, a menu, and space to a button that was
   * reached by tab.
   */
  private static boolean isElsewhere(KeyEvent e) {
    Component focus = e.getComponent();
    boolean space = e.getKeyCode() == KeyEvent.VK_SPACE || e.getKeyChar() == ' ';
    return focus instanceof JTextComponent
        || focus instanceof JComboBox<?> combo && (combo.isPopupVisible() || space)
        || focus instanceof AbstractButton && space
        || MenuSelectionManager.defaultManager().getSelectedPath().length > 0;
  }
}
