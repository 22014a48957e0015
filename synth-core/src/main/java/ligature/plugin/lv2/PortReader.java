package ligature.plugin.lv2;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Asks lilv about one port. */
final class PortReader {

  private static final int MOST_CHOICES = 128;

  private record Point(float value, String label) {}

  private final Lv2World world;
  private final Pointer plugin;
  private final Pointer port;
  private final int index;

  PortReader(Lv2World world, Pointer plugin, int index) {
    this.world = world;
    this.plugin = plugin;
    this.index = index;
    port = Lilv.lilv_plugin_get_port_by_index(plugin, index);
  }

  int index() {
    return index;
  }

  boolean is(String type) {
    return Lilv.lilv_port_is_a(plugin, port, world.node(type)) != 0;
  }

  boolean has(String property) {
    return Lilv.lilv_port_has_property(plugin, port, world.node(property)) != 0;
  }

  boolean supports(String event) {
    return Lilv.lilv_port_supports_event(plugin, port, world.node(event)) != 0;
  }

  String symbol() {
    return Lv2World.text(Lilv.lilv_port_get_symbol(plugin, port));
  }

  String name() {
    return Lv2World.take(Lilv.lilv_port_get_name(plugin, port));
  }

  /** A number that its file says, 0 if none. */
  float number(String predicate) {
    Pointer node = Lilv.lilv_port_get(plugin, port, world.node(predicate));
    if (node == null) {
      return 0;
    }
    float number = Lilv.lilv_node_as_float(node);
    Lilv.lilv_node_free(node);
    return Float.isNaN(number) ? 0 : number;
  }

  /** The last part of its unit's URI, as it is written where we know it. */
  String unit() {
    String uri = Lv2World.take(Lilv.lilv_port_get(plugin, port, world.node(Uri.UNIT)));
    String unit = uri.startsWith(Uri.UNITS) ? uri.substring(Uri.UNITS.length()) : "";
    return switch (unit) {
      case "hz" -> "Hz";
      case "khz" -> "kHz";
      case "db" -> "dB";
      case "pc" -> "%";
      case "coef" -> "";
      default -> unit;
    };
  }

  /**
   * The labels of its scale points, if it is an enumeration of whole numbers from {@code min} to
   * {@code max} without a gap; else none.
   */
  List<String> choices(float min, float max) {
    if (!has(Uri.CORE + "enumeration") || max - min >= MOST_CHOICES) {
      return List.of();
    }
    List<Point> points = points();
    points.sort(Comparator.comparing(Point::value));
    for (int i = 0; i < points.size(); i++) {
      if (points.get(i).value() != min + i) {
        return List.of();
      }
    }
    return points.size() == (int) (max - min) + 1
        ? points.stream().map(Point::label).toList()
        : List.of();
  }

  private List<Point> points() {
    List<Point> points = new ArrayList<>();
    Pointer all = Lilv.lilv_port_get_scale_points(plugin, port);
    if (all != null) {
      for (Pointer at = Lilv.lilv_scale_points_begin(all);
          Lilv.lilv_scale_points_is_end(all, at) == 0;
          at = Lilv.lilv_scale_points_next(all, at)) {
        Pointer point = Lilv.lilv_scale_points_get(all, at);
        Pointer value = Lilv.lilv_scale_point_get_value(point);
        points.add(
            new Point(
                Lilv.lilv_node_as_float(value),
                Lv2World.text(Lilv.lilv_scale_point_get_label(point))));
      }
      Lilv.lilv_scale_points_free(all);
    }
    return points;
  }
}
