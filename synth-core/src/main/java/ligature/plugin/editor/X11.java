package ligature.plugin.editor;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The functions of Xlib that we call, under their own names, on 64 bits: a window is a long.
 *
 * <p>Threads: one.
 */
final class X11 {

  /** Kept, for JNA forgets libraries that nobody holds. */
  private static final NativeLibrary LIBRARY = NativeLibrary.getInstance("libX11.so.6");

  static {
    Native.register(X11.class, LIBRARY);
  }

  private X11() {}

  /** Told of errors; without one Xlib ends the process. */
  interface ErrorListener extends Callback {
    int callback(Pointer display, Pointer event);
  }

  static native int XInitThreads();

  static native Pointer XSetErrorHandler(ErrorListener listener);

  static native Pointer XOpenDisplay(String name);

  static native int XCloseDisplay(Pointer display);

  static native long XDefaultRootWindow(Pointer display);

  static native long XCreateSimpleWindow(
      Pointer display,
      long parent,
      int x,
      int y,
      int width,
      int height,
      int borderWidth,
      long border,
      long background);

  static native int XDestroyWindow(Pointer display, long window);

  static native int XStoreName(Pointer display, long window, String name);

  static native int XSelectInput(Pointer display, long window, long mask);

  static native long XInternAtom(Pointer display, String name, int onlyIfExists);

  static native int XSetWMProtocols(Pointer display, long window, Pointer atoms, int count);

  static native void XSetWMNormalHints(Pointer display, long window, Pointer hints);

  static native int XChangeProperty(
      Pointer display,
      long window,
      long property,
      long type,
      int format,
      int mode,
      Pointer data,
      int count);

  static native int XMapRaised(Pointer display, long window);

  static native int XMapWindow(Pointer display, long window);

  static native int XResizeWindow(Pointer display, long window, int width, int height);

  static native int XGetGeometry(
      Pointer display,
      long drawable,
      Pointer root,
      Pointer x,
      Pointer y,
      Pointer width,
      Pointer height,
      Pointer border,
      Pointer depth);

  static native int XPending(Pointer display);

  static native int XNextEvent(Pointer display, Pointer event);

  static native int XSync(Pointer display, int discard);

  static native int XFlush(Pointer display);
}
