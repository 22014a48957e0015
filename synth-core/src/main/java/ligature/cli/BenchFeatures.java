package ligature.cli;

import static ligature.cli.BenchFeature.of;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ligature.midi.Event;
import ligature.modulation.Lfo;
import ligature.modulation.LfoDrawing;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.modulation.ModulationSource.Kind;
import ligature.modulation.MorphPath;
import ligature.parameter.GlideMode;
import ligature.parameter.InsertParameter;
import ligature.parameter.Parameter;
import ligature.parameter.VoiceMode;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.preset.KitPad;
import ligature.preset.Part;
import ligature.preset.Patch;
import ligature.preset.Range;
import ligature.rt.EventRing;

/** All things that move a voice, for {@link FeatureBench}. */
final class BenchFeatures {

  /** The chord's lowest key, and how many of them a channel has. */
  static final int FIRST_KEY = 40;

  static final int KEYS = 48;

  /** The channel of the timbre keys, the last one, as MIDI messages and parameters count. */
  private static final int TIMBRES = 15;

  private static final int TIMBRE_KEY = 24;

  /** Hops from one key that hands press to the next. */
  private static final int PRESS_HOPS = 24;

  static final List<BenchFeature> ALL =
      List.of(
          of(
              "strike",
              Map.of(
                  Parameter.STRIKE, 1f,
                  Parameter.STRIKE_X, 1f,
                  Parameter.STRIKE_TIME, 500f)),
          of("contour", Map.of(Parameter.CONTOUR, 0f)),
          of("envelope", Map.of(Parameter.ATTACK, 1f)),
          of("vibrato", Map.of(Parameter.VIBRATO_DEPTH, 20f, Parameter.VIBRATO_DELAY, 0f)),
          of("size", Map.of(Parameter.SIZE, 5f)),
          of("speed", Map.of(Parameter.SPEED, 2f)),
          of("backwards", Map.of(Parameter.SPEED, -1f)),
          of("loop", Map.of(Parameter.LOOP, 2f, Parameter.LOOP_END, 0.3f)),
          of("freeze", Map.of(Parameter.FREEZE, 1f, Parameter.START, 0.3f)),
          of("breathing", Map.of(Parameter.FREEZE, 1f, Parameter.START, 0.3f))
              .against(
                  Map.of(Parameter.FREEZE, 1f, Parameter.START, 0.3f, Parameter.BREATHING, 0f)),
          of("scrub", Map.of(Parameter.SCRUB, 1f, Parameter.BREATHING, 0f)),
          of("scrub by hand", Map.of(Parameter.SCRUB, 1f, Parameter.BREATHING, 0f))
              .playedBy(BenchFeatures::scrub),
          of("air", Map.of(Parameter.AIR, 6f)),
          of("tilt", Map.of(Parameter.TILT, 2f)),
          of("odd-even", Map.of(Parameter.ODD_EVEN, 0.5f)),
          of("stretch", Map.of(Parameter.STRETCH, 20f)),
          of("codes", codes()),
          of("reach", Map.of(Parameter.MORPH_X, 1f, Parameter.REACH, 1f))
              .against(Map.of(Parameter.MORPH_X, 1f)),
          of("filter", Map.of(Parameter.FILTER, 1f, Parameter.FILTER_ENVELOPE, 24f)),
          of(
              "filter, 24 dB",
              Map.of(
                  Parameter.FILTER, 1f,
                  Parameter.FILTER_SLOPE, 1f,
                  Parameter.FILTER_ENVELOPE, 24f)),
          of("drift", Map.of(Parameter.DRIFT, 100f)).against(Map.of(Parameter.DRIFT, 0f)),
          of("variation", Map.of(Parameter.VARIATION, 1f)).against(Map.of(Parameter.VARIATION, 0f)),
          of(
              "weights",
              Map.of(Parameter.BLEND, 1f, Parameter.WEIGHT_A, 0.5f, Parameter.WEIGHT_B, 0.5f)),
          of("timbre keys", timbreKeys()).playedBy(BenchFeatures::holdTimbres),
          of(
              "glide",
              Map.of(Parameter.GLIDE_MODE, ordinal(GlideMode.ALWAYS), Parameter.GLIDE_TIME, 2f)),
          of(
                  "legato",
                  Map.of(
                      Parameter.VOICE_MODE, ordinal(VoiceMode.LEGATO),
                      Parameter.GLIDE_MODE, ordinal(GlideMode.LEGATO)))
              .byChannel()
              .playedBy(BenchFeatures::slur),
          of("unison-3", Map.of(Parameter.UNISON, 3f)),
          of("unison-5", Map.of(Parameter.UNISON, 5f)),
          new BenchFeature("parts", BenchFeatures::split),
          new BenchFeature("kit", BenchFeatures::kit),
          moved("envelopes", routes(Kind.ENVELOPE, ModulationMatrix.ENVELOPES)),
          moved("macros", routes(Kind.MACRO, ModulationMatrix.MACROS)),
          moved("follower", onPad(ModulationMatrix.NONE, ModulationSource.of(Kind.FOLLOWER))),
          moved("note sources", noteSources()),
          moved("path", ModulationMatrix.NONE.withPath(path())),
          moved("shared path", ModulationMatrix.NONE.withPath(path().withByNote(false))),
          moved("lfo", routes(Kind.LFO, 1)),
          moved("lfos", routes(Kind.LFO, ModulationMatrix.LFOS)),
          moved("drawn lfo", routes(Kind.LFO, 1).withLfo(1, Lfo.PLAIN.withDrawing(drawing()))),
          moved("64 routes", fullMatrix()),
          new BenchFeature("moved insert", BenchFeatures::moveFilter)
              .against(BenchFeatures::withFilter),
          effect("filter"),
          effect("drive"),
          effect("chorus"),
          effect("delay"),
          effect("reverb"),
          effect("compressor"));

