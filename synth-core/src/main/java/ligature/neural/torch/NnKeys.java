package ligature.neural.torch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import ligature.files.InputException;
import ligature.plugin.PluginParameter;

/**
 * An nn~ model as a source: recordings, encoded once, are blended by the pad in the model's latent
 * space and decoded for each key, from the note's onset on.
 *
 * <p>The contract knows no pitch: a key is reached by reading the decoded sound faster or slower.
 */
final class NnKeys implements TorchEffect {

  /** What is behind the # of an id. */
  static final String NAME = "keys";

  /** Beside the bundled decoder: half of each. */
  static final float INITIAL_WET = 0.5f;

  private static final int MOST_VOICES = 16;
  private static final int MOST_USUAL_VOICES = 8;

  /** The part of the time that there is which the voices may take, all at their own pitch. */
  private static final double BUDGET = 0.4;

  private static final String VOICES = "voices";
  private static final List<String> CORNERS = List.of("a", "b", "c", "d");
  private static final int LEAST_CHUNK_FRAMES = 512;

  /** Before a corner's letter: another recording than the one that the sound holds there. */
  private static final String REPLACED = "new-";

  private final TorchFile source;
  private final NnCodec codec;
  private final LatentTracks tracks;
  private final int voiceCount;
  private final KeyParameters turned = new KeyParameters();
  private final float[] pad = {1, 0, 0, 0};
  private ChunkNotes notes = new ChunkNotes();
  private KeyVoices voices;
  private int rateHz;
  private int chunkFrames;
  private boolean warm;

  private NnKeys(TorchFile source, NnCodec codec, LatentTracks tracks, int voiceCount) {
    this.source = source;
    this.codec = codec;
    this.tracks = tracks;
    this.voiceCount = voiceCount;
  }

  /** With a tone in place of recordings, to try the model out. */
  static NnKeys trial(TorchFile source) {
    NnCodec codec = NnCodec.of(source);
    return new NnKeys(source, codec, LatentTracks.tone(source, codec), 1);
  }

  /**
   * With the recordings that a sound holds, or else those that the id names, which are encoded now.
   *
   * @param state what {@link #state} gave, empty for a new one
   * @throws InputException if the model cannot be played, or there are no recordings
   */
  static NnKeys open(TorchFile source, NnSettings settings, byte[] state) {
    NnCodec codec = NnCodec.of(source);
    int count = voices(source, settings.values());
    return new NnKeys(source, codec, tracks(source, codec, settings.values(), state), count);
  }

  private static LatentTracks tracks(
      TorchFile source, NnCodec codec, Map<String, String> said, byte[] state) {
    if (state.length == 0) {
      return LatentTracks.encode(source, codec, recordings(source, said));
    }
    LatentTracks tracks = LatentTracks.read(state, source, codec);
    for (int c = 0; c < tracks.tracks().size(); c++) {
      String other = said.get(REPLACED + CORNERS.get(c));
      tracks = other == null ? tracks : tracks.with(c, source, codec, file(other));
    }
    return tracks;
  }

  /** Of what an id says, where & is taken. */
  private static Path file(String escaped) {
    return Path.of(escaped.replace("%26", "&").replace("%25", "%"));
  }

  private static List<Path> recordings(TorchFile source, Map<String, String> said) {
    List<Path> files = new ArrayList<>();
    for (String corner : CORNERS) {
      if (said.containsKey(corner)) {
        files.add(file(said.get(corner)));
      }
    }
    boolean inOrder = said.keySet().containsAll(CORNERS.subList(0, files.size()));
    if (files.size() != 2 && files.size() != 4 || !inOrder) {
      throw new InputException(
          source.path() + ": wanted two or four recordings of a note: #keys&a=FILE.wav&b=FILE.wav");
    }
    return files;
  }

  private static int voices(TorchFile source, Map<String, String> said) {
    String text = said.getOrDefault(VOICES, "1");
    try {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= MOST_VOICES) {
        return count;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new InputException(
        source.path() + ": voices=" + text + ": wanted a whole number from 1 to " + MOST_VOICES);
  }

  /**
   * The same id with as many voices as run in time, if it says none.
   *
   * @param realTimeFactor what one voice takes of the time that there is
   */
  static String withVoices(String said, double realTimeFactor) {
    if (NnSettings.parse(said).values().containsKey(VOICES)) {
      return said;
    }
    double fitting = BUDGET / Math.max(1e-6, realTimeFactor);
    return said + "&" + VOICES + "=" + (int) Math.max(1, Math.min(MOST_USUAL_VOICES, fitting));
  }

  @Override
  public List<PluginParameter> parameters() {
    return KeyParameters.ALL;
  }

  @Override
  public boolean isSource() {
    return true;
  }

  @Override
  public byte[] state() {
    return tracks.write();
  }

  /** At the rate outside: the voices resample by themselves. */
  @Override
  public void prepare(int hz) {
    rateHz = hz;
    double frames = Math.ceil((double) codec.chunkFrames() * hz / codec.rateHz());
    chunkFrames = Math.max(LEAST_CHUNK_FRAMES, (int) frames);
    load();
  }

  private void load() {
    voices =
        new KeyVoices(
            () -> new KeyVoice(source, codec, tracks.tracks(), rateHz), voiceCount, turned, pad);
    warm = false;
  }

  @Override
  public int innerRateHz() {
    return rateHz;
  }

  @Override
  public int chunkFrames() {
    return chunkFrames;
  }

  @Override
  public int latencyFrames() {
    return 0;
  }

  @Override
  public void hear(ChunkNotes played, float[] weights) {
    notes = played;
    System.arraycopy(weights, 0, pad, 0, pad.length);
  }

  /** What comes in is not heard. */
  @Override
  public void run(float[] left, float[] right, float[] values) {
    if (!warm) { // here, as it is this thread that decodes
      voices.warmUp();
      warm = true;
    }
    turned.take(values);
    Arrays.fill(left, 0);
    Arrays.fill(right, 0);
    int at = 0;
    for (int i = 0; i < notes.size(); i++) {
      int frame = Math.max(at, Math.min(notes.frame(i), chunkFrames));
      voices.render(left, right, at, frame);
      at = frame;
      voices.take(notes.event(i), notes.channel(i), notes.number(i), notes.value(i));
    }
    voices.render(left, right, at, chunkFrames);
  }

  @Override
  public void reset() {
    voices.close();
    load();
    Arrays.fill(pad, 0);
    pad[0] = 1;
  }

  @Override
  public void close() {
    if (voices != null) {
      voices.close();
    }
  }
}
