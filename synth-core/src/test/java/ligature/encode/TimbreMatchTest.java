package ligature.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.render.OfflineRender;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavWriter;
import ligature.testing.Bundled;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blends that the engine played, and real instruments, are looked for in the bank. */
class TimbreMatchTest {

  private static final int RATE = 48_000;
  private static final int HELD_FRAMES = (int) (1.4 * RATE);
  private static final int LOWEST_KEY = 48;
  private static final int HIGHEST_KEY = 72;
  private static final double LEAST = 0.15;
  private static final double WEIGHT_WITHIN = 0.1;
  private static final double NEAR_DB = 2.5;
  private static final int SHORT_SEED = 13;

  /**
   * How much nearer than the nearest timbre a blend has to be to a real instrument, as a factor.
   */
  private static final double NEARER = 0.95;

  @TempDir private Path folder;
  private static TimbreMatch match;
  private static Decoder decoder;
  private static List<Timbre> bank;

  @BeforeAll
  static void open() {
    bank = Bundled.model().bank().timbres();
    match = new TimbreMatch(Bundled.model(), bank, ComputeDevice.CPU);
    decoder = Bundled.decoder();
  }

  @AfterAll
  static void close() {
    match.close();
    decoder.close();
  }

  private float[] play(Patch patch, int key) throws Exception {
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, key, 100 / 127f));
    events.add(HELD_FRAMES, Event.noteOff(0, key, 0));
    float[] played = new float[HELD_FRAMES + RATE / 5];
    int[] at = {0};
    new OfflineRender(decoder, patch, events, 1, 1, 4096)
        .run(
            (samples, frames) -> {
              for (int i = 0; i < frames && at[0] < played.length; i++) {
                played[at[0]++] = samples[2 * i];
              }
            },
            done -> {});
    return played;
  }

  private Path record(float[] audio) throws Exception {
    Path wav = folder.resolve("blend.wav");
    try (WavWriter writer = new WavWriter(wav, RATE, 1, SampleFormat.PCM_24)) {
      writer.write(audio, 0, audio.length);
      writer.finish();
    }
    return wav;
  }

  /**
   * Plays known blends of three timbres and takes them apart.
   *
   * @return how many were found by the same timbres, with weights within a tenth
   */
  private int takeApart(int blends, long seed) throws Exception {
    Random random = new Random(seed);
    List<Timbre> pitched = bank.stream().filter(t -> !t.family().equals("percussion")).toList();
    int right = 0;
    int near = 0;
    for (int i = 0; i < blends; i++) {
      Map<Timbre, Double> blend = blend(pitched, random);
      int key = LOWEST_KEY + random.nextInt(HIGHEST_KEY - LOWEST_KEY + 1);
      List<Timbre> three = List.copyOf(blend.keySet());
      double pair = 1 - blend.get(three.get(2));
      Patch patch =
          Patch.of("x", List.of(three.get(0), three.get(1), three.get(2), three.get(2)))
              .with(Parameter.MORPH_X, (float) (blend.get(three.get(1)) / pair))
              .with(Parameter.MORPH_Y, (float) (1 - pair));
      TimbreMatch.Found found = match.match(record(play(patch, key)), key, line -> {}, done -> {});
      boolean same = isSame(found.weights(), blend);
      right += same ? 1 : 0;
      double alone = found.nearest().get(0).distanceDb();
      near += found.distanceDb() < Math.min(NEAR_DB, alone) ? 1 : 0;
      System.out.printf(
          Locale.ROOT,
          "%s key %d: %s -> %s, %.1f dB; %s alone %.1f dB%n",
          same ? "same " : "other",
          key,
          inWords(blend),
          inWords(found.weights()),
          found.distanceDb(),
          found.nearest().get(0).timbre(),
          alone);
      assertThat(found.weights()).hasSizeLessThanOrEqualTo(TimbreMatch.MOST_TIMBRES);
    }
    System.out.printf(
        Locale.ROOT,
        "match: %d of %d blends by the same timbres; %d within %.1f dB and nearer than any alone%n",
        right,
        blends,
        near,
        NEAR_DB);
    // decision 0230 tells of right sets that are farther away by ear
    assertThat(near).isGreaterThanOrEqualTo((int) Math.ceil(0.9 * blends));
    return right;
  }

  /** Three timbres at random, each with a weight of at least {@link #LEAST}. */
  private static Map<Timbre, Double> blend(List<Timbre> pitched, Random random) {
    Set<Timbre> three = new LinkedHashSet<>();
    while (three.size() < 3) {
      three.add(pitched.get(random.nextInt(pitched.size())));
    }
    double u = random.nextDouble();
    double v = random.nextDouble();
    double[] shares = {Math.min(u, v), Math.abs(u - v), 1 - Math.max(u, v)};
    Map<Timbre, Double> blend = new LinkedHashMap<>();
    for (Timbre timbre : three) {
      blend.put(timbre, LEAST + (1 - 3 * LEAST) * shares[blend.size()]);
    }
    return blend;
  }

  private static boolean isSame(Map<Timbre, Double> found, Map<Timbre, Double> blend) {
    return found.keySet().equals(blend.keySet())
        && blend.keySet().stream()
            .allMatch(t -> Math.abs(found.get(t) - blend.get(t)) <= WEIGHT_WITHIN);
  }

  private static String inWords(Map<Timbre, Double> weights) {
    return weights.entrySet().stream()
        .map((Map.Entry<Timbre, Double> e) -> String.format("%s %.2f", e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }

  @Test
  void aBlendOfThreeIsTakenApart() throws Exception {
    assertThat(takeApart(1, SHORT_SEED)).isEqualTo(1);
  }

  /** The figure of decision 0230; what is promised is four of five. */
  @Test
  @Tag("long")
  void fiftyBlendsOfThreeAreTakenApart() throws Exception {
    assertThat(takeApart(50, 2026)).isGreaterThanOrEqualTo(40);
  }

  @Test
  void aTimbreAloneIsFoundAlone() throws Exception {
    Timbre oboe = Bundled.model().bank().find("oboe");
    Path wav = record(play(Patch.of("x", List.of(oboe, oboe)), 64));
    TimbreMatch.Found found = match.match(wav, RecordingSet.DETECT, line -> {}, done -> {});
    assertThat(found.key()).isEqualTo(64);
    assertThat(found.nearest().get(0).timbre()).isEqualTo(oboe);
    assertThat(found.weights().get(oboe)).isGreaterThan(0.6);
  }

  /** A real instrument, which no timbre of the bank is. */
  @Test
  void aRecordingIsNearerToItsBlendThanToAnyTimbre() throws Exception {
    assertThat(againstTheNearestTimbre(42)).isLessThan(NEARER);
  }

  /** Where no blend is nearer by a twentieth, one timbre by itself is found. */
  @Test
  @Tag("long")
  void recordingsAreNearerToTheirBlendsOrMetByOneTimbre() throws Exception {
    int nearer = 0;
    for (int program = 0; program < 120; program += 8) {
      double ratio = againstTheNearestTimbre(program + 2);
      assertThat(ratio).isLessThanOrEqualTo(1);
      nearer += ratio < NEARER ? 1 : 0;
    }
    System.out.printf(Locale.ROOT, "match: %d of 15 recordings nearer to a blend%n", nearer);
    assertThat(nearer).isGreaterThanOrEqualTo(8);
  }

  /** How far the blend that is found is from a recording, as a share of the nearest timbre's. */
  private double againstTheNearestTimbre(int program) throws Exception {
    assumeTrue(Soundfont.FLUID.isThere(), "fluidsynth and FluidR3_GM are not installed");
    Path wav = folder.resolve("note.wav");
    Soundfont.FLUID.note(0, program, 60, 100, 1400, wav);
    TimbreMatch.Found found = match.match(wav, 60, line -> {}, done -> {});
    double single = found.nearest().get(0).distanceDb();
    System.out.printf(
        Locale.ROOT,
        "program %d: %s, %.2f dB; %s alone %.2f dB%n",
        program,
        inWords(found.weights()),
        found.distanceDb(),
        found.nearest().get(0).timbre(),
        single);
    assertThat(found.weights().values().stream().mapToDouble(w -> w).sum())
        .isCloseTo(1, within(1e-6));
    return found.distanceDb() / single;
  }
}
