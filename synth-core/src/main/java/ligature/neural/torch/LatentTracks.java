package ligature.neural.torch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ligature.encode.RecordedNote;
import ligature.files.InputException;

/**
 * The recordings at the corners of the pad, as a model encoded them: two (A, B) or four (A, B, C,
 * D). They are what a preset keeps of a source, with the SHA-256 of the model that knows them.
 */
final class LatentTracks {

  /**
   * So many numbers fit into a preset, of which a pack takes a mebibyte. What is behind them of a
   * long recording is left out.
   */
  private static final int MOST_NUMBERS = 1 << 17;

  private static final int MAGIC = 0x4c544b31;
  private static final int SHA256_LETTERS = 64;
  private static final double TONE_HZ = 261.6256;

  private final String sha256;
  private final int stepFrames;
  private final List<LatentTrack> tracks;

  private LatentTracks(String sha256, int stepFrames, List<LatentTrack> tracks) {
    this.sha256 = sha256;
    this.stepFrames = stepFrames;
    this.tracks = List.copyOf(tracks);
  }

  /**
   * Encodes recordings, which runs code of the model.
   *
   * @param files two or four
   * @throws InputException if one cannot be read, is silent or too short
   */
  static LatentTracks encode(TorchFile source, NnCodec codec, List<Path> files) {
    List<LatentTrack> tracks = new ArrayList<>();
    for (Path file : files) {
      tracks.add(encode(source, codec, file, files.size()));
    }
    return new LatentTracks(source.sha256(), codec.stepFrames(), tracks);
  }

  private static LatentTrack encode(TorchFile source, NnCodec codec, Path file, int count) {
    RecordedNote note = RecordedNote.read(file, line -> {});
    int[] loop = note.steadySteps(codec.rateHz(), codec.stepFrames());
    try (TorchModule module = TorchModule.load(source)) { // a new one: it remembers
      float[][] latents = latents(note.at(codec.rateHz()), count, module, codec);
      int steps = latents[0].length;
      int end = loop == null ? steps : Math.min(steps, loop[1]);
      int start = loop == null ? 0 : Math.min(loop[0], end - 1);
      float gainDb = LatentTrack.gainDb(note.gainDb());
      return new LatentTrack(note.name(), (float) note.key(), gainDb, start, end, latents);
    }
  }

  /** The same with another recording at a corner. */
  LatentTracks with(int corner, TorchFile source, NnCodec codec, Path file) {
    List<LatentTrack> next = new ArrayList<>(tracks);
    next.set(corner, encode(source, codec, file, tracks.size()));
    return new LatentTracks(sha256, stepFrames, next);
  }

  private static float[][] latents(float[] mono, int count, TorchModule module, NnCodec codec) {
    int chunks = 1 + (mono.length + codec.chunkFrames() - 1) / codec.chunkFrames(); // dies away
    int fitting = mostSteps(codec.size(), count) / codec.chunkSteps();
    if (fitting < 1) {
      throw new InputException(
          "its latent space is too large for a source: "
              + codec.size()
              + " numbers a "
              + codec.stepFrames()
              + " frames");
    }
    return LatentRecording.latents(mono, Math.min(chunks, fitting), module, codec);
  }

  private static int mostSteps(int dimensions, int count) {
    return Math.max(1, MOST_NUMBERS / dimensions / count);
  }

  /** A tone at both corners, to try a model out. */
  static LatentTracks tone(TorchFile source, NnCodec codec) {
    float[] tone = new float[codec.rateHz()];
    for (int i = 0; i < tone.length; i++) {
      double phase = 2 * Math.PI * TONE_HZ * i / codec.rateHz();
      tone[i] = (float) (0.2 * Math.sin(phase) + 0.1 * Math.sin(3 * phase));
    }
    try (TorchModule module = TorchModule.load(source)) {
      float[][] latents = latents(tone, 2, module, codec);
      LatentTrack track = new LatentTrack("tone", 60, 0, 0, latents[0].length, latents);
      return new LatentTracks(source.sha256(), codec.stepFrames(), List.of(track, track));
    }
  }

  List<LatentTrack> tracks() {
    return tracks;
  }

  byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeBytes(sha256);
      out.writeInt(stepFrames);
      out.writeInt(tracks.get(0).latents().length);
      out.writeInt(tracks.size());
      for (LatentTrack track : tracks) {
        track.write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InputException if it is damaged, or of another model
   */
  static LatentTracks read(byte[] state, TorchFile source, NnCodec codec) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      int magic = in.readInt();
      byte[] letters = new byte[SHA256_LETTERS];
      in.readFully(letters);
      String sha256 = new String(letters, java.nio.charset.StandardCharsets.ISO_8859_1);
      if (magic != MAGIC || !sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException("has another format");
      }
      if (!sha256.equals(source.sha256())) {
        throw new InputException(
            source.path()
                + ": is another model than the one that encoded this sound's recordings, SHA-256 "
                + sha256
                + "; wanted that one, or the recordings again");
      }
      int stepFrames = in.readInt();
      int dimensions = in.readInt();
      int count = in.readInt();
      if (stepFrames != codec.stepFrames()
          || dimensions != codec.size()
          || count != 2 && count != 4) {
        throw new IllegalArgumentException("does not fit the model");
      }
      LatentTrack[] tracks = new LatentTrack[count];
      for (int i = 0; i < count; i++) {
        tracks[i] = LatentTrack.read(in, dimensions, mostSteps(dimensions, count));
      }
      return new LatentTracks(sha256, stepFrames, Arrays.asList(tracks));
    } catch (IOException | IllegalArgumentException e) {
      throw new InputException(
          source.path() + ": the encoded recordings in this sound are damaged: " + e.getMessage(),
          e);
    }
  }
}
