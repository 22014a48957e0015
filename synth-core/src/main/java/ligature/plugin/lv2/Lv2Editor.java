package ligature.plugin.lv2;

import com.sun.jna.Pointer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ligature.plugin.EditorExchange;
import ligature.plugin.NativeEditor;
import ligature.plugin.editor.EditorProcess;
import ligature.plugin.sandbox.ChildJvm;

/**
 * The X11 editor of an LV2 plugin, as its Turtle files describe it.
 *
 * @param uri its own
 * @param library where its code lies
 * @param bundle the folder of its bundle
 * @param isFixed whether it wants to keep its size
 * @param refusal why it cannot be shown here, empty if it can
 */
record Lv2Editor(
    Lv2Type type, String uri, Path library, Path bundle, boolean isFixed, String refusal)
    implements NativeEditor {

  /** What an editor may require. */
  private static final Set<String> FEATURES =
      Set.of(
          Uri.URID_MAP,
          Uri.URID_UNMAP,
          Uri.OPTIONS,
          Uri.UI + "parent",
          Uri.UI + "idleInterface",
          Uri.UI + "resize",
          Uri.UI + "touch",
          Uri.UI + "portMap",
          Uri.UI + "portSubscribe",
          Uri.UI + "makeResident",
          Uri.UI + "noUserResize",
          Uri.UI + "fixedSize");

  private static final Set<String> BESIDE_THE_PLUGIN =
      Set.of("http://lv2plug.in/ns/ext/instance-access", "http://lv2plug.in/ns/ext/data-access");

  /** The first X11 editor of a plugin that can be shown, else one that says why not, else null. */
  static Lv2Editor read(Lv2World world, Lv2Type type) {
    Lv2Editor refused = null;
    synchronized (world) {
      Pointer all = Lilv.lilv_plugin_get_uis(world.plugin(type.uri()));
      if (all == null) {
        return null;
      }
      try {
        for (Pointer at = Lilv.lilv_uis_begin(all);
            Lilv.lilv_uis_is_end(all, at) == 0;
            at = Lilv.lilv_uis_next(all, at)) {
          Pointer ui = Lilv.lilv_uis_get(all, at);
          if (Lilv.lilv_ui_is_a(ui, world.node(Uri.UI + "X11UI")) != 0) {
            Lv2Editor editor = read(world, type, ui);
            if (editor.refusal.isEmpty()) {
              return editor;
            }
            refused = editor;
          }
        }
      } finally {
        Lilv.lilv_uis_free(all);
      }
    }
    return refused;
  }

  private static Lv2Editor read(Lv2World world, Lv2Type type, Pointer ui) {
    String uri = Lv2World.text(Lilv.lilv_ui_get_uri(ui));
    Lilv.lilv_world_load_resource(world.pointer(), world.node(uri)); // the files that it points to
    List<String> required = values(world, uri, Uri.CORE + "requiredFeature");
    List<String> optional = values(world, uri, Uri.CORE + "optionalFeature");
    List<String> all = new ArrayList<>(required);
    all.addAll(optional);
    return new Lv2Editor(
        type,
        uri,
        path(Lv2World.text(Lilv.lilv_ui_get_binary_uri(ui))),
        path(Lv2World.text(Lilv.lilv_ui_get_bundle_uri(ui))),
        all.contains(Uri.UI + "noUserResize") || all.contains(Uri.UI + "fixedSize"),
        refusal(required));
  }

  /** Why an editor that requires this cannot be shown; empty if it can. */
  static String refusal(List<String> required) {
    for (String feature : required) {
      if (BESIDE_THE_PLUGIN.contains(feature)) {
        return "its editor requires the feature "
            + feature
            + ", which there is not: editors run in a process of their own";
      } else if (!FEATURES.contains(feature)) {
        return "its editor requires the feature " + feature + ", which there is not";
      }
    }
    return "";
  }

  private static List<String> values(Lv2World world, String subject, String predicate) {
    return Lv2World.takeAll(
        Lilv.lilv_world_find_nodes(
            world.pointer(), world.node(subject), world.node(predicate), null));
  }

  private static Path path(String fileUri) {
    return Path.of(java.net.URI.create(fileUri));
  }

  @Override
  public Window open(String title, int rateHz, EditorExchange place, Host host) {
    int[] parameters =
        type.ports().stream()
            .filter(port -> port.parameter() != null)
            .mapToInt(Lv2Port::index)
            .toArray();
    int[] outputs = type.outputs().stream().mapToInt(Lv2Port::index).toArray();
    try {
      return EditorProcess.start(
          ChildJvm.naming(Lv2EditorMain.class.getName(), List.of()),
          out -> write(out, title, rateHz),
          new EditorProcess.Addresses(parameters, outputs),
          place,
          host);
    } catch (IOException e) {
      host.ended("there is no process for it: " + e.getMessage());
      return new Window() {
        @Override
        public boolean isOpen() {
          return false;
        }

        @Override
        public void raise() {}

        @Override
        public void close() {}
      };
    }
  }

  private void write(DataOutputStream out, String title, int rateHz) throws IOException {
    out.writeUTF(title);
    out.writeUTF(type.uri());
    out.writeUTF(uri);
    out.writeUTF(library.toString());
    out.writeUTF(bundle + "/");
    out.writeInt(rateHz);
    out.writeBoolean(isFixed);
    out.writeInt(type.ports().size());
    for (Lv2Port port : type.ports()) {
      out.writeInt(port.index());
      out.writeUTF(port.symbol());
      boolean isControl = port.kind() == Lv2Port.Kind.CONTROL && port.isInput();
      out.writeBoolean(isControl);
      // what the host itself sets does not change for the editor, but it shows it
      out.writeFloat(isControl && port.parameter() == null ? port.initial() : Float.NaN);
    }
  }

  /**
   * What the editor's process is told of it.
   *
   * @param controls the ports that it may turn
   * @param fixed the values of those that the host itself sets
   */
  record Described(
      String title,
      String pluginUri,
      String uri,
      String library,
      String bundle,
      int rateHz,
      boolean isFixed,
      Map<String, Integer> ports,
      Set<Integer> controls,
      Map<Integer, Float> fixed) {

    static Described read(DataInputStream in) throws IOException {
      String[] texts = new String[5];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = in.readUTF();
      }
      int rateHz = in.readInt();
      boolean isFixed = in.readBoolean();
      Map<String, Integer> ports = new LinkedHashMap<>();
      Set<Integer> controls = new HashSet<>();
      Map<Integer, Float> fixed = new LinkedHashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        int index = in.readInt();
        ports.put(in.readUTF(), index);
        if (in.readBoolean()) {
          controls.add(index);
        }
        float value = in.readFloat();
        if (!Float.isNaN(value)) {
          fixed.put(index, value);
        }
      }
      return new Described(
          texts[0], texts[1], texts[2], texts[3], texts[4], rateHz, isFixed, ports, controls,
          fixed);
    }
  }
}
