package ligature.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.files.InputException;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.rt.FrameRing;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how long the instrument takes for a block, by voices. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures decode time by voices and block, memory, the time from start to first sound, how"
            + " long encoding takes, and how fast whole notes are rendered.")
final class BenchCommand implements Callable<Integer> {

  /** Frames until the network's receptive field is full and the JIT has seen the loop. */
  private static final int WARM_UP_HOPS = 400;

  @Mixin private SoundOptions sound;

  @Option(
      names = "--voices",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,4,8,16,32",
      description = "How many voices sound. Default: ${DEFAULT-VALUE}.")
  private List<Integer> voices;

  @Option(
      names = "--block",
      paramLabel = "FRAMES",
      split = ",",
      defaultValue = "128,256",
      description = "Block sizes, multiples of the hop. Default: ${DEFAULT-VALUE}.")
  private List<Integer> blocks;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "3",
      description = "Time for each measurement. Default: ${DEFAULT-VALUE}.")
  private double seconds;

  @Option(
      names = "--features",
      description = "Measure instead what each thing that moves a voice costs, by voice.")
  private boolean features;

  @Option(names = "--json", description = "Print one JSON object on stdout.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Model model = sound.loadModel();
    check(model);
    Patch patch = sound.patch(model.bank());
    if (features) {
      measureFeatures(model, patch);
      return 0;
    }
    List<Map<String, Object>> results = new ArrayList<>();
    long startMillis = -1;
    String device = null;
    for (int count : voices) {
      try (TimedDecoder decoder = new TimedDecoder(model.openDecoder(sound.device()));
          Instrument instrument = holding(count, decoder, patch)) {
        device = decoder.device();
        float[] out =
            new float[blocks.stream().max(Integer::compare).orElseThrow() * FrameRing.CHANNELS];
        if (startMillis < 0) {
          instrument.render(out, 0, decoder.hopFrames());
          startMillis =
              System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        }
        for (int i = 0; i < WARM_UP_HOPS; i++) {
          instrument.render(out, 0, decoder.hopFrames());
        }
        for (int block : blocks) {
          results.add(measure(instrument, decoder, count, block, out));
        }
      }
    }
    sound.tellFallback(device);
    long residentMiB = residentMiB();
    double encodeMillis = BenchEncoding.millis(model, sound.device());
    double wholeNotes = BenchNotes.timesRealTime(model, sound.device(), patch, seconds);
    report(results, startMillis, encodeMillis, wholeNotes, residentMiB, device);
    return 0;
  }

  private void measureFeatures(Model model, Patch patch) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    String device = null;
    for (int count : voices) {
      try (Decoder decoder = model.openDecoder(sound.device());
          FeatureBench bench = new FeatureBench(decoder, patch, count)) {
        device = decoder.device();
        rows.addAll(bench.measure(seconds));
      }
    }
    sound.tellFallback(device);
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("features", rows);
      object.put("device", device);
      Json.print(object);
    } else {
      FeatureBench.print(rows);
    }
  }

  private void check(Model model) {
    voices.forEach(v -> PlayCommand.checkVoices(v, model));
    int hop = model.manifest().hopFrames();
    for (int block : blocks) {
      if (block < hop || block % hop != 0 || block > 64 * hop) {
        throw new InputException(
            "--block " + block + ": wanted a multiple of the hop, " + hop + ", up to " + 64 * hop);
      }
    }
    if (!(seconds > 0 && seconds <= 600)) {
      throw new InputException("--seconds " + seconds + ": wanted more than 0, at most 600");
    }
  }

  /**
   * An instrument on which {@code count} keys are held for good, so that as many voices sound all
   * the time.
   */
  private static Instrument holding(int count, TimedDecoder decoder, Patch patch) {
    EventList events = new EventList();
    for (int i = 0; i < count; i++) {
      events.add(0, Event.noteOn(i / 48, 36 + i % 48, 0.8f));
    }
    Instrument instrument = new Instrument(decoder, count, 1, patch, new Meters());
    instrument.warmUp(); // as live play does
    instrument.inserts().set(patch.inserts());
    instrument.addSource(events);
    return instrument;
  }

  private Map<String, Object> measure(
      Instrument instrument, TimedDecoder decoder, int count, int block, float[] out) {
    List<Long> nanos = new ArrayList<>();
    List<Long> decoding = new ArrayList<>();
    List<Long> plain = new ArrayList<>();
    List<Long> own = new ArrayList<>();
    long emptyNanos = decoder.emptyCallNanos() * block / instrument.hopFrames();
    decoder.takeNanos();
    decoder.takeNetworkNanos();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (System.nanoTime() < end) {
      long begin = System.nanoTime();
      instrument.render(out, 0, block);
      long all = System.nanoTime() - begin;
      long ofDecoder = decoder.takeNanos();
      nanos.add(all);
      decoding.add(ofDecoder);
      plain.add(decoder.takeNetworkNanos() - emptyNanos);
      own.add(all - ofDecoder);
    }
    Collections.sort(decoding);
    Collections.sort(plain);
    Collections.sort(own);
    long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2] * 1e-6;
    double blockMillis = block * 1e3 / instrument.sampleRateHz();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("voices", count);
    row.put("blockFrames", block);
    row.put("medianMillis", Json.round(median));
    row.put("p99Millis", Json.round(sorted[(int) (sorted.length * 0.99)] * 1e-6));
    double decoderMillis = decoding.get(decoding.size() / 2) * 1e-6;
    double plainMillis = plain.get(plain.size() / 2) * 1e-6;
    row.put("decoderMillis", Json.round(decoderMillis));
    if (plainMillis > 0) { // else the decoder does not tell
      row.put("plainMillis", Json.round(plainMillis));
      row.put("overPlain", Json.round(decoderMillis / plainMillis));
      row.put("emptyCallMicros", Json.round(emptyNanos * 1e-3));
    }
    row.put("ownMillis", Json.round(own.get(own.size() / 2) * 1e-6));
    row.put("blockMillis", Json.round(blockMillis));
    row.put("realTimeFactor", Json.round(median / blockMillis));
    return row;
  }

  /** The memory that the process holds, libtorch's included, which the JVM does not know of. */
  private static long residentMiB() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    return -1;
  }

  private static String told(Map<String, Object> row, String name) {
    return row.containsKey(name) ? String.format(Locale.ROOT, "%.3f", row.get(name)) : "-";
  }

  private void report(
      List<Map<String, Object>> results,
      long startMillis,
      double encodeMillis,
      double wholeNotes,
      long residentMiB,
      String device) {
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("results", results);
      object.put("startMillis", startMillis);
      object.put("encodeMillis", Json.round(encodeMillis));
      object.put("wholeNotesTimesRealTime", Json.round(wholeNotes));
      object.put("wholeNotesThreads", BenchNotes.THREADS);
      object.put("residentMiB", residentMiB);
      object.put("device", device);
      Json.print(object);
      return;
    }
    System.out.println(
        "voices  block  median ms  p99 ms  decoder ms  plain ms  over plain  ours ms  of ms  "
            + " real-time factor");
    for (Map<String, Object> r : results) {
      System.out.printf(
          Locale.ROOT,
          "%6s  %5s  %9.3f  %6.3f  %10.3f  %8s  %10s  %7.3f  %5.2f   %.3f%n",
          r.get("voices"),
          r.get("blockFrames"),
          r.get("medianMillis"),
          r.get("p99Millis"),
          r.get("decoderMillis"),
          told(r, "plainMillis"),
          told(r, "overPlain"),
          r.get("ownMillis"),
          r.get("blockMillis"),
          r.get("realTimeFactor"));
    }
    System.out.printf(
        Locale.ROOT,
        "start to first sound %d ms, encoding 4 s %.0f ms, whole notes on %d threads %.0f times"
            + " real time, resident memory %d MiB, device %s%n",
        startMillis,
        encodeMillis,
        BenchNotes.THREADS,
        wholeNotes,
        residentMiB,
        device);
  }
}
