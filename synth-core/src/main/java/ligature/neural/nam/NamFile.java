package ligature.neural.nam;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ligature.files.InputException;

/**
 * A model of the Neural Amp Modeler, as its file says: numbers, no program.
 *
 * @param architecture WaveNet, LSTM, ConvNet or Linear
 * @param sampleRateHz for which it was made
 * @param name what its maker calls it, empty if nothing is said
 * @param loudnessDb how loud its output was, of a standard signal, in dBFS; NaN if nothing is said
 * @param inputLevelDbu the level that full scale stood for when it was made; NaN if nothing is said
 * @param outputLevelDbu the same of what comes out
 */
record NamFile(
    Path file,
    String version,
    String architecture,
    int sampleRateHz,
    String name,
    double loudnessDb,
    double inputLevelDbu,
    double outputLevelDbu,
    Object config,
    float[] weights) {

  private static final int MOST_CHANNELS = 1024;
  private static final int MOST_LAYERS = 256;

  /** What one instance may remember: 32 MiB. */
  private static final long MOST_FLOATS = 8 << 20;

  /** Ten seconds at 48 kHz. */
  private static final int MOST_REACH = 480_000;

  /** An LSTM has no end; after this time of silence it is taken to be at rest. */
  private static final double REST_SECONDS = 0.5;

  /**
   * Builds the network, at rest: as after a long silence.
   *
   * @param maxFrames the most frames of one call
   * @throws InputException if the file's architecture is not known, or its weights do not fit
   */
  Network network(int maxFrames) {
    try {
      Weights source = new Weights(weights);
      Network network = build(source, maxFrames);
      source.end();
      rest(network, maxFrames);
      return network;
    } catch (IllegalArgumentException | ArithmeticException e) {
      String reason =
          e instanceof ArithmeticException ? "has dilations beyond all reason" : e.getMessage();
      throw new InputException(file + ": is no NAM model that can be run here: it " + reason, e);
    }
  }

  private Network build(Weights source, int maxFrames) {
    Fields fields = new Fields("config", config);
    switch (architecture) {
      case "WaveNet":
        return waveNet(fields, source, maxFrames);
      case "LSTM":
        fields.knowOnly("input_size", "hidden_size", "num_layers");
        mono(fields);
        return new Lstm(
            fields.integer("num_layers", 1, MOST_LAYERS),
            fields.integer("hidden_size", 1, MOST_CHANNELS),
            source);
      case "ConvNet":
        return convNet(fields, source, maxFrames);
      case "Linear":
        fields.knowOnly("receptive_field", "bias", "in_channels", "out_channels");
        mono(fields);
        return new LinearFilter(
            fields.integer("receptive_field", 1, MOST_REACH),
            fields.flag("bias"),
            source,
            maxFrames);
      default:
        throw new IllegalArgumentException(
            "is a \""
                + (architecture.length() > 40 ? architecture.substring(0, 40) : architecture)
                + "\"; known are WaveNet, LSTM, ConvNet and Linear");
    }
  }

  private static void mono(Fields fields) {
    for (String key : List.of("input_size", "in_channels", "out_channels")) {
      if (fields.has(key)) {
        fields.integer(key, 1, 1);
      }
    }
  }

  private static WaveNet waveNet(Fields fields, Weights source, int maxFrames) {
    fields.knowOnly("layers", "head_scale", "in_channels");
    mono(fields);
    List<LayerArray.Shape> shapes = new ArrayList<>();
    int ins = 1;
    int channels = 0;
    for (Object entry : fields.list("layers", MOST_LAYERS)) {
      LayerArray.Shape shape = layerArray(new Fields("layers", entry), ins, channels);
      shapes.add(shape);
      ins = shape.channels();
      channels = shape.headSize();
    }
    if (channels != 1) {
      throw new IllegalArgumentException("gives " + channels + " channels; wanted 1");
    }
    checkMemory(shapes.stream().mapToLong(s -> s.floats(maxFrames)).sum());
    return new WaveNet(shapes, source, maxFrames);
  }

  /**
   * @param channels that it must have, because the last head has so many; 0 for any
   */
  private static LayerArray.Shape layerArray(Fields fields, int ins, int channels) {
    fields.knowOnly(
        "input_size",
        "condition_size",
        "head_size",
        "channels",
        "kernel_size",
        "dilations",
        "activation",
        "gated",
        "head_bias");
    fields.integer("input_size", ins, ins);
    fields.integer("condition_size", 1, 1);
    return new LayerArray.Shape(
        ins,
        fields.integer("channels", Math.max(1, channels), channels > 0 ? channels : MOST_CHANNELS),
        fields.integer("head_size", 1, MOST_CHANNELS),
        fields.integer("kernel_size", 1, 64),
        fields.integers("dilations", MOST_LAYERS, 1, MOST_REACH),
        fields.activation("activation"),
        fields.flag("gated"),
        fields.flag("head_bias"));
  }

  private static ConvNet convNet(Fields fields, Weights source, int maxFrames) {
    fields.knowOnly(
        "channels", "dilations", "batchnorm", "activation", "in_channels", "out_channels");
    mono(fields);
    int channels = fields.integer("channels", 1, MOST_CHANNELS);
    List<Integer> dilations = fields.integers("dilations", MOST_LAYERS, 1, MOST_REACH);
    checkMemory(dilations.stream().mapToLong(d -> History.floats(channels, d, maxFrames)).sum());
    return new ConvNet(
        channels,
        dilations,
        fields.flag("batchnorm"),
        fields.activation("activation"),
        source,
        maxFrames);
  }

  /** Weights are in the file; what a network remembers is only asked for by it. */
  private static void checkMemory(long floats) {
    if (floats > MOST_FLOATS) {
      throw new IllegalArgumentException(
          "would remember " + floats / 262_144 + " MiB of sound; 32 MiB is the most");
    }
  }

  private void rest(Network network, int maxFrames) {
    long frames =
        network.receptiveFrames() == Network.ENDLESS
            ? (long) (REST_SECONDS * sampleRateHz)
            : network.receptiveFrames() + (long) maxFrames;
    float[] silence = new float[maxFrames];
    float[] out = new float[maxFrames];
    for (long done = 0; done < frames; done += maxFrames) {
      network.process(silence, out, maxFrames);
    }
    network.settle();
  }
}
