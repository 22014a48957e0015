package ligature.ui.view;

/** Which sheet lies over the pad. Threads: {@code [ui-thread]}. */
final class Sheets {

  private final Stage stage;
  private final Views views;
  private Sheet open;

  Sheets(Stage stage, Views views) {
    this.stage = stage;
    this.views = views;
  }

  /** Lays a sheet over the pad, in place of another one. */
  void open(Sheet sheet) {
    if (open != null && open != sheet) {
      open.closed();
    }
    open = sheet;
    views.setCovered(true);
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
      views.setCovered(false);
      views.focus().requestFocusInWindow();
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
