package ligature.plugin.lv2;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The functions of liblilv that we call, under their own names. A C {@code bool} is a byte here.
 *
 * <p>Threads: {@code [io-thread]}, one at a time: lilv does not lock.
 */
final class Lilv {

  /** Kept, for JNA forgets libraries that nobody holds, and then their code is gone. */
  private static final NativeLibrary LIBRARY;

  private static final String MISSING;

  static {
    NativeLibrary library = null;
    String missing = "";
    try {
      library = NativeLibrary.getInstance("liblilv-0.so.0");
      Native.register(Lilv.class, library);
    } catch (UnsatisfiedLinkError e) {
      missing = "LV2 needs liblilv-0.so.0; install it (Debian: apt install liblilv-0-0)";
    }
    LIBRARY = library;
    MISSING = missing;
  }

  private Lilv() {}

  /** Why there is no lilv, empty if there is. */
  static String missing() {
    return MISSING;
  }

  /** Keeps the library reachable. */
  static boolean isLoaded() {
    return LIBRARY != null && MISSING.isEmpty();
  }

  /** Receives the value of a port from a state. */
  interface SetPortValue extends Callback {
    void callback(Pointer symbol, Pointer userData, Pointer value, int size, int type);
  }

  static native Pointer lilv_world_new();

  static native void lilv_world_load_all(Pointer world);

  static native int lilv_world_load_resource(Pointer world, Pointer resource);

  static native Pointer lilv_world_get_all_plugins(Pointer world);

  static native Pointer lilv_plugins_begin(Pointer plugins);

  static native Pointer lilv_plugins_get(Pointer plugins, Pointer at);

  static native Pointer lilv_plugins_next(Pointer plugins, Pointer at);

  static native byte lilv_plugins_is_end(Pointer plugins, Pointer at);

  static native Pointer lilv_new_uri(Pointer world, String uri);

  static native Pointer lilv_node_as_string(Pointer node);

  static native float lilv_node_as_float(Pointer node);

  static native byte lilv_node_is_float(Pointer node);

  static native byte lilv_node_is_int(Pointer node);

  static native void lilv_node_free(Pointer node);

  static native Pointer lilv_nodes_begin(Pointer nodes);

  static native Pointer lilv_nodes_get(Pointer nodes, Pointer at);

  static native Pointer lilv_nodes_next(Pointer nodes, Pointer at);

  static native byte lilv_nodes_is_end(Pointer nodes, Pointer at);

  static native void lilv_nodes_free(Pointer nodes);

  static native Pointer lilv_plugin_get_uri(Pointer plugin);

  static native Pointer lilv_plugin_get_name(Pointer plugin);

  static native Pointer lilv_plugin_get_library_uri(Pointer plugin);

  static native int lilv_plugin_get_num_ports(Pointer plugin);

  static native Pointer lilv_plugin_get_port_by_index(Pointer plugin, int index);

  static native Pointer lilv_plugin_get_port_by_designation(
      Pointer plugin, Pointer portClass, Pointer designation);

  static native int lilv_port_get_index(Pointer plugin, Pointer port);

  static native Pointer lilv_plugin_get_required_features(Pointer plugin);

  static native byte lilv_plugin_has_feature(Pointer plugin, Pointer feature);

  static native byte lilv_plugin_has_extension_data(Pointer plugin, Pointer uri);

  static native void lilv_plugin_get_port_ranges_float(
      Pointer plugin, Pointer min, Pointer max, Pointer initial);

  static native byte lilv_plugin_has_latency(Pointer plugin);

  static native int lilv_plugin_get_latency_port_index(Pointer plugin);

  static native Pointer lilv_plugin_get_related(Pointer plugin, Pointer type);

  static native byte lilv_port_is_a(Pointer plugin, Pointer port, Pointer type);

  static native byte lilv_port_has_property(Pointer plugin, Pointer port, Pointer property);

  static native byte lilv_port_supports_event(Pointer plugin, Pointer port, Pointer type);

  static native Pointer lilv_port_get_symbol(Pointer plugin, Pointer port);

  static native Pointer lilv_port_get_name(Pointer plugin, Pointer port);

  static native Pointer lilv_port_get(Pointer plugin, Pointer port, Pointer predicate);

  static native Pointer lilv_port_get_scale_points(Pointer plugin, Pointer port);

  static native Pointer lilv_scale_points_begin(Pointer points);

  static native Pointer lilv_scale_points_get(Pointer points, Pointer at);

  static native Pointer lilv_scale_points_next(Pointer points, Pointer at);

  static native byte lilv_scale_points_is_end(Pointer points, Pointer at);

  static native void lilv_scale_points_free(Pointer points);

  static native Pointer lilv_scale_point_get_label(Pointer point);

  static native Pointer lilv_scale_point_get_value(Pointer point);

  static native Pointer lilv_world_find_nodes(
      Pointer world, Pointer subject, Pointer predicate, Pointer object);

  static native void lilv_world_load_bundle(Pointer world, Pointer bundle);

  static native Pointer lilv_plugin_get_uis(Pointer plugin);

  static native Pointer lilv_uis_begin(Pointer uis);

  static native Pointer lilv_uis_get(Pointer uis, Pointer at);

  static native Pointer lilv_uis_next(Pointer uis, Pointer at);

  static native byte lilv_uis_is_end(Pointer uis, Pointer at);

  static native void lilv_uis_free(Pointer uis);

  static native Pointer lilv_ui_get_uri(Pointer ui);

  static native byte lilv_ui_is_a(Pointer ui, Pointer type);

  static native Pointer lilv_ui_get_binary_uri(Pointer ui);

  static native Pointer lilv_ui_get_bundle_uri(Pointer ui);

  static native Pointer lilv_plugin_instantiate(Pointer plugin, double rateHz, Pointer features);

  static native void lilv_instance_free(Pointer instance);

  static native Pointer lilv_state_new_from_instance(
      Pointer plugin,
      Pointer instance,
      Pointer map,
      Pointer scratchFolder,
      Pointer copyFolder,
      Pointer linkFolder,
      Pointer saveFolder,
      Pointer getValue,
      Pointer userData,
      int flags,
      Pointer features);

  static native Pointer lilv_state_new_from_string(Pointer world, Pointer map, Pointer text);

  static native Pointer lilv_state_new_from_world(Pointer world, Pointer map, Pointer subject);

  static native Pointer lilv_state_to_string(
      Pointer world, Pointer map, Pointer unmap, Pointer state, String uri, Pointer baseUri);

  static native int lilv_state_get_num_properties(Pointer state);

  static native Pointer lilv_state_get_label(Pointer state);

  static native void lilv_state_restore(
      Pointer state,
      Pointer instance,
      SetPortValue setValue,
      Pointer userData,
      int flags,
      Pointer features);

  static native void lilv_state_emit_port_values(
      Pointer state, SetPortValue setValue, Pointer userData);

  static native void lilv_state_free(Pointer state);

  static native void lilv_free(Pointer memory);
}
