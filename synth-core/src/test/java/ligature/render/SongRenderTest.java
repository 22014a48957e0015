package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ligature.files.InputException;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.midi.MidiFile;
import ligature.midi.MidiSongTest;
import ligature.model.Decoder;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavReader;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.ToneTimbres;
import ligature.voice.VoicePool;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Songs to files: stems, paths, many voices, damaged files. */
class SongRenderTest {

  private static final Patch STEADY =
      ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b"))
          .with(Parameter.LEVEL, -12); // below the limiter, which is not linear

  @TempDir private Path folder;

  private static RenderJob job(int rateHz, int voices) {
    return new RenderJob(rateHz, SampleFormat.FLOAT_32, false, voices, 1, 4096, Mastering.NONE);
  }

  private RenderJob.Song song(String name, EventList events) {
    return new RenderJob.Song(folder.resolve(name), events, new EventList());
  }

  @Test
  void stemsAreAsLongAsTheSongAndSumToIt() throws Exception {
    Path midi = Files.write(folder.resolve("x.mid"), MidiSongTest.song());
    for (MidiFile.Stems by : MidiFile.Stems.values()) {
      List<RenderJob.Song> songs = new ArrayList<>();
      for (MidiFile.Part part : MidiFile.stems(midi, 48_000, by, null)) {
        songs.add(song(by + part.name() + part.number() + ".wav", part.events()));
      }
      List<RenderJob.Result> results =
          job(44_100, 16).runAll(ToneTimbres.decoder(), STEADY, songs, done -> {});
      RenderJob.Result whole =
          job(44_100, 16)
              .run(
                  ToneTimbres.decoder(),
                  STEADY,
                  song("whole.wav", MidiFile.read(midi, 48_000)),
                  done -> {});
      float[] mix = WavReader.read(whole.out()).samples();
      float[] sum = new float[mix.length];
      for (RenderJob.Result result : results) {
        float[] stem = WavReader.read(result.out()).samples();
        assertThat(result.frames()).isEqualTo(whole.frames());
        assertThat(stem).hasSameSizeAs(mix);
        for (int i = 0; i < stem.length; i++) {
          sum[i] += stem[i];
        }
      }
      for (int i = 0; i < mix.length; i++) {
        assertThat(sum[i]).isCloseTo(mix[i], within(1e-5f));
      }
    }
  }

  @Test
  void aProgramChangeLoadsItsPresetForTheNotesAfterIt() throws Exception {
    Patch soft =
        ToneTimbres.patch(
                ToneTimbres.sustaining("soft", 40, 0, (step, i) -> i == 0 ? 0.25f : 0),
                ToneTimbres.steady("b"))
            .with(Parameter.MORPH_X, 0)
            .with(Parameter.VARIATION, 0)
            .with(Parameter.LEVEL, -12);
    Patch loudPatch = STEADY.with(Parameter.VARIATION, 0);
    EventList events = new EventList();
    for (int second = 0; second < 3; second++) {
      long at = second * 48_000L + 77; // in the middle of a hop
      events.add(at, Event.pack(Event.PROGRAM_CHANGE, 0, second, 0));
      events.add(at, Event.noteOn(0, 69, 1));
      events.add(at + 24_000, Event.noteOff(0, 69, 0.5f));
    }
    RenderJob.Song song =
        new RenderJob.Song(
            folder.resolve("p.wav"),
            events,
            new EventList(),
            number -> number == 1 ? soft : number == 0 ? loudPatch : null,
            null);
    Patch first = STEADY.with(Parameter.LEVEL, -40);
    job(48_000, 4).run(ToneTimbres.decoder(), first, song, done -> {});
    float[] x = WavReader.read(folder.resolve("p.wav")).channel(0);
    double loud = Audio.rmsDb(x, 9_600, 19_200);
    assertThat(loud).as("not the sound before the program change").isGreaterThan(-35);
    assertThat(Audio.rmsDb(x, 57_600, 67_200) - loud).isCloseTo(-12.04, within(0.3));
    assertThat(Audio.rmsDb(x, 105_600, 115_200) - loud)
        .as("no preset of that number: the sound stays")
        .isCloseTo(-12.04, within(0.3));
  }

