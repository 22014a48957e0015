package ligature.plugin.clap;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ligature.plugin.PluginParameter;
import ligature.plugin.PluginParameter.Scale;

/**
 * A parameter of an instance.
 *
 * @param id CLAP's number
 * @param cookie the plugin's own short cut to it, given back with every event
 * @param isModulatable whether it can be moved beside its value
 * @param face what the user turns
 */
record ClapParameter(int id, long cookie, boolean isModulatable, PluginParameter face) {

  // clap_param_info_t
  private static final int INFO_BYTES = 1320;
  private static final int FLAGS = 4;
  private static final int COOKIE = 8;
  private static final int NAME = 16;
  private static final int MODULE = 272;
  private static final int MIN = 1296;
  private static final int MAX = 1304;
  private static final int INITIAL = 1312;

  // clap_plugin_params_t
  private static final int GET_INFO = 8;
  private static final int VALUE_TO_TEXT = 24;

  private static final int MOST_CHOICES = 128;
  private static final int TEXT_BYTES = 256;

  /** What is read before it has its name. */
  private record Read(
      int id,
      int flags,
      long cookie,
      String name,
      String module,
      float min,
      float max,
      float initial) {

    static Read from(Memory info) {
      float min = finite(info.getDouble(MIN));
      float max = finite(info.getDouble(MAX));
      float initial = finite(info.getDouble(INITIAL));
      return new Read(
          info.getInt(0),
          info.getInt(FLAGS),
          info.getLong(COOKIE),
          info.getString(NAME, "UTF-8"),
          info.getString(MODULE, "UTF-8"),
          min,
          max,
          Math.max(min, Math.min(max, initial)));
    }

    private static float finite(double value) {
      return Double.isNaN(value) ? 0 : (float) Math.max(-1e30, Math.min(1e30, value));
    }

    /** What is the user's to turn: what is shown, can be written, and moved while it plays. */
    boolean isTurned() {
      int kept = Clap.IS_HIDDEN | Clap.IS_READONLY | Clap.IS_BYPASS;
      return (flags & kept) == 0 && (flags & Clap.IS_AUTOMATABLE) != 0 && min <= max;
    }
  }

  /**
   * The parameters that a user turns. [main]
   *
   * @param extension {@code clap_plugin_params_t}, null for none
   */
  static List<ClapParameter> read(Pointer plugin, Pointer extension) {
    List<Read> all = new ArrayList<>();
    if (extension != null) {
      int count = ClapLibrary.function(extension, 0).invokeInt(new Object[] {plugin});
      Memory info = new Memory(INFO_BYTES);
      for (int i = 0; i < count; i++) {
        info.clear();
        int known =
            ClapLibrary.function(extension, GET_INFO).invokeInt(new Object[] {plugin, i, info});
        Read read = Read.from(info);
        if (ClapLibrary.isTrue(known) && read.isTurned()) {
          all.add(read);
        }
      }
    }
    return named(all, plugin, extension);
  }

  /**
   * Names them as they are called; where two are called the same, the module goes before, and where
   * that does not help, CLAP's number behind.
   */
  private static List<ClapParameter> named(List<Read> all, Pointer plugin, Pointer extension) {
    Map<String, Integer> names = new HashMap<>();
    Map<String, Integer> longNames = new HashMap<>();
    for (Read read : all) {
      names.merge(slug(read.name()), 1, Integer::sum);
      longNames.merge(slug(read.module() + " " + read.name()), 1, Integer::sum);
    }
    List<ClapParameter> parameters = new ArrayList<>();
    for (Read read : all) {
      String name = slug(read.name());
      String longName = slug(read.module() + " " + read.name());
      String id =
          names.get(name) == 1
              ? name
              : longNames.get(longName) == 1 && !names.containsKey(longName)
                  ? longName
                  : name + "-" + Integer.toUnsignedString(read.id());
      parameters.add(
          new ClapParameter(
              read.id(),
              read.cookie(),
              (read.flags() & Clap.IS_MODULATABLE) != 0,
              face(id, read, plugin, extension)));
    }
    return parameters;
  }

  private static String slug(String name) {
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    return slug.isEmpty() ? "parameter" : slug;
  }

  private static PluginParameter face(String id, Read read, Pointer plugin, Pointer extension) {
    boolean isStepped = (read.flags() & Clap.IS_STEPPED) != 0;
    boolean isEnum = (read.flags() & Clap.IS_ENUM) != 0 && read.max() - read.min() < MOST_CHOICES;
    return new PluginParameter(
        id,
        read.name(),
        "",
        read.min(),
        read.max(),
        read.initial(),
        isStepped ? Scale.STEPPED : Scale.LINEAR,
        isStepped && isEnum ? choices(read, plugin, extension) : List.of());
  }

  private static List<String> choices(Read read, Pointer plugin, Pointer extension) {
    Memory text = new Memory(TEXT_BYTES);
    List<String> choices = new ArrayList<>();
    for (int value = (int) read.min(); value <= (int) read.max(); value++) {
      text.clear();
      int known =
          ClapLibrary.function(extension, VALUE_TO_TEXT)
              .invokeInt(new Object[] {plugin, read.id(), (double) value, text, TEXT_BYTES});
      choices.add(ClapLibrary.isTrue(known) ? text.getString(0, "UTF-8") : String.valueOf(value));
    }
    return choices;
  }
}
