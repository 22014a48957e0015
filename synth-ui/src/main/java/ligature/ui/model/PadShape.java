package ligature.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import ligature.latent.Blend;
import ligature.latent.PadPoint;
import ligature.latent.Timbre;
import ligature.parameter.Parameter;
import ligature.preset.PadTimbres;

/**
 * Which timbres lie on the pad and where: at two corners or four, or at points of their own. Every
 * change can be undone; a movement of the hand is one. Threads: {@code [ui-thread]}.
 */
public final class PadShape {

  private static final String LETTERS = "ABCDEFGH";

  /** A new point keeps so far from the others, where there is room. */
  private static final float APART = 0.1f;

  private static final int WAYS = 24;

  private final Sound sound;
  private final Turns<PadTimbres> turns;
  private List<Timbre> spare = List.of();

  PadShape(Sound sound, LongSupplier nanoTime) {
    this.sound = sound;
    turns = new Turns<>(sound.history(), this::timbres, sound::setPad, nanoTime);
  }

  /** What the window calls a timbre of the pad. */
  public static String letter(int index) {
    return LETTERS.substring(index, index + 1);
  }

  /** The timbres, as they lie. */
  public PadTimbres timbres() {
    return sound.patch().pad();
  }

  /** Makes it a pad of two corners or of four; C and D come back as they were. */
  public void setCorners(int count) {
    PadTimbres now = timbres();
    if (!now.isFree() && count == now.size()) {
      return;
    }
    List<Timbre> corners = new ArrayList<>(now.timbres().subList(0, 2));
    if (now.size() > 2) {
      spare = now.timbres().subList(2, Math.min(now.size(), Blend.CORNERS));
    }
    if (count > 2) {
      corners.addAll(spare);
      List<Timbre> unlike = UnlikeTimbres.two(sound.timbres(), now.timbres().subList(0, 2));
      while (corners.size() < Blend.CORNERS) {
        corners.add(unlike.get(corners.size() - 2));
      }
    }
    String title = count == 2 ? "Two corners" : "Four corners";
    sound.editPad(title, PadTimbres.atCorners(corners));
  }

  /** Lets the timbres lie at points of their own, at first where they are. */
  public void setFree() {
    if (!timbres().isFree()) {
      sound.editPad("Free points", timbres().freed());
    }
  }

  /** Whether there is room for one more. */
  public boolean canAdd() {
    return timbres().isFree() && timbres().size() < Blend.MOST;
  }

  /** Puts one more timbre at a place, or as near to it as others let it. */
  public void add(Timbre timbre, float x, float y) {
    if (canAdd()) {
      List<Timbre> more = new ArrayList<>(timbres().timbres());
      List<PadPoint> points = new ArrayList<>(timbres().points());
      more.add(timbre);
      points.add(spot(points, x, y));
      turns.edit("Add " + timbre.title(), new PadTimbres(more, points));
    }
  }

  /** The nearest place, on circles around one, that is far enough from some points. */
  private static PadPoint spot(List<PadPoint> points, float x, float y) {
    for (float apart = APART; apart > PadTimbres.LEAST_DISTANCE; apart /= 2) {
      for (float radius = 0; radius < 1.5f; radius += apart / 2) {
        for (int way = 0; way < WAYS; way++) {
          double angle = 2 * Math.PI * way / WAYS;
          PadPoint place =
              PadPoint.near(
                  x + radius * (float) Math.cos(angle), y + radius * (float) Math.sin(angle));
          float least = apart;
          if (points.stream().allMatch(p -> p.distance(place) >= least)) {
            return place;
          }
        }
      }
    }
    throw new IllegalStateException("the pad is full: " + points);
  }

  /** Takes a timbre away; two stay. */
  public void remove(int index) {
    if (timbres().isFree() && timbres().size() > 2) {
      List<Timbre> fewer = new ArrayList<>(timbres().timbres());
      List<PadPoint> points = new ArrayList<>(timbres().points());
      String title = fewer.remove(index).title();
      points.remove(index);
      turns.edit("Remove " + title, new PadTimbres(fewer, points));
    }
  }

  /** A point is about to be pulled. */
  public void grab() {
    turns.grab();
  }

  /** Puts a point elsewhere, unless another one lies there. */
  public void pull(int index, float x, float y) {
    List<PadPoint> points = new ArrayList<>(timbres().points());
    PadPoint place = PadPoint.near(x, y);
    points.set(index, place);
    for (int i = 0; i < points.size(); i++) {
      if (i != index && points.get(i).distance(place) < PadTimbres.LEAST_DISTANCE) {
        return;
      }
    }
    turns.turn("Move " + timbres().timbres().get(index).title(), timbres().at(points));
  }

  /** It is let go. */
  public void letGo() {
    turns.letGo();
  }

  /** Puts timbres on the pad and the puck at a place, as one edit. */
  public void set(String title, PadTimbres pad, float x, float y) {
    sound.edit(
        title,
        now ->
            now.with(pad)
                .with(Parameter.BLEND, 0)
                .with(Parameter.MORPH_X, x)
                .with(Parameter.MORPH_Y, y));
  }
}
