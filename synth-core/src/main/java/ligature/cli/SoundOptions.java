package ligature.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ligature.encode.UserTimbres;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.files.Nearest;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.live.Player;
import ligature.model.ComputeDevice;
import ligature.model.Model;
import ligature.model.ModelLibrary;
import ligature.parameter.Parameter;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.preset.Patch;
import ligature.preset.PresetLibrary;
import ligature.settings.TuningSettings;
import ligature.tuning.Tuning;
import ligature.tuning.TuningFiles;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What sounds and where it is computed: the options that play, render and bench share. */
final class SoundOptions {

  @Option(
      names = "--preset",
      paramLabel = "NAME|FILE",
      description = "The sound: a preset's name, or a .json file.")
  private String preset;

  @Option(
      names = "--a",
      paramLabel = "TIMBRE",
      description = "The timbre at corner A (see: ligature timbres), or a .timbre file.")
  private String a;

  @Option(
      names = "--b",
      paramLabel = "TIMBRE",
      description = "The timbre at corner B. Default: A's.")
  private String b;

  @Option(
      names = "--c",
      paramLabel = "TIMBRE",
      description = "The timbre at corner C; with --d a pad of four.")
  private String c;

  @Option(names = "--d", paramLabel = "TIMBRE", description = "The timbre at corner D.")
  private String d;

  @Option(names = "--morph", paramLabel = "0..1", description = "Where between A (0) and B (1).")
  private Float morph;

