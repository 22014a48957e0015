package ligature.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntToLongFunction;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.DecoderProvider;
import ligature.model.HopBatch;
import ligature.model.Model;
import ligature.model.ModelManifest;
import ligature.model.djl.DjlDecoderProvider;

/**
 * The model that ships, in a folder of its own, with a decoder that does wrong on demand: so that a
 * whole session can be played with it.
 */
public final class FaultyModel implements DecoderProvider {

  private static final String SCRIPT = "decoder.ts";
  private static final String FAULTY = "decoder.faulty";

  private static volatile Consumer<HopBatch> before = batch -> {};
  private static volatile Consumer<HopBatch> after = batch -> {};
  private static volatile IntToLongFunction warmNanos;

  /** Makes the folder's model, which does nothing wrong yet. */
  public static Model in(Path folder) throws IOException {
    before(batch -> {});
    after(batch -> {});
    warmNanos = null;
    for (String name : new String[] {"timbres.safetensors", SCRIPT}) {
      Files.copy(Bundled.folder().resolve(name), folder.resolve(name));
    }
    Files.copy(folder.resolve(SCRIPT), folder.resolve(FAULTY));
    String manifest = Files.readString(Bundled.folder().resolve(ModelManifest.FILE_NAME));
    Files.writeString(folder.resolve(ModelManifest.FILE_NAME), manifest.replace(SCRIPT, FAULTY));
    return Model.load(folder);
  }

  /** What happens before each hop from now on: to sleep or to throw. */
  public static void before(Consumer<HopBatch> action) {
    before = action;
  }

  /** What happens after each hop from now on: to spoil it. */
  public static void after(Consumer<HopBatch> action) {
    after = action;
  }

  /** Notes each hop from now on, but what comes first before each of them. */
  public static void note(HopLog hops, Runnable first) {
    long[] begun = {0};
    before(
        batch -> {
          first.run();
          begun[0] = System.nanoTime();
        });
    after(batch -> hops.add(begun[0], System.nanoTime(), batch));
  }

  /** What the decoders that are opened from now on say of their warm-up. */
  public static void warm(IntToLongFunction nanosByVoices) {
    warmNanos = nanosByVoices;
  }

  @Override
  public boolean supports(Path file) {
    return file.getFileName().toString().equals(FAULTY);
  }

  @Override
  public Decoder open(Path file, ModelManifest manifest, ComputeDevice device) {
    Decoder script = new DjlDecoderProvider().open(file.resolveSibling(SCRIPT), manifest, device);
    FaultyDecoder faulty =
        new FaultyDecoder(script)
            .before(batch -> before.accept(batch))
            .after(batch -> after.accept(batch));
    return warmNanos == null ? faulty : faulty.warm(warmNanos);
  }
}
