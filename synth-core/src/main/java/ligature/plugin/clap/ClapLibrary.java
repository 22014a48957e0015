package ligature.plugin.clap;

import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ligature.files.InputException;

/**
 * A file of plugins, loaded; it stays so as long as the process lives, because plugins may have
 * threads and exit handlers of their own.
 *
 * <p>Threads: {@link ClapMain}.
 */
final class ClapLibrary {

  private static final Map<Path, ClapLibrary> LOADED = new HashMap<>();

  /** dlopen's: all symbols at once, and none for others. */
  private static final int RTLD_NOW = 2;

  // clap_plugin_entry_t
  private static final int ENTRY_INIT = 16;
  private static final int ENTRY_GET_FACTORY = 32;

  // clap_plugin_factory_t
  private static final int GET_COUNT = 0;
  private static final int GET_DESCRIPTOR = 8;
  private static final int CREATE = 16;

  // clap_plugin_descriptor_t
  private static final int ID = 16;
  private static final int NAME = 24;
  private static final int FEATURES = 80;

  /**
   * What a file says about a plugin before any is made.
   *
   * @param features words such as "instrument" or "audio-effect"
   */
  record Descriptor(String id, String name, List<String> features) {}

  /** Kept, for JNA unloads libraries that nobody holds. */
  private final NativeLibrary library;

  private final Path file;
  private final Pointer factory;

  private ClapLibrary(Path file) {
    this.file = file;
    try {
      library =
          NativeLibrary.getInstance(file.toString(), Map.of(Library.OPTION_OPEN_FLAGS, RTLD_NOW));
    } catch (UnsatisfiedLinkError e) {
      throw new InputException("cannot be loaded: " + e.getMessage().replaceAll("\\s+", " "), e);
    }
    Pointer entry;
    try {
      entry = library.getGlobalVariableAddress("clap_entry");
    } catch (UnsatisfiedLinkError e) {
      throw new InputException("is no CLAP file: it has no clap_entry", e);
    }
    if (entry.getInt(0) != Clap.VERSION[0]) {
      throw new InputException(
          "is made for version " + entry.getInt(0) + " of CLAP; wanted " + Clap.VERSION[0]);
    }
    Memory path = text(file.toString());
    if (!isTrue(function(entry, ENTRY_INIT).invokeInt(new Object[] {path}))) {
      throw new InputException("refuses to start");
    }
    factory =
        function(entry, ENTRY_GET_FACTORY).invokePointer(new Object[] {text(Clap.PLUGIN_FACTORY)});
    if (factory == null) {
      throw new InputException("has no plugins");
    }
  }

  /**
   * The library of a file, loaded at the first call.
   *
   * @throws InputException in the words that follow the file's name
   */
  static synchronized ClapLibrary of(Path file) {
    return LOADED.computeIfAbsent(file, ClapLibrary::new);
  }

  Path file() {
    return file;
  }

  /** What is in the file. */
  List<Descriptor> plugins() {
    int count = function(factory, GET_COUNT).invokeInt(new Object[] {factory});
    List<Descriptor> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Pointer descriptor =
          function(factory, GET_DESCRIPTOR).invokePointer(new Object[] {factory, i});
      if (descriptor != null && descriptor.getPointer(ID) != null) {
        String id = text(descriptor.getPointer(ID));
        String name = text(descriptor.getPointer(NAME));
        List<String> features = texts(descriptor.getPointer(FEATURES));
        all.add(new Descriptor(id, name.isBlank() ? id : name, features));
      }
    }
    return all;
  }

  /** A new {@code clap_plugin_t}; null if there is none of this id. */
  Pointer create(Pointer host, String id) {
    return function(factory, CREATE).invokePointer(new Object[] {factory, host, text(id)});
  }

  /** The function that a member of a struct points to. */
  static Function function(Pointer struct, int offset) {
    return Function.getFunction(struct.getPointer(offset));
  }

  /** A C bool is one byte; the rest of the register may hold anything. */
  static boolean isTrue(int returned) {
    return (returned & 0xFF) != 0;
  }

  /** A text for C; belongs to whoever holds it. */
  static Memory text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Memory memory = new Memory(bytes.length + 1L);
    memory.write(0, bytes, 0, bytes.length);
    memory.setByte(bytes.length, (byte) 0);
    return memory;
  }

  private static String text(Pointer text) {
    return text == null ? "" : text.getString(0, "UTF-8");
  }

  private static List<String> texts(Pointer array) {
    List<String> all = new ArrayList<>();
    for (int i = 0; array != null && array.getPointer(8L * i) != null; i++) {
      all.add(text(array.getPointer(8L * i)));
    }
    return all;
  }
}
