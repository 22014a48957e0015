package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ligature.files.Folders;
import ligature.soundfile.WavReader;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.LogMel;
import ligature.units.Pitch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program as its user calls it, in this JVM. */
class CommandLineTest {

  @TempDir private Path folder;

  /** Status 2, one line on stderr with these words, nothing left behind in the folder. */
  private void refuses(List<String> words, String... args) throws Exception {
    List<Path> before = files();
    CommandRun run = CommandRun.of(args);
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err().strip())
        .doesNotContain("\n")
        .contains(words.toArray(String[]::new))
        .doesNotContain("Exception");
    assertThat(files()).isEqualTo(before);
  }

  private List<Path> files() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted().toList();
    }
  }

  private String wav(String name) {
    return folder.resolve(name).toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {45, 57, 64, 76})
  void rendersANoteBetweenTwoTimbres(int key) throws Exception {
    CommandRun run =
        CommandRun.of(
            "render",
            "--a",
            "piano",
            "--b",
            "cello",
            "--morph",
            "0.5",
            "--note",
            "" + key,
            "--seconds",
            "2",
            "--out",
            wav("x.wav"),
            "--json",
            "--device",
            "cpu");
    assertThat(run.status()).as(run.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.get("sampleRateHz").asInt()).isEqualTo(48_000);
    assertThat(json.get("notes").asInt()).isEqualTo(1);
    assertThat(json.get("device").asText()).isEqualTo("cpu");
    WavReader.Sound sound = WavReader.read(folder.resolve("x.wav"));
    assertThat(json.get("frames").asInt()).isEqualTo(sound.frames());
    float[] left = sound.channel(0);
    assertThat(
            Audio.centsFrom(
                java.util.Arrays.copyOfRange(left, 4800, 96_000), 48_000, Pitch.keyToHz(key)))
        .isBetween(-5.0, 5.0);
    double held = Audio.rmsDb(left, 48_000, 96_000);
    assertThat(held).isGreaterThan(-50);
    assertThat(sound.frames()).as("a release tail").isGreaterThan(100_000);
    assertThat(Audio.rmsDb(left, sound.frames() - 480, sound.frames())).isLessThan(-90);
    assertThat(Math.abs(left[0])).isLessThan(1e-3f);
    assertThat(Math.abs(left[left.length - 1])).isLessThan(1e-4f);
  }

  @ParameterizedTest
  @ValueSource(ints = {57, 60, 64, 69})
  void theMorphLiesBetweenItsTimbresFromTheAttackOn(int key) throws Exception {
    float[] piano = morphed("0", key);
    float[] between = morphed("0.5", key);
    float[] cello = morphed("1", key);
    for (int from : new int[] {0, 4800, 24_000}) { // the attack, just after it, and held
      int to = from + 4800;
      double apart = LogMel.distance(LogMel.of(piano, from, to), LogMel.of(cello, from, to));
      double fromPiano = LogMel.distance(LogMel.of(piano, from, to), LogMel.of(between, from, to));
      double fromCello = LogMel.distance(LogMel.of(cello, from, to), LogMel.of(between, from, to));
      assertThat(fromPiano).as("from frame %d", from).isBetween(0.1 * apart, apart);
      assertThat(fromCello).as("from frame %d", from).isBetween(0.1 * apart, apart);
    }
    double loudest = Audio.rmsDb(between, 0, 9600);
    assertThat(Audio.rmsDb(between, 0, 2400)).as("begins at once").isGreaterThan(loudest - 12);
  }

  @Test
  void aTimbreMayStandAlone() throws Exception {
    byte[] alone = held("--a oboe");
    assertThat(held("--a oboe --b oboe")).isEqualTo(alone);
  }

  private byte[] held(String timbres) throws Exception {
    CommandRun run =
        CommandRun.of(
            "render --note 60 --seconds 0.3 " + timbres, List.of("--out", wav("held.wav")));
    assertThat(run.status()).as(run.err()).isZero();
    return Files.readAllBytes(folder.resolve("held.wav"));
  }

  private float[] morphed(String morph, int key) throws Exception {
    String line = "render --a piano --b cello --seconds 1 --morph " + morph + " --note " + key;
    CommandRun run = CommandRun.of(line, List.of("--out", wav("m.wav")));
    assertThat(run.status()).as(run.err()).isZero();
    return WavReader.read(folder.resolve("m.wav")).channel(0);
  }

  @Test
  void rendersTheSameBytesForEveryBlockAndRunAndOthersForAnotherSeed() throws Exception {
    List<byte[]> files = new ArrayList<>();
    for (String[] options :
        new String[][] {
          {"--block", "4096"}, {"--block", "4096"}, {"--block", "100"}, {"--seed", "2"}
        }) {
      Path out = folder.resolve("song.wav");
      List<String> args =
          new ArrayList<>(
              List.of(
                  "render",
                  "--preset",
                  "ligature",
                  "--note",
                  "48,60,67",
                  "--seconds",
                  "1",
                  "--bits",
                  "32f",
                  "--out",
                  out.toString(),
                  "--device",
                  "cpu"));
      args.addAll(List.of(options));
      assertThat(CommandRun.of(args.toArray(String[]::new)).status()).isZero();
      files.add(Files.readAllBytes(out));
    }
    assertThat(files.get(1)).isEqualTo(files.get(0));
    assertThat(files.get(2)).isEqualTo(files.get(0));
    assertThat(files.get(3)).isNotEqualTo(files.get(0));
  }

  @Test
  void rendersAtOtherRatesInTune() throws Exception {
    CommandRun run =
        CommandRun.of(
            "render",
            "--a",
            "flute",
            "--b",
            "oboe",
            "--note",
            "69",
            "--seconds",
            "1",
            "--rate",
            "44100",
            "--bits",
            "16",
            "--mono",
            "--out",
            wav("cd.wav"),
            "--device",
            "cpu");
    assertThat(run.status()).as(run.err()).isZero();
    WavReader.Sound sound = WavReader.read(folder.resolve("cd.wav"));
    assertThat(sound.rateHz()).isEqualTo(44_100);
    assertThat(sound.channels()).isEqualTo(1);
    assertThat(
            Audio.centsFrom(
                java.util.Arrays.copyOfRange(sound.samples(), 8000, 44_000), 44_100, 440))
        .isBetween(-5.0, 5.0);
  }

  @Test
  void everyPresetRenders() {
    CommandRun presets = CommandRun.of("presets", "--json");
    for (String name :
        presets
            .out()
            .replaceAll("\"name\":\"([^\"]+)\"", "\n#$1\n")
            .lines()
            .filter(l -> l.startsWith("#"))
            .map(l -> l.substring(1))
            .toList()) {
      CommandRun run =
          CommandRun.of(
              "render",
              "--preset",
              name,
              "--note",
              "60",
              "--seconds",
              "0.2",
              "--out",
              wav(name + ".wav"),
              "--device",
              "cpu");
      assertThat(run.status()).as(name + ": " + run.err()).isZero();
    }
  }

  @Test
  void listsTimbresThatAlwaysResolve() {
    CommandRun run = CommandRun.of("timbres", "--json");
    assertThat(run.status()).isZero();
    for (String name :
        ("piano violin cello flute clarinet oboe alto-sax trumpet trombone french-horn nylon-guitar harp "
                + "marimba vibraphone organ accordion choir-aahs strings synth-bass warm-pad")
            .split(" ")) {
      assertThat(run.out()).contains("\"name\":\"" + name + "\"");
    }
    assertThat(Bundled.model().bank().names()).hasSizeGreaterThanOrEqualTo(40);
  }

  @Test
  void wrongOptionsAreTold() throws Exception {
    String out = wav("x.wav");
    refuses(
        List.of("--a pianno", "piano"),
        "render",
        "--a",
        "pianno",
        "--b",
        "cello",
        "--note",
        "60",
        "--out",
        out);
    refuses(List.of("--a is missing"), "render", "--b", "piano", "--note", "60", "--out", out);
    refuses(
        List.of("--b is missing"),
        "render",
        "--a",
        "piano",
        "--c",
        "flute",
        "--d",
        "oboe",
        "--note",
        "60",
        "--out",
        out);
    refuses(List.of("--morph", "0 to 1"), "render", "--morph", "1.5", "--note", "60", "--out", out);
    refuses(List.of("--bits 12"), "render", "--bits", "12", "--note", "60", "--out", out);
    refuses(
        List.of("preset ligatur", "ligature"),
        "render",
        "--preset",
        "ligatur",
        "--note",
        "60",
        "--out",
        out);
    refuses(List.of("model x"), "render", "--model", "x", "--note", "60", "--out", out);
    refuses(List.of("--device gpu"), "render", "--device", "gpu", "--note", "60", "--out", out);
    refuses(
        List.of("--device cuda", "no GPU"),
        "render",
        "--device",
        "cuda",
        "--note",
        "60",
        "--out",
        out);
    refuses(List.of("x.mp3", ".wav"), "render", "--note", "60", "--out", wav("x.mp3"));
    refuses(List.of("--voices 0"), "render", "--voices", "0", "--note", "60", "--out", out);
    refuses(List.of("--midi", "--note"), "render", "--out", out);
    refuses(
        List.of("Unknown option", "--frobnicate"),
        "render",
        "--frobnicate",
        "--note",
        "60",
        "--out",
        out);
    refuses(
        List.of("no folder"),
        "render",
        "--note",
        "60",
        "--out",
        folder.resolve("missing/x.wav").toString());
    refuses(
        List.of("is a folder"),
        "render",
        "--note",
        "60",
        "--out",
        Files.createDirectory(folder.resolve("folder.wav")).toString());
    refuses(List.of("--audio pulse"), "play", "--audio", "pulse", "--headless");
    refuses(List.of("--mpe left: wanted auto, off"), "play", "--mpe", "left", "--headless");
    refuses(List.of("--stats-seconds"), "play", "--stats-seconds", "-1", "--headless");
  }

  @Test
  void damagedFilesAreTold() throws Exception {
    String out = wav("x.wav");
    Path midi = Files.writeString(folder.resolve("song.mid"), "MThd and nothing more");
    refuses(List.of("song.mid", "MIDI"), "render", "--midi", midi.toString(), "--out", out);
    refuses(List.of("none.mid", "no such file"), "render", "--midi", wav("none.mid"), "--out", out);
    Path preset = Files.writeString(folder.resolve("p.json"), "{\"format\": \"ligature-preset\", ");
    refuses(
        List.of("p.json", "line"),
        "render",
        "--preset",
        preset.toString(),
        "--note",
        "60",
        "--out",
        out);
    Files.writeString(
        preset, "{\"format\":\"ligature-preset\",\"formatVersion\":99,\"name\":\"x\"}");
    refuses(
        List.of("version 99", "newer"),
        "render",
        "--preset",
        preset.toString(),
        "--note",
        "60",
        "--out",
        out);
    Files.writeString(
        preset,
        "{\"format\":\"ligature-preset\",\"formatVersion\":1,\"name\":\"x\",\"corners\":[\"celo\",\"piano\"]}");
    refuses(
        List.of("celo", "cello"),
        "render",
        "--preset",
        preset.toString(),
        "--note",
        "60",
        "--out",
        out);
  }

  @Test
  void aFullDiskLeavesNothingBehind() throws Exception {
    // /dev/full takes nothing; a folder that is full needs a mount, so a quota of this process
    // stands in for it
    Path launcher = Folders.home().resolve("ligature");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(launcher), "no launcher");
    String jars = System.getProperty("java.class.path");
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -f 100; trap '' XFSZ; exec \"$0\" \"$@\"",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                jars,
                "-Dligature.home=" + Folders.home(),
                "-Dai.djl.offline=true",
                "-Dai.djl.pytorch.num_threads=1",
                "-XX:-UsePerfData",
                "ligature.cli.Main",
                "render",
                "--note",
                "60",
                "--seconds",
                "3",
                "--out",
                wav("big.wav"),
                "--device",
                "cpu")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(2);
    assertThat(said).contains("big.wav");
    assertThat(files()).containsExactly(folder);
  }
}
