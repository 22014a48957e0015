package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.GridBagLayout;
import java.awt.GridLayout;
import java.awt.Point;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JToggleButton;
import ligature.engine.NotePlaces;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.latent.TimbreMap;
import ligature.modulation.MorphPath;
import ligature.ui.control.MapPoint;
import ligature.ui.control.MapStep;
import ligature.ui.control.MapTool;
import ligature.ui.control.TimbreMapView;
import ligature.ui.model.Audition;
import ligature.ui.model.DrawnPaths;
import ligature.ui.model.PadPath;
import ligature.ui.model.Sound;
import ligature.ui.model.SpreadCorners;
import ligature.ui.theme.Palette;

/**
 * The map of the timbres with its tools: to point, to draw a line that becomes the path, to catch
 * timbres for the corners. It shows the pad's corners, the path and where the sound is. Threads:
 * {@code [ui-thread]}.
 */
final class TimbreMapPage extends JPanel {

  /** What happens to a timbre that was carried off the map. */
  interface Carried {
    void to(Timbre timbre, Point onScreen);
  }

  private final Supplier<TimbreBank> bank;
  private final Sound sound;
  private final PadPath path;
  private final DrawnPaths drawn;
  private final TimbreMapView map = new TimbreMapView(new Answer());
  private final Audition audition;
  private final Carried carried;
  private final Consumer<Timbre> choose;
  private final MapPlaces places = new MapPlaces();
  private final JProgressBar progress = new JProgressBar(0, 1000);
  private final JLabel hint = new JLabel();
  private final JButton cancel = new JButton("Cancel");
  private Consumer<String> tell = line -> {};
  private MapTool tool = MapTool.POINT;
  private int corner;

  /**
   * @param choose takes a timbre for the corner that the map was opened for
   */
  TimbreMapPage(
      Supplier<TimbreBank> bank,
      Sound sound,
      PadPath path,
      DrawnPaths drawn,
      Audition audition,
      Carried carried,
      Consumer<Timbre> choose) {
    super(new BorderLayout(0, UIScale.scale(6)));
    this.bank = bank;
    this.sound = sound;
    this.path = path;
    this.drawn = drawn;
    this.audition = audition;
    this.carried = carried;
    this.choose = choose;
    setOpaque(false);
    add(map, BorderLayout.CENTER);
    add(tools(), BorderLayout.SOUTH);
    path.addListener(this::showSound);
    sound.addListener(this::showSound);
    drawn.addListener(this::showProgress);
    showProgress();
  }

  private JPanel tools() {
    ButtonGroup group = new ButtonGroup();
    JPanel buttons = new JPanel(new GridLayout(1, 3, UIScale.scale(4), 0));
    buttons.setOpaque(false);
    for (MapTool one : MapTool.values()) {
      JToggleButton button = new JToggleButton(title(one), one == MapTool.POINT);
      button.setName("mapTool " + title(one));
      button.setToolTipText(tip(one));
      button.setRequestFocusEnabled(false);
      button.putClientProperty(FlatClientProperties.STYLE, "margin: 1,8,1,8");
      button.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
      button.addActionListener(e -> take(one));
      group.add(button);
      buttons.add(button);
    }
    hint.setName("mapHint");
    hint.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
    hint.putClientProperty(FlatClientProperties.STYLE, "foreground: $Ligature.muted");
    hint.setMinimumSize(new Dimension());
    progress.setName("mapProgress");
    progress.getAccessibleContext().setAccessibleName("How far the line was timed");
    progress.setPreferredSize(UIScale.scale(new Dimension(120, 6)));
    cancel.setName("mapCancel");
    cancel.putClientProperty(FlatClientProperties.STYLE, "margin: 1,8,1,8");
    cancel.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
    cancel.addActionListener(e -> drawn.cancel());
    JPanel right = new JPanel(new FlowLayout(FlowLayout.TRAILING, UIScale.scale(8), 0));
    right.setOpaque(false);
    JPanel middle = new JPanel(new GridBagLayout());
    middle.setOpaque(false);
    middle.add(progress);
    right.add(middle);
    right.add(cancel);
    JPanel line = new JPanel(new BorderLayout(UIScale.scale(10), 0));
    line.setOpaque(false);
    line.add(buttons, BorderLayout.WEST);
    line.add(hint, BorderLayout.CENTER);
    line.add(right, BorderLayout.EAST);
    return line;
  }

  private static String title(MapTool tool) {
    return switch (tool) {
      case POINT -> "Point";
      case PATH -> "Path";
      case LASSO -> "Lasso";
    };
  }

  private static String tip(MapTool tool) {
    return switch (tool) {
      case POINT -> "Point to hear on a held key, click to take, drag to a corner";
      case PATH -> "Draw a line: it becomes the path (ctrl drag; enter marks, ctrl enter ends)";
      case LASSO -> "Go round timbres: they become corners (shift drag; enter, ctrl enter)";
    };
  }

  private void take(MapTool chosen) {
    tool = chosen;
    map.setTool(chosen);
    showProgress();
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
    List<Timbre> corners = sound.patch().corners();
    places.setCorners(corners);
    map.setCorners(places.corners());
    map.setCurrent(places.corners().get(Math.min(corner, corners.size() - 1)));
    boolean known = isReady() && places.isComplete();
    map.setRoute(
        known
            ? path.handles().line().stream().map(p -> places.at(p.x(), p.y())).toList()
            : List.of(),
        path.handles().isClosed());
    map.setHeads(List.of());
  }

  private void showProgress() {
    boolean running = drawn.isRunning();
    progress.setVisible(running);
    cancel.setVisible(running);
    progress.setValue((int) Math.round(progress.getMaximum() * drawn.done()));
    hint.setText(running ? "Timing the line by ear \u2026" : tip(tool));
    hint.setToolTipText(hint.getText());
    if (!running) {
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
      List<Integer> corners = SpreadCorners.of(places.map(), inside);
      if (corners.isEmpty()) {
        tell.accept(
            inside.isEmpty()
                ? "No timbre is in the lasso; go round two or more"
                : timbre(inside.get(0)).title() + " is in the lasso alone; go round two or more");
        return;
      }
      List<Timbre> chosen = corners.stream().map(this::timbre).toList();
      sound.setBlend("Corners by lasso", chosen, 0.5f, 0.5f);
      String names =
          chosen.stream().distinct().map(Timbre::title).collect(Collectors.joining(", "));
      tell.accept(
          inside.size() > corners.size()
              ? inside.size() + " timbres in the lasso; furthest apart, so at the corners: " + names
              : "At the corners: " + names);
    }

    private Timbre timbre(int index) {
      return bank.get().timbres().get(index);
    }
  }
}
