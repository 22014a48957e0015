package ligature.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import ligature.files.AtomicOutput;
import ligature.files.InputException;

/**
 * A model's manifest.json: what it is and which files it consists of. docs/formats.md describes it.
 *
 * @param files by role: "decoder", "encoder", "timbres"
 * @param capacity the most voice slots of its decoder
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelManifest(
    String format,
    int formatVersion,
    String name,
    String version,
    String licence,
    List<String> attribution,
    int sampleRateHz,
    int hopFrames,
    int codeSize,
    int codeHops,
    int capacity,
    String latentSpaceId,
    Map<String, FileEntry> files) {

  private static final String FORMAT = "ligature-model";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The name of the file in a model's folder. */
  public static final String FILE_NAME = "manifest.json";

  /**
   * One file of the model.
   *
   * @param path relative to the manifest, without folders
   * @param sha256 in lower-case hexadecimal digits
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record FileEntry(String path, String sha256) {}

  /**
   * Reads and checks a manifest; the files that it names are not opened.
   *
   * @throws InputException if it cannot be read, or says what cannot be
   */
  public static ModelManifest read(Path file) {
    ModelManifest manifest;
    try {
      manifest = JSON.readValue(Files.readAllBytes(file), ModelManifest.class);
    } catch (JsonProcessingException e) {
      throw new InputException(file + ": is not a model manifest: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    }
    if (manifest == null || !FORMAT.equals(manifest.format)) {
      throw new InputException(file + ": is not a model manifest; it should say format " + FORMAT);
    }
    if (manifest.formatVersion != VERSION) {
      throw new InputException(
          file
              + ": has format version "
              + manifest.formatVersion
              + "; this program reads version "
              + VERSION
              + ", a newer one may read it");
    }
    manifest.check(file);
    return manifest;
  }

  private void check(Path file) {
    require(file, name != null && !name.isBlank(), "it has no name");
    require(
        file,
        sampleRateHz >= 8000 && sampleRateHz <= 192_000,
        "its sample rate is " + sampleRateHz + " Hz");
    require(file, hopFrames >= 16 && hopFrames <= 4096, "its hop is " + hopFrames + " frames");
    require(file, codeSize >= 1 && codeSize <= 1024, "its codes have " + codeSize + " values");
    require(file, codeHops >= 1 && codeHops <= 256, "its codes last " + codeHops + " hops");
    require(file, capacity >= 1 && capacity <= 1024, "its capacity is " + capacity + " voices");
    require(file, latentSpaceId != null && !latentSpaceId.isBlank(), "it has no latent-space id");
    for (String role : List.of("decoder", "encoder", "timbres")) {
      FileEntry entry = files == null ? null : files.get(role);
      if (entry == null && role.equals("encoder")) {
        continue; // a model may be without one: it then plays its own timbres only
      }
      require(
          file,
          entry != null && entry.path != null && entry.sha256 != null,
          "it names no " + role + " file");
      boolean plain = entry.path.matches("[A-Za-z0-9_][A-Za-z0-9._-]*");
      require(file, plain, "its " + role + " file lies outside its folder");
    }
  }

  private static void require(Path file, boolean holds, String otherwise) {
    if (!holds) {
      throw new InputException(file + ": is not a sound model manifest: " + otherwise);
    }
  }

  /** The entry of a role that {@link #read} has checked; null for an encoder that is not there. */
  public FileEntry file(String role) {
    return files.get(role);
  }
}
