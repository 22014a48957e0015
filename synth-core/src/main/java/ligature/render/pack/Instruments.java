package ligature.render.pack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ligature.files.AtomicOutput;
import ligature.files.Sha256;

/** Writes the files that samplers open, from a complete manifest. Threads: one. */
final class Instruments {

  private Instruments() {}

  /** Writes one for each format of the plan that needs one, the same bytes for the same pack. */
  static List<PackManifest.IndexFile> write(Path folder, PackManifest manifest) {
    PackPlan plan = manifest.plan();
    Map<String, String> texts = new LinkedHashMap<>();
    if (plan.has(PackPlan.Format.SFZ)) {
      texts.put(plan.name() + ".sfz", new SfzText(manifest).write());
    }
    if (plan.has(PackPlan.Format.DSPRESET)) {
      texts.put(plan.name() + ".dspreset", new DecentSamplerText(manifest).write());
    }
    if (plan.has(PackPlan.Format.NSYNTH)) {
      texts.put(NSynthIndex.FILE_NAME, NSynthIndex.text(manifest));
    }
    List<PackManifest.IndexFile> written = new ArrayList<>();
    texts.forEach(
        (name, text) -> {
          Path file = folder.resolve(name);
          try (AtomicOutput output = AtomicOutput.to(file)) {
            Files.writeString(output.path(), text);
            output.commit();
          } catch (IOException e) {
            throw SampleWriter.tell(file, e);
          }
          int bytes = text.getBytes(StandardCharsets.UTF_8).length;
          written.add(new PackManifest.IndexFile(name, bytes, Sha256.of(text)));
        });
    return written;
  }
}