  @Test
  void aPathMovesTheMorphWhileANoteIsHeld() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("path.json"),
            """
            {"format": "ligature-path", "formatVersion": 1, "points":
              [{"seconds": 0, "x": 0}, {"seconds": 1, "x": 0}, {"seconds": 2, "x": 1, "y": 0}]}
            """);
    EventList notes = new EventList();
    notes.add(0, Event.noteOn(0, 69, 1));
    notes.add(3 * 48_000, Event.noteOff(0, 69, 0.5f));
    Patch patch =
        ToneTimbres.patch(
            ToneTimbres.steady("loud"),
            ToneTimbres.sustaining("soft", 40, 0, (step, i) -> i == 0 ? 0.25f : 0));
    RenderJob.Song song =
        new RenderJob.Song(folder.resolve("x.wav"), notes, MorphPathFile.read(file, 48_000));
    job(48_000, 4).run(ToneTimbres.decoder(), patch, song, done -> {});
    float[] x = WavReader.read(folder.resolve("x.wav")).channel(0);
    double loud = Audio.rmsDb(x, 24_000, 47_000);
    assertThat(Audio.rmsDb(x, 71_500, 72_500) - loud).isCloseTo(-4.08, within(0.5)); // 0.625
    assertThat(Audio.rmsDb(x, 110_000, 140_000) - loud).isCloseTo(-12.04, within(0.1));
  }

  @Test
  void aWrongPathIsTold() throws Exception {
    String begin = "{\"format\": \"ligature-path\", \"formatVersion\": 1, \"points\": ";
    for (String text :
        List.of(
            "{",
            "[]",
            "{\"format\": \"x\"}",
            "{\"format\": \"ligature-path\", \"formatVersion\": 2}",
            begin + "[]}",
            begin + "[{\"seconds\": 0}]}",
            begin + "[{\"seconds\": 0, \"x\": 2}]}",
            begin + "[{\"seconds\": 1, \"x\": 0}, {\"seconds\": 1, \"x\": 1}]}",
            begin + "[{\"seconds\": -1, \"x\": 0}]}")) {
      Path file = Files.writeString(folder.resolve("wrong.json"), text);
      assertThatThrownBy(() -> MorphPathFile.read(file, 48_000))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("wrong.json")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void as256VoicesSoundTogether() {
    int voices = VoicePool.mostVoices(Bundled.model().manifest().capacity());
    assertThat(voices).isGreaterThanOrEqualTo(256);
    EventList events = new EventList();
    for (int i = 0; i < 256; i++) {
      events.add(i * 16L, Event.noteOn(i % 16, 36 + i / 16 * 3, 0.2f));
      events.add(5_000, Event.noteOff(i % 16, 36 + i / 16 * 3, 0.5f));
    }
    Patch patch =
        Patch.of(
            "x",
            List.of(Bundled.model().bank().find("flute"), Bundled.model().bank().find("cello")));
    try (Decoder decoder = Bundled.decoder()) {
      RenderJob.Result result =
          job(48_000, 256).run(decoder, patch, song("many.wav", events), done -> {});
      assertThat(result.stolen()).isZero();
      assertThat(result.peakDb()).isBetween(-20.0, 0.0);
    }
  }

  @Test
  void whatCanBeReadOfDamagedFilesRenders() throws Exception {
    Random random = new Random(77);
    byte[] whole = MidiSongTest.song();
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(120),
        () -> {
          int rendered = 0;
          for (int i = 0; i < 2000 && rendered < 40; i++) {
            rendered += renders(MidiSongTest.mutated(whole, random)) ? 1 : 0;
          }
          assertThat(rendered).isEqualTo(40);
        });
  }

  private boolean renders(byte[] bytes) throws IOException {
    EventList events;
    try {
      events = MidiFile.read(Files.write(folder.resolve("m.mid"), bytes), 48_000);
    } catch (InputException e) {
      return false;
    }
    if (events.lastFrame() > 10 * 48_000) {
      return false; // a valid song too, but a long one
    }
    RenderJob.Result result =
        job(48_000, 16).run(ToneTimbres.decoder(), STEADY, song("m.wav", events), done -> {});
    assertThat(result.frames()).isGreaterThanOrEqualTo(events.lastFrame());
    for (float sample : WavReader.read(result.out()).samples()) {
      assertThat(Math.abs(sample)).isLessThanOrEqualTo(1);
    }
    return true;
  }
}
