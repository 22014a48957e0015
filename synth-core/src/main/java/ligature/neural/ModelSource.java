package ligature.neural;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import ligature.files.InputException;
import ligature.plugin.InsertSetting;
import ligature.plugin.Plugin;
import ligature.plugin.PluginLibrary;

/**
 * Makes a source of an nn~ model and recordings: what a slot is to hold. The recordings are encoded
 * once and are then in the setting, in the numbers of the model; their files are not needed again.
 *
 * <p>Threads: {@code [io-thread]}.
 */
public final class ModelSource {

  /** How a model's file ends. */
  public static final String EXTENSION = ".ts";

  private static final String FORMAT = "nn";
  private static final String CORNERS = "abcd";

  /** Behind this an id has what makes the model a source. */
  private static final String KEYS = "#keys";

  private static final int RATE_HZ = 48_000;
  private static final int BLOCK_FRAMES = 128;

  private ModelSource() {}

  /**
   * Encodes recordings with a model, in its child process.
   *
   * @param model its name in the folder of models, or a path
   * @param recordings two (A, B) or four (A, B, C, D)
   * @throws InputException if the model is not trusted, has no encode and decode, or does not run,
   *     or if a recording cannot be read
   */
  public static InsertSetting encode(String model, List<Path> recordings) {
    if (recordings.size() != 2 && recordings.size() != 4) {
      throw new InputException(
          model
              + ": wanted two recordings for the corners A and B, or four; there "
              + (recordings.size() == 1 ? "is 1" : "are " + recordings.size()));
    }
    String name = model.startsWith(FORMAT + ":") ? model.substring(FORMAT.length() + 1) : model;
    ModelFiles files = new ModelFiles(FORMAT, EXTENSION);
    String id = FORMAT + ":" + files.uri(files.file(name)) + KEYS;
    StringBuilder paths = new StringBuilder(id);
    StringBuilder names = new StringBuilder(id);
    for (int i = 0; i < recordings.size(); i++) {
      Path file = recordings.get(i).toAbsolutePath().normalize();
      String corner = "&" + CORNERS.charAt(i) + "=";
      paths.append(corner).append(escaped(file));
      names.append(corner).append(shown(file));
    }
    String state = encoded(paths.toString(), "");
    return new InsertSetting(names.toString(), Map.of(), Float.NaN, false, state);
  }

  private static String encoded(String id, String state) {
    try (Plugin plugin = PluginLibrary.installed().open(id)) {
      plugin.setOffline(true);
      if (!state.isEmpty()) {
        plugin.restore(Base64.getDecoder().decode(state));
      }
      plugin.prepare(RATE_HZ, BLOCK_FRAMES);
      return Base64.getEncoder().encodeToString(plugin.state());
    }
  }

  /**
   * The same source with another recording at a corner.
   *
   * @param corner from 0, of those that it has
   * @throws InputException as {@link #encode}
   */
  public static InsertSetting withRecording(InsertSetting source, int corner, Path recording) {
    List<String> names = corners(source.id());
    if (corner >= names.size() || source.state().isEmpty()) {
      throw new InputException(source.id() + ": has no recording at corner " + (corner + 1));
    }
    String model = source.id().substring(0, source.id().indexOf(KEYS));
    String letter = String.valueOf(CORNERS.charAt(corner));
    Path file = recording.toAbsolutePath().normalize();
    String state = encoded(model + KEYS + "&new-" + letter + "=" + escaped(file), source.state());
    String said = "&" + letter + "=";
    String id = source.id().replace(said + names.get(corner), said + shown(file));
    return new InsertSetting(id, source.values(), source.wet(), source.bypass(), state);
  }

  private static String escaped(Path file) {
    return file.toString().replace("%", "%25").replace("&", "%26");
  }

  private static String shown(Path file) {
    return file.getFileName().toString().replaceAll("[&#=%]", "-");
  }

  /** The names of a source's recordings, from corner A on; empty if the id is of something else. */
  public static List<String> corners(String id) {
    int at = id.indexOf(EXTENSION + KEYS);
    List<String> names = new ArrayList<>();
    if (id.startsWith(FORMAT + ":") && at > 0) {
      for (String said : id.substring(at).split("&")) {
        if (said.length() > 2 && CORNERS.indexOf(said.charAt(0)) >= 0 && said.charAt(1) == '=') {
          String path = said.substring(2);
          names.add(path.substring(1 + path.lastIndexOf('/')));
        }
      }
    }
    return names;
  }

  /** The model's name, of an id that has {@link #corners}. */
  public static String title(String id) {
    String path = id.substring(0, id.indexOf(EXTENSION + KEYS));
    return path.substring(1 + Math.max(path.lastIndexOf('/'), path.indexOf(':')));
  }
}
