package ligature.ui.control;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys of the map: arrows go from point to point, or play it where it is played; enter takes a
 * point, or marks it for a line or lasso, which ctrl enter ends. Threads: {@code [ui-thread]}.
 */
final class MapKeys {

  private static final float STEP = 0.02f;
  private static final float FINE_STEP = 0.002f;

  private final TimbreMapView map;
  private final TimbreMapView.Answer answer;
  private final MapHand hand;
  private final List<Integer> marked = new ArrayList<>();

  MapKeys(TimbreMapView map, TimbreMapView.Answer answer, MapHand hand) {
    this.map = map;
    this.answer = answer;
    this.hand = hand;
  }

  void bind() {
    bindStep("LEFT", -1, 0);
    bindStep("RIGHT", 1, 0);
    bindStep("UP", 0, 1);
    bindStep("DOWN", 0, -1);
    bind("ENTER", this::take);
    bind("ctrl ENTER", this::finishMarked);
  }

  private void bindStep(String key, int dx, int dy) {
    bind(key, () -> step(dx, dy, STEP));
    bind("shift " + key, () -> step(dx, dy, FINE_STEP));
  }

  private void bind(String key, Runnable action) {
    KeyActions.onKey(map, key, action);
  }

  /** The points that are marked, in the order in which they were. */
  List<Integer> marked() {
    return List.copyOf(marked);
  }

  /** No point is marked any more. */
  void clear() {
    marked.clear();
  }

  private void step(int dx, int dy, float far) {
    if (hand.tool() == MapTool.PLAY) {
      map.playBy(far * dx, far * dy);
    } else {
      map.hover(next(map.hovered() >= 0 ? map.hovered() : Math.max(0, map.current()), dx, dy));
    }
  }

  /** The next point in a direction: near ones and straight ones first; itself if there is none. */
  private int next(int from, int dx, int dy) {
    int best = from;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < map.pointCount(); i++) {
      double x = map.point(i).x() - map.point(from).x();
      double y = map.point(i).y() - map.point(from).y();
      double along = x * dx + y * dy;
      double aside = Math.abs(x * dy) + Math.abs(y * dx);
      double cost = along + 2 * aside;
      boolean isNext = map.isFound(i) && i != from && along > 1e-6 && aside <= 2 * along;
      if (isNext && cost < least) {
        least = cost;
        best = i;
      }
    }
    return best;
  }

  private void take() {
    int at = map.hovered();
    if (at < 0) {
      return;
    }
    if (hand.tool() == MapTool.POINT) {
      answer.chosen(at);
    } else if (hand.tool() != MapTool.PLAY && !marked.remove((Object) at)) {
      marked.add(at);
    }
    map.repaint();
  }

  /** What was marked is a line, a second from point to point, or what a lasso holds. */
  private void finishMarked() {
    List<Integer> all = marked();
    clear();
    map.repaint();
    if (hand.tool() == MapTool.LASSO) {
      answer.caught(all);
    } else if (hand.tool() == MapTool.PATH && all.size() > 1) {
      List<MapStep> line = new ArrayList<>();
      for (int i : all) {
        line.add(new MapStep(line.size(), map.point(i).x(), map.point(i).y()));
      }
      answer.drawn(line);
    }
  }
}
