package ligature.ui.view;

import java.awt.Component;

/** Which sheet lies over the pad. Threads: {@code [ui-thread]}. */
final class Sheets {

  private final Stage stage;
  private final Component focusBack;
  private Sheet open;

  /**
   * @param focusBack gets the focus when a sheet was taken away
   */
  Sheets(Stage stage, Component focusBack) {
    this.stage = stage;
    this.focusBack = focusBack;
  }

  /** Lays a sheet over the pad, in place of another one. */
  void open(Sheet sheet) {
    if (open != null && open != sheet) {
      open.closed();
    }
    open = sheet;
    stage.open(sheet);
    sheet.opened();
    sheet.firstFocus().requestFocusInWindow();
  }

  /** Takes the sheet away; does nothing if there is none. */
  void close() {
    if (open != null) {
      open.closed();
      open = null;
      stage.close();
      focusBack.requestFocusInWindow();
    }
  }

  /** Opens a sheet, or closes it if it is open. */
  void toggle(Sheet sheet) {
    if (open == sheet) {
      close();
    } else {
      open(sheet);
    }
  }

  boolean isOpen() {
    return open != null;
  }
}
