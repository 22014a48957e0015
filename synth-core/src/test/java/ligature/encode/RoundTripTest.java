package ligature.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

  /** Log-spectral distance of a note of a SoundFont from its own round trip, NaN for no sound. */
  private double distance(Soundfont font, int bank, int program, int key, boolean drum)
      throws Exception {
    Path wav = folder.resolve("note.wav");
    font.note(bank, program, key, 100, HELD_MILLIS, wav);
    int known = drum ? RecordingSet.UNPITCHED : key;
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
    return LogSpectralDistance.db(played, reference, RATE);
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

  /** The table for an instrument library that no model was trained on. */
  @Test
  @Tag("long")
  void anUnseenLibrarySurvivesTheRoundTrip() throws Exception {
    assumeTrue(Soundfont.MUSESCORE.isThere(), "musescore-general-soundfont is not installed");
    double sum = 0;
    int notes = 0;
    for (int program = 0; program < 96; program++) {
      double[] db = new double[2];
      for (int i = 0; i < 2; i++) {
        db[i] = distance(Soundfont.MUSESCORE, 0, program, 55 + 14 * i, false);
        sum += db[i];
        notes++;
      }
      System.out.printf(Locale.ROOT, "program %2d: %.2f %.2f dB%n", program, db[0], db[1]);
    }
    System.out.printf(Locale.ROOT, "mean of %d notes: %.2f dB%n", notes, sum / notes);
    assertThat(sum / notes).isLessThan(5);
  }
}
