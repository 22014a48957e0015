package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioSystem;
import ligature.files.Sha256;
import ligature.soundfile.WavReader;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.units.Pitch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every field of manifest.json and examples.json against the files themselves: 96 kHz, 16 bits. */
class PackManifestTest {

  private static final int RATE_HZ = 96_000;
  private static final double HELD_SECONDS = 0.8;
  private static final int HELD_FRAMES = 76_800;
  private static final int GROUPS = 4;
  private static final int STEPS = 2;
  private static final int[] KEYS = {52, 64};
  private static final int[] VELOCITIES = {70, 120};

  @TempDir private static Path pack;
  private static CommandRun run;
  private static JsonNode manifest;

  @BeforeAll
  static void makeThePack() throws Exception {
    run =
        CommandRun.of(
            "pack --timbres trumpet,clarinet --steps 2 --keys 52,64 --velocities 70,120"
                + " --seconds 0.8 --format sfz,nsynth,wavetable --rate 96000 --bits 16 --seed 7"
                + " --device cpu --json",
            List.of("--out", pack.toString()));
    assertThat(run.status()).as(run.err()).isZero();
    manifest = json("manifest.json");
  }

  private static JsonNode json(String name) throws Exception {
    return new ObjectMapper().readTree(pack.resolve(name).toFile());
  }

  private static List<JsonNode> files(String kind) {
    List<JsonNode> files = new ArrayList<>();
    manifest.get("files").forEach(f -> files.add(f));
    files.removeIf(f -> !f.get("kind").asText().equals(kind));
    assertThat(files).hasSize(kind.equals("wavetable") ? GROUPS : GROUPS * STEPS);
    return files;
  }

  private static float[] audio(JsonNode entry) {
    WavReader.Sound sound = WavReader.read(pack.resolve(entry.get("path").asText()));
    assertThat(sound.rateHz()).isEqualTo(RATE_HZ);
    assertThat(entry.get("rateHz").asInt()).isEqualTo(RATE_HZ);
    assertThat(sound.frames()).isEqualTo(entry.get("frames").asInt());
    return sound.samples();
  }

