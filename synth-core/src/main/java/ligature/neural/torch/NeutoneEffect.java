package ligature.neural.torch;

import ai.djl.pytorch.jni.IValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import ligature.files.InputException;
import ligature.plugin.PluginParameter;
import ligature.units.Decibels;

/**
 * A Neutone model: it resamples and buffers by itself, and says how late it is. Buffers as long as
 * one of its own cost the least delay.
 */
final class NeutoneEffect implements TorchEffect {

  private static final int KNOBS = 4;
  private static final int LEAST_CHUNK_FRAMES = 512;
  private static final int MOST_CHUNK_FRAMES = 1 << 17;

  /** Its gains of 0 to 1 stand for -30 to 30 dB. */
  private static final double GAIN_DB = 30;

  private final Path file;
  private final JsonNode metadata;
  private final TorchModule module;
  private final List<PluginParameter> parameters = new ArrayList<>();

  /** Which knob a parameter turns; those behind them are the gains. */
  private final List<Integer> knobs = new ArrayList<>();

  private final float[] knobInitials = new float[KNOBS];
  private TorchModule.Input audio;
  private TorchModule.Input knobRows;
  private float[] out;
  private float[] last;
  private int rateHz;
  private int chunkFrames;
  private int latencyFrames;

  /**
   * Loads the module, which runs code of the file.
   *
   * @throws InputException if it does not follow the contract
   */
  NeutoneEffect(TorchFile source) {
    file = source.path();
    JsonNode said = source.info().metadata();
    metadata = said == null ? MissingNode.getInstance() : said;
    module = TorchModule.load(source);
    for (int i = 0; i < KNOBS; i++) {
      addKnob(i, metadata.path("neutone_parameters").path("p" + (i + 1)));
    }
    parameters.add(gain("input", "Input", metadata.path("input_gain_default_value")));
    parameters.add(gain("output", "Output", metadata.path("output_gain_default_value")));
  }

  private void addKnob(int index, JsonNode said) {
    double initial = said.path("default_value").asDouble(0.5);
    knobInitials[index] = (float) (initial >= 0 && initial <= 1 ? initial : 0.5);
    if (said.path("used").asBoolean(said.isMissingNode())) {
      String name = said.path("name").asText("").strip();
      knobs.add(index);
      parameters.add(
          PluginParameter.linear(
              "p" + (index + 1),
              name.isEmpty() ? "P" + (index + 1) : shortened(name),
              "",
              0,
              1,
              knobInitials[index]));
    }
  }

  private static String shortened(String name) {
    return name.length() > 40 ? name.substring(0, 40) : name;
  }

  private static PluginParameter gain(String id, String name, JsonNode said) {
    double part = said.asDouble(0.5);
    double db = part >= 0 && part <= 1 ? (part - 0.5) * 2 * GAIN_DB : 0;
    return PluginParameter.linear(id, name, "dB", (float) -GAIN_DB, (float) GAIN_DB, (float) db);
  }

  /** How much of it a new slot mixes in, by what a file says of wet and dry. */
  static float initialWet(TorchInfo info) {
    if (info.metadata() == null) {
      return 1;
    }
    double wet = info.metadata().path("wet_default_value").asDouble(1);
    double dry = info.metadata().path("dry_default_value").asDouble(0);
    double part = wet / (wet + dry);
    return part >= 0 && part <= 1 ? (float) part : 1;
  }

  @Override
  public List<PluginParameter> parameters() {
    return List.copyOf(parameters);
  }

  @Override
  public void prepare(int hz) {
    rateHz = hz;
    chunkFrames = chunk(hz);
    closeInputs();
    audio = module.new Input(2, chunkFrames);
    knobRows = module.new Input(KNOBS, chunkFrames);
    out = new float[2 * chunkFrames];
    last = new float[parameters.size()];
    begin();
    long late = number("calc_buffering_delay_samples") + number("calc_model_delay_samples");
    if (late < 0 || late > 60L * hz) {
      throw new InputException(file + ": says that it is " + late + " samples late");
    }
    latencyFrames = (int) late;
  }

