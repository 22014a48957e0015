package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import ligature.live.Player;
import ligature.modulation.MorphPath;
import ligature.modulation.MorphPath.Mode;
import ligature.modulation.MorphPath.Point;
import ligature.parameter.Parameter;

/**
 * The way over the pad that belongs to the sound: recorded on the pad, drawn on the map or made by
 * hand, and saved with the preset.
 *
 * <p>Recording waits for a hand on the pad, and ends when the hand lets go; then the path plays.
 * While a hand is on the pad a path that leaves it nothing to do gives way. Threads: {@code
 * [ui-thread]}.
 */
public final class PadPath {

  /** The longest recording. */
  static final double MOST_SECONDS = 60;

  private static final double SHORTEST_SECONDS = 0.02;

  /** How far a recording may lie from what the hand did, in widths of the pad. */
  private static final double RECORD_ERROR = 0.004;

  private static final double RETURN_SECONDS = 0.25;

  private final Player player;
  private final Sound sound;
  private final Modulation modulation;
  private final PathHandles handles;
  private final Binding x;
  private final Binding y;
  private final List<Runnable> listeners = new ArrayList<>();
  private final List<Point> recorded = new ArrayList<>();
  private boolean armed;
  private boolean recording;
  private boolean editing;
  private double since;
  private float share = Parameter.PATH.initial();

  public PadPath(Player player, Sound sound, Modulation modulation) {
    this(player, sound, modulation, System::nanoTime);
  }

  PadPath(Player player, Sound sound, Modulation modulation, LongSupplier nanoTime) {
    this.player = player;
    this.sound = sound;
    this.modulation = modulation;
    handles = new PathHandles(sound.history(), modulation, nanoTime);
    x = sound.binding(Parameter.MORPH_X);
    y = sound.binding(Parameter.MORPH_Y);
    modulation.addListener(this::fire);
  }

  /** The path; {@link MorphPath#NONE} if there is none. */
  public MorphPath path() {
    return modulation.matrix().path();
  }

  /** Where it can be taken hold of. */
  public PathHandles handles() {
    return handles;
  }

  /** Whether a path is being recorded, or waits for a hand to begin. */
  public boolean isRecording() {
    return armed || recording;
  }

  /** Whether notes follow it, if only in part. */
  public boolean isPlaying() {
    return !path().isEmpty() && sound.kept(Parameter.PATH) > 0;
  }

  /** Whether its points are shown to be pulled. */
  public boolean isEditing() {
    return editing;
  }

  /** Whether all notes are at one place of it, and the pad's own point counts nothing. */
  public boolean carriesPuck() {
    return !path().isEmpty()
        && !path().byNote()
        && sound.binding(Parameter.PATH).value() == Parameter.PATH.max();
  }

  /** Where on the path all notes are; each by itself, its own way, if the path is by note. */
  public Point head() {
    double phase = sound.binding(Parameter.PATH_PHASE).value();
    return path().at(player.meters().pathTime() + phase * path().cycle());
  }

  /** Called when anything of the above has changed, but the head. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Waits for a hand to record; or ends the recording. */
  public void record() {
    if (recording) {
      finish();
    } else {
      armed = !armed;
      fire();
    }
  }

  /** Lets the notes follow the path, as far as they did before, or no longer. */
  public void play() {
    armed = false;
    if (!path().isEmpty()) {
      float now = sound.kept(Parameter.PATH);
      share = now > 0 ? now : share;
      sound.endGesture();
      sound.binding(Parameter.PATH).turn(now > 0 ? 0 : share);
      sound.endGesture();
    }
    fire();
  }

  /** Shows the path's points to be pulled, or no longer. */
  public void edit() {
    editing = !editing && !path().isEmpty();
    fire();
  }

  /** Forgets the path. */
  public void clear() {
    armed = false;
    recording = false;
    if (!path().isEmpty()) {
      handles.replace("Clear the path", MorphPath.NONE);
    }
    fire();
  }

  /**
   * Another way under the settings of this path: its unit, curve, mode and offsets. Without a path,
   * under those that are given.
   *
   * @param seconds its points, their times in seconds
   * @param otherwise the settings, in seconds
   */
  MorphPath inItsPlace(List<Point> seconds, MorphPath otherwise) {
    MorphPath now = path();
    if (now.isEmpty()) {
      return otherwise.withPoints(seconds);
    }
    return now.withPoints(
        now.inBeats() ? PathPoints.stretched(seconds, beatsPerMinute() / 60) : seconds);
  }

  /** The tempo that paths in beats go by, as far as a window can know it. */
  double beatsPerMinute() {
    double clock = player.meters().clockBeatsPerMinute();
    return clock > 0 ? clock : sound.binding(Parameter.TEMPO).value();
  }

  /**
   * Goes on to a time, in seconds of a steady clock. About 60 Hz.
   *
   * @param held whether a hand is on the pad
   */
  public void tick(double seconds, boolean held) {
    if (armed && held) {
      armed = false;
      recording = true;
      since = seconds;
      recorded.clear();
    }
    giveWay(held);
    if (recording) {
      if (held && seconds - since <= MOST_SECONDS) {
        recorded.add(new Point(seconds - since, x.value(), y.value()));
      } else {
        finish();
      }
    }
  }

  private void giveWay(boolean held) {
    boolean rules = sound.kept(Parameter.PATH) == Parameter.PATH.max() || recording;
    if (held && rules && !path().isEmpty()) {
      sound.lend(Parameter.PATH, 0);
    } else {
      sound.takeBack(Parameter.PATH);
    }
  }

  private void finish() {
    recording = false;
    sound.takeBack(Parameter.PATH);
    if (recorded.size() > 1 && recorded.get(recorded.size() - 1).at() > SHORTEST_SECONDS) {
      List<Point> points = MorphPath.recorded(recorded, RECORD_ERROR).points();
      MorphPath loop = MorphPath.NONE.withMode(Mode.LOOP, RETURN_SECONDS);
      play("Record a path", inItsPlace(points, loop));
    }
    fire();
  }

  /** Puts another path in the place of this one, and plays it, as one edit. */
  private void play(String title, MorphPath next) {
    float before = sound.kept(Parameter.PATH);
    float after = Parameter.PATH.max();
    Binding follow = sound.binding(Parameter.PATH);
    handles.replace(title, next, () -> follow.steer(before), () -> follow.steer(after));
  }

  private void fire() {
    editing = editing && !path().isEmpty();
    listeners.forEach(Runnable::run);
  }
}
