package ligature.remote;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.live.Player;
import ligature.live.PresetRack;
import ligature.midi.Event;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.plugin.InsertChain;
import ligature.tuning.Tuning;
import ligature.tuning.TuningFiles;

/**
 * What the OSC addresses do. Threads: one, the server's; what reads files is handed on.
 *
 * <p>Every mistake of the sender's is an {@link InputException}.
 */
final class OscCommands {

  private static final String PARAM = "/param/";
  private static final String QUESTION = "/q";
  private static final double LOWEST_HZ = 8;
  private static final double HIGHEST_HZ = 20_000;
  private static final int ALL_CHANNELS = 0xFF;

  /** Answers the sender of the message. */
  @FunctionalInterface
  interface Reply {
    void send(OscMessage message);
  }

  /** Runs work that reads files, in the order it came, on another thread. */
  @FunctionalInterface
  interface Loader {
    void load(Runnable work, Reply reply);
  }

  private final Player player;
  private final PresetRack presets;
  private final Loader loader;
  private final OscNotes notes;
  // the rest belongs to the loader's thread
  private Path scales = Path.of("");
  private Path keyMaps = Path.of("");
  private int program = -1;

  OscCommands(Player player, PresetRack presets, Loader loader) {
    this.player = player;
    this.presets = presets;
    this.loader = loader;
    notes = new OscNotes(player::remote);
  }

  /** Does what a message says. */
  void handle(OscMessage message, Reply reply) {
    String address = message.address();
    switch (address) {
      case "/mnote" -> keyNote(message, false);
      case "/mnote/rel" -> keyNote(message, true);
      case "/fnote" -> pitchNote(message, false);
      case "/fnote/rel" -> pitchNote(message, true);
      case "/allnotesoff" -> everything(Event.ALL_NOTES_OFF);
      case "/allsoundoff" -> everything(Event.ALL_SOUND_OFF);
      case "/q/all_params" -> {
        for (int i = 0; i < Parameter.count(); i++) {
          reply.send(valueOf(Parameter.of(i)));
        }
      }
      case "/tuning/a4" -> player.setA4Hz(number(message, 0, "a pitch in Hz"));
      case "/tuning/lock" -> player.lockTuning(number(message, 0, "0 or 1") != 0);
      default -> {
        if (isInsert(address)) {
          insert(message, reply);
        } else if (address.startsWith(PARAM)) {
          Parameter parameter = parameter(address.substring(PARAM.length()));
          double value = number(message, 0, "a number");
          player.remote(Event.parameter(parameter, (float) value));
        } else if (address.startsWith(QUESTION + PARAM)) {
          reply.send(valueOf(parameter(address.substring((QUESTION + PARAM).length()))));
        } else {
          files(message, reply);
        }
      }
    }
  }

  private static InsertParameter insertParameter(String address) {
    int from = address.startsWith(QUESTION) ? QUESTION.length() : 0;
    return InsertParameter.find(address.substring(from + PARAM.length()), InsertChain.SLOTS);
  }

  private static boolean isInsert(String address) {
    boolean isParameter = address.startsWith(PARAM) || address.startsWith(QUESTION + PARAM);
    return isParameter && insertParameter(address) != null;
  }

  /** Turns a parameter of an insert, or tells its value. */
  private void insert(OscMessage message, Reply reply) {
    InsertParameter parameter = insertParameter(message.address());
    boolean isQuestion = message.address().startsWith(QUESTION);
    float value = isQuestion ? 0 : (float) number(message, 0, "a number");
    if (isQuestion
        ? Float.isNaN(player.insertValue(parameter))
        : !player.turnInsert(parameter, value)) {
      throw wrong(message, "there is no such insert, or its plugin has no such parameter");
    }
    if (isQuestion) {
      reply.send(OscMessage.of(PARAM + parameter.id(), player.insertValue(parameter)));
    }
  }

  private void files(OscMessage message, Reply reply) {
    switch (message.address()) {
      case "/patch/load" -> {
        String name = text(message, "a preset's name or a .json file");
        loader.load(() -> load(name), reply);
      }
      case "/patch/incr" -> loader.load(() -> step(1), reply);
      case "/patch/decr" -> loader.load(() -> step(-1), reply);
      case "/tuning/scl" -> {
        String file = text(message, "a .scl file, or an empty text for equal temperament");
        loader.load(() -> tune(t -> TuningFiles.withScale(t, find(scales, file, ".scl"))), reply);
      }
      case "/tuning/kbm" -> {
        String file = text(message, "a .kbm file, or an empty text for none");
        loader.load(() -> tune(t -> TuningFiles.withKeyMap(t, find(keyMaps, file, ".kbm"))), reply);
      }
      case "/tuning/path/scl" -> {
        String folder = text(message, "the folder of .scl files");
        loader.load(() -> scales = folder(folder), reply);
      }
      case "/tuning/path/kbm" -> {
        String folder = text(message, "the folder of .kbm files");
        loader.load(() -> keyMaps = folder(folder), reply);
      }
      default ->
          throw new InputException(
              message.address() + ": there is no such address; docs/remote.md lists them");
    }
  }