  private void begin() {
    module.set("set_daw_sample_rate_and_buffer_size", (long) rateHz, (long) chunkFrames);
    module.set("reset");
    for (int i = 0; i < last.length; i++) {
      last[i] = parameters.get(i).initial();
    }
  }

  private long number(String method) {
    List<Object> value = module.get(method);
    return value.size() == 1 && value.get(0) instanceof Number number ? number.longValue() : -1;
  }

  /** As long as one of its own buffers, where it need not resample. */
  private int chunk(int hz) {
    List<Integer> rates = integers("native_sample_rates");
    List<Integer> sizes = integers("native_buffer_sizes");
    if (sizes.isEmpty()) {
      return LEAST_CHUNK_FRAMES;
    }
    if (rates.isEmpty() || rates.contains(hz)) {
      int enough =
          sizes.stream().filter(s -> s >= LEAST_CHUNK_FRAMES).mapToInt(s -> s).min().orElse(0);
      if (enough > 0) {
        return enough;
      }
      int largest = sizes.stream().mapToInt(s -> s).max().orElseThrow();
      return (LEAST_CHUNK_FRAMES + largest - 1) / largest * largest;
    }
    int least = sizes.stream().mapToInt(s -> s).min().orElseThrow();
    double outside = (double) least * hz / rates.get(0);
    int frames = LEAST_CHUNK_FRAMES;
    while (frames < outside && frames < MOST_CHUNK_FRAMES) {
      frames *= 2;
    }
    return frames;
  }

  private List<Integer> integers(String key) {
    List<Integer> values = new ArrayList<>();
    for (JsonNode value : metadata.path(key)) {
      if (value.canConvertToInt() && value.asInt() > 0 && value.asInt() <= MOST_CHUNK_FRAMES * 4) {
        values.add(value.asInt());
      }
    }
    return values;
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
    return latencyFrames;
  }

  @Override
  public void run(float[] left, float[] right, float[] values) {
    int inputAt = knobs.size();
    ramp(left, last[inputAt], values[inputAt]);
    ramp(right, last[inputAt], values[inputAt]);
    audio.floats.put(0, left, 0, chunkFrames);
    audio.floats.put(chunkFrames, right, 0, chunkFrames);
    for (int k = 0; k < KNOBS; k++) {
      int at = knobs.indexOf(k);
      float from = at < 0 ? knobInitials[k] : last[at];
      float to = at < 0 ? knobInitials[k] : values[at];
      putRamp(knobRows.floats, k * chunkFrames, from, to);
    }
    try (IValue result = module.callWith("forward", audio, knobRows)) {
      int count = module.copy(result, out);
      if (count != chunkFrames && count != 2 * chunkFrames) {
        throw new IllegalStateException("forward gives " + count + " numbers");
      }
      System.arraycopy(out, 0, left, 0, chunkFrames);
      System.arraycopy(out, count - chunkFrames, right, 0, chunkFrames);
    }
    ramp(left, last[inputAt + 1], values[inputAt + 1]);
    ramp(right, last[inputAt + 1], values[inputAt + 1]);
    System.arraycopy(values, 0, last, 0, last.length);
  }

  private void putRamp(FloatBuffer row, int at, float from, float to) {
    for (int i = 0; i < chunkFrames; i++) {
      row.put(at + i, from + (to - from) * (i + 1) / chunkFrames);
    }
  }

  private void ramp(float[] samples, float fromDb, float toDb) {
    float from = (float) Decibels.toFactor(fromDb);
    float step = ((float) Decibels.toFactor(toDb) - from) / chunkFrames;
    if (from == 1 && step == 0) {
      return;
    }
    for (int i = 0; i < chunkFrames; i++) {
      samples[i] *= from + (i + 1) * step;
    }
  }

  @Override
  public void reset() {
    begin();
  }

  private void closeInputs() {
    if (audio != null) {
      audio.close();
      knobRows.close();
      audio = null;
    }
  }

  @Override
  public void close() {
    closeInputs();
    module.close();
  }
}
