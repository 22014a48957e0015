package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Point;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.swing.JPanel;
import ligature.engine.NotePlaces;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.latent.TimbreMap;
import ligature.modulation.MorphPath;
import ligature.parameter.Parameter;
import ligature.preset.PadTimbres;
import ligature.ui.control.MapPoint;
import ligature.ui.control.MapStep;
import ligature.ui.control.MapTool;
import ligature.ui.control.PadRoute;
import ligature.ui.control.TimbreMapView;
import ligature.ui.model.Audition;
import ligature.ui.model.DrawnPaths;
import ligature.ui.model.MapPlay;
import ligature.ui.model.PadPath;
import ligature.ui.model.Sound;
import ligature.ui.model.SpreadCorners;
import ligature.ui.model.SpreadPoints;
import ligature.ui.theme.Palette;

/**
 * The map of the timbres with its tools: to point, to draw a line that becomes the path, to catch
 * timbres for the pad. It shows the pad's timbres, the path and where the sound is. Threads: {@code
 * [ui-thread]}.
 */
final class TimbreMapPage extends JPanel {

  /** What happens to a timbre that was carried off the map. */
  interface Carried {
    void to(Timbre timbre, Point onScreen);
  }

  private static final float MIDDLE = 0.5f;

  private final Supplier<TimbreBank> bank;
  private final Sound sound;
  private final PadPath path;
  private final DrawnPaths drawn;
  private final TimbreMapView map = new TimbreMapView(new Answer());
  private final MapPlay play;
  private final MapTools tools;
  private final Audition audition;
  private final Carried carried;
  private final Consumer<Timbre> choose;
  private final MapPlaces places = new MapPlaces();
  private Consumer<String> tell = line -> {};
  private int corner;

  /**
   * @param choose takes a timbre for the corner that the map was opened for
   */
  TimbreMapPage(
      Supplier<TimbreBank> bank,
      Sound sound,
      PadPath path,
      DrawnPaths drawn,
      MapPlay play,
      Audition audition,
      Carried carried,
      Consumer<Timbre> choose) {
    super(new BorderLayout(0, UIScale.scale(6)));
    this.bank = bank;
    this.sound = sound;
    this.path = path;
    this.drawn = drawn;
    this.play = play;
    this.audition = audition;
    this.carried = carried;
    this.choose = choose;
    setOpaque(false);
    add(map, BorderLayout.CENTER);
    tools = new MapTools(drawn, this::take);
    add(tools, BorderLayout.SOUTH);
    path.addListener(this::showSound);
    sound.addListener(this::showSound);
    drawn.addListener(this::showProgress);
  }

  private void take(MapTool tool) {
    play.letGo();
    audition.end();
    map.setTool(tool);
    map.requestFocusInWindow();
  }

  /** Sets who is told in a line what became of a lasso. */
  void setTell(Consumer<String> tell) {
    this.tell = tell;
  }

  /** Shows where the timbres lie; until then the map is empty. */
  void setMap(TimbreMap map) {
    places.set(map, bank.get().timbres());
    show(places.map());
  }

  /** There are more timbres in the bank now, behind the others. */
  void grow() {
    if (places.map() != null) {
      setMap(places.map());
    }
  }

  boolean isReady() {
    return places.map() != null;
  }

  private void show(TimbreMap lies) {
    List<Timbre> all = bank.get().timbres();
    List<MapPoint> points = new ArrayList<>();
    for (int i = 0; i < lies.size(); i++) {
      Timbre timbre = all.get(i);
      points.add(
          new MapPoint(
              timbre.title(),
              Palette.familyTitle(timbre.family()),
              Palette.family(timbre.family()),
              lies.x(i),
              lies.y(i)));
    }
    map.setPoints(points);
    showSound();
  }

  /** The map was opened for a corner. */
  void start(int forCorner) {
    corner = forCorner;
    showSound();
  }

  void setFound(BitSet found) {
    map.setFound(found);
  }

  TimbreMapView map() {
    return map;
  }

  private void showSound() {
    places.setPad(sound.patch().pad());
    List<Integer> onPad = places.corners();
    map.setCorners(onPad);
    map.setCurrent(corner < onPad.size() ? onPad.get(corner) : -1);
    boolean known = isReady() && places.isComplete();
    map.setRoute(
        known ? onMap(path.handles().line()) : List.of(),
        known ? onMap(path.handles().wayBack()) : List.of());
    map.setHeads(List.of());
    if (known) {
      float x = sound.binding(Parameter.MORPH_X).value();
      float y = sound.binding(Parameter.MORPH_Y).value();
      Point2D.Float at = places.at(x, y);
      map.setPlayed(at.x, at.y);
    }
  }

