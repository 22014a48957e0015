package ligature.ui.control;

import static ligature.ui.theme.Palette.color;
import static ligature.ui.theme.Palette.withAlpha;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.util.List;
import ligature.latent.Blend;
import ligature.ui.theme.Palette;

/**
 * Paints what moves on the pad: ties to the timbres, weights, dots that light up, trail, rings and
 * the puck.
 */
final class PadPainter {

  /** How far the moving light around the puck reaches, in pixels at scale 1. */
  static final float REACH = 150;

  private static final float PUCK_RADIUS = 10;
  private static final float RING_START = 16;
  private static final float RING_TRAVEL = 110;
  private static final float DISC_MIN = 9;
  private static final float DISC_GROWTH = 13;
  private static final float TIE_BEND = 0.10f;
  private static final float DOT_REACH = 105;
  private static final int TRAIL_LAYERS = 14;
  private static final double TRAIL_WIDTH = 13;
  private static final double TRAIL_ALPHA = 0.045;

  private final PadGeometry geometry;
  private final PadMix mix;
  private final List<PadCorner> timbres;
  private final Blend blend;
  private final PadMotion motion;
  private final Point2D.Float puck;
  private final Color light;

  PadPainter(
      PadGeometry geometry,
      PadMix mix,
      Blend blend,
      PadMotion motion,
      Point2D.Float puck,
      Color light) {
    this.geometry = geometry;
    this.mix = mix;
    timbres = mix.timbres();
    this.blend = blend;
    this.motion = motion;
    this.puck = puck;
    this.light = light;
  }

  /**
   * Paints it all.
   *
   * @param chosen the timbre that keys move
   * @param under the one under the pointer; -1 for none
   */
  void paint(Graphics2D g, int chosen, int under) {
    paintTies(g);
    paintTimbres(g, chosen, under);
    paintDots(g);
    paintTrail(g);
    paintHalo(g);
    paintRings(g);
    paintPuck(g);
  }