  @Option(
      names = "--xy",
      paramLabel = "X,Y",
      split = ",",
      description = "Where on the pad: A is 0,0; B 1,0; C 0,1; D 1,1.")
  private List<Float> xy;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = ModelLibrary.BUNDLED,
      description = "The model (see: ligature models). Default: ${DEFAULT-VALUE}.")
  private String model;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda[:N]",
      defaultValue = "auto",
      description = "Where the decoder computes. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Option(
      names = "--tuning",
      paramLabel = "FILE.scl",
      description = "A Scala scale; it holds whatever preset is loaded.")
  private Path scale;

  @Option(
      names = "--keymap",
      paramLabel = "FILE.kbm",
      description = "A Scala keyboard map. Default: one degree a key, degree 0 on middle C.")
  private Path keyMap;

  @Option(
      names = "--a4",
      paramLabel = "HZ",
      description = "The pitch of A4, 400 to 480; moves every tuning. Default: 440.")
  private Double a4Hz;

  /** Timbres that were named by their files. */
  private final Map<String, Timbre> files = new HashMap<>();

  @ArgGroup(exclusive = false, multiplicity = "0..1")
  private SourceOption source;

  @ArgGroup(exclusive = false, multiplicity = "0..*")
  private List<InsertOption> inserts = new ArrayList<>();

  static ModelLibrary models() {
    return new ModelLibrary(Folders.both("models"));
  }

  static PresetLibrary presets() {
    return new PresetLibrary(Folders.both("presets"), Folders.data().resolve("presets"));
  }

  ComputeDevice device() {
    return ComputeDevice.parse(device);
  }

  /** Tells, once the work is done or the sound is there, why a GPU did not do it. */
  void tellFallback(String decoderDevice) {
    if (device().kind() == ComputeDevice.Kind.AUTO && decoderDevice.equals("cpu")) {
      System.err.println("ligature: decoded on the CPU: there is no GPU that libtorch can use");
    }
  }

  /** The model that was asked for, with the user's own timbres behind its own. */
  Model loadModel() {
    Model bare = models().load(model);
    for (String corner : new String[] {a, b, c, d}) {
      if (corner != null && corner.endsWith(UserTimbres.SUFFIX)) {
        files.put(
            corner, UserTimbres.own().load(Path.of(corner), bare, device(), SoundOptions::tell));
      }
    }
    return withOwnTimbres(bare, device());
  }

  /** A model with the user's own timbres behind its own. */
  static Model withOwnTimbres(Model bare, ComputeDevice device) {
    return UserTimbres.own().addTo(bare, device, SoundOptions::tell);
  }

  private static void tell(String line) {
    System.err.println("ligature: " + line);
  }

  /** Whether a preset or timbres are named. */
  boolean isNamed() {
    return preset != null || a != null || b != null || c != null || d != null;
  }

  /** The sound that the options name. */
  Patch patch(TimbreBank bank) {
    Patch patch;
    if (preset != null) {
      patch = presets().load(preset, bank);
      if (a != null || b != null || c != null || d != null) {
        throw new InputException("--preset names a whole sound; leave out --a, --b, --c and --d");
      }
    } else if (a == null && b == null && c == null && d == null) {
      patch = presets().load(PresetLibrary.FIRST, bank);
    } else {
      patch = Patch.of("", corners(bank));
    }
    return asOptionsSay(position(patch));
  }

  /** A preset with the tuning and the inserts of the command line. */
  Patch asOptionsSay(Patch patch) {
    return withInserts(patch.tuned(tuning(patch.tuning())));
  }

  /** The command line's source, the preset's inserts, then those of the command line. */
  private Patch withInserts(Patch patch) {
    int count = patch.inserts().size() + inserts.size() + (source == null ? 0 : 1);
    if (count > InsertChain.SLOTS) {
      throw new InputException(
          "--insert and --source: make "
              + count
              + " inserts; there is room for "
              + InsertChain.SLOTS);
    }
    List<InsertSetting> all = new ArrayList<>(patch.inserts());
    inserts.forEach(option -> all.add(option.setting()));
    Patch with = patch.withInserts(all);
    return source == null ? with : with.withFirstInsert(source.setting());
  }

  /** The options' tuning before the preset's own; null for equal temperament at 440 Hz. */
  private Tuning tuning(Tuning ofPreset) {
    Tuning named = isTuningNamed() ? TuningFiles.read(scale, keyMap) : ofPreset;
    if (a4Hz == null) {
      return named;
    }
    Tuning.checkedA4("--a4", a4Hz);
    return (named == null ? Tuning.EQUAL : named).at(a4Hz);
  }

  private boolean isTuningNamed() {
    return scale != null || keyMap != null;
  }

  /** Gives a player the tuning that the options name, locked, and the A4. */
  void tune(Player player) {
    tune(player, TuningSettings.DEFAULTS);
  }

  /** The same; what the options do not name is as it was kept. */
  void tune(Player player, TuningSettings kept) {
    player.setA4Hz(a4Hz == null ? kept.a4Hz() : a4Hz);
    if (isTuningNamed()) {
      player.tune(TuningFiles.read(scale, keyMap));
      player.lockTuning(true);
      return;
    }
    Tuning own = player.patch().tuning();
    player.restoreTuning(own == null || kept.locked() ? kept.chosen() : own, kept.chosen());
    player.lockTuning(kept.locked());
  }

  private List<Timbre> corners(TimbreBank bank) {
    if (a == null) {
      throw new InputException("--a is missing: name the timbre at corner A, too");
    }
    if ((c == null) != (d == null)) {
      throw new InputException("--c and --d belong together: name both timbres, or none");
    }
    if (b == null && c != null) {
      throw new InputException("--b is missing: name the timbre at corner B, too");
    }
    Timbre first = corner("--a", a, bank);
    List<Timbre> corners =
        new ArrayList<>(List.of(first, b == null ? first : corner("--b", b, bank)));
    if (c != null) {
      corners.add(corner("--c", c, bank));
      corners.add(corner("--d", d, bank));
    }
    return corners;
  }

  private Timbre corner(String option, String nameOrFile, TimbreBank bank) {
    Timbre fromFile = files.get(nameOrFile);
    return fromFile != null ? fromFile : timbre(option, nameOrFile, bank);
  }

  static Timbre timbre(String option, String name, TimbreBank bank) {
    Timbre timbre = bank.find(name);
    if (timbre == null) {
      throw new InputException(
          option
              + " "
              + name
              + ": there is no such timbre; did you mean "
              + String.join(", ", Nearest.of(name, bank.names(), 3))
              + "?");
    }
    return timbre;
  }

  private Patch position(Patch patch) {
    if (morph != null && xy != null) {
      throw new InputException("--morph and --xy both say where on the pad; give one");
    }
    if (morph != null) {
      return patch
          .with(Parameter.MORPH_X, inRange("--morph", morph))
          .with(Parameter.PATH, 0); // there, and not on the preset's path
    }
    if (xy == null) {
      return patch;
    }
    if (xy.size() != 2) {
      throw new InputException("--xy wants two numbers from 0 to 1, such as 0.5,0.5");
    }
    return patch
        .with(Parameter.PATH, 0)
        .with(Parameter.MORPH_X, inRange("--xy", xy.get(0)))
        .with(Parameter.MORPH_Y, inRange("--xy", xy.get(1)));
  }

  private static float inRange(String option, float value) {
    if (!(value >= 0 && value <= 1)) {
      throw new InputException(option + " " + value + ": wanted a number from 0 to 1");
    }
    return value;
  }
}