  /** The sheet goes: no hand is on the map any more. */
  void closed() {
    play.letGo();
  }

  private List<Point2D.Float> onMap(List<PadRoute.Place> line) {
    return line.stream().map(p -> places.at(p.x(), p.y())).toList();
  }

  private void showProgress() {
    if (!drawn.isRunning()) {
      map.forgetStroke();
    }
  }

  /**
   * Shows where the sound is. About 30 Hz.
   *
   * @param notes x and y on the pad and an amplitude, of one note after the other
   */
  void tick(float[] notes, int count) {
    if (!isShowing() || !isReady() || !places.isComplete()) {
      return;
    }
    List<Point2D.Float> heads = new ArrayList<>();
    for (int i = 0; i < count && !sound.isAuditioning(); i++) {
      heads.add(places.at(notes[i * NotePlaces.SIZE], notes[i * NotePlaces.SIZE + 1]));
    }
    if (heads.isEmpty() && path.isPlaying() && !path.path().byNote()) {
      MorphPath.Point head = path.head();
      heads.add(places.at(head.x(), head.y()));
    }
    map.setHeads(heads);
  }

  private final class Answer implements TimbreMapView.Answer {

    @Override
    public void hovered(int index) {
      if (index >= 0) {
        audition.hear(timbre(index));
      } else {
        audition.end();
      }
    }

    @Override
    public void chosen(int index) {
      choose.accept(timbre(index));
    }

    @Override
    public void played(float x, float y, boolean byHand) {
      if (!isReady()) {
        return;
      }
      if (byHand) {
        play.grab();
      }
      boolean plays = play.goTo(places.neighbours(map.found()), x, y);
      tools.show(plays ? places.words(x, y) : "Two timbres at least have to be lit to be played");
    }

    @Override
    public void lifted() {
      play.letGo();
    }

    @Override
    public void carried(int index, Point onScreen) {
      audition.end();
      carried.to(timbre(index), onScreen);
    }

    @Override
    public void drawn(List<MapStep> line) {
      audition.end();
      drawn.draw(
          places.map(),
          bank.get().timbres(),
          line.stream().map(s -> new MorphPath.Point(s.seconds(), s.x(), s.y())).toList());
    }

    @Override
    public void caught(List<Integer> inside) {
      audition.end();
      boolean free = sound.patch().pad().isFree();
      List<Integer> chosen = free ? points(inside) : corners(inside);
      if (chosen.isEmpty()) {
        tell.accept(
            inside.isEmpty()
                ? "No timbre is in the lasso; go round two or more"
                : timbre(inside.get(0)).title() + " is in the lasso alone; go round two or more");
        return;
      }
      String where = free ? "on the pad" : "at the corners";
      String names =
          chosen.stream().distinct().map(i -> timbre(i).title()).collect(Collectors.joining(", "));
      tell.accept(
          inside.size() > chosen.size()
              ? inside.size() + " timbres in the lasso; furthest apart, so " + where + ": " + names
              : Character.toUpperCase(where.charAt(0)) + where.substring(1) + ": " + names);
    }

    /** Each at the corner that is nearest to its place on the map. */
    private List<Integer> corners(List<Integer> inside) {
      List<Integer> chosen = SpreadCorners.of(places.map(), inside);
      if (!chosen.isEmpty()) {
        List<Timbre> timbres = chosen.stream().map(this::timbre).toList();
        sound.setBlend("Corners by lasso", timbres, MIDDLE, MIDDLE);
      }
      return chosen;
    }

    /** Each where it lies on the map. */
    private List<Integer> points(List<Integer> inside) {
      SpreadPoints spread = SpreadPoints.of(places.map(), inside);
      if (!spread.timbres().isEmpty()) {
        List<Timbre> timbres = spread.timbres().stream().map(this::timbre).toList();
        PadTimbres pad = new PadTimbres(timbres, spread.places());
        sound.pad().set("Points by lasso", pad, MIDDLE, MIDDLE);
      }
      return spread.timbres();
    }

    private Timbre timbre(int index) {
      return bank.get().timbres().get(index);
    }
  }
}
