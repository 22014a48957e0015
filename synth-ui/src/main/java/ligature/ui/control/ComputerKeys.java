package ligature.ui.control;

import java.awt.Component;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import javax.swing.JComboBox;
import javax.swing.text.JTextComponent;

/**
 * The computer's keys as a piano: A W S E D F T G Y H U J K O L from C, Z and X for the octave,
 * space for the sustain pedal. A key that repeats by itself plays one note. [ui-thread]
 */
public final class ComputerKeys implements KeyEventDispatcher {

  /** Told what is played. */
  public interface Listener {
    void pressed(int key, float velocity);

    void released(int key);

    void sustain(boolean down);
  }

  private static final int[] ROW = {
    KeyEvent.VK_A, KeyEvent.VK_W, KeyEvent.VK_S, KeyEvent.VK_E, KeyEvent.VK_D, KeyEvent.VK_F,
        KeyEvent.VK_T,
    KeyEvent.VK_G, KeyEvent.VK_Y, KeyEvent.VK_H, KeyEvent.VK_U, KeyEvent.VK_J, KeyEvent.VK_K,
        KeyEvent.VK_O,
    KeyEvent.VK_L, KeyEvent.VK_P, KeyEvent.VK_SEMICOLON
  };
  private static final float VELOCITY = 0.75f;
  private static final int LOWEST = 24;
  private static final int HIGHEST = 96;
  private static final int COMMANDS =
      InputEvent.CTRL_DOWN_MASK | InputEvent.ALT_DOWN_MASK | InputEvent.META_DOWN_MASK;

  private final Listener listener;
  private final BooleanSupplier windowActive;
  private final IntConsumer octaveChanged;
  private final Map<Integer, Integer> down = new HashMap<>();
  private boolean sustain;
  private int octaveKey = 60;

  /**
   * @param windowActive whether key presses are ours
   * @param octaveChanged told the C of a new octave
   */
  public ComputerKeys(Listener listener, BooleanSupplier windowActive, IntConsumer octaveChanged) {
    this.listener = listener;
    this.windowActive = windowActive;
    this.octaveChanged = octaveChanged;
  }

  @Override
  public boolean dispatchKeyEvent(KeyEvent e) {
    if (e.getID() == KeyEvent.KEY_RELEASED) {
      return released(e.getKeyCode());
    }
    if (!windowActive.getAsBoolean() || isTyping() || (e.getModifiersEx() & COMMANDS) != 0) {
      return false;
    }
    return e.getID() == KeyEvent.KEY_PRESSED ? pressed(e.getKeyCode()) : isOurs(e);
  }

  private boolean isOurs(KeyEvent typed) {
    return typed.getKeyChar() == ' '
        || Character.isLetter(typed.getKeyChar())
        || typed.getKeyChar() == ';';
  }

  private static boolean isTyping() {
    Component owner = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
    return owner instanceof JTextComponent
        || owner instanceof JComboBox<?> box && box.isPopupVisible();
  }

  private boolean pressed(int code) {
    if (code == KeyEvent.VK_SPACE) {
      if (!sustain) {
        sustain = true;
        listener.sustain(true);
      }
      return true;
    }
    if (code == KeyEvent.VK_Z || code == KeyEvent.VK_X) {
      octaveKey =
          Math.max(LOWEST, Math.min(HIGHEST, octaveKey + (code == KeyEvent.VK_Z ? -12 : 12)));
      octaveChanged.accept(octaveKey);
      return true;
    }
    for (int i = 0; i < ROW.length; i++) {
      if (ROW[i] == code) {
        int key = octaveKey + i;
        if (down.putIfAbsent(code, key) == null) {
          listener.pressed(key, VELOCITY);
        }
        return true;
      }
    }
    return false;
  }

  private boolean released(int code) {
    if (code == KeyEvent.VK_SPACE && sustain) {
      sustain = false;
      listener.sustain(false);
      return true;
    }
    Integer key = down.remove(code);
    if (key != null) {
      listener.released(key);
    }
    return key != null;
  }

  /** Lets go of everything: the window lost the keyboard, and will not hear of releases. */
  public void releaseAll() {
    down.values().forEach(listener::released);
    down.clear();
    if (sustain) {
      sustain = false;
      listener.sustain(false);
    }
  }
}