  private BenchFeatures() {}

  private static float ordinal(Enum<?> choice) {
    return choice.ordinal();
  }

  private static Map<Parameter, Float> timbreKeys() {
    return Map.of(
        Parameter.TIMBRE_KEYS, 1f,
        Parameter.TIMBRE_KEY, (float) TIMBRE_KEY,
        Parameter.TIMBRE_CHANNEL, TIMBRES + 1f,
        Parameter.BLEND, 1f,
        Parameter.WEIGHT_GLIDE, 500f);
  }

  /** One of the first two timbres after the other, so that the blend is always on its way. */
  private static void holdTimbres(int hop, long frame, EventRing ring) {
    if (hop % PRESS_HOPS == 0) {
      int corner = hop / PRESS_HOPS % 2;
      ring.offer(frame, Event.noteOn(TIMBRES, TIMBRE_KEY + corner, 0.8f));
      ring.offer(frame, Event.noteOff(TIMBRES, TIMBRE_KEY + 1 - corner, 0.5f));
    }
  }

  /** The note of every channel goes a fifth up and down again. */
  private static void slur(int hop, long frame, EventRing ring) {
    if (hop % PRESS_HOPS == PRESS_HOPS / 2) {
      boolean up = hop / PRESS_HOPS % 2 == 0;
      for (int channel = 0; channel < 16; channel++) {
        int key = FIRST_KEY + channel;
        ring.offer(frame, Event.noteOn(channel, up ? key + 7 : key, 0.8f));
        ring.offer(frame, Event.noteOff(channel, up ? key : key + 7, 0.5f));
      }
    }
  }

  /** To and fro over the whole of the timbres. */
  private static void scrub(int hop, long frame, EventRing ring) {
    float place = 0.5f + 0.5f * (float) Math.sin(0.05 * hop);
    ring.offer(frame, Event.parameter(Parameter.PLACE, place));
  }

  /** An insert: once for all voices. */
  private static BenchFeature effect(String name) {
    return new BenchFeature(name + " (insert)", patch -> withInsert(patch, name));
  }

  private static Patch withInsert(Patch patch, String name) {
    List<InsertSetting> inserts = new ArrayList<>(otherInserts(patch));
    inserts.add(InsertSetting.of("java:" + name));
    return patch.withInserts(inserts);
  }

  private static List<InsertSetting> otherInserts(Patch patch) {
    return patch.inserts().subList(0, Math.min(patch.inserts().size(), InsertChain.SLOTS - 1));
  }

  private static Patch withFilter(Patch patch) {
    return withInsert(patch, "filter");
  }

  /** An LFO on the cutoff of the filter in the last slot. */
  private static Patch moveFilter(Patch patch) {
    InsertParameter cutoff = new InsertParameter(otherInserts(patch).size(), "cutoff");
    ModulationSource lfo = new ModulationSource(Kind.LFO, 1);
    return withFilter(patch)
        .withModulation(ModulationMatrix.NONE.with(ModulationRoute.of(lfo, cutoff, 0.2f)));
  }

  private static BenchFeature moved(String name, ModulationMatrix matrix) {
    return new BenchFeature(name, patch -> patch.withModulation(matrix));
  }

  /** What each note has of its own, from its key to a controller of its channel. */
  private static ModulationMatrix noteSources() {
    ModulationMatrix matrix = onPad(ModulationMatrix.NONE, new ModulationSource(Kind.CC, 1));
    for (Kind kind :
        List.of(
            Kind.RANDOM,
            Kind.KEY,
            Kind.VELOCITY,
            Kind.RELEASE_VELOCITY,
            Kind.PRESSURE,
            Kind.SLIDE)) {
      matrix = onPad(matrix, ModulationSource.of(kind));
    }
    return matrix;
  }

  /** A zigzag with as many points as there can be. */
  private static LfoDrawing drawing() {
    List<LfoDrawing.Point> points = new ArrayList<>();
    for (int i = 0; i < LfoDrawing.MOST_POINTS; i++) {
      points.add(new LfoDrawing.Point(i / (float) LfoDrawing.MOST_POINTS, i % 2 == 0 ? -1 : 1));
    }
    return new LfoDrawing(points, true);
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
}
