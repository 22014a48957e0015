package ligature.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.midi.Event;
import ligature.model.Decoder;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.modulation.ModulationSource.Kind;
import ligature.modulation.MorphPath;
import ligature.parameter.Parameter;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.preset.KitPad;
import ligature.preset.Part;
import ligature.preset.Patch;
import ligature.preset.Range;
import ligature.rt.EventRing;
import ligature.rt.FrameRing;

/**
 * Measures what each thing that moves a voice costs: the same chord with and without it, in turns,
 * so that what else the machine does falls on both.
 */
final class FeatureBench implements AutoCloseable {

  /** From the chord's onset: so a strike that lasts 0.5 s sounds all the time. */
  private static final int SETTLING_HOPS = 12;

  private static final int MEASURED_HOPS = 120;
  private static final int FIRST_KEY = 40;

  /**
   * A feature and what it needs.
   *
   * @param without the sound that it is compared with: where the feature is there by itself, one in
   *     which it is not
   */
  private record Feature(String name, UnaryOperator<Patch> added, UnaryOperator<Patch> without) {

    Feature(String name, UnaryOperator<Patch> added) {
      this(name, added, UnaryOperator.identity());
    }
  }

  private static final List<Feature> FEATURES =
      List.of(
          feature(
              "strike",
              Map.of(
                  Parameter.STRIKE, 1f,
                  Parameter.STRIKE_X, 1f,
                  Parameter.STRIKE_TIME, 500f)),
          feature("contour", Map.of(Parameter.CONTOUR, 0f)),
          feature("envelope", Map.of(Parameter.ATTACK, 1f)),
          feature("vibrato", Map.of(Parameter.VIBRATO_DEPTH, 20f, Parameter.VIBRATO_DELAY, 0f)),
          feature("size", Map.of(Parameter.SIZE, 5f)),
          feature("speed", Map.of(Parameter.SPEED, 2f)),
          feature("loop", Map.of(Parameter.LOOP, 2f, Parameter.LOOP_END, 0.3f)),
          feature("freeze", Map.of(Parameter.FREEZE, 1f, Parameter.START, 0.3f)),
          feature("scrub", Map.of(Parameter.SCRUB, 1f, Parameter.BREATHING, 0f)),
          feature("air", Map.of(Parameter.AIR, 6f)),
          feature("tilt", Map.of(Parameter.TILT, 2f)),
          feature("odd-even", Map.of(Parameter.ODD_EVEN, 0.5f)),
          feature("stretch", Map.of(Parameter.STRETCH, 20f)),
          feature("codes", codes()),
          feature("reach", Map.of(Parameter.REACH, 1f)),
          feature("filter", Map.of(Parameter.FILTER, 1f, Parameter.FILTER_ENVELOPE, 24f)),
          against("drift", Parameter.DRIFT, 100, 0),
          against("variation", Parameter.VARIATION, 1, 0),
          feature(
              "weights",
              Map.of(Parameter.BLEND, 1f, Parameter.WEIGHT_A, 0.5f, Parameter.WEIGHT_B, 0.5f)),
          feature("unison-3", Map.of(Parameter.UNISON, 3f)),
          feature("unison-5", Map.of(Parameter.UNISON, 5f)),
          new Feature("parts", FeatureBench::split),
          new Feature("kit", FeatureBench::kit),
          moved("envelopes", routes(Kind.ENVELOPE, ModulationMatrix.ENVELOPES)),
          moved("macros", routes(Kind.MACRO, ModulationMatrix.MACROS)),
          moved("follower", onPad(ModulationMatrix.NONE, ModulationSource.of(Kind.FOLLOWER))),
          moved("path", ModulationMatrix.NONE.withPath(path())),
          moved("lfo", routes(Kind.LFO, 1)),
          moved("lfos", routes(Kind.LFO, ModulationMatrix.LFOS)),
          moved("64 routes", fullMatrix()),
          effect("filter"),
          effect("drive"),
          effect("chorus"),
          effect("delay"),
          effect("reverb"),
          effect("compressor"));

  private static Feature feature(String name, Map<Parameter, Float> values) {
    return new Feature(
        name,
        patch -> {
          Patch with = patch;
          for (Map.Entry<Parameter, Float> value : values.entrySet()) {
            with = with.with(value.getKey(), value.getValue());
          }
          return with;
        });
  }

  /** What a sound has at its defaults, against a value at which it has not. */
  private static Feature against(String name, Parameter parameter, float with, float without) {
    return new Feature(name, p -> p.with(parameter, with), p -> p.with(parameter, without));
  }

  /** An insert: once for all voices. */
  private static Feature effect(String name) {
    return new Feature(
        name + " (insert)",
        patch -> {
          int others = Math.min(patch.inserts().size(), InsertChain.SLOTS - 1);
          List<InsertSetting> inserts = new ArrayList<>(patch.inserts().subList(0, others));
          inserts.add(InsertSetting.of("java:" + name));
          return patch.withInserts(inserts);
        });
  }

  private static Feature moved(String name, ModulationMatrix matrix) {
    return new Feature(name, patch -> patch.withModulation(matrix));
  }