  /** A slur from each timbre to the puck, as strong as the timbre sounds. */
  private void paintTies(Graphics2D g) {
    for (int i = 0; i < timbres.size(); i++) {
      float weight = blend.weight(i);
      Point2D.Float from = at(i);
      if (weight < 0.005f || from.distance(puck) < 1) {
        continue;
      }
      float dx = puck.x - from.x;
      float dy = puck.y - from.y;
      float bend = i % 4 == 0 || i % 4 == 3 ? TIE_BEND : -TIE_BEND;
      Path2D.Float tie = new Path2D.Float();
      tie.moveTo(from.x, from.y);
      tie.quadTo(from.x + dx / 2 - dy * bend, from.y + dy / 2 + dx * bend, puck.x, puck.y);
      g.setStroke(
          new BasicStroke(
              UIScale.scale(0.8f + 3.2f * weight), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      g.setColor(withAlpha(timbres.get(i).color(), 0.18 + 0.6 * weight));
      g.draw(tie);
    }
  }

  private Point2D.Float at(int timbre) {
    return geometry.point(timbres.get(timbre).place().x(), timbres.get(timbre).place().y());
  }

  private void paintTimbres(Graphics2D g, int chosen, int under) {
    for (int i = 0; i < timbres.size(); i++) {
      float weight = blend.weight(i);
      Point2D.Float at = at(i);
      PadCorner timbre = timbres.get(i);
      float radius = UIScale.scale(DISC_MIN + DISC_GROWTH * (float) Math.sqrt(weight));
      glow(g, at, radius * 2.1f, timbre.color(), 0.25 + 0.35 * weight);
      g.setColor(withAlpha(timbre.color(), 0.55 + 0.45 * weight));
      g.fill(circle(at, radius));
      if (i == chosen || i == under) {
        g.setColor(color(i == chosen ? "MorphPad.focusColor" : "MorphPad.puck"));
        g.setStroke(new BasicStroke(UIScale.scale(2f)));
        g.draw(circle(at, radius + UIScale.scale(3f)));
      }
      g.setFont(Palette.smallBold());
      g.setColor(withAlpha(Palette.textOn(timbre.color()), 0.75));
      FontMetrics metrics = g.getFontMetrics();
      drawCentred(
          g, timbre.letter(), at.x, at.y + (metrics.getAscent() - metrics.getDescent()) / 2f);
      if (mix.isFree()) {
        paintTitle(g, timbre.title(), at, radius, weight);
      }
    }
  }

  /** Below its point, or above where there is no room. */
  private void paintTitle(
      Graphics2D g, String title, Point2D.Float at, float radius, float weight) {
    g.setFont(Palette.font("small.font"));
    FontMetrics metrics = g.getFontMetrics();
    float gap = radius + UIScale.scale(3f);
    float below = at.y + gap + metrics.getAscent();
    boolean fits = below + metrics.getDescent() < geometry.height();
    float half = metrics.stringWidth(title) / 2f + UIScale.scale(4f);
    float x = Math.max(half, Math.min(geometry.width() - half, at.x));
    g.setColor(withAlpha(color("MorphPad.puck"), 0.5 + 0.5 * weight));
    drawCentred(g, title, x, fits ? below : at.y - gap - metrics.getDescent());
  }

  private static void drawCentred(Graphics2D g, String text, float x, float baseline) {
    g.drawString(text, x - g.getFontMetrics().stringWidth(text) / 2f, baseline);
  }

  /** The lattice near the puck answers it, and the sound. */
  private void paintDots(Graphics2D g) {
    double reach = UIScale.scale(DOT_REACH) * (0.8 + 0.5 * motion.glow());
    for (int row = 0; row <= geometry.dotRows(); row++) {
      for (int column = 0; column <= geometry.dotColumns(); column++) {
        Point2D.Float dot = geometry.dot(column, row);
        double near = 1 - dot.distance(puck) / reach;
        if (near > 0) {
          g.setColor(withAlpha(color("MorphPad.dot"), near * near * (0.35 + 0.5 * motion.glow())));
          g.fill(circle(dot, UIScale.scale((float) (1.1 + 1.3 * near * (0.5 + motion.glow())))));
        }
      }
    }
  }

  /**
   * A comet's tail: whole strokes of growing width lie on one another, each begins nearer to the
   * puck.
   */
  private void paintTrail(Graphics2D g) {
    Color color = Palette.between(light, color("MorphPad.puck"), 0.3);
    for (int layer = 1; layer <= TRAIL_LAYERS; layer++) {
      double share = (double) layer / TRAIL_LAYERS;
      Path2D.Float path = null;
      for (PadMotion.Trace trace : motion.trail()) {
        if (1 - motion.age(trace.seconds(), PadMotion.TRAIL_SECONDS) < share - 1.0 / TRAIL_LAYERS) {
          continue;
        }
        if (path == null) {
          path = new Path2D.Float();
          path.moveTo(trace.at().x, trace.at().y);
        } else {
          path.lineTo(trace.at().x, trace.at().y);
        }
      }
      if (path != null) {
        path.lineTo(puck.x, puck.y);
        g.setStroke(
            new BasicStroke(
                UIScale.scale((float) (1 + TRAIL_WIDTH * share)),
                BasicStroke.CAP_ROUND,
                BasicStroke.JOIN_ROUND));
        g.setColor(withAlpha(color, TRAIL_ALPHA));
        g.draw(path);
      }
    }
  }

  private void paintHalo(Graphics2D g) {
    glow(
        g,
        puck,
        UIScale.scale((float) (46 + 44 * motion.glow())),
        light,
        0.55 + 0.4 * motion.glow());
  }

  /** The sound's loudness of the last second, spreading from the puck. */
  private void paintRings(Graphics2D g) {
    for (PadMotion.Ring ring : motion.rings()) {
      double age = motion.age(ring.seconds(), PadMotion.RING_SECONDS);
      double left = 1 - age;
      double spread = age * (2 - age); // slows down on its way, as on water
      g.setStroke(new BasicStroke(UIScale.scale((float) (0.8 + 1.6 * left * ring.level()))));
      g.setColor(
          withAlpha(
              Palette.between(light, color("MorphPad.puck"), 0.35),
              0.5 * ring.level() * left * left));
      g.draw(
          circle(
              puck,
              UIScale.scale(
                  (float) (RING_START + RING_TRAVEL * spread * (0.45 + 0.55 * ring.level())))));
    }
  }

  private void paintPuck(Graphics2D g) {
    g.setColor(light);
    g.fill(circle(puck, UIScale.scale(PUCK_RADIUS + 2.5f)));
    g.setColor(color("MorphPad.puck"));
    g.setStroke(new BasicStroke(UIScale.scale(2.5f)));
    g.draw(circle(puck, UIScale.scale(PUCK_RADIUS + 2.5f)));
    g.fill(circle(puck, UIScale.scale((float) (PUCK_RADIUS * (0.38 + 0.34 * motion.glow())))));
  }

  private static void glow(
      Graphics2D g, Point2D.Float at, float radius, Color color, double strength) {
    Color[] fade = {
      withAlpha(color, strength), withAlpha(color, strength * 0.32), withAlpha(color, 0)
    };
    g.setPaint(new RadialGradientPaint(at, radius, new float[] {0, 0.45f, 1}, fade));
    g.fill(circle(at, radius));
  }

  static Ellipse2D.Float circle(Point2D.Float at, float radius) {
    return new Ellipse2D.Float(at.x - radius, at.y - radius, 2 * radius, 2 * radius);
  }
}
