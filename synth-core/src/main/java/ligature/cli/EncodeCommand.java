package ligature.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import ligature.encode.FileNames;
import ligature.encode.RecordingSet;
import ligature.encode.Span;
import ligature.encode.TimbreEncoder;
import ligature.encode.UserTimbres;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.model.ComputeDevice;
import ligature.model.Model;
import ligature.model.ModelLibrary;
import ligature.model.SourceNote;
import ligature.model.TimbreDocument;
import ligature.model.TimbreFileWriter;
import ligature.units.Pitch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a timbre from recordings. */
@Command(
    name = "encode",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Makes a timbre from recordings of single notes. Its pitch is found; one recording plays on"
            + " the whole keyboard. Several files, a folder, or an SFZ instrument become one timbre"
            + " with zones by key and velocity.")
final class EncodeCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "WAV, AIFF or FLAC files, a folder of them, or an .sfz file.")
  private List<Path> files;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Lower case with hyphens. Default: from the file's name.")
  private String name;

  @Option(
      names = "--key",
      paramLabel = "KEY|none",
      description = "The key that was played, as a MIDI number; none for drums. Default: found.")
  private String key;

  @Option(
      names = "--start",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "The note begins there or later in each file. Default: ${DEFAULT-VALUE}.")
  private double startSeconds;

  @Option(
      names = "--end",
      paramLabel = "SECONDS",
      defaultValue = "Infinity",
      description = "What lies behind that in each file is left out. Default: the file's end.")
  private double endSeconds;

  @Option(
      names = "--out",
      paramLabel = "FILE.timbre",
      description = "Default: NAME.timbre among your own timbres, where every command finds it.")
  private Path out;

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      description = "Such as strings or brass. Default: guessed.")
  private String family;

  @Option(
      names = "--sustain",
      paramLabel = "yes|no",
      description = "Whether a held note goes on for ever. Default: as the recordings do.")
  private String sustain;

  @Option(
      names = "--licence",
      paramLabel = "TEXT",
      description = "Under what terms the recordings may be used; kept in the file.")
  private String licence;

  @Option(
      names = "--model",
      paramLabel = "NAME",
      defaultValue = ModelLibrary.BUNDLED,
      description = "The model to encode for. Default: ${DEFAULT-VALUE}.")
  private String modelName;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|cuda[:N]",
      defaultValue = "auto",
      description = "Where the encoder computes. Default: ${DEFAULT-VALUE}.")
  private String device;

  @Option(names = "--json", description = "Print one JSON object on stdout.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    long begin = System.nanoTime();
    int knownKey = MatchCommand.knownKey(key);
    Boolean sustains = sustains();
    Span span = span();
    ComputeDevice on = ComputeDevice.parse(device);
    Model model = SoundOptions.models().load(modelName);
    String timbreName = timbreName(model);
    Path target = target(timbreName);
    // a folder that cannot be written to is told before the work, not after it
    try (AtomicOutput output = AtomicOutput.to(target)) {
      TimbreDocument document = encode(timbreName, span, knownKey, sustains, model, on);
      TimbreFileWriter.write(output.path(), document);
      output.commit();
      report(document, target, (System.nanoTime() - begin) * 1e-9);
    }
    return 0;
  }

  private TimbreDocument encode(
      String timbreName, Span span, int knownKey, Boolean sustains, Model model, ComputeDevice on) {
    Consumer<String> tell = line -> System.err.println("ligature: " + line);
    try (Progress progress = new Progress("encoding")) {
      List<SourceNote> notes =
          RecordingSet.read(files, span, knownKey, tell, done -> progress.accept(0.5 * done));
      TimbreEncoder.Wishes wishes =
          new TimbreEncoder.Wishes(
              timbreName,
              FileNames.title(timbreName),
              family,
              sustains,
              RecordingSet.inWords(files),
              licence == null ? "" : licence);
      try (TimbreEncoder encoder = new TimbreEncoder(model, on)) {
        return encoder.encode(wishes, notes, done -> progress.accept(0.5 + 0.5 * done));
      }
    }
  }

  private Span span() {
    try {
      return new Span(startSeconds, endSeconds);
    } catch (InputException e) {
      throw new InputException("--start, --end: " + e.getMessage(), e);
    }
  }

  private Boolean sustains() {
    if (sustain == null) {
      return null;
    }
    if (!sustain.equals("yes") && !sustain.equals("no")) {
      throw new InputException("--sustain " + sustain + ": wanted yes or no");
    }
    return sustain.equals("yes");
  }

  private String timbreName(Model model) {
    String chosen = name != null ? name : RecordingSet.timbreName(files);
    if (!chosen.matches("[a-z0-9]+(-[a-z0-9]+)*") || chosen.length() > 64) {
      throw new InputException(
          "--name " + chosen + ": wanted lower-case letters and digits with hyphens between them");
    }
    if (out == null && model.bank().find(chosen) != null) {
      throw new InputException(
          "--name " + chosen + ": the model has a timbre of this name; choose another");
    }
    return chosen;
  }

  private Path target(String timbreName) throws IOException {
    if (out != null) {
      if (!out.toString().endsWith(UserTimbres.SUFFIX)) {
        throw new InputException("--out " + out + ": a timbre's file ends in .timbre");
      }
      return out;
    }
    Path folder = UserTimbres.own().folder();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw AtomicOutput.asInput(folder, e);
    }
    return folder.resolve(timbreName + UserTimbres.SUFFIX);
  }

  private void report(TimbreDocument document, Path target, double seconds) {
    Timbre timbre = document.timbre();
    List<Map<String, Object>> notes = new ArrayList<>();
    for (SourceNote note : document.recordings()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("file", note.file());
      row.put("key", note.key());
      row.put("pitchHz", Json.round(note.pitchHz()));
      row.put("cents", Json.round(cents(note)));
      row.put("velocity", note.velocity());
      row.put("seconds", Json.round((double) note.samples().length / note.rateHz()));
      notes.add(row);
    }
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("out", target.toString());
      object.put("name", timbre.name());
      object.put("family", timbre.family());
      object.put("sustains", timbre.sustains());
      object.put("zones", timbre.zoneCount());
      object.put("recordings", notes);
      object.put("wallSeconds", Json.round(seconds));
      Json.print(object);
      return;
    }
    for (SourceNote note : document.recordings()) {
      System.out.println(note.file() + ": " + inWords(note));
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %s, %s, %d zones, in %.1f s: %s%n",
        timbre.name(),
        timbre.family(),
        timbre.sustains() ? "sustains" : "dies away",
        timbre.zoneCount(),
        seconds,
        target);
  }

  private static double cents(SourceNote note) {
    return note.pitchHz() == 0 ? 0 : Pitch.ratioToCents(note.pitchHz() / Pitch.keyToHz(note.key()));
  }

  private static String inWords(SourceNote note) {
    String key = "key " + note.key() + " (" + Pitch.keyName(note.key()) + ")";
    return note.pitchHz() == 0
        ? "no pitch, plays as recorded at " + key
        : String.format(Locale.ROOT, "%s, recorded %+.0f cents off", key, cents(note));
  }
}
