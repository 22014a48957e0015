package ligature.plugin.lv2;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import ligature.files.InputException;

/**
 * States and presets of plugins, by lilv.
 *
 * <p>Threads: {@code [io-thread]}.
 */
final class Lv2State {

  private static final String NAME = "urn:ligature:state";

  private Lv2State() {}

  /** What an instance holds beyond its ports, as Turtle; empty if that is nothing. */
  static byte[] save(Lv2World world, Lv2Type type, Lv2Instance instance) {
    if (!type.hasState()) {
      return new byte[0];
    }
    synchronized (world) {
      Pointer map = world.urids().mapStruct();
      Pointer state =
          Lilv.lilv_state_new_from_instance(
              world.plugin(type.uri()),
              instance.pointer(),
              map,
              null,
              null,
              null,
              null,
              null,
              null,
              0,
              instance.featureArray());
      if (state == null) {
        return new byte[0];
      }
      try {
        if (Lilv.lilv_state_get_num_properties(state) == 0) {
          return new byte[0];
        }
        Pointer text =
            Lilv.lilv_state_to_string(
                world.pointer(), map, world.urids().unmapStruct(), state, NAME, null);
        if (text == null) {
          return new byte[0];
        }
        byte[] bytes = text.getString(0, "UTF-8").getBytes(StandardCharsets.UTF_8);
        Lilv.lilv_free(text);
        return bytes;
      } finally {
        Lilv.lilv_state_free(state);
      }
    }
  }

  /**
   * Restores what {@link #save} gave, before the instance is activated.
   *
   * @throws InputException if it is no state
   */
  static void restore(Lv2World world, Lv2Type type, Lv2Instance instance, byte[] saved) {
    com.sun.jna.Memory text = new com.sun.jna.Memory(saved.length + 1L);
    text.write(0, saved, 0, saved.length);
    text.setByte(saved.length, (byte) 0);
    synchronized (world) {
      Pointer state =
          Lilv.lilv_state_new_from_string(world.pointer(), world.urids().mapStruct(), text);
      if (state == null) {
        throw new InputException("lv2:" + type.uri() + ": its saved state is damaged");
      }
      Lilv.lilv_state_restore(state, instance.pointer(), null, null, 0, instance.featureArray());
      Lilv.lilv_state_free(state);
    }
  }

  /** Gives an instance the state that its bundle has for new ones, if it has one. */
  static void restoreDefault(Lv2World world, Lv2Type type, Lv2Instance instance) {
    synchronized (world) {
      Pointer state =
          Lilv.lilv_state_new_from_world(
              world.pointer(), world.urids().mapStruct(), world.node(type.uri()));
      if (state != null) {
        Lilv.lilv_state_restore(state, instance.pointer(), null, null, 0, instance.featureArray());
        Lilv.lilv_state_free(state);
      }
    }
  }

  /** The presets of a plugin by name, each with the values of its ports by symbol. */
  static Map<String, Map<String, Float>> presets(Lv2World world, Lv2Type type) {
    Map<String, Map<String, Float>> presets = new LinkedHashMap<>();
    synchronized (world) {
      Pointer related =
          Lilv.lilv_plugin_get_related(world.plugin(type.uri()), world.node(Uri.PRESET));
      for (String uri : Lv2World.takeAll(related)) {
        Pointer node = world.node(uri);
        Lilv.lilv_world_load_resource(world.pointer(), node);
        Pointer state =
            Lilv.lilv_state_new_from_world(world.pointer(), world.urids().mapStruct(), node);
        if (state != null) {
          presets.put(label(state, uri), values(world, state));
          Lilv.lilv_state_free(state);
        }
      }
    }
    return presets;
  }

  private static String label(Pointer state, String otherwise) {
    Pointer label = Lilv.lilv_state_get_label(state);
    return label == null ? otherwise : label.getString(0, "UTF-8");
  }

  private static Map<String, Float> values(Lv2World world, Pointer state) {
    int isFloat = world.urids().map(Uri.ATOM + "Float");
    int isInt = world.urids().map(Uri.ATOM + "Int");
    int isDouble = world.urids().map(Uri.ATOM + "Double");
    Map<String, Float> values = new LinkedHashMap<>();
    Lilv.SetPortValue taker =
        (symbol, data, value, size, kind) -> {
          float number =
              kind == isFloat
                  ? value.getFloat(0)
                  : kind == isInt
                      ? value.getInt(0)
                      : kind == isDouble ? (float) value.getDouble(0) : Float.NaN;
          if (Float.isFinite(number)) {
            values.put(symbol.getString(0, "UTF-8"), number);
          }
        };
    Lilv.lilv_state_emit_port_values(state, taker, null);
    return values;
  }
}
