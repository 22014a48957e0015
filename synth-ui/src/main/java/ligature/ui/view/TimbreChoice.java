package ligature.ui.view;

import java.util.List;
import java.util.function.Consumer;
import javax.swing.JPopupMenu;
import ligature.latent.Timbre;
import ligature.ui.model.PadShape;
import ligature.ui.model.Sound;

/**
 * Opens the sheet with the timbres: for one on the pad, for one more, or to look around. Threads:
 * {@code [ui-thread]}.
 */
final class TimbreChoice implements Corners.Chooser {

  private final Sound sound;
  private final TrimMenu trim;
  private final Consumer<Sheet> open;
  private TimbreBrowser browser;

  /**
   * @param open opens a sheet
   */
  TimbreChoice(Sound sound, TrimMenu trim, Consumer<Sheet> open) {
    this.sound = sound;
    this.trim = trim;
    this.open = open;
  }

  /** Sets the sheet: the pad that asks for it is built before it. */
  void setBrowser(TimbreBrowser newBrowser) {
    browser = newBrowser;
  }

  @Override
  public void replace(int index) {
    open.accept(browser);
    browser.start(index, sound.patch().corner(index), timbre -> sound.setCorner(index, timbre));
  }

  @Override
  public void add(float x, float y) {
    PadShape shape = sound.pad();
    int next = shape.timbres().size();
    open.accept(browser);
    browser.start(next, sound.patch().corner(0), timbre -> shape.add(timbre, x, y));
  }

  @Override
  public JPopupMenu menu(Timbre timbre) {
    return trim.menu(timbre);
  }

  /** Shows the map with some timbres lit. */
  void showNearest(List<Timbre> timbres) {
    replace(0);
    browser.showNearest(timbres);
  }

  /** Shows the map. */
  void showMap() {
    replace(0);
    browser.showMap();
  }
}
