package ligature.ui.control;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys of the pad: arrows move what is chosen, on the way that is being edited or of the
 * points, else the puck, with alt the point at which notes are struck; with shift finely. Threads:
 * {@code [ui-thread]}.
 */
final class PadKeys {

  private static final float STEP = 0.02f;
  private static final float FINE_STEP = 0.002f;

  private final MorphPad pad;
  private final RouteHand route;
  private final PointHand points;
  private final StrikeHand strike;
  private final Map<String, Runnable> actions = new LinkedHashMap<>();

  private PadKeys(MorphPad pad, RouteHand route, PointHand points, StrikeHand strike) {
    this.pad = pad;
    this.route = route;
    this.points = points;
    this.strike = strike;
  }

  static void bind(MorphPad pad, RouteHand route, PointHand points, StrikeHand strike) {
    PadKeys keys = new PadKeys(pad, route, points, strike);
    keys.step("LEFT", -1, 0);
    keys.step("RIGHT", 1, 0);
    keys.step("DOWN", 0, -1);
    keys.step("UP", 0, 1);
    route.keys(keys::add);
    points.keys((key, action) -> keys.add(key, () -> keys.unlessEditing(action)));
    keys.actions.forEach(keys::bind);
  }

  private void step(String key, int dx, int dy) {
    add(key, () -> move(dx * STEP, dy * STEP));
    add("shift " + key, () -> move(dx * FINE_STEP, dy * FINE_STEP));
    add("alt " + key, () -> strike.step(dx * STEP, dy * STEP));
    add("alt shift " + key, () -> strike.step(dx * FINE_STEP, dy * FINE_STEP));
  }

  private void move(float dx, float dy) {
    if (!route.step(dx, dy) && !points.step(dx, dy)) {
      pad.stepBy(dx, dy);
    }
  }

  /** A key may do something on the way and something else with the points. */
  private void add(String key, Runnable action) {
    actions.merge(
        key,
        action,
        (first, second) ->
            () -> {
              first.run();
              second.run();
            });
  }

  private void unlessEditing(Runnable action) {
    if (!route.isEditing()) {
      action.run();
    }
  }

  private void bind(String key, Runnable action) {
    KeyActions.onKey(
        pad,
        key,
        () -> {
          action.run();
          pad.repaint();
        });
  }
}
