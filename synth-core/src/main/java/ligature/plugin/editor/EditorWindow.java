package ligature.plugin.editor;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;

/**
 * A window on an X display, in which a plugin's editor puts its own.
 *
 * <p>Threads: one.
 */
public final class EditorWindow {

  private static final int FIRST_WIDTH = 400;
  private static final int FIRST_HEIGHT = 300;

  /** Larger, or smaller, no window gets. */
  private static final int MOST_PIXELS = 8192;

  // event masks and types
  private static final long STRUCTURE = 1 << 17;
  private static final long SUBSTRUCTURE = 1 << 19;
  private static final int DESTROYED = 17;
  private static final int CONFIGURED = 22;
  private static final int CLIENT_MESSAGE = 33;

  // atoms that every server has, and numbers of XSizeHints
  private static final long STRING = 31;
  private static final long WM_CLASS = 67;
  private static final long MIN_AND_MAX_SIZE = 1 << 4 | 1 << 5;

  private static final X11.ErrorListener IGNORE = (display, event) -> 0;

  private final Memory event = new Memory(192);
  private final Pointer display;
  private final long window;
  private final long deleteWindow;
  private final boolean resizable;
  private long inner;
  private int width = FIRST_WIDTH;
  private int height = FIRST_HEIGHT;
  private boolean sized;

  /**
   * @throws IllegalStateException if there is no display
   */
  EditorWindow(String title, boolean resizable) {
    this.resizable = resizable;
    X11.XInitThreads();
    X11.XSetErrorHandler(IGNORE); // what a plugin does wrong with its window is no reason to end
    display = X11.XOpenDisplay(null);
    if (display == null) {
      String name = System.getenv("DISPLAY");
      throw new IllegalStateException(
          name == null
              ? "there is no X display (DISPLAY is not set)"
              : "the X display " + name + " cannot be opened");
    }
    window =
        X11.XCreateSimpleWindow(
            display, X11.XDefaultRootWindow(display), 0, 0, width, height, 0, 0, 0);
    X11.XSelectInput(display, window, STRUCTURE | SUBSTRUCTURE);
    deleteWindow = X11.XInternAtom(display, "WM_DELETE_WINDOW", 0);
    Memory atoms = new Memory(8);
    atoms.setLong(0, deleteWindow);
    X11.XSetWMProtocols(display, window, atoms, 1);
    X11.XStoreName(display, window, title);
    text(X11.XInternAtom(display, "_NET_WM_NAME", 0), utf8(), title);
    text(WM_CLASS, STRING, "ligature-editor\0Ligature\0");
    X11.XSync(display, 0);
  }

  private long utf8() {
    return X11.XInternAtom(display, "UTF8_STRING", 0);
  }

  private void text(long property, long type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Memory data = new Memory(bytes.length + 1L);
    data.write(0, bytes, 0, bytes.length);
    X11.XChangeProperty(display, window, property, type, 8, 0, data, bytes.length);
  }

  /** The X window. */
  public long id() {
    return window;
  }

  /** Gives it another size in pixels, as the editor wants it. */
  public void resize(int newWidth, int newHeight) {
    sized = true;
    width = Math.max(1, Math.min(MOST_PIXELS, newWidth));
    height = Math.max(1, Math.min(MOST_PIXELS, newHeight));
    if (!resizable) {
      Memory hints = new Memory(80);
      hints.clear();
      hints.setLong(0, MIN_AND_MAX_SIZE);
      for (int at = 24; at < 40; at += 8) {
        hints.setInt(at, width);
        hints.setInt(at + 4L, height);
      }
      X11.XSetWMNormalHints(display, window, hints);
    }
    X11.XResizeWindow(display, window, width, height);
    if (inner != 0) {
      X11.XResizeWindow(display, inner, width, height);
    }
    X11.XFlush(display);
  }

  /** Shows it, with the editor's window in it. */
  void show(long innerWindow) {
    inner = innerWindow;
    if (!sized) {
      Memory numbers = new Memory(32);
      numbers.clear();
      Memory root = new Memory(8);
      int known =
          X11.XGetGeometry(
              display,
              inner,
              root,
              numbers,
              numbers.share(4),
              numbers.share(8),
              numbers.share(12),
              numbers.share(16),
              numbers.share(20));
      if (known != 0) {
        resize(numbers.getInt(8), numbers.getInt(12));
      }
    }
    X11.XMapWindow(display, inner);
    X11.XMapRaised(display, window);
    X11.XSync(display, 0);
  }

  void raise() {
    X11.XMapRaised(display, window);
    X11.XFlush(display);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Follows what happened to it; false once it is to be closed. */
  boolean follow() {
    while (X11.XPending(display) > 0) {
      X11.XNextEvent(display, event);
      int type = event.getInt(0);
      if (type == CLIENT_MESSAGE && event.getLong(56) == deleteWindow) {
        return false;
      } else if (type == DESTROYED && event.getLong(40) == window) {
        return false;
      } else if (type == CONFIGURED && inner != 0) {
        configured(event.getLong(40), event.getInt(56), event.getInt(60));
      }
    }
    return true;
  }

  /** Both windows have the size that either was given last. */
  private void configured(long which, int newWidth, int newHeight) {
    if (newWidth == width && newHeight == height) {
      return;
    }
    if (which == window && resizable) {
      width = newWidth;
      height = newHeight;
      X11.XResizeWindow(display, inner, width, height);
      X11.XFlush(display);
    } else if (which == inner) {
      resize(newWidth, newHeight);
    }
  }

  void close() {
    X11.XDestroyWindow(display, window);
    X11.XCloseDisplay(display);
  }
}
