package ligature.plugin.lv2;

import com.sun.jna.Pointer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What lilv knows: the installed plugins and what their Turtle files say, read once.
 *
 * <p>Threads: {@code [io-thread]}; calls of lilv hold the lock of this object.
 */
final class Lv2World {

  private static Lv2World world;

  private final Pointer pointer;
  private final Urids urids = new Urids();
  private final Map<String, Pointer> nodes = new HashMap<>();
  private final Map<String, Pointer> plugins = new LinkedHashMap<>();
  private final Map<String, Lv2Type> types = new HashMap<>();

  private Lv2World(List<Path> bundles) {
    pointer = Lilv.lilv_world_new();
    Lilv.lilv_world_load_all(pointer);
    for (Path bundle : bundles) {
      Lilv.lilv_world_load_bundle(pointer, node(bundle.toUri().toString()));
    }
    Pointer all = Lilv.lilv_world_get_all_plugins(pointer);
    for (Pointer at = Lilv.lilv_plugins_begin(all);
        Lilv.lilv_plugins_is_end(all, at) == 0;
        at = Lilv.lilv_plugins_next(all, at)) {
      Pointer plugin = Lilv.lilv_plugins_get(all, at);
      plugins.put(text(Lilv.lilv_plugin_get_uri(plugin)), plugin);
    }
  }

  /** The world of this process; read at the first call, in some tenths of a second. */
  static synchronized Lv2World get() {
    if (world == null) {
      world = new Lv2World(List.of());
    }
    return world;
  }

  /** One that knows these bundles, too: folders. */
  static Lv2World with(Path... bundles) {
    return new Lv2World(List.of(bundles));
  }

  Pointer pointer() {
    return pointer;
  }

  Urids urids() {
    return urids;
  }

  List<String> uris() {
    return new ArrayList<>(plugins.keySet());
  }

  /** lilv's plugin, null if there is none of this URI. */
  Pointer plugin(String uri) {
    return plugins.get(uri);
  }

  /** What is known about a plugin, without running it. */
  synchronized Lv2Type type(String uri) {
    return types.computeIfAbsent(uri, u -> Lv2Type.read(this, u, plugins.get(u)));
  }

  /** A node for a URI, made once. */
  synchronized Pointer node(String uri) {
    return nodes.computeIfAbsent(uri, u -> Lilv.lilv_new_uri(pointer, u));
  }

  static String text(Pointer node) {
    Pointer text = node == null ? null : Lilv.lilv_node_as_string(node);
    return text == null ? "" : text.getString(0, "UTF-8");
  }

  /** The text of a node that belongs to us, which is freed. */
  static String take(Pointer node) {
    String text = text(node);
    if (node != null) {
      Lilv.lilv_node_free(node);
    }
    return text;
  }

  /** The texts of a collection of nodes, which is freed. */
  static List<String> takeAll(Pointer collection) {
    List<String> all = new ArrayList<>();
    if (collection != null) {
      for (Pointer at = Lilv.lilv_nodes_begin(collection);
          Lilv.lilv_nodes_is_end(collection, at) == 0;
          at = Lilv.lilv_nodes_next(collection, at)) {
        all.add(text(Lilv.lilv_nodes_get(collection, at)));
      }
      Lilv.lilv_nodes_free(collection);
    }
    return all;
  }

  /** When a plugin's library was last changed, in milliseconds; 0 if it is not there. */
  static long libraryTime(String libraryUri) {
    try {
      return Files.getLastModifiedTime(Path.of(java.net.URI.create(libraryUri))).toMillis();
    } catch (java.io.IOException | RuntimeException e) {
      return 0; // probing will tell what is wrong with it
    }
  }
}
