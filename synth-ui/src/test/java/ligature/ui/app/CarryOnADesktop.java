package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;

import java.awt.Component;
import java.awt.Point;
import java.util.List;
import ligature.ui.WindowFixture;
import ligature.ui.control.CornerChip;
import ligature.ui.control.TimbreMapView;

/**
 * Carries timbres from the map to corners with the pointer, wherever the window is moved, and says
 * what it did. In a process of its own: whether there is a window manager, Java asks once.
 */
public final class CarryOnADesktop {

  private static final List<Point> PLACES = List.of(new Point(40, 60), new Point(317, 203));
  private static final List<String> CORNERS = List.of("D", "A");
  private static final List<String> TIMBRES = List.of("tuba", "oboe");

  private CarryOnADesktop() {}

  public static void main(String[] args) {
    try (WindowFixture on = new WindowFixture(List.of("One"), name -> null)) {
      System.out.println("a title bar: " + (edt(() -> on.window.frame().getInsets().top) > 0));
      for (int i = 0; i < PLACES.size(); i++) {
        on.move(PLACES.get(i));
        carry(on, TIMBRES.get(i), CORNERS.get(i));
      }
    }
    System.exit(0);
  }

  private static void carry(WindowFixture on, String timbre, String corner) {
    on.push("cornerB");
    on.push("timbresAsMap");
    TimbreMapView map = on.find("timbreMap", TimbreMapView.class);
    eventually("the map was made", () -> edt(() -> map.isShowing() && map.pointCount() > 0));
    int index = on.player.bank().timbres().indexOf(on.player.timbre(timbre));
    Point from =
        edt(() -> new Point(Math.round(map.place(index).x), Math.round(map.place(index).y)));
    Component to = on.find("corner" + corner, CornerChip.class);
    on.moveTo(map, from);
    on.press(map, from);
    on.moveTo(map, new Point(from.x + 15, from.y + 5));
    on.moveTo(to, edt(() -> new Point(to.getWidth() / 2, to.getHeight() / 2)));
    on.release();
    int number = corner.charAt(0) - 'A';
    eventually("it is there", () -> on.player.patch().corner(number).name().equals(timbre));
    System.out.println(timbre + " is at " + corner);
    on.push("viewPlay");
  }
}
