package ligature.plugin.lv2;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import ligature.plugin.EditorExchange;
import ligature.plugin.PluginDescription.Kind;
import ligature.plugin.PluginParameter;
import ligature.plugin.PluginParameter.Scale;

/**
 * What the Turtle files say about a plugin.
 *
 * @param libraryUri where its code lies
 * @param refusal why it cannot be used here, empty if it can
 */
record Lv2Type(
    String uri,
    String name,
    String libraryUri,
    List<Lv2Port> ports,
    boolean hasState,
    boolean hasWorker,
    boolean wantsDefaultState,
    String refusal) {

  /** What a plugin may require; options and buffer sizes hold because every block has one size. */
  private static final Set<String> FEATURES =
      Set.of(
          Uri.URID_MAP,
          Uri.URID_UNMAP,
          Uri.OPTIONS,
          Uri.WORKER_SCHEDULE,
          Uri.LOAD_DEFAULT_STATE,
          Uri.STATE + "threadSafeRestore",
          Uri.BUF_SIZE + "boundedBlockLength",
          Uri.BUF_SIZE + "fixedBlockLength",
          Uri.BUF_SIZE + "powerOf2BlockLength",
          Uri.CORE + "isLive",
          Uri.CORE + "inPlaceBroken",
          Uri.CORE + "hardRTCapable");

  /** Ranges that are given as parts of the rate are shown for this one. */
  static final int NOMINAL_RATE_HZ = 48_000;

  static Lv2Type read(Lv2World world, String uri, Pointer plugin) {
    String refusal = "";
    for (String feature : Lv2World.takeAll(Lilv.lilv_plugin_get_required_features(plugin))) {
      if (!FEATURES.contains(feature)) {
        refusal = "it requires the feature " + feature + ", which there is not";
      }
    }
    List<Lv2Port> ports = ports(world, plugin);
    for (Lv2Port port : ports) {
      if (port.kind() == Lv2Port.Kind.OTHER && !port.isOptional()) {
        refusal = "its port " + port.symbol() + " is of a kind that is not known";
      }
    }
    Pointer defaultState = world.node(Uri.LOAD_DEFAULT_STATE);
    return new Lv2Type(
        uri,
        Lv2World.take(Lilv.lilv_plugin_get_name(plugin)),
        Lv2World.text(Lilv.lilv_plugin_get_library_uri(plugin)),
        ports,
        Lilv.lilv_plugin_has_extension_data(plugin, world.node(Uri.STATE_INTERFACE)) != 0,
        Lilv.lilv_plugin_has_extension_data(plugin, world.node(Uri.WORKER_INTERFACE)) != 0,
        Lilv.lilv_plugin_has_feature(plugin, defaultState) != 0,
        refusal);
  }

  private static List<Lv2Port> ports(Lv2World world, Pointer plugin) {
    int count = Lilv.lilv_plugin_get_num_ports(plugin);
    Memory ranges = new Memory(12L * Math.max(1, count));
    for (int i = 0; i < 3 * count; i++) {
      ranges.setFloat(4L * i, Float.NaN);
    }
    Lilv.lilv_plugin_get_port_ranges_float(
        plugin, ranges, ranges.share(4L * count), ranges.share(8L * count));
    int latency =
        Lilv.lilv_plugin_has_latency(plugin) != 0
            ? Lilv.lilv_plugin_get_latency_port_index(plugin)
            : -1;
    int freeWheeling = designated(world, plugin, "freeWheeling");
    int enabled = designated(world, plugin, "enabled");
    List<Lv2Port> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Lv2Port.Role role =
          i == latency
              ? Lv2Port.Role.LATENCY
              : i == freeWheeling
                  ? Lv2Port.Role.FREE_WHEELING
                  : i == enabled ? Lv2Port.Role.ENABLED : Lv2Port.Role.NONE;
      ports.add(
          port(
              new PortReader(world, plugin, i),
              role,
              ranges.getFloat(4L * i),
              ranges.getFloat(4L * (count + i)),
              ranges.getFloat(4L * (2 * count + i))));
    }
    return ports;
  }

  private static int designated(Lv2World world, Pointer plugin, String designation) {
    Pointer port =
        Lilv.lilv_plugin_get_port_by_designation(
            plugin, world.node(Uri.CORE + "InputPort"), world.node(Uri.CORE + designation));
    return port == null ? -1 : Lilv.lilv_port_get_index(plugin, port);
  }

  private static Lv2Port port(
      PortReader reader, Lv2Port.Role role, float min, float max, float initial) {
    Lv2Port.Kind kind =
        reader.is(Uri.CORE + "AudioPort")
            ? Lv2Port.Kind.AUDIO
            : reader.is(Uri.CORE + "CVPort")
                ? Lv2Port.Kind.CV
                : reader.is(Uri.CORE + "ControlPort")
                    ? Lv2Port.Kind.CONTROL
                    : reader.is(Uri.ATOM + "AtomPort") ? Lv2Port.Kind.ATOM : Lv2Port.Kind.OTHER;
    boolean isInput = reader.is(Uri.CORE + "InputPort");
    boolean isParameter = kind == Lv2Port.Kind.CONTROL && isInput && role == Lv2Port.Role.NONE;
    PluginParameter parameter = isParameter ? parameter(reader, min, max, initial) : null;
    float value = parameter != null ? parameter.initial() : Float.isNaN(initial) ? 0 : initial;
    return new Lv2Port(
        reader.index(),
        reader.symbol(),
        kind,
        isInput,
        kind == Lv2Port.Kind.ATOM && reader.supports(Uri.MIDI_EVENT),
        reader.has(Uri.CORE + "connectionOptional"),
        kind == Lv2Port.Kind.ATOM ? (int) reader.number(Uri.MINIMUM_SIZE) : 0,
        role == Lv2Port.Role.ENABLED ? 1 : value,
        parameter,
        role);
  }

  /** Files give ranges with gaps, or none: lilv then says NaN. */
  private static PluginParameter parameter(
      PortReader reader, float givenMin, float givenMax, float givenInitial) {
    float factor = reader.has(Uri.CORE + "sampleRate") ? NOMINAL_RATE_HZ : 1;
    float low = Float.isNaN(givenMin) ? 0 : givenMin * factor;
    float high = Float.isNaN(givenMax) ? Math.max(1, low + 1) : givenMax * factor;
    float min = Math.min(low, high);
    float max = Math.max(low, high);
    float initial = Float.isNaN(givenInitial) ? min : givenInitial * factor;
    initial = Math.max(min, Math.min(max, initial));
    boolean whole = reader.has(Uri.CORE + "integer") || reader.has(Uri.CORE + "toggled");
    List<String> choices = reader.choices(min, max);
    Scale scale =
        whole || !choices.isEmpty()
            ? Scale.STEPPED
            : reader.has(Uri.LOGARITHMIC) && min > 0 ? Scale.LOGARITHMIC : Scale.LINEAR;
    return new PluginParameter(
        reader.symbol(), reader.name(), reader.unit(), min, max, initial, scale, choices);
  }

  /** The ports whose values the plugin shows. */
  List<Lv2Port> outputs() {
    return ports.stream()
        .filter(p -> p.kind() == Lv2Port.Kind.CONTROL && !p.isInput())
        .limit(EditorExchange.OUTPUTS)
        .toList();
  }

  long count(Lv2Port.Kind kind, boolean input) {
    return ports.stream().filter(p -> p.kind() == kind && p.isInput() == input).count();
  }

  boolean takesMidi() {
    return ports.stream().anyMatch(p -> p.isMidi() && p.isInput());
  }

  Kind kind() {
    if (count(Lv2Port.Kind.AUDIO, false) == 0) {
      return Kind.CONTROL;
    }
    return count(Lv2Port.Kind.AUDIO, true) == 0 ? Kind.INSTRUMENT : Kind.EFFECT;
  }
}
