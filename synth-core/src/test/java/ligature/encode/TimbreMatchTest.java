package ligature.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.HashSet;
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
   * Plays known blends of three timbres and looks for them. The decoder makes much the same sound
   * of many codes, so another set may come as near as the one that was played: what is promised is
   * how near. Which set it was is printed.
   */
  private void takeApart(int blends, long seed) throws Exception {
    Random random = new Random(seed);
    List<Timbre> pitched = bank.stream().filter(t -> !t.family().equals("percussion")).toList();
    int right = 0;
    double farthest = 0;
    for (int i = 0; i < blends; i++) {
      Set<Timbre> three = new HashSet<>();
      while (three.size() < 3) {
        three.add(pitched.get(random.nextInt(pitched.size())));
      }
      List<Timbre> t = three.stream().sorted(java.util.Comparator.comparing(Timbre::name)).toList();
      double a = 0.2 + 0.4 * random.nextDouble();
      double b = 0.2 + (0.6 - a) * random.nextDouble();
      int key = 52 + random.nextInt(17);
      Patch patch =
          Patch.of("x", List.of(t.get(0), t.get(1), t.get(2), t.get(2)))
              .with(Parameter.MORPH_X, (float) (b / (a + b)))
              .with(Parameter.MORPH_Y, (float) (1 - a - b));
      TimbreMatch.Found found = match.match(record(play(patch, key)), key, line -> {}, done -> {});
      boolean same = found.weights().keySet().equals(three);
      right += same ? 1 : 0;
      farthest = Math.max(farthest, found.distanceDb());
      System.out.printf(
          Locale.ROOT,
          "%s key %d: %s %.2f %.2f %.2f -> %s, %.1f dB; %s alone %.1f dB%n",
          same ? "same " : "other",
          key,
          t,
          a,
          b,
          1 - a - b,
          inWords(found),
          found.distanceDb(),
          found.nearest().get(0).timbre(),
          found.nearest().get(0).distanceDb());
      assertThat(found.distanceDb()).isLessThanOrEqualTo(found.nearest().get(0).distanceDb());
      assertThat(found.weights()).hasSizeLessThanOrEqualTo(TimbreMatch.MOST_TIMBRES);
    }
    System.out.printf(
        Locale.ROOT,
        "match: %d of %d blends by the same timbres, all within %.1f dB%n",
        right,
        blends,
        farthest);
    assertThat(farthest).isLessThan(2.5);
  }

  private static String inWords(TimbreMatch.Found found) {
    return found.weights().entrySet().stream()
        .map((Map.Entry<Timbre, Double> e) -> String.format("%s %.2f", e.getKey(), e.getValue()))
        .collect(Collectors.joining(", "));
  }

  @Test
  void blendsOfThreeAreMet() throws Exception {
    takeApart(1, 11);
  }

  @Test
  @Tag("long")
  void fiftyBlendsOfThreeAreMet() throws Exception {
    takeApart(50, 12);
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

  /** Real instruments, which no timbre of the bank is. */
  @Test
  void aRecordingIsNearerToItsBlendThanToAnyTimbre() throws Exception {
    assumeTrue(Soundfont.FLUID.isThere(), "fluidsynth and FluidR3_GM are not installed");
    for (int program : new int[] {42}) {
      Path wav = folder.resolve("note.wav");
      Soundfont.FLUID.note(0, program, 60, 100, 1400, wav);
      TimbreMatch.Found found = match.match(wav, 60, line -> {}, done -> {});
      double single = found.nearest().get(0).distanceDb();
      System.out.printf(
          Locale.ROOT,
          "program %d: %s, %.2f dB; %s alone %.2f dB%n",
          program,
          inWords(found),
          found.distanceDb(),
          found.nearest().get(0).timbre(),
          single);
      assertThat(found.weights().values().stream().mapToDouble(w -> w).sum())
          .isCloseTo(1, org.assertj.core.api.Assertions.within(1e-6));
      assertThat(found.distanceDb()).isLessThanOrEqualTo(single);
    }
  }
}
