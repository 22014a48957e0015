package ligature.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.model.TimbreFile;
import ligature.preset.PresetFile;

/**
 * Presets and the timbres that they need in one file, to be given to others: a ZIP archive with
 * {@code pack.json} (name, author, licence), {@code presets/*.json}, {@code timbres/*.timbre} and
 * perhaps {@code picture.png} or {@code .jpg}; docs/formats.md describes it.
 *
 * <p>What comes from others may be anything: names, sizes and contents are checked before a file is
 * put into its place, and then all are or none. Threads: {@code [io-thread]}.
 */
public final class PresetPack {

  /** How such a file's name ends. */
  public static final String SUFFIX = ".ligature";

  private static final String FORMAT = "ligature-preset-pack";
  private static final int VERSION = 1;
  private static final String ABOUT = "pack.json";
  private static final Pattern PRESET = Pattern.compile("presets/[a-z0-9][a-z0-9-]{0,79}\\.json");
  private static final Pattern TIMBRE = Pattern.compile("timbres/[a-z0-9][a-z0-9-]{0,79}\\.timbre");
  private static final Pattern PICTURE = Pattern.compile("picture\\.(png|jpg)");
  private static final int MOST_ENTRIES = 1000;
  private static final long MOST_JSON_BYTES = 1 << 20;
  private static final long MOST_TIMBRE_BYTES = 64L << 20;
  private static final long MOST_PICTURE_BYTES = 8L << 20;
  private static final long MOST_BYTES = 1L << 30;
  private static final int LONGEST_TEXT = 200;
  private static final ObjectMapper JSON = new ObjectMapper();

  private PresetPack() {}

  /**
   * What a pack says of itself.
   *
   * @param name for people; not empty
   * @param author may be empty
   * @param licence under what terms it may be used; may be empty
   */
  public record About(String name, String author, String licence) {}

  /**
   * What was installed.
   *
   * @param presets how many that were not there before
   * @param timbres that were not there before
   */
  public record Installed(About about, int presets, List<Timbre> timbres) {}

  /** Where a pack's parts go. */
  public record Places(Path presets, Path timbres, Path packs) {}

  /**
   * Writes a pack.
   *
   * @param presets files of presets
   * @param timbres files of the timbres that they need
   * @param picture a PNG or JPEG file, or null
   * @throws InputException if something cannot be read or written, or does not fit
   */
  public static void write(
      Path target, About about, List<Path> presets, List<Path> timbres, Path picture) {
    checkText(target, "name", about.name(), true);
    checkText(target, "author", about.author(), false);
    checkText(target, "licence", about.licence(), false);
    if (presets.isEmpty()) {
      throw new InputException(target + ": a pack needs a preset; save one first");
    }
    Map<String, Path> parts = new LinkedHashMap<>();
    presets.forEach(file -> parts.put("presets/" + file.getFileName(), file));
    timbres.forEach(file -> parts.put("timbres/" + file.getFileName(), file));
    if (picture != null) {
      String ending = picture.toString().toLowerCase(java.util.Locale.ROOT);
      parts.put(ending.endsWith(".png") ? "picture.png" : "picture.jpg", picture);
    }
    try (AtomicOutput output = AtomicOutput.to(target)) {
      try (OutputStream out = Files.newOutputStream(output.path());
          ZipOutputStream zip = new ZipOutputStream(out)) {
        zip.putNextEntry(new ZipEntry(ABOUT));
        zip.write(aboutJson(about));
        for (Map.Entry<String, Path> part : parts.entrySet()) {
          byte[] bytes = Files.readAllBytes(part.getValue());
          checkEntry(part.getValue(), part.getKey(), bytes.length);
          checkPicture(part.getValue(), part.getKey(), bytes);
          zip.putNextEntry(new ZipEntry(part.getKey()));
          zip.write(bytes);
        }
      }
      output.commit();
    } catch (IOException e) {
      throw AtomicOutput.asInput(target, e);
    }
  }

