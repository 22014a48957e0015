package ligature.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.ServiceLoader;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;

/**
 * A model in its folder: manifest, timbre bank, and the decoder to be opened. No file is loaded
 * whose hash is not the manifest's. Loading: {@code [io-thread]}; the object is immutable.
 */
public final class Model {

  private final Path folder;
  private final ModelManifest manifest;
  private final TimbreBank bank;
  private final List<Timbre> shipped;

  private Model(Path folder, ModelManifest manifest, TimbreBank bank, List<Timbre> shipped) {
    this.shipped = shipped;
    this.folder = folder;
    this.manifest = manifest;
    this.bank = bank;
  }

  /**
   * Loads the manifest and the timbre bank of a model's folder.
   *
   * @throws InputException if something is missing, damaged or does not match its hash
   */
  public static Model load(Path folder) {
    ModelManifest manifest = ModelManifest.read(folder.resolve(ModelManifest.FILE_NAME));
    Path bankFile = verified(folder, manifest, "timbres");
    TimbreBank bank;
    try {
      bank = new TimbreBank(TimbreFile.read(bankFile));
    } catch (IllegalArgumentException e) {
      throw new InputException(bankFile + ": " + e.getMessage(), e);
    }
    for (Timbre timbre : bank.timbres()) {
      if (!timbre.latentSpaceId().equals(manifest.latentSpaceId())
          || timbre.codeSize() != manifest.codeSize()) {
        throw new InputException(
            bankFile + ": its codes were made by another encoder than this model's");
      }
    }
    return new Model(folder, manifest, bank, bank.timbres());
  }

  private static Path verified(Path folder, ModelManifest manifest, String role) {
    ModelManifest.FileEntry entry = manifest.file(role);
    Path file = folder.resolve(entry.path());
    String hash = sha256(file);
    if (!hash.equals(entry.sha256())) {
      throw new InputException(
          file
              + ": is not the file that the manifest names (SHA-256 "
              + hash.substring(0, 12)
              + "..., expected "
              + entry.sha256().substring(0, Math.min(12, entry.sha256().length()))
              + "...); install the model again");
    }
    return file;
  }

  private static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw AtomicOutput.asInput(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Opens the decoder, a new instance with its own state.
   *
   * @throws InputException if the file is damaged or the device is not there
   */
  public Decoder openDecoder(ComputeDevice device) {
    Path file = verified(folder, manifest, "decoder");
    for (DecoderProvider provider : ServiceLoader.load(DecoderProvider.class)) {
      if (provider.supports(file)) {
        return provider.open(file, manifest, device);
      }
    }
    throw new InputException(file + ": no decoder of this kind is known; .ts (TorchScript) is");
  }

  /**
   * Opens the encoder.
   *
   * @throws InputException if the model has none, the file is damaged, or the device is not there
   */
  public Encoder openEncoder(ComputeDevice device) {
    if (manifest.file("encoder") == null) {
      throw new InputException(
          folder + ": this model has no encoder; it plays its own timbres only");
    }
    Path file = verified(folder, manifest, "encoder");
    for (EncoderProvider provider : ServiceLoader.load(EncoderProvider.class)) {
      if (provider.supports(file)) {
        return provider.open(file, manifest, device);
      }
    }
    throw new InputException(file + ": no encoder of this kind is known; .ts (TorchScript) is");
  }

  /**
   * The same model with more timbres behind its own.
   *
   * @param timbres of this model's latent space, with names that its bank does not have
   * @throws IllegalArgumentException if a timbre is of another latent space, or a name is taken
   */
  public Model withTimbres(List<Timbre> timbres) {
    List<Timbre> all = new ArrayList<>(bank.timbres());
    for (Timbre timbre : timbres) {
      if (!timbre.latentSpaceId().equals(manifest.latentSpaceId())
          || timbre.codeSize() != manifest.codeSize()) {
        throw new IllegalArgumentException(timbre + " was encoded for another model");
      }
      all.add(timbre);
    }
    return new Model(folder, manifest, new TimbreBank(all), shipped);
  }

  /** Where its decoder can compute here, as {@code --device} names it. [io-thread] */
  public List<String> devices() {
    Path file = folder.resolve(manifest.file("decoder").path());
    for (DecoderProvider provider : ServiceLoader.load(DecoderProvider.class)) {
      if (provider.supports(file)) {
        return provider.devices();
      }
    }
    return List.of();
  }

  public ModelManifest manifest() {
    return manifest;
  }

  public TimbreBank bank() {
    return bank;
  }

  /** The timbres that it came with, the first of its bank. */
  public List<Timbre> shippedTimbres() {
    return shipped;
  }

  public Path folder() {
    return folder;
  }
}
