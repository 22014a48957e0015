package ligature.neural.torch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ligature.files.InputException;
import ligature.neural.torch.TorchInfo.ElementType;
import ligature.soundfile.Excerpt;
import ligature.soundfile.SoundFile;

/**
 * What an id says behind its #: the method, then, each after an &amp;, texts and recordings that
 * are given to the model whenever it is loaded: {@code forward&label=dark&table=/home/me/saw.wav}.
 *
 * @param method empty for the usual one
 * @param values texts, or paths of recordings, by attribute
 */
record NnSettings(String method, Map<String, String> values) {

  /** What lies behind this is left out: the child process has little memory. */
  private static final double MOST_SECONDS = 20;

  /**
   * Reads what is behind the #.
   *
   * @throws InputException if it makes no sense
   */
  static NnSettings parse(String text) {
    String[] parts = text.split("&");
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 1) {
        throw new InputException("#" + text + ": wanted #METHOD&ATTRIBUTE=VALUE");
      }
      values.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
    }
    return new NnSettings(parts[0], values);
  }

  /**
   * Gives a loaded module what it is to have.
   *
   * @throws InputException if it has no such attribute, or does not take the value
   */
  void apply(Path file, TorchInfo info, TorchModule module) {
    values.forEach(
        (name, value) -> {
          List<ElementType> types = info.attributes().get(name);
          if (types == null || types.size() != 1) {
            throw wrong(
                file,
                name,
                "has no such attribute with one element; it has " + info.attributes().keySet());
          }
          boolean taken =
              switch (types.get(0)) {
                case TEXT -> isTaken(module.set("set_" + name, value));
                case BUFFER -> setBuffer(module, file, name, value);
                default ->
                    throw wrong(file, name, "is a parameter: --insert-param " + name + "=VALUE");
              };
          if (!taken) {
            throw wrong(file, name, "does not take " + value);
          }
        });
  }

  private static InputException wrong(Path file, String name, String reason) {
    return new InputException(file + ": attribute " + name + ": " + reason);
  }

  /** The model answers 0 to what it takes. */
  private static boolean isTaken(List<Object> answer) {
    return answer.isEmpty() || !(answer.get(0) instanceof Long code) || code == 0;
  }

  private static boolean setBuffer(TorchModule module, Path file, String name, String value) {
    Path recording = Path.of(value).toAbsolutePath();
    if (!Files.isRegularFile(recording)) {
      throw wrong(file, name, "there is no recording " + recording);
    }
    Excerpt excerpt = SoundFile.read(recording, MOST_SECONDS);
    List<String> names = new ArrayList<>();
    for (Object known : module.get("get_buffer_attributes")) {
      names.add(String.valueOf(known));
    }
    String element = names.contains(name) ? name : name + "#0";
    return isTaken(
        module.setTensor(
            "set_buffer_attribute",
            element,
            planar(excerpt),
            excerpt.channels(),
            excerpt.rateHz()));
  }

  private static float[] planar(Excerpt excerpt) {
    int channels = excerpt.channels();
    float[] samples = excerpt.samples();
    float[] planar = new float[samples.length];
    int frames = samples.length / channels;
    for (int c = 0; c < channels; c++) {
      for (int f = 0; f < frames; f++) {
        planar[c * frames + f] = samples[f * channels + c];
      }
    }
    return planar;
  }
}
