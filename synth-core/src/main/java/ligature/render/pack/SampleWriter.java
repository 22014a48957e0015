package ligature.render.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ligature.files.AtomicOutput;
import ligature.files.InputException;
import ligature.files.Sha256;
import ligature.soundfile.FlacWriter;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.SoundWriter;
import ligature.soundfile.WavChunk;
import ligature.soundfile.WavWriter;

/** Writes the audio files of a pack, whole or not at all. Threads: any, one a file. */
final class SampleWriter {

  private final Path folder;
  private final PackPlan plan;

  SampleWriter(Path folder, PackPlan plan) {
    this.folder = folder;
    this.plan = plan;
  }

  /** What lies on the disk. */
  record Written(long bytes, String sha256) {}

  /**
   * Writes one channel.
   *
   * @param path relative to the pack's folder; its ending says what is written
   * @param chunks what a WAV file says beside its audio
   * @throws InputException if that fails, and how to go on if the disk is full
   */
  Written write(String path, float[] samples, SampleFormat format, List<WavChunk> chunks) {
    Path target = folder.resolve(path);
    try {
      Files.createDirectories(target.getParent());
      try (AtomicOutput output = AtomicOutput.to(target)) {
        try (SoundWriter writer = writer(path, output.path(), format, chunks)) {
          writer.write(samples, 0, samples.length);
          writer.finish();
        }
        Written written = new Written(Files.size(output.path()), Sha256.of(output.path()));
        output.commit();
        return written;
      }
    } catch (IOException e) {
      throw tell(target, e);
    }
  }

  private SoundWriter writer(String path, Path partial, SampleFormat format, List<WavChunk> chunks)
      throws IOException {
    return path.endsWith(".flac")
        ? new FlacWriter(partial, plan.rateHz(), 1, format)
        : new WavWriter(partial, plan.rateHz(), 1, format, chunks);
  }

  /** What to say when a pack's file cannot be written. */
  static InputException tell(Path file, IOException e) {
    if (String.valueOf(e.getMessage()).contains("No space left")) {
      return new InputException(
          file
              + ": the disk is full; what is finished is kept: free some space and run the same"
              + " command again (pack with --resume)",
          e);
    }
    return AtomicOutput.asInput(file, e);
  }
}
