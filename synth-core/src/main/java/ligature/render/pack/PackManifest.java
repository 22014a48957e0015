package ligature.render.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/**
 * A pack's manifest.json: its plan and every file with parameters, hash, level, length and pitch.
 * Nothing in it depends on when or how fast the pack was made.
 *
 * @param shard absent if the pack is whole
 * @param processors what computed it: the last bits of the audio are one kind's own
 * @param indexes the files that samplers open, absent in a shard
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PackManifest(
    String format,
    int formatVersion,
    PackPlan plan,
    Shard shard,
    List<String> processors,
    List<PackFile> files,
    List<IndexFile> indexes) {

  /** Its name in a pack's folder. */
  public static final String FILE_NAME = "manifest.json";

  static final String FORMAT = "ligature-pack";
  static final int VERSION = 1;
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** A file that a sampler opens. */
  public record IndexFile(String path, long bytes, String sha256) {}

  static PackManifest of(
      PackPlan plan,
      Shard shard,
      List<String> processors,
      List<PackFile> files,
      List<IndexFile> indexes) {
    List<PackFile> sorted =
        files.stream()
            .sorted(
                Comparator.comparingInt(PackFile::group)
                    .thenComparing(PackFile::kind)
                    .thenComparingInt(f -> f.step() == null ? 0 : f.step()))
            .toList();
    return new PackManifest(
        FORMAT,
        VERSION,
        plan,
        shard.isWhole() ? null : shard,
        List.copyOf(new TreeSet<>(processors)),
        sorted,
        indexes);
  }

  /** The part of the plan that it is. */
  Shard part() {
    return shard == null ? Shard.WHOLE : shard;
  }

  /**
   * Reads the manifest of a pack's folder.
   *
   * @throws InputException if there is none that can be read
   */
  static PackManifest read(Path folder) {
    Path file = folder.resolve(FILE_NAME);
    try {
      return parse(file, Files.readString(file));
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
  }

  static PackManifest parse(Path file, String json) {
    PackManifest manifest;
    try {
      manifest = JSON.readValue(json, PackManifest.class);
    } catch (JsonProcessingException e) {
      throw new InputException(file + ": is not a pack's manifest: " + e.getOriginalMessage(), e);
    }
    boolean known =
        manifest != null
            && FORMAT.equals(manifest.format)
            && manifest.plan != null
            && manifest.processors != null
            && manifest.files != null;
    if (!known) {
      throw new InputException(file + ": is not a pack's manifest; it should say format " + FORMAT);
    }
    if (manifest.formatVersion != VERSION) {
      throw new InputException(
          file + ": has format version " + manifest.formatVersion + "; this program reads 1");
    }
    return manifest;
  }

  /** Writes it, whole or not at all, with the same bytes everywhere. */
  void write(Path folder) {
    Path file = folder.resolve(FILE_NAME);
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
    try (AtomicOutput output = AtomicOutput.to(file)) {
      Files.writeString(output.path(), JSON.writer(printer).writeValueAsString(this) + "\n");
      output.commit();
    } catch (IOException e) {
      throw SampleWriter.tell(file, e);
    }
  }
}
