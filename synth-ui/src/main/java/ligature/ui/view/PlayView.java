package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Component;
import java.awt.geom.Point2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JPanel;
import ligature.engine.Meters;
import ligature.engine.NotePlaces;
import ligature.modulation.MorphPath;
import ligature.parameter.Parameter;
import ligature.ui.control.LevelMeter;
import ligature.ui.control.MorphPad;
import ligature.ui.control.SoundFeed;
import ligature.ui.control.SoundView;
import ligature.ui.model.Modulation;
import ligature.ui.model.PadPath;
import ligature.ui.model.Sound;

/**
 * The view to play: the pad between its corners, what sounds and how loud at its sides, the macros
 * below, or what can be turned on the path while its points are shown. Threads: {@code
 * [ui-thread]}.
 */
final class PlayView extends JPanel {

  private static final String MACROS = "macros";
  private static final String PATH = "path";

  private final MorphPad pad;
  private final Corners corners;
  private final LevelFader fader;
  private final LevelMeter meter = new LevelMeter();
  private final CornerCount cornerCount;
  private final SoundView soundView;
  private final MacroStrip macros;
  private final PadPath path;
  private final PathBar pathBar;
  private final PathStrip pathStrip;
  private final CardLayout strips = new CardLayout();
  private final JPanel below = new JPanel(strips);
  private final Stage stage;
  private final float[] places = new float[NotePlaces.MOST * NotePlaces.SIZE];

  /**
   * @param chooser lets a timbre be chosen for the pad
   */
  PlayView(
      Sound sound,
      Modulation modulation,
      PadPath path,
      SoundFeed feed,
      LearnMenu learn,
      CaptureButton capture,
      Corners.Chooser chooser) {
    super(new BorderLayout(0, UIScale.scale(8)));
    setName("play");
    setOpaque(false);
    pad = new MorphPad(sound.binding(Parameter.MORPH_X), sound.binding(Parameter.MORPH_Y));
    pad.setStrike(
        sound.binding(Parameter.STRIKE),
        sound.binding(Parameter.STRIKE_X),
        sound.binding(Parameter.STRIKE_Y));
    fader = new LevelFader(sound.binding(Parameter.LEVEL));
    corners = new Corners(sound, pad, chooser);
    cornerCount = new CornerCount(sound, pad, () -> chooser.add(pad.puckX(), pad.puckY()));
    corners.setMore(cornerCount);
    JPanel levels = new JPanel(new BorderLayout());
    levels.setOpaque(false);
    levels.add(fader, BorderLayout.CENTER);
    levels.add(meter, BorderLayout.EAST);
    soundView = new SoundView(feed, List.of(SoundView.Kind.values()));
    this.path = path;
    pathBar = new PathBar(path, capture);
    PadSide side = new PadSide(soundView, cornerCount, soundView, pathBar);
    stage = new Stage(column(2, side, 0), pad, column(3, levels, 1));
    macros = new MacroStrip(sound, modulation, learn);
    pathStrip = new PathStrip(sound, modulation, path, learn);
    below.setOpaque(false);
    below.add(macros, MACROS);
    below.add(pathStrip, PATH);
    Map<Parameter, String> axes = new LinkedHashMap<>();
    axes.put(Parameter.MORPH_X, "the pad\u2019s x");
    axes.put(Parameter.MORPH_Y, "the pad\u2019s y");
    learn.on(pad, axes);
    learn.on(fader.control(), Map.of(Parameter.LEVEL, "the level"));
    path.addListener(this::showPath);
    add(stage, BorderLayout.CENTER);
    add(below, BorderLayout.SOUTH);
    showPath();
  }

  private JPanel column(int top, Component middle, int bottom) {
    JPanel column = new JPanel(new BorderLayout(0, UIScale.scale(10)));
    column.setOpaque(false);
    column.add(corners.chip(top), BorderLayout.NORTH);
    column.add(middle, BorderLayout.CENTER);
    column.add(corners.chip(bottom), BorderLayout.SOUTH);
    return column;
  }

  private void showPath() {
    pad.setRoute(
        path.path().isEmpty() ? null : path.handles(), path.isRecording(), path.isEditing());
    strips.show(below, path.isEditing() ? PATH : MACROS);
  }

  private void showHead() {
    boolean shared = path.isPlaying() && !path.path().byNote();
    MorphPath.Point head = shared ? path.head() : null;
    pad.setHead(head == null ? null : new Point2D.Float(head.x(), head.y()), path.carriesPuck());
  }

  /** Where sheets lie. */
  Stage stage() {
    return stage;
  }

  MorphPad pad() {
    return pad;
  }

  Corners corners() {
    return corners;
  }

  /** Shows what sounds. About 30 Hz. */
  void tickMeters(double seconds, Meters meters) {
    float left = meters.takePeakLeft();
    float right = meters.takePeakRight();
    meter.tick(seconds, left, right, meters.limiterDb());
    pad.hear(Math.max(left, right));
    pad.setWaiting(
        meters.waitingControl(Parameter.MORPH_X), meters.waitingControl(Parameter.MORPH_Y));
    fader.tick();
    cornerCount.tick();
    macros.tick();
    pathStrip.tick();
    pathBar.tick();
  }

  /** Goes on to a time, in seconds of any clock, and to where the notes are. About 60 Hz. */
  void tick(double seconds, Meters meters) {
    path.tick(seconds, pad.isHeld());
    showHead();
    pad.setNotes(places, meters.places().read(places));
    pad.tick(seconds);
    soundView.tick(pad.blendColor());
    corners.tick();
  }
}
