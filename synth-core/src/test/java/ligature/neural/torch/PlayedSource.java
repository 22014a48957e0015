package ligature.neural.torch;

import static ligature.neural.torch.Hops.HOP;
import static ligature.neural.torch.Hops.RATE_HZ;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import ligature.plugin.NoteEvent;
import ligature.plugin.Plugin;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavWriter;

/** A model that encodes and decodes, two recordings for it, and hands that play it. */
final class PlayedSource {

  static final int MODEL_HZ = 44_100;

  /** Of the partials that the model knows. */
  private static final double SPACING_HZ = MODEL_HZ / 512.0;

  /** Both recordings have this pitch: a third of a semitone below A4. */
  static final double OWN_HZ = 5 * SPACING_HZ;

  final Path folder;
  final Path dark;
  final Path bright;

  /** What an id says of both recordings. */
  final String said;

  /** Both recordings, encoded once. */
  final byte[] encoded;

  /** Makes models and recordings. */
  PlayedSource(Path folder) throws Exception {
    this.folder = folder;
    TorchModels.make(folder);
    dark = recording(folder, "dark.wav", Map.of(5, 0.3, 10, 0.05));
    bright = recording(folder, "bright.wav", Map.of(5, 0.1, 10, 0.05, 15, 0.15, 20, 0.1));
    said = "keys&a=" + dark + "&b=" + bright;
    try (TorchPlugin plugin = opened("tones.ts", said, new byte[0])) {
      encoded = plugin.state();
    }
  }

  /** A second and a half of partials that the model knows, by number, with their amplitudes. */
  static Path recording(Path folder, String name, Map<Integer, Double> partials) throws Exception {
    float[] samples = new float[3 * MODEL_HZ / 2];
    for (int i = 0; i < samples.length; i++) {
      double fade = Math.min(1, Math.min(i / 200.0, (samples.length - i) / 900.0));
      for (Map.Entry<Integer, Double> partial : partials.entrySet()) {
        double phase = 2 * Math.PI * partial.getKey() * SPACING_HZ * i / MODEL_HZ;
        samples[i] += (float) (fade * partial.getValue() * Math.sin(phase));
      }
    }
    Path file = folder.resolve(name);
    try (WavWriter out = new WavWriter(file, MODEL_HZ, 1, SampleFormat.FLOAT_32)) {
      out.write(samples, 0, samples.length);
      out.finish();
    }
    return file;
  }

  /** Opened with an id and a state, ready to be played. */
  TorchPlugin opened(String model, String id, byte[] state) {
    TorchFile file = TorchModels.file(folder.resolve(model));
    TorchFace face = new TorchFace(KeyParameters.ALL, NnKeys.INITIAL_WET, true);
    TorchPlugin plugin = new TorchPlugin(s -> file.effect(id, s), face, false);
    plugin.setOffline(true);
    plugin.restore(state);
    try {
      plugin.prepare(RATE_HZ, HOP);
    } catch (RuntimeException e) {
      plugin.close();
      throw e;
    }
    return plugin;
  }

  /** The same with both recordings. */
  TorchPlugin opened() {
    return opened("tones.ts", "keys", encoded);
  }

  static void set(Plugin plugin, String parameter, double value) {
    for (int i = 0; i < plugin.parameters().size(); i++) {
      if (plugin.parameters().get(i).id().equals(parameter)) {
        plugin.set(i, (float) value);
        return;
      }
    }
    throw new AssertionError(parameter);
  }

  /** What is done at which frames: a frame, a deed, and so on. */
  static Map<Integer, Runnable> when(Object... frames) {
    Map<Integer, Runnable> deeds = new TreeMap<>();
    for (int i = 0; i < frames.length; i += 2) {
      deeds.put((Integer) frames[i], (Runnable) frames[i + 1]);
    }
    return deeds;
  }

  static Runnable on(Plugin plugin, int key, double velocity) {
    return () -> plugin.play(0, NoteEvent.NOTE_ON, 0, key, (float) velocity);
  }

  static Runnable off(Plugin plugin, int key) {
    return () -> plugin.play(0, NoteEvent.NOTE_OFF, 0, key, 0.5f);
  }

  /** The left side from the first frame on, its latency cut off; deeds at whole hops. */
  static float[] played(Plugin plugin, int frames, Map<Integer, Runnable> deeds) {
    int late = plugin.latencyFrames();
    float[] out = new float[(frames + late + HOP - 1) / HOP * HOP];
    float[] left = new float[HOP];
    float[] right = new float[HOP];
    for (int at = 0; at < out.length; at += HOP) {
      Runnable deed = deeds.get(at);
      if (deed != null) {
        deed.run();
      }
      Arrays.fill(left, 0.3f); // what comes in is not heard
      plugin.process(left, right, HOP);
      System.arraycopy(left, 0, out, at, HOP);
    }
    return Arrays.copyOfRange(out, late, late + frames);
  }

  static float[] held(Plugin plugin, int key, int frames) {
    return played(plugin, frames, when(0, on(plugin, key, 1)));
  }
}
