package ligature.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import ligature.latent.Timbre;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.ComputeDevice;
import ligature.model.Decoder;
import ligature.model.SourceNote;
import ligature.preset.Patch;
import ligature.render.OfflineRender;
import ligature.testing.Bundled;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings are encoded, played at the same key, and compared with themselves. */
class RoundTripTest {

  private static final int RATE = 48_000;
  private static final int HELD_MILLIS = 2500;

  private static final int[] KEYS = {45, 60, 76};

  /** Programs of General MIDI and what the table calls them. */
  private static final String INSTRUMENTS =
      """
      0 piano, 1 bright piano, 4 electric piano, 6 harpsichord, 7 clavinet, 8 celesta, 9 glockenspiel, 10 music box,
      11 vibraphone, 12 marimba, 13 xylophone, 14 tubular bells, 15 dulcimer, 16 organ, 17 percussive organ, 19 church organ,
      20 reed organ, 21 accordion, 22 harmonica, 24 nylon guitar, 25 steel guitar, 26 jazz guitar, 27 clean guitar,
      30 distortion guitar, 32 acoustic bass, 33 finger bass, 35 fretless bass, 38 synth bass, 40 violin, 41 viola, 42 cello,
      43 contrabass, 45 pizzicato, 46 harp, 48 strings, 49 slow strings, 52 choir aahs, 53 voice oohs, 56 trumpet, 57 trombone,
      58 tuba, 59 muted trumpet, 60 french horn, 61 brass, 64 soprano sax, 65 alto sax, 66 tenor sax, 68 oboe, 69 english horn,
      70 bassoon, 71 clarinet, 72 piccolo, 73 flute, 74 recorder, 75 pan flute, 77 shakuhachi, 79 ocarina, 80 square lead,
      81 saw lead, 88 new age pad, 89 warm pad, 91 choir pad, 104 sitar, 106 shamisen, 107 koto, 108 kalimba, 114 steel drums
      """;

  @TempDir private Path folder;
  private static TimbreEncoder encoder;
  private static Decoder decoder;

  @BeforeAll
  static void open() {
    encoder = new TimbreEncoder(Bundled.model(), ComputeDevice.CPU);
    decoder = Bundled.decoder();
  }

  @AfterAll
  static void close() {
    encoder.close();
    decoder.close();
  }

  /**
   * A note of a SoundFont and what its own round trip makes of it, both from the onset.
   *
   * @param recorded the note
   * @param played the timbre of it at the key that was found
   */
  private record Trip(float[] recorded, float[] played) {}

  private Trip trip(Soundfont font, int bank, int program, int key, int known) throws Exception {
    Path wav = folder.resolve("note.wav");
    font.note(bank, program, key, 100, HELD_MILLIS, wav);
    List<SourceNote> notes = RecordingSet.read(List.of(wav), known, line -> {}, done -> {});
    Timbre timbre =
        encoder
            .encode(new TimbreEncoder.Wishes("x", "X", null, null, "", ""), notes, progress -> {})
            .timbre();
    float[] reference = Recording.read(wav, Span.ALL, line -> {}).at(RATE);
    reference = Arrays.copyOf(reference, Math.min(reference.length, 3 * RATE));
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, notes.get(0).key(), 100 / 127f));
    events.add(HELD_MILLIS * RATE / 1000, Event.noteOff(0, notes.get(0).key(), 0));
    float[] played = new float[reference.length];
    int[] at = {0};
    new OfflineRender(decoder, Patch.of("x", List.of(timbre, timbre)), events, 1, 1, 4096)
        .run(
            (samples, frames) -> {
              for (int i = 0; i < frames && at[0] < played.length; i++) {
                played[at[0]++] = samples[2 * i];
              }
            },
            done -> {});
    return new Trip(reference, played);
  }

  /** Log-spectral distance of a note from its own round trip at a key that is told, in dB. */
  private double distance(Soundfont font, int bank, int program, int key, boolean drum)
      throws Exception {
    Trip trip = trip(font, bank, program, key, drum ? RecordingSet.UNPITCHED : key);
    return LogSpectralDistance.db(trip.played(), trip.recorded(), RATE);
  }

  @Test
  void recordingsSurviveTheRoundTrip() throws Exception {
    assumeTrue(Soundfont.FLUID.isThere(), "fluidsynth and FluidR3_GM are not installed");
    int[] programs = {0, 24, 42, 56, 73};
    double sum = 0;
    for (int program : programs) {
      double db = distance(Soundfont.FLUID, 0, program, 60, false);
      assertThat(db).as("program " + program).isLessThan(6);
      sum += db / programs.length;
    }
    System.out.printf(Locale.ROOT, "round trip: %.2f dB over %d notes%n", sum, programs.length);
    assertThat(sum).isLessThan(4);
  }

  @Test
  void aDrumIsADrumAgain() throws Exception {
    assumeTrue(Soundfont.FLUID.isThere(), "fluidsynth and FluidR3_GM are not installed");
    assertThat(distance(Soundfont.FLUID, 128, 0, 38, true)).isLessThan(12);
  }

  /** Its codes decode to another instrument, 13 dB away, until they are bent to the recording. */
  @Test
  void anUnseenMutedTrumpetKeepsItsPartials() throws Exception {
    assumeTrue(Soundfont.MUSESCORE.isThere(), "musescore-general-soundfont is not installed");
    assertThat(distance(Soundfont.MUSESCORE, 0, 59, 76, false)).isLessThan(6);
  }

  /** The table of docs/encoding.md: a library that no model was trained on, the pitch not told. */
  @Test
  @Tag("long")
  void anUnseenLibrarySurvivesTheRoundTrip() throws Exception {
    assumeTrue(Soundfont.MUSESCORE.isThere(), "musescore-general-soundfont is not installed");
    Map<String, Double> means = new LinkedHashMap<>();
    for (String instrument : INSTRUMENTS.strip().split(",\\s+")) {
      String[] numberAndName = instrument.split(" ", 2);
      double sum = 0;
      for (int key : KEYS) {
        int program = Integer.parseInt(numberAndName[0]);
        Trip trip = trip(Soundfont.MUSESCORE, 0, program, key, RecordingSet.DETECT);
        sum += RoundTrip.compare(trip.recorded(), trip.played(), RATE).distanceDb();
      }
      means.put(numberAndName[1], sum / KEYS.length);
      System.out.printf(Locale.ROOT, "%s %.2f dB%n", numberAndName[1], sum / KEYS.length);
    }
    double mean = means.values().stream().mapToDouble(v -> v).average().orElseThrow();
    System.out.printf(Locale.ROOT, "%.2f dB over %d notes. ", mean, KEYS.length * means.size());
    System.out.println(
        means.entrySet().stream()
            .sorted(Map.Entry.comparingByValue())
            .map(e -> String.format(Locale.ROOT, "%s %.1f", e.getKey(), e.getValue()))
            .collect(Collectors.joining(", ", "By instrument: ", ".")));
    assertThat(mean).isLessThan(4);
  }
}