  private void keyNote(OscMessage message, boolean release) {
    double key = number(message, 0, "a key, 0 to 127");
    if (key != Math.rint(key) || key < 0 || key > 127) {
      throw wrong(message, key + " is no key; wanted 0 to 127, or /fnote for pitches between");
    }
    double velocity = velocity(message);
    double id = id(message);
    if (release || velocity == 0) {
      notes.release((int) key, velocity, id);
    } else {
      notes.press((int) key, velocity, id);
    }
  }

  private void pitchNote(OscMessage message, boolean release) {
    double hz = number(message, 0, "a pitch in Hz");
    if (!(hz >= LOWEST_HZ && hz <= HIGHEST_HZ)) {
      throw wrong(message, hz + " Hz; wanted 8 to 20000 Hz");
    }
    double velocity = velocity(message);
    double id = id(message);
    if (release || velocity == 0) {
      notes.releasePitch(hz, velocity, id);
    } else {
      notes.pressPitch(hz, velocity, id);
    }
  }

  private static double velocity(OscMessage message) {
    double velocity = number(message, 1, "a velocity, 0 to 127");
    if (!(velocity >= 0 && velocity <= 127)) {
      throw wrong(message, "velocity " + velocity + "; wanted 0 to 127");
    }
    return velocity;
  }

  /** NaN for none. */
  private static double id(OscMessage message) {
    if (message.arguments().size() < 3) {
      return Double.NaN;
    }
    return number(message, 2, "a whole number as the note's id");
  }

  private void everything(int kind) {
    notes.clear();
    player.remote(Event.pack(kind, ALL_CHANNELS, 0, 0));
  }

  private OscMessage valueOf(Parameter parameter) {
    return OscMessage.of(PARAM + parameter.id(), player.meters().value(parameter));
  }

  private static Parameter parameter(String id) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < Parameter.count(); i++) {
      if (Parameter.of(i).id().equals(id)) {
        return Parameter.of(i);
      }
      ids.add(Parameter.of(i).id());
    }
    throw new InputException(
        PARAM
            + id
            + ": there is no such parameter; did you mean "
            + String.join(", ", Nearest.of(id.substring(0, Math.min(64, id.length())), ids, 3))
            + "?");
  }

  private void load(String name) {
    int number = presets.names().indexOf(name);
    program = number < 0 ? program : number;
    try {
      player.load(presets.load(name));
    } catch (InvalidPathException e) {
      throw new InputException("/patch/load: this is no file name: " + e.getReason(), e);
    }
  }

  private void step(int by) {
    List<String> names = presets.names();
    if (names.isEmpty()) {
      throw new InputException("/patch/incr: there are no presets");
    }
    int from = program < 0 && by < 0 ? 0 : program;
    program = Math.floorMod(from + by, names.size());
    player.load(presets.load(names.get(program)));
  }

  private void tune(UnaryOperator<Tuning> change) {
    player.tune(change.apply(player.tuning()));
  }

  /** A file of the folder or with a path of its own; the suffix may be left out. Null for "". */
  private static Path find(Path folder, String name, String suffix) {
    if (name.isEmpty()) {
      return null;
    }
    try {
      Path file = folder.resolve(name);
      return Files.exists(file) ? file : folder.resolve(name + suffix);
    } catch (InvalidPathException e) {
      throw new InputException("this is no file name: " + e.getReason(), e);
    }
  }

  private static Path folder(String name) {
    try {
      Path folder = Path.of(name);
      if (Files.isDirectory(folder)) {
        return folder;
      }
    } catch (InvalidPathException e) {
      throw new InputException("this is no folder's name: " + e.getReason(), e);
    }
    throw new InputException(name + ": there is no such folder");
  }

  private static double number(OscMessage message, int index, String wanted) {
    double number = message.number(index);
    if (!Double.isFinite(number)) {
      throw wrong(message, "argument " + (index + 1) + " should be " + wanted);
    }
    return number;
  }

  private static String text(OscMessage message, String wanted) {
    String text = message.text(0);
    if (text == null) {
      throw wrong(message, "wanted " + wanted);
    }
    return text;
  }

  private static InputException wrong(OscMessage message, String what) {
    return new InputException(message.address() + ": " + what);
  }
}