  /** A curve of 64 points that each note goes by itself. */
  private static MorphPath path() {
    List<MorphPath.Point> points = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      points.add(new MorphPath.Point(0.1 * i, (i * 37 % 64) / 63f, (i * 23 % 64) / 63f));
    }
    return MorphPath.of(points).withSmooth(true).withByNote(true);
  }

  /** So many sources of a kind, each with a route onto the pad. */
  private static ModulationMatrix routes(Kind kind, int count) {
    ModulationMatrix matrix = ModulationMatrix.NONE;
    for (int number = 1; number <= count; number++) {
      matrix = onPad(matrix, new ModulationSource(kind, number));
    }
    return matrix;
  }

  private static ModulationMatrix onPad(ModulationMatrix matrix, ModulationSource source) {
    return matrix.with(ModulationRoute.of(source, Parameter.MORPH_X, 0.1f));
  }

  /** All routes that there can be, from all four LFOs. */
  private static ModulationMatrix fullMatrix() {
    ModulationMatrix matrix = ModulationMatrix.NONE;
    for (int i = 0; i < ModulationMatrix.MOST_ROUTES; i++) {
      ModulationSource source = new ModulationSource(Kind.LFO, 1 + i % ModulationMatrix.LFOS);
      // codes' scales and offsets: what they cost themselves is the feature codes
      Parameter target = Parameter.of(Parameter.CODE_1_OFFSET.ordinal() + i % 32);
      matrix = matrix.with(ModulationRoute.of(source, target, 0.01f));
    }
    return matrix;
  }

  /** All keys in a second part that has much of its own: what it costs a voice to be in one. */
  private static Patch split(Patch patch) {
    Part first = patch.parts().get(0);
    Part second = Part.of(patch.corners()).at(-3, 0.2f);
    for (Parameter parameter : Parameter.values()) {
      if (Part.canOwn(parameter)) {
        second = second.with(parameter, patch.value(parameter));
      }
    }
    return patch.withParts(List.of(first.playing(new Range(0, FIRST_KEY - 1), Range.ALL), second));
  }

  /** A pad for every key, of the sound's own corners. */
  private static Patch kit(Patch patch) {
    List<KitPad> pads = new ArrayList<>();
    for (int key = 0; key < 128; key++) {
      pads.add(new KitPad(key, patch.corners(), KitPad.OWN_PITCH, false, 0, 0, 0));
    }
    return patch.withParts(List.of(patch.parts().get(0).withKit(pads)));
  }

  private static Map<Parameter, Float> codes() {
    Map<Parameter, Float> moved = new LinkedHashMap<>();
    for (int i = 0; i < Parameter.CODE_NUMBERS; i++) {
      moved.put(Parameter.codeScale(i), 1.1f);
    }
    return moved;
  }

  private final int voices;
  private final Instrument instrument;
  private final EventRing ring = new EventRing(4096);
  private final Patch base;
  private final float[] out;

  /**
   * @param voices of the chord
   * @param decoder used by this object alone; the caller closes it
   */
  FeatureBench(Decoder decoder, Patch base, int voices) {
    this.voices = voices;
    this.base = base;
    instrument = new Instrument(decoder, voices, 1, base, new Meters());
    instrument.warmUp();
    instrument.addSource(ring);
    out = new float[instrument.hopFrames() * FrameRing.CHANNELS];
  }

  /**
   * Measures all features.
   *
   * @param seconds for each of them
   * @return a row for each: its name, the chord's hop with it, what the hop and what a voice of it
   *     pays for it, and how many times the plain hop that is
   */
  List<Map<String, Object>> measure(double seconds) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Feature feature : FEATURES) { // the JIT sees each of them once before
      chord(feature.added.apply(base), new ArrayList<>());
      chord(feature.without.apply(base), new ArrayList<>());
    }
    for (Feature feature : FEATURES) {
      Patch with = feature.added.apply(base);
      Patch without = feature.without.apply(base);
      List<Long> bare = new ArrayList<>();
      List<Long> featured = new ArrayList<>();
      long end = System.nanoTime() + (long) (seconds * 1e9);
      do {
        chord(without, bare);
        chord(with, featured);
      } while (System.nanoTime() < end);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("feature", feature.name);
      row.put("voices", voices);
      row.put("medianMillis", Json.round(share(featured, 0.5) * 1e-6));
      double micros = (share(featured, 0.25) - share(bare, 0.25)) * 1e-3;
      row.put("microsAHop", Math.round(10 * micros) / 10.0);
      row.put("microsAVoice", Math.round(100 * micros / voices) / 100.0);
      row.put("times", Json.round(share(featured, 0.25) / share(bare, 0.25)));
      rows.add(row);
    }
    return rows;
  }

  /** Plays the chord anew and adds the nanoseconds of its hops. */
  private void chord(Patch patch, List<Long> nanos) {
    instrument.skip(0);
    instrument.publish(patch);
    instrument.inserts().set(patch.inserts());
    for (int i = 0; i < voices; i++) {
      ring.offer(instrument.frame(), Event.noteOn(i / 48, FIRST_KEY + i % 48, 0.8f));
    }
    for (int hop = 0; hop < SETTLING_HOPS + MEASURED_HOPS; hop++) {
      long begin = System.nanoTime();
      instrument.render(out, 0, instrument.hopFrames());
      if (hop >= SETTLING_HOPS) {
        nanos.add(System.nanoTime() - begin);
      }
    }
  }

  /** Closes the plugins of the sound. */
  @Override
  public void close() {
    instrument.close();
  }

  /** What so many of the hops stay below; a quarter of them no other process has held up. */
  private static double share(List<Long> nanos, double share) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[(int) (share * sorted.length)];
  }

  /** Prints rows for people. */
  static void print(List<Map<String, Object>> rows) {
    System.out.println(
        "feature              voices  median ms  us a hop  a voice, us a hop  times the plain hop");
    for (Map<String, Object> row : rows) {
      System.out.printf(
          Locale.ROOT,
          "%-20s %6s  %9.3f  %8.1f  %17.2f  %19.3f%n",
          row.get("feature"),
          row.get("voices"),
          row.get("medianMillis"),
          row.get("microsAHop"),
          row.get("microsAVoice"),
          row.get("times"));
    }
  }
}
