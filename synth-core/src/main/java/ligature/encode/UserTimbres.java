package ligature.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import ligature.files.AtomicOutput;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.model.ComputeDevice;
import ligature.model.Model;
import ligature.model.SourceNote;
import ligature.model.TimbreDocument;
import ligature.model.TimbreFile;
import ligature.model.TimbreFileWriter;

/**
 * The timbres that the user made: the .timbre files of a folder, and each of them for whichever
 * model plays. Threads: {@code [io-thread]}.
 */
public final class UserTimbres {

  /** How such a file's name ends. */
  public static final String SUFFIX = ".timbre";

  /** The part of the work that reading the recordings is. */
  private static final double RECORDINGS = 0.5;

  private final Path folder;
  private final Path cache;

  /**
   * @param folder where the files lie; it need not exist
   * @param cache where timbres are kept that were encoded again for another model
   */
  public UserTimbres(Path folder, Path cache) {
    this.folder = folder;
    this.cache = cache;
  }

  /** Those in the user's own folder. */
  public static UserTimbres own() {
    return new UserTimbres(Folders.data().resolve("timbres"), Folders.cache().resolve("timbres"));
  }

  public Path folder() {
    return folder;
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(f -> f.getFileName().toString().endsWith(SUFFIX)).sorted().toList();
    } catch (IOException e) {
      throw AtomicOutput.asInput(folder, e);
    }
  }

  /**
   * All timbres as their files have them, whichever model they are for; those that cannot be read
   * are told and passed over.
   */
  public List<Timbre> list(Consumer<String> tell) {
    List<Timbre> timbres = new ArrayList<>();
    for (Path file : files()) {
      try {
        timbres.add(single(file));
      } catch (InputException e) {
        tell.accept(e.getMessage());
      }
    }
    return timbres;
  }

  /**
   * A timbre with the recordings that it was made of.
   *
   * @throws InputException if there is none of this name, or it is damaged
   */
  public TimbreDocument document(String name) {
    return TimbreFile.readDocument(folder.resolve(name + SUFFIX));
  }

  private static Timbre single(Path file) {
    List<Timbre> timbres = TimbreFile.read(file);
    if (timbres.size() != 1) {
      throw new InputException(file + ": holds " + timbres.size() + " timbres, not one");
    }
    return timbres.get(0);
  }

  /**
   * The model with the user's timbres behind its own. Those made for another model are encoded
   * again from their recordings; those that cannot be, or whose names the model has itself, are
   * told and passed over.
   */
  public Model addTo(Model model, ComputeDevice device, Consumer<String> tell) {
    List<Timbre> usable = new ArrayList<>();
    Set<String> names = new HashSet<>(model.bank().names());
    for (Path file : files()) {
      try {
        Timbre timbre = load(file, model, device, tell);
        if (names.add(timbre.name())) {
          usable.add(timbre);
        } else {
          tell.accept(
              file
                  + ": there is another timbre named "
                  + timbre.name()
                  + ", which is played instead; encode it again under another name");
        }
      } catch (InputException e) {
        tell.accept(e.getMessage());
      }
    }
    return usable.isEmpty() ? model : model.withTimbres(usable);
  }

  /**
   * Loads one file for a model.
   *
   * @throws InputException if it is damaged, or made for another model and without its recordings
   */
  public Timbre load(Path file, Model model, ComputeDevice device, Consumer<String> tell) {
    Timbre timbre = single(file);
    String space = model.manifest().latentSpaceId();
    if (timbre.latentSpaceId().equals(space)) {
      if (timbre.codeSize() != model.manifest().codeSize()) {
        throw new InputException(file + ": its codes do not fit the model that it names");
      }
      return timbre;
    }
    TimbreDocument document = TimbreFile.readDocument(file);
    if (document.recordings().isEmpty()) {
      throw new InputException(
          file
              + ": was made for another model and does not hold its recordings; encode it again"
              + " from them");
    }
    Path again =
        cache.resolve(
            String.join("-", hash(file), space.substring(0, Math.min(16, space.length())))
                + SUFFIX);
    if (Files.exists(again)) {
      try {
        Timbre cached = single(again);
        if (cached.latentSpaceId().equals(space) && cached.name().equals(timbre.name())) {
          return cached;
        }
      } catch (InputException e) {
        // a damaged cache is made anew
      }
    }
    tell.accept(timbre.name() + " was made for another model; it is encoded again for this one");
    TimbreDocument made;
    try (TimbreEncoder encoder = new TimbreEncoder(model, device)) {
      made = encoder.encode(wishes(document), document.recordings(), done -> {});
    }
    keep(again, new TimbreDocument(made.timbre(), false, "", "", List.of()));
    return made.timbre();
  }

  /**
   * Makes a timbre of recordings and keeps it in the folder, as {@code ligature encode} does.
   *
   * @param files as {@link RecordingSet#read} takes them
   * @param taken names that the timbre must not have; nor does it take the name of a file there is
   * @param tell told in a line what was left out or looks wrong
   * @param progress told the done part, 0 to 1; what it throws ends the work, and nothing is kept
   * @throws InputException if a recording cannot be read or the folder not be written to
   */
  public Timbre record(
      List<Path> files,
      Collection<String> taken,
      Model model,
      ComputeDevice device,
      Consumer<String> tell,
      DoubleConsumer progress) {
    return record(files, taken, () -> new TimbreEncoder(model, device), tell, progress);
  }

  /** The same with an encoder of one's own, which is opened when it is needed, and closed. */
  public Timbre record(
      List<Path> files,
      Collection<String> taken,
      Supplier<TimbreEncoder> open,
      Consumer<String> tell,
      DoubleConsumer progress) {
    // told before the work, not after it
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw AtomicOutput.asInput(folder, e);
    }
    String name = freeName(RecordingSet.timbreName(files), taken);
    List<SourceNote> notes =
        RecordingSet.read(
            files, RecordingSet.DETECT, tell, done -> progress.accept(RECORDINGS * done));
    TimbreEncoder.Wishes wishes =
        new TimbreEncoder.Wishes(
            name, FileNames.title(name), null, null, RecordingSet.inWords(files), "");
    TimbreDocument document;
    try (TimbreEncoder encoder = open.get()) {
      document =
          encoder.encode(
              wishes, notes, done -> progress.accept(RECORDINGS + (1 - RECORDINGS) * done));
    }
    Path file = folder.resolve(name + SUFFIX);
    save(file, document);
    return single(file); // rounded as in the file, so that it sounds the same the next time
  }

  private String freeName(String wanted, Collection<String> taken) {
    String name = wanted;
    for (int i = 2; taken.contains(name) || Files.exists(folder.resolve(name + SUFFIX)); i++) {
      name = wanted + "-" + i;
    }
    return name;
  }

  private static TimbreEncoder.Wishes wishes(TimbreDocument document) {
    Timbre timbre = document.timbre();
    return new TimbreEncoder.Wishes(
        timbre.name(),
        timbre.title(),
        document.familyGiven() ? timbre.family() : null,
        timbre.sustains(),
        document.source(),
        document.licence());
  }

  private static void keep(Path file, TimbreDocument document) {
    try {
      Files.createDirectories(file.getParent());
      save(file, document);
    } catch (IOException | InputException e) {
      System.getLogger("ligature.encode")
          .log(System.Logger.Level.INFO, "not kept for the next time: " + file, e);
    }
  }

  /** Writes a timbre, whole or not at all. */
  public static void save(Path file, TimbreDocument document) {
    try (AtomicOutput out = AtomicOutput.to(file)) {
      TimbreFileWriter.write(out.path(), document);
      out.commit();
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }

  private static String hash(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file))).substring(0, 32);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
