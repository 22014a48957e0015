package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import ligature.files.Folders;
import ligature.soundfile.WavReader;
import ligature.testing.Audio;
import ligature.testing.SfzPlayer;
import ligature.units.Pitch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pack of 2 timbres, 9 steps, 12 keys and 2 velocities, read and played as an SFZ instrument. */
class SfzPackTest {

  private static final int STEPS = 9;
  private static final int RATE_HZ = 48_000;

  @TempDir private static Path folder;
  private static Path sfz;
  private static SfzPlayer player;

  @BeforeAll
  static void makeThePack() throws Exception {
    CommandRun run =
        CommandRun.of(
            "pack --timbres flute,oboe --steps 9 --keys 50..83:3 --velocities 50,100 --seconds 1"
                + " --device cpu --json",
            List.of("--out", folder.toString()));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().get("files").asInt()).isEqualTo(9 * 12 * 2);
    sfz = folder.resolve("flute-oboe.sfz");
    player = new SfzPlayer(folder, SfzPlayer.regions(SfzPlayer.headers(sfz)));
  }

  @Test
  void everyKeyAndVelocityHasOneRegionAStep() {
    for (int key = 0; key < 128; key++) {
      for (int velocity = 1; velocity < 128; velocity++) {
        assertThat(player.answering(key, velocity)).hasSize(STEPS);
      }
    }
  }

  @Test
  void playsInTuneBeyondTheEndOfItsSamples() {
    for (int key : new int[] {49, 50, 54, 61, 69, 76, 83, 84}) {
      for (int morph : new int[] {0, 40, 127}) {
        float[] note = player.play(key, 90, Map.of(1, morph), 3 * RATE_HZ);
        float[] held = Arrays.copyOfRange(note, RATE_HZ, note.length);
        assertThat(Audio.centsFrom(held, RATE_HZ, Pitch.keyToHz(key)))
            .as("key " + key + " at " + morph)
            .isBetween(-15.0, 15.0);
        double level = Audio.rmsDb(note, RATE_HZ / 2, RATE_HZ);
        for (int at = RATE_HZ; at < note.length; at += RATE_HZ / 4) {
          assertThat(Audio.rmsDb(note, at, at + RATE_HZ / 4))
              .as("level of the loop")
              .isCloseTo(level, within(3.0));
        }
      }
    }
  }

  @Test
  void theControllerMovesFromOneTimbreToTheOther() {
    double[] levels = new double[128];
    double[] centroids = new double[128];
    for (int value = 0; value < 128; value++) {
      float[] note = player.play(62, 100, Map.of(1, value), RATE_HZ);
      levels[value] = Audio.rmsDb(note, RATE_HZ / 3, RATE_HZ);
      centroids[value] = brightness(note, Pitch.keyToHz(62));
    }
    for (int value = 0; value < 128; value++) {
      int step = (int) Math.round(value * (STEPS - 1) / 127.0);
      double here = value * (STEPS - 1) / 127.0 - step;
      int other = Math.max(0, Math.min(STEPS - 1, step + (here >= 0 ? 1 : -1)));
      double between = levels[at(step)] + Math.abs(here) * (levels[at(other)] - levels[at(step)]);
      assertThat(levels[value]).as("level at " + value).isGreaterThan(between - 1);
      if (value > 0) {
        assertThat(Math.abs(centroids[value] - centroids[value - 1]))
            .as("no jump of the colour at " + value)
            .isLessThan(0.1 * Math.abs(centroids[127] - centroids[0]) + 5);
      }
    }
    assertThat(centroids[127]).as("an oboe is brighter").isGreaterThan(1.15 * centroids[0]);
  }

  private static int at(int step) {
    return (int) Math.round(127 * step / (STEPS - 1.0));
  }

  /** The centroid of the first harmonics. */
  private static double brightness(float[] x, double hz) {
    double sum = 0;
    double weighted = 0;
    for (int h = 1; h <= 12; h++) {
      double re = 0;
      double im = 0;
      for (int i = RATE_HZ / 3; i < RATE_HZ * 2 / 3; i++) {
        double phase = 2 * Math.PI * hz * h * i / RATE_HZ;
        re += x[i] * Math.cos(phase);
        im += x[i] * Math.sin(phase);
      }
      sum += Math.hypot(re, im);
      weighted += h * hz * Math.hypot(re, im);
    }
    return weighted / sum;
  }

  @Test
  void fourTimbresMorphByTwoControllers(@TempDir Path square) throws Exception {
    CommandRun run =
        CommandRun.of(
            "pack --timbres flute,oboe,cello,trumpet --steps 2x2 --keys 60 --velocities 100"
                + " --seconds 0.8 --device cpu --json",
            List.of("--out", square.toString()));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().get("files").asInt()).isEqualTo(4);
    SfzPlayer four =
        new SfzPlayer(
            square,
            SfzPlayer.regions(SfzPlayer.headers(square.resolve("flute-oboe-cello-trumpet.sfz"))));
    float[] middle = four.play(60, 100, Map.of(1, 64, 17, 64), RATE_HZ / 2);
    double[] mean = new double[middle.length];
    for (int y = 0; y < 2; y++) {
      for (int x = 0; x < 2; x++) {
        float[] corner = four.play(60, 100, Map.of(1, 127 * x, 17, 127 * y), RATE_HZ / 2);
        String name = "samples/flute-oboe-cello-trumpet-k060-v100-x" + x + "-y" + y + ".wav";
        float[] sample = WavReader.read(square.resolve(name)).samples();
        for (int i = 0; i < corner.length; i++) {
          assertThat(corner[i]).isCloseTo(sample[i], within(1e-3f * Audio.peak(sample) + 1e-6f));
          mean[i] += (x == 0 ? 63 : 64) / 127.0 * (y == 0 ? 63 : 64) / 127.0 * corner[i];
        }
      }
    }
    for (int i = 0; i < middle.length; i++) {
      assertThat((double) middle[i]).isCloseTo(mean[i], within(1e-4));
    }
  }

  /** Polyphone reads keys, velocities, tuning and loops into a SoundFont, FluidSynth plays it. */
  @Test
  void aForeignReaderAndPlayerPlayItInTuneAndLooped(@TempDir Path work) throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/polyphone"))
            && Files.isExecutable(Path.of("/usr/bin/fluidsynth")),
        "SKIPPED: polyphone or fluidsynth is not installed");
    int[] keys = {49, 62, 66, 83};
    Sequence song = new Sequence(Sequence.PPQ, 480);
    Track track = song.createTrack();
    for (int i = 0; i < keys.length; i++) { // each is held for three seconds, three times a sample
      track.add(event(ShortMessage.NOTE_ON, keys[i], 90, i * 3360L));
      track.add(event(ShortMessage.NOTE_OFF, keys[i], 0, i * 3360L + 2880));
    }
    MidiSystem.write(song, 0, work.resolve("notes.mid").toFile());
    run(work, "polyphone", "-1", "-i", sfz.toString(), "-d", work.toString(), "-o", "font");
    run(
        work,
        "fluidsynth -niq -R 0 -C 0 -g 0.1 -r 48000 -T wav -F x.wav font.sf2 notes.mid".split(" "));
    float[] x = WavReader.read(work.resolve("x.wav")).channel(0);
    for (int i = 0; i < keys.length; i++) {
      int from = (int) (3.5 * i * RATE_HZ);
      float[] held = Arrays.copyOfRange(x, from + 3 * RATE_HZ / 2, from + 14 * RATE_HZ / 5);
      assertThat(Audio.centsFrom(held, RATE_HZ, Pitch.keyToHz(keys[i])))
          .as("key " + keys[i])
          .isBetween(-15.0, 15.0);
      double level = Audio.rmsDb(x, from + RATE_HZ / 2, from + RATE_HZ);
      assertThat(level).isGreaterThan(-70);
      assertThat(Audio.rmsDb(held, 0, held.length)).as("the loop").isCloseTo(level, within(3.0));
    }
  }

  private static MidiEvent event(int command, int key, int velocity, long tick) throws Exception {
    return new MidiEvent(new ShortMessage(command, 0, key, velocity), tick);
  }

  private static void run(Path folder, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("QT_QPA_PLATFORM", "offscreen");
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("said.txt").toFile());
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("said.txt"))).isZero();
  }

  @Test
  void aForeignReaderUnderstandsTheSame() throws Exception {
    Path modules = Folders.home().resolve("synth-core/target/npm/node_modules");
    Assumptions.assumeTrue(
        Files.isDirectory(modules.resolve("@sfz-tools/core")),
        "SKIPPED: @sfz-tools/core is not there; ./check installs it where npm is");
    String script =
        "const {parseSfz} = require(process.argv[1] + '/@sfz-tools/core/dist/parse');"
            + "const fs = require('fs');"
            + "parseSfz(fs.readFileSync(process.argv[2], 'utf8'), '')"
            + ".then(x => console.log(JSON.stringify(x)));";
    Process node =
        new ProcessBuilder("node", "-e", script, modules.toString(), sfz.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    JsonNode parsed = new ObjectMapper().readTree(node.getInputStream().readAllBytes());
    assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(theirs(parsed)).isEqualTo(SfzPlayer.headers(sfz));
    // and what they read plays what we read
    SfzPlayer foreign = new SfzPlayer(folder, SfzPlayer.regions(theirs(parsed)));
    assertThat(foreign.play(64, 100, Map.of(1, 40), RATE_HZ))
        .isEqualTo(player.play(64, 100, Map.of(1, 40), RATE_HZ));
  }

  private static List<Map.Entry<String, Map<String, String>>> theirs(JsonNode parsed)
      throws IOException {
    List<Map.Entry<String, Map<String, String>>> headers = new ArrayList<>();
    for (JsonNode header : parsed) {
      Map<String, String> opcodes = new LinkedHashMap<>();
      for (JsonNode opcode : header.get("elements")) {
        JsonNode a = opcode.get("attributes");
        opcodes.put(a.get("name").asText(), a.get("value").asText());
      }
      headers.add(Map.entry(header.get("name").asText(), opcodes));
    }
    return headers;
  }
}
