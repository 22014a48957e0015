package ligature.plugin.lv2;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A zero-terminated array of {@code LV2_Feature*}, and all that it points to. Threads: one; what is
 * made may be read by any.
 */
final class FeatureList {

  private static final int OPTION_BYTES = 32;

  /** An option: a value of four bytes, by the number of its name. */
  record Option(int key, int type, Memory value) {

    static Option integer(Urids urids, String name, int value) {
      Memory memory = new Memory(4);
      memory.setInt(0, value);
      return new Option(urids.map(name), urids.map(Uri.ATOM + "Int"), memory);
    }

    static Option real(Urids urids, String name, float value) {
      Memory memory = new Memory(4);
      memory.setFloat(0, value);
      return new Option(urids.map(name), urids.map(Uri.ATOM + "Float"), memory);
    }
  }

  private final List<Memory> kept = new ArrayList<>();
  private final List<Memory> features = new ArrayList<>();
  private Memory array;

  FeatureList add(String uri, Pointer data) {
    Memory text = text(uri);
    Memory feature = new Memory(16);
    feature.setPointer(0, text);
    feature.setPointer(8, data);
    kept.add(text);
    features.add(feature);
    return this;
  }

  static Memory text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Memory memory = new Memory(bytes.length + 1L);
    memory.clear();
    memory.write(0, bytes, 0, bytes.length);
    return memory;
  }

  /** Adds {@code LV2_Options_Option[]}, ended by one of zeros. */
  FeatureList addOptions(List<Option> wanted) {
    Memory options = new Memory((wanted.size() + 1L) * OPTION_BYTES);
    options.clear();
    for (int i = 0; i < wanted.size(); i++) {
      Option option = wanted.get(i);
      long at = (long) i * OPTION_BYTES; // context 0 is the instance, subject 0 is itself
      options.setInt(at + 8, option.key());
      options.setInt(at + 12, (int) option.value().size());
      options.setInt(at + 16, option.type());
      options.setPointer(at + 24, option.value());
      kept.add(option.value());
    }
    kept.add(options);
    return add(Uri.OPTIONS, options);
  }

  /** {@code const LV2_Feature* const*}, of what was added by now. */
  Pointer array() {
    if (array == null || array.size() != 8L * (features.size() + 1)) {
      array = new Memory(8L * (features.size() + 1));
      array.clear();
      for (int i = 0; i < features.size(); i++) {
        array.setPointer(8L * i, features.get(i));
      }
    }
    return array;
  }
}