  private static byte[] aboutJson(About about) throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.put("format", FORMAT).put("formatVersion", VERSION);
    node.put("name", about.name()).put("author", about.author()).put("licence", about.licence());
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
  }

  private static void checkText(Path file, String what, String text, boolean needed) {
    boolean plain = text.chars().noneMatch(Character::isISOControl);
    if (!plain || text.length() > LONGEST_TEXT || needed && text.isBlank()) {
      throw new InputException(
          file
              + ": its "
              + what
              + " should be one line of "
              + (needed ? "1 to " : "at most ")
              + LONGEST_TEXT
              + " letters");
    }
  }

  /** Refuses what no pack of ours has: foreign names, ways out of the folder, bombs. */
  private static void checkEntry(Path file, String name, long bytes) {
    long most =
        name.equals(ABOUT) || PRESET.matcher(name).matches()
            ? MOST_JSON_BYTES
            : TIMBRE.matcher(name).matches()
                ? MOST_TIMBRE_BYTES
                : PICTURE.matcher(name).matches() ? MOST_PICTURE_BYTES : -1;
    if (most < 0) {
      throw new InputException(
          file + ": holds " + shown(name) + ", which is no part of a preset pack");
    }
    if (bytes > most) {
      throw new InputException(
          file + ": " + name + " is larger than " + (most >> 20) + " MiB; no part of a pack is");
    }
  }

  private static String shown(String name) {
    String plain = name.replaceAll("\\p{Cntrl}", "?");
    return plain.length() > 60 ? plain.substring(0, 60) + "..." : plain;
  }

  private static void checkPicture(Path file, String name, byte[] bytes) {
    if (PICTURE.matcher(name).matches()) {
      boolean png = bytes.length > 8 && bytes[0] == (byte) 0x89 && bytes[1] == 'P';
      boolean jpeg = bytes.length > 8 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8;
      if (name.endsWith("png") ? !png : !jpeg) {
        throw new InputException(file + ": its picture is neither PNG nor JPEG");
      }
    }
  }

  /**
   * Installs a pack: presets and timbres lie among the user's own then.
   *
   * @param bank where timbres are looked up that the pack does not hold
   * @param warnings takes, once all is installed, a line for each timbre that is another one than a
   *     preset was saved with
   * @throws InputException in one line, if it is damaged, holds what no pack holds, or would
   *     replace something that is there; then nothing is installed
   */
  public static Installed install(
      Path pack, Places places, TimbreBank bank, Consumer<String> warnings) {
    List<String> lines = new ArrayList<>();
    Installed installed = installQuietly(pack, places, bank, lines);
    lines.forEach(warnings);
    return installed;
  }

  private static Installed installQuietly(
      Path pack, Places places, TimbreBank bank, List<String> warnings) {
    try {
      Files.createDirectories(places.presets());
      Files.createDirectories(places.timbres());
      Files.createDirectories(places.packs());
      Path aside = places.packs().resolve("." + UUID.randomUUID() + ".partial");
      Files.createDirectory(aside);
      try {
        List<String> names = unpack(pack, aside);
        return move(pack, aside, names, places, bank, warnings);
      } finally {
        delete(aside);
      }
    } catch (ZipException e) {
      throw new InputException(pack + ": is not a preset pack, or damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw AtomicOutput.asInput(pack, e);
    }
  }

  private static List<String> unpack(Path pack, Path aside) throws IOException {
    Files.createDirectory(aside.resolve("presets"));
    Files.createDirectory(aside.resolve("timbres"));
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    long total = 0;
    try (ZipFile zip = new ZipFile(pack.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw new InputException(pack + ": holds more than " + MOST_ENTRIES + " files");
      }
      for (var entries = zip.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName();
        checkEntry(pack, name, Math.max(0, entry.getSize()));
        if (!seen.add(name)) {
          throw new InputException(pack + ": holds " + name + " twice");
        }
        long most = name.endsWith(".timbre") ? MOST_TIMBRE_BYTES : MOST_PICTURE_BYTES;
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
          bytes = in.readNBytes((int) most + 1); // whatever size it claims to have
        }
        checkEntry(pack, name, bytes.length);
        checkPicture(pack, name, bytes);
        total += bytes.length;
        if (total > MOST_BYTES) {
          throw new InputException(pack + ": unpacks to more than 1 GiB; no preset pack does");
        }
        Files.write(aside.resolve(name), bytes);
        names.add(name);
      }
    }
    return names;
  }

  private static About about(Path pack, Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new InputException(pack + ": is not a preset pack: it has no " + ABOUT);
    }
    JsonNode node;
    try {
      node = JSON.readTree(Files.readAllBytes(file));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new InputException(pack + ": its " + ABOUT + " is not JSON", e);
    }
    if (node == null || !FORMAT.equals(node.path("format").asText())) {
      throw new InputException(pack + ": its " + ABOUT + " should say format " + FORMAT);
    }
    if (node.path("formatVersion").asInt(-1) != VERSION) {
      throw new InputException(
          pack
              + ": has format version "
              + node.path("formatVersion")
              + "; this program reads "
              + VERSION);
    }
    About about =
        new About(
            node.path("name").asText(),
            node.path("author").asText(),
            node.path("licence").asText());
    checkText(pack, "name", about.name(), true);
    checkText(pack, "author", about.author(), false);
    checkText(pack, "licence", about.licence(), false);
    return about;
  }

  private static Installed move(
      Path pack,
      Path aside,
      List<String> names,
      Places places,
      TimbreBank bank,
      List<String> warnings)
      throws IOException {
    About about = about(pack, aside.resolve(ABOUT));
    List<Timbre> timbres = new ArrayList<>();
    TimbreBank whole = bank;
    Map<Path, Path> moves = new LinkedHashMap<>();
    for (String name : names) {
      if (TIMBRE.matcher(name).matches()) {
        Timbre timbre = timbre(pack, aside, name);
        boolean isNew = plan(pack, aside.resolve(name), places.timbres(), moves);
        if (isNew && bank.find(timbre.name()) != null) {
          throw new InputException(
              pack + ": there is another timbre named " + timbre.name() + "; it would be hidden");
        }
        if (isNew) {
          timbres.add(timbre);
          whole = whole.with(timbre);
        }
      }
    }
    int presets = 0;
    for (String name : names) {
      if (PRESET.matcher(name).matches()) {
        Path file = aside.resolve(name);
        try {
          PresetFile.read(file, whole, line -> warnings.add(inPack(pack, file, name, line)));
        } catch (InputException e) {
          throw new InputException(inPack(pack, file, name, e.getMessage()), e);
        }
        presets += plan(pack, aside.resolve(name), places.presets(), moves) ? 1 : 0;
      }
    }
    Path kept = places.packs().resolve(slug(about.name()));
    Files.createDirectories(kept);
    for (String name : names) {
      if (name.equals(ABOUT) || PICTURE.matcher(name).matches()) {
        moves.put(aside.resolve(name), kept.resolve(name));
      }
    }
    moveAll(moves);
    return new Installed(about, presets, timbres);
  }

  /** What was said of a file that lies aside, with the name that it has in the pack. */
  private static String inPack(Path pack, Path file, String name, String said) {
    return pack + ": " + said.replace(file.toString(), name);
  }

  private static Timbre timbre(Path pack, Path aside, String name) {
    List<Timbre> read;
    try {
      read = TimbreFile.read(aside.resolve(name));
    } catch (InputException e) {
      throw new InputException(inPack(pack, aside.resolve(name), name, e.getMessage()), e);
    }
    if (read.size() != 1 || !name.equals("timbres/" + read.get(0).name() + ".timbre")) {
      throw new InputException(
          pack + ": " + name + " should hold one timbre, of the file's own name");
    }
    return read.get(0);
  }

  /**
   * Plans to move a file; one that is there already stays.
   *
   * @return whether it is new
   */
  private static boolean plan(Path pack, Path file, Path folder, Map<Path, Path> moves)
      throws IOException {
    Path target = folder.resolve(file.getFileName());
    if (!Files.exists(target)) {
      moves.put(file, target);
      return true;
    }
    if (Files.mismatch(file, target) >= 0) {
      throw new InputException(
          pack + ": " + target + " is another one of this name; rename or delete it first");
    }
    return false;
  }

  private static void moveAll(Map<Path, Path> moves) throws IOException {
    List<Path> moved = new ArrayList<>();
    try {
      for (Map.Entry<Path, Path> move : moves.entrySet()) {
        Files.move(move.getKey(), move.getValue(), StandardCopyOption.REPLACE_EXISTING);
        moved.add(move.getValue());
      }
    } catch (IOException e) {
      for (Path file : moved) {
        Files.deleteIfExists(file);
      }
      throw e;
    }
  }

  private static String slug(String name) {
    String slug =
        name.toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return slug.isEmpty() ? "pack" : slug;
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