  @Test
  void thePlanIsWhatWasAskedFor() throws Exception {
    JsonNode plan = manifest.get("plan");
    assertThat(manifest.get("format").asText()).isEqualTo("ligature-pack");
    assertThat(manifest.get("formatVersion").asInt()).isEqualTo(1);
    assertThat(manifest.has("shard")).isFalse();
    assertThat(plan.get("name").asText()).isEqualTo("trumpet-clarinet");
    assertThat(plan.get("stepsX").asInt()).isEqualTo(2);
    assertThat(plan.get("stepsY").asInt()).isEqualTo(1);
    assertThat(plan.get("keys").toString()).isEqualTo("[52,64]");
    assertThat(plan.get("velocities").toString()).isEqualTo("[70,120]");
    assertThat(plan.get("seconds").asDouble()).isEqualTo(HELD_SECONDS);
    assertThat(plan.get("formats").toString()).isEqualTo("[\"sfz\",\"nsynth\",\"wavetable\"]");
    assertThat(plan.get("audio").asText()).isEqualTo("wav");
    assertThat(plan.get("rateHz").asInt()).isEqualTo(RATE_HZ);
    assertThat(plan.get("bits").asText()).isEqualTo("16");
    assertThat(plan.get("seed").asLong()).isEqualTo(7);
    JsonNode model = plan.get("model");
    assertThat(model.get("name").asText()).isEqualTo(Bundled.model().manifest().name());
    assertThat(model.get("version").asText()).isEqualTo(Bundled.model().manifest().version());
    List<String> hashes = new ArrayList<>();
    try (Stream<Path> ofModel = Files.walk(Bundled.folder())) {
      for (Path file : ofModel.filter(Files::isRegularFile).toList()) {
        hashes.add(Sha256.of(file));
      }
    }
    assertThat(hashes).contains(model.get("decoderSha256").asText());
    JsonNode trumpet = plan.get("timbres").get(0);
    assertThat(trumpet.get("name").asText()).isEqualTo("trumpet");
    assertThat(trumpet.get("title").asText()).isEqualTo("Trumpet");
    assertThat(trumpet.get("family").asText()).isEqualTo("brass");
    assertThat(trumpet.get("sustains").asBoolean()).isTrue();
    assertThat(trumpet.get("steadySeconds").asDouble()).isBetween(0.01, 2.0);
    assertThat(trumpet.get("sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(plan.get("timbres").get(1).get("name").asText()).isEqualTo("clarinet");
    assertThat(plan.get("timbres").get(1).get("sha256")).isNotEqualTo(trumpet.get("sha256"));
  }

  @Test
  void theKindOfProcessorIsNamed() throws Exception {
    JsonNode processors = manifest.get("processors");
    assertThat(processors).hasSize(1);
    String cpu = Files.readString(Path.of("/proc/cpuinfo"));
    String name = cpu.replaceAll("(?s).*?model name\\s*: ([^\n]*)\n.*", "$1").strip();
    String width = cpu.contains(" avx512f") ? ", AVX-512" : cpu.contains(" avx2") ? ", AVX2" : ",";
    assertThat(processors.get(0).asText()).isEqualTo("cpu " + name + width);
  }

  @Test
  void everyFileSaysWhereInThePackItIs() {
    int at = 0;
    for (int group = 0; group < GROUPS; group++) {
      int key = KEYS[group / 2];
      int velocity = VELOCITIES[group % 2];
      String end = "k%03d-v%03d".formatted(key, velocity);
      for (String kind : new String[] {"sample", "note", "wavetable"}) {
        for (int step = 0; step < (kind.equals("wavetable") ? 1 : STEPS); step++) {
          JsonNode entry = manifest.get("files").get(at++);
          assertThat(entry.get("kind").asText()).isEqualTo(kind);
          assertThat(entry.get("group").asInt()).isEqualTo(group);
          assertThat(entry.get("key").asInt()).isEqualTo(key);
          assertThat(entry.get("velocity").asInt()).isEqualTo(velocity);
          assertThat(entry.get("path").asText())
              .isEqualTo(
                  switch (kind) {
                    case "sample" -> "samples/trumpet-clarinet-" + end + "-x" + step + ".wav";
                    case "note" ->
                        "audio/%s_synthetic_%03d-%03d-%03d.wav"
                            .formatted(step == 0 ? "brass" : "reed", step, key, velocity);
                    default -> "wavetables/trumpet-clarinet-" + end + ".wav";
                  });
          if (!kind.equals("wavetable")) {
            assertThat(entry.get("step").asInt()).isEqualTo(step);
            assertThat(entry.get("x").asDouble()).isEqualTo(step);
            assertThat(entry.get("y").asDouble()).isZero();
          }
        }
      }
    }
    assertThat(manifest.get("files")).hasSize(at);
    assertThat(run.json().get("files").asInt()).isEqualTo(at);
  }

  @Test
  void lengthsAreExactToTheFrame() {
    for (JsonNode note : files("note")) {
      assertThat(audio(note)).as("held 0.8 s and 1 s more").hasSize(HELD_FRAMES + RATE_HZ);
      assertThat(note.has("loopStart")).isFalse();
    }
    for (JsonNode sample : files("sample")) {
      float[] x = audio(sample);
      int start = sample.get("loopStart").asInt();
      int end = sample.get("loopEnd").asInt() + 1;
      assertThat(x).as("the loop's beginning follows its end").hasSize(end + 32);
      for (int i = 0; i < 32; i++) {
        assertThat(x[end + i]).as("but for the dither").isCloseTo(x[start + i], within(4f / 32768));
      }
      assertThat(end).as("the loop is within what is held").isBetween(HELD_FRAMES / 2, HELD_FRAMES);
    }
    for (JsonNode table : files("wavetable")) {
      assertThat(audio(table)).hasSize(STEPS * 2048);
      assertThat(table.has("loopStart")).isFalse();
      assertThat(table.has("step")).isFalse();
    }
  }

  @Test
  void levelsPeaksPitchesAndReleasesAreThoseOfTheFiles() {
    List<JsonNode> notes = files("note");
    List<JsonNode> samples = files("sample");
    for (int i = 0; i < notes.size(); i++) {
      JsonNode note = notes.get(i);
      JsonNode sample = samples.get(i);
      float[] x = audio(note);
      String name = note.get("path").asText();
      double level = Audio.rmsDb(x, 0, HELD_FRAMES);
      assertThat(note.get("levelDb").asDouble()).as(name).isCloseTo(level, within(0.02));
      assertThat(sample.get("levelDb")).as("of the same note").isEqualTo(note.get("levelDb"));
      assertThat(peakDb(note)).isCloseTo(note.get("peakDb").asDouble(), within(0.02));
      assertThat(peakDb(sample)).isCloseTo(sample.get("peakDb").asDouble(), within(0.02));

      double keyHz = Pitch.keyToHz(note.get("key").asInt());
      float[] held = Arrays.copyOf(x, HELD_FRAMES);
      double cents = Audio.centsFrom(held, RATE_HZ, keyHz);
      double said = Pitch.ratioToCents(note.get("pitchHz").asDouble() / keyHz);
      assertThat(said).as(name + ", cents").isCloseTo(cents, within(5.0));
      assertThat(sample.get("pitchHz")).isEqualTo(note.get("pitchHz"));

      double fall =
          Audio.rmsDb(x, HELD_FRAMES, HELD_FRAMES + 1920)
              - Audio.rmsDb(x, HELD_FRAMES + 9600, HELD_FRAMES + 11_520);
      double seconds = 60 * 0.1 / fall;
      assertThat(note.get("releaseSeconds").asDouble())
          .as(name)
          .isCloseTo(seconds, within(0.3 * seconds));
      assertThat(sample.get("releaseSeconds")).isEqualTo(note.get("releaseSeconds"));
    }
    for (JsonNode table : files("wavetable")) {
      float[] x = audio(table);
      assertThat(table.get("levelDb").asDouble())
          .isCloseTo(Audio.rmsDb(x, 0, x.length), within(0.02));
      assertThat(peakDb(table)).isCloseTo(table.get("peakDb").asDouble(), within(0.02));
      assertThat(table.get("pitchHz"))
          .isEqualTo(notes.get(2 * table.get("group").asInt()).get("pitchHz"));
    }
  }

  private static double peakDb(JsonNode entry) {
    return 20 * Math.log10(Audio.peak(audio(entry)));
  }

  @Test
  void sizesAndHashesAreThoseOfTheFilesAndTheBitsWhatWasAskedFor() throws Exception {
    TreeSet<String> named = new TreeSet<>(List.of("manifest.json"));
    long bytes = 0;
    for (String list : List.of("files", "indexes")) {
      for (JsonNode entry : manifest.get(list)) {
        Path file = pack.resolve(entry.get("path").asText());
        named.add(entry.get("path").asText());
        assertThat(Files.size(file)).isEqualTo(entry.get("bytes").asLong());
        assertThat(Sha256.of(file)).isEqualTo(entry.get("sha256").asText());
        if (list.equals("files")) {
          bytes += Files.size(file);
          AudioFileFormat format = AudioSystem.getAudioFileFormat(file.toFile());
          assertThat(format.getFormat().getSampleSizeInBits()).isEqualTo(16);
          assertThat(format.getFormat().getChannels()).isEqualTo(1);
          assertThat(format.getFormat().getSampleRate()).isEqualTo(RATE_HZ);
        }
      }
    }
    assertThat(PackCommandTest.hashes(pack).keySet()).as("no file is unnamed").isEqualTo(named);
    assertThat(run.json().get("bytes").asLong()).isEqualTo(bytes);
  }

  @Test
  void everyFieldOfExamplesJson() throws Exception {
    JsonNode examples = json("examples.json");
    List<JsonNode> notes = files("note");
    assertThat(examples).hasSize(notes.size());
    for (int i = 0; i < notes.size(); i++) {
      JsonNode file = notes.get(i);
      boolean isTrumpet = file.get("step").asInt() == 0;
      String name = file.get("path").asText().replaceAll("audio/|\\.wav", "");
      String expected =
          """
          {"note": %d, "note_str": "%s", "instrument": %d, "instrument_str": "%s",
           "pitch": %d, "velocity": %d, "sample_rate": 96000,
           "qualities": [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], "qualities_str": [],
           "instrument_family": %d, "instrument_family_str": "%s",
           "instrument_source": 2, "instrument_source_str": "synthetic"}
          """
              .formatted(
                  i,
                  name,
                  isTrumpet ? 0 : 1,
                  isTrumpet ? "brass_synthetic_000" : "reed_synthetic_001",
                  file.get("key").asInt(),
                  file.get("velocity").asInt(),
                  isTrumpet ? 1 : 7,
                  isTrumpet ? "brass" : "reed");
      assertThat(examples.get(name)).as(name).isEqualTo(new ObjectMapper().readTree(expected));
    }
  }

  /** libsndfile's program prints the chunks of a file as it finds them. */
  @Test
  void aForeignReaderFindsKeyLoopAndLength() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/sndfile-info")),
        "SKIPPED: sndfile-info is not installed (apt install sndfile-programs)");
    for (JsonNode sample : files("sample")) {
      Process info =
          new ProcessBuilder("sndfile-info", pack.resolve(sample.get("path").asText()).toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(info.getInputStream().readAllBytes()).replaceAll(" +", " ");
      assertThat(info.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(info.exitValue()).as(said).isZero();
      assertThat(said)
          .contains(
              "Bit Width : 16\n",
              "Sample Rate : 96000\n",
              "Frames : " + sample.get("frames").asInt() + "\n",
              "Midi Note : " + sample.get("key").asInt() + "\n",
              "Loop Count : 1\n")
          .containsPattern("Start : " + sample.get("loopStart").asInt() + "\\b")
          .containsPattern("End : " + sample.get("loopEnd").asInt() + "\\b");
    }
  }
}
