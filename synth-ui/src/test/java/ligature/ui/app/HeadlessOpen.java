package ligature.ui.app;

import java.util.List;
import ligature.files.InputException;
import ligature.ui.RecordingPlayer;

/** Opens the window where there may be no screen, and prints the line that says so. */
public final class HeadlessOpen {

  private HeadlessOpen() {}

  public static void main(String[] args) {
    RecordingPlayer player = new RecordingPlayer();
    try {
      new WindowApp().open(player, List.of(), name -> null);
    } catch (InputException e) {
      System.out.println(e.getMessage() + " " + player.calls);
    }
  }
}
