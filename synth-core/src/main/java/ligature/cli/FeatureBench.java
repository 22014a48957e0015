package ligature.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.midi.Event;
import ligature.midi.MpeMode;
import ligature.model.Decoder;
import ligature.preset.Patch;
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
    instrument.setMpe(MpeMode.OFF); // notes on many channels are no zone here
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
    for (BenchFeature feature : BenchFeatures.ALL) { // the JIT sees each of them once before
      chord(feature, true, new ArrayList<>());
      chord(feature, false, new ArrayList<>());
    }
    for (BenchFeature feature : BenchFeatures.ALL) {
      List<Long> bare = new ArrayList<>();
      List<Long> featured = new ArrayList<>();
      long end = System.nanoTime() + (long) (seconds * 1e9);
      do {
        chord(feature, false, bare);
        chord(feature, true, featured);
      } while (System.nanoTime() < end);
      int sounding = Math.min(voices, feature.mostVoices());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("feature", feature.name());
      row.put("voices", sounding);
      row.put("medianMillis", Json.round(share(featured, 0.5) * 1e-6));
      double micros = (share(featured, 0.25) - share(bare, 0.25)) * 1e-3;
      row.put("microsAHop", Math.round(10 * micros) / 10.0);
      row.put("microsAVoice", Math.round(100 * micros / sounding) / 100.0);
      row.put("times", Json.round(share(featured, 0.25) / share(bare, 0.25)));
      rows.add(row);
    }
    return rows;
  }

  /** Plays the chord anew, with a feature or without, and adds the nanoseconds of its hops. */
  private void chord(BenchFeature feature, boolean with, List<Long> nanos) {
    Patch patch = (with ? feature.added() : feature.without()).apply(base);
    instrument.skip(0);
    instrument.publish(patch);
    instrument.inserts().set(patch.inserts());
    for (int i = 0; i < Math.min(voices, feature.mostVoices()); i++) {
      int channel = feature.isByChannel() ? i : i / BenchFeatures.KEYS;
      int key = BenchFeatures.FIRST_KEY + i % BenchFeatures.KEYS;
      ring.offer(instrument.frame(), Event.noteOn(channel, key, 0.8f));
    }
    for (int hop = 0; hop < SETTLING_HOPS + MEASURED_HOPS; hop++) {
      if (with) {
        feature.hands().play(hop, instrument.frame(), ring);
      }
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
