package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import ligature.midi.MidiSongTest;
import ligature.soundfile.WavReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code render --midi} with stems, a path, loudness, FLAC. */
class RenderSongTest {

  private static final String RENDER = "render --a flute --b cello --device cpu --json ";

  @TempDir private Path folder;
  private Path midi;

  @BeforeEach
  void writeTheSong() throws Exception {
    midi = Files.write(folder.resolve("song.mid"), MidiSongTest.song());
  }

  private CommandRun render(String options) {
    return CommandRun.of(RENDER + options.replace("SONG", midi.toString()), List.of());
  }

  private long partials() throws Exception {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(p -> p.getFileName().toString().startsWith(".")).count();
    }
  }

  @Test
  void programChangesCountUnlessTheSoundIsNamed() throws Exception {
    Path named = folder.resolve("named.wav");
    assertThat(render("--midi SONG --out " + named).status()).isZero();
    Path followed = folder.resolve("followed.wav");
    CommandRun run = render("--midi SONG --programs follow --out " + followed);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(Files.mismatch(named, followed)).isNotEqualTo(-1);
    Path ignored = folder.resolve("ignored.wav");
    assertThat(render("--midi SONG --programs ignore --out " + ignored).status()).isZero();
    assertThat(Files.mismatch(named, ignored)).isEqualTo(-1);
  }

  @Test
  void aPresetThatASongNamesIsFoundWhateverItsNumber() throws Exception {
    List<String> presets =
        new ArrayList<>(SoundOptions.presets().files().keySet().stream().sorted().toList());
    float[] named = follow(0, "Stone Organ");
    float[] numbered = follow(presets.indexOf("stone-organ"), "");
    float[] unknown = follow(presets.indexOf("stone-organ"), "Drawbars of another make");
    assertThat(Arrays.equals(named, numbered)).isTrue();
    assertThat(Arrays.equals(unknown, numbered)).as("then the number counts").isTrue();
    assertThat(Arrays.equals(follow(0, ""), numbered)).isFalse();
  }

  /** A short note after a program change with a name. */
  private float[] follow(int number, String name) throws Exception {
    ByteArrayOutputStream track = new ByteArrayOutputStream();
    if (!name.isEmpty()) {
      track.write(new byte[] {0, (byte) 0xFF, 8, (byte) name.length()});
      track.write(name.getBytes(StandardCharsets.US_ASCII));
    }
    track.write(new byte[] {0, (byte) 0xC0, (byte) number, 0, (byte) 0x90, 60, 80});
    track.write(new byte[] {96, (byte) 0x80, 60, 64, 0, (byte) 0xFF, 0x2F, 0});
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(new byte[] {'M', 'T', 'h', 'd', 0, 0, 0, 6, 0, 0, 0, 1, 1, (byte) 0xE0});
    file.write(new byte[] {'M', 'T', 'r', 'k', 0, 0, 0, (byte) track.size()});
    track.writeTo(file);
    Files.write(midi, file.toByteArray());
    Path out = folder.resolve("f.wav");
    CommandRun run = render("--midi SONG --programs follow --out " + out);
    assertThat(run.status()).as(run.err()).isZero();
    return WavReader.read(out).samples();
  }

  @Test
  void stemsByTrackAndByChannel() throws Exception {
    CommandRun tracks = render("--midi SONG --stems track --out " + folder.resolve("t.wav"));
    assertThat(tracks.status()).as(tracks.err()).isZero();
    JsonNode stems = tracks.json().get("stems");
    assertThat(stems).hasSize(2);
    assertThat(stems.get(0).get("out").asText()).endsWith("t-02-e-piano.wav");
    assertThat(stems.get(1).get("out").asText()).endsWith("t-03-bass.wav");
    for (JsonNode stem : stems) {
      assertThat(WavReader.read(Path.of(stem.get("out").asText())).frames())
          .isEqualTo(tracks.json().get("frames").asInt());
      assertThat(stem.get("peakDb").asDouble()).isGreaterThan(-40);
    }
    assertThat(folder.resolve("t.wav")).doesNotExist();
    CommandRun channels = render("--midi SONG --stems channel --out " + folder.resolve("c.flac"));
    assertThat(channels.json().get("stems")).hasSize(3);
    assertThat(channels.json().get("notes").asInt()).isEqualTo(4);
    byte[] flac = Files.readAllBytes(folder.resolve("c-01-channel.flac"));
    assertThat(new String(Arrays.copyOf(flac, 4), StandardCharsets.US_ASCII)).isEqualTo("fLaC");
    assertThat(partials()).isZero();
  }

  @Test
  void toALoudnessAndUnderAPeak() throws Exception {
    Path out = folder.resolve("loud.wav");
    CommandRun run = render("--midi SONG --loudness -20 --true-peak -2 --bits 24 --out " + out);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().get("loudnessLufs").asDouble()).isCloseTo(-20, within(0.2));
    assertThat(run.json().get("truePeakDb").asDouble()).isLessThanOrEqualTo(-1.95);
    CommandRun plain = render("--midi SONG --out " + folder.resolve("plain.wav"));
    assertThat(run.json().get("frames")).isEqualTo(plain.json().get("frames"));
    assertThat(plain.json().has("loudnessLufs")).isFalse();
    assertThat(partials()).isZero();
  }

  @Test
  void alongAPath() throws Exception {
    Path path =
        Files.writeString(
            folder.resolve("path.json"),
            "{\"format\": \"ligature-path\", \"formatVersion\": 1, \"points\":"
                + " [{\"seconds\": 0, \"x\": 0}, {\"seconds\": 0.5, \"x\": 1}]}");
    CommandRun moved =
        render("--midi SONG --morph 0 --path " + path + " --out " + folder.resolve("m.wav"));
    assertThat(moved.status()).as(moved.err()).isZero();
    render("--midi SONG --morph 0 --out " + folder.resolve("s.wav"));
    float[] a = WavReader.read(folder.resolve("m.wav")).samples();
    float[] b = WavReader.read(folder.resolve("s.wav")).samples();
    double difference = 0;
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      difference = Math.max(difference, Math.abs(a[i] - b[i]));
    }
    assertThat(difference).as("the sound moved").isGreaterThan(0.005);
  }

  @Test
  void wrongOptionsAreTold() throws Exception {
    String out = " --out " + folder.resolve("x.wav");
    refuses("--note 60 --stems track" + out, "--midi");
    refuses("--midi SONG --stems track --loudness -16" + out, "--stems");
    refuses("--midi SONG --loudness 5" + out, "--loudness 5");
    refuses("--midi SONG --true-peak 5" + out, "--true-peak 5");
    refuses("--midi SONG --bits 32f --out " + folder.resolve("x.flac"), "FLAC");
    refuses("--midi SONG --out " + folder.resolve("x.mp3"), ".flac");
    refuses("--midi SONG --path " + folder.resolve("none.json") + out, "none.json");
    Files.write(midi, Arrays.copyOf(MidiSongTest.song(), 40));
    refuses("--midi SONG" + out, "song.mid", "ends within track 1");
    assertThat(folder.resolve("x.wav")).doesNotExist();
  }

  private void refuses(String options, String... words) {
    CommandRun run = render(options);
    assertThat(run.status()).as(options + ": " + run.err()).isEqualTo(2);
    assertThat(run.err().strip()).doesNotContain("\n").contains(words);
  }
}
