package ligature.ui.app;

import ligature.files.InputException;
import ligature.ui.RecordingPlayer;
import ligature.ui.TestRig;

/** Opens the window where there may be no screen, and prints the line that says so. */
public final class HeadlessOpen {

  private HeadlessOpen() {}

  public static void main(String[] args) {
    RecordingPlayer player = new RecordingPlayer();
    try {
      new WindowApp().open(new TestRig(player));
    } catch (InputException e) {
      System.out.println(e.getMessage() + " " + player.calls);
    }
  }
}
