package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ligature.files.Sha256;
import ligature.soundfile.WavReader;
import ligature.testing.Audio;
import ligature.testing.CrossFades;
import ligature.units.Pitch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs, made with the model that ships. */
class PackCommandTest {

  static final String FLUTE_CELLO =
      "pack --timbres flute,cello --steps 3 --keys 48,60,76 --velocities 50,110 --seconds 1.5"
          + " --device cpu --json";

  @TempDir private static Path shared;
  private static Path reference;
  private static CommandRun referenceRun;

  @TempDir private Path folder;

  @BeforeAll
  static void makeThePack() {
    reference = shared.resolve("reference");
    referenceRun = pack(reference, "--jobs", "2");
  }

  private static CommandRun pack(Path out, String... more) {
    List<String> options = new ArrayList<>(List.of("--out", out.toString()));
    options.addAll(Arrays.asList(more));
    return CommandRun.of(FLUTE_CELLO, options);
  }

  /** Every file below a folder, by its relative name, with its hash. */
  static Map<String, String> hashes(Path root) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        hashes.put(root.relativize(file).toString(), Sha256.of(file));
      }
    }
    return hashes;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path path : all.toList()) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  private static JsonNode manifest() throws IOException {
    return new ObjectMapper().readTree(reference.resolve("manifest.json").toFile());
  }

  @Test
  void saysWhatItMade() throws Exception {
    assertThat(referenceRun.status()).as(referenceRun.err()).isZero();
    JsonNode json = referenceRun.json();
    assertThat(json.get("files").asInt()).isEqualTo(18);
    assertThat(json.get("failed").asInt()).isZero();
    assertThat(json.get("skipped").asInt()).isZero();
    assertThat(json.get("device").asText()).isEqualTo("cpu");
    assertThat(json.get("timesRealTime").asDouble())
        .isCloseTo(
            json.get("audioSeconds").asDouble() / json.get("wallSeconds").asDouble(),
            org.assertj.core.api.Assertions.withinPercentage(1));
    assertThat(referenceRun.err()).contains("18 files, about").contains("MB");
    assertThat(hashes(reference))
        .hasSize(20)
        .containsKeys("flute-cello.sfz", "manifest.json", "samples/flute-cello-k060-v110-x1.wav");
  }

  @Test
  void theManifestSaysWhatTheFilesAre() throws Exception {
    for (JsonNode entry : manifest().get("files")) {
      Path file = reference.resolve(entry.get("path").asText());
      assertThat(Sha256.of(file)).isEqualTo(entry.get("sha256").asText());
      assertThat(Files.size(file)).isEqualTo(entry.get("bytes").asLong());
      WavReader.Sound sound = WavReader.read(file);
      assertThat(sound.frames()).isEqualTo(entry.get("frames").asInt());
      assertThat(sound.rateHz()).isEqualTo(entry.get("rateHz").asInt());
      assertThat(20 * Math.log10(Audio.peak(sound.samples())))
          .isCloseTo(entry.get("peakDb").asDouble(), org.assertj.core.api.Assertions.within(0.01));
      double keyHz = Pitch.keyToHz(entry.get("key").asInt());
      float[] steady = Arrays.copyOfRange(sound.samples(), 12_000, sound.frames());
      double cents = Audio.centsFrom(steady, sound.rateHz(), keyHz);
      assertThat(cents).as(file.toString()).isBetween(-12.0, 12.0);
      assertThat(Pitch.ratioToCents(entry.get("pitchHz").asDouble() / keyHz))
          .as("against the measured pitch, cents")
          .isCloseTo(cents, org.assertj.core.api.Assertions.within(6.0));
    }
  }

  @Test
  void loopsHaveNoSeam() throws Exception {
    for (JsonNode entry : manifest().get("files")) {
      float[] x = WavReader.read(reference.resolve(entry.get("path").asText())).samples();
      int start = entry.get("loopStart").asInt();
      int length = entry.get("loopEnd").asInt() + 1 - start;
      assertThat(length).as("loop, frames").isGreaterThan(9_600);
      float[] looped = Arrays.copyOf(x, start + 3 * length);
      for (int i = start + length; i < looped.length; i++) {
        looped[i] = looped[i - length];
      }
      int seam = start + length;
      float within = Audio.largestKink(x, start + 1000, start + length - 4000);
      assertThat(Audio.largestKink(looped, seam - 3, seam + 4))
          .as(entry.get("path").asText())
          .isLessThan(1.2f * within);
      // nor is it quieter where the end goes over into the beginning than anywhere else
      double quietest = 0;
      for (int at = start; at + 1200 < seam - 3600; at += 600) {
        quietest = Math.min(quietest, Audio.rmsDb(looped, at, at + 1200));
      }
      for (int at = seam - 3600; at < seam + 2400; at += 600) {
        assertThat(Audio.rmsDb(looped, at, at + 1200))
            .as(entry.get("path").asText())
            .isGreaterThan(quietest - 1);
      }
    }
  }

  @Test
  void neighboursAddUpInsteadOfCancelling() throws Exception {
    CrossFades.Dip dip = CrossFades.deepestDip(reference); // MorphDipTest does many pairs
    assertThat(dip.db()).as(dip.where()).isLessThan(1);
  }

  @Test
  void twoRunsAndAnyNumberOfJobsGiveTheSameBytes() throws Exception {
    Path again = folder.resolve("again");
    assertThat(pack(again, "--jobs", "1").status()).isZero();
    assertThat(hashes(again)).isEqualTo(hashes(reference));
  }

  @Test
  void resumeRepairsWhatIsMissingOrBroken() throws Exception {
    Path damaged = folder.resolve("damaged");
    copy(reference, damaged);
    Files.delete(damaged.resolve("samples/flute-cello-k048-v050-x0.wav"));
    Path changed = damaged.resolve("samples/flute-cello-k076-v110-x2.wav");
    byte[] bytes = Files.readAllBytes(changed);
    bytes[bytes.length / 2] ^= 1;
    Files.write(changed, bytes);
    Files.writeString(damaged.resolve("samples/.half.wav.1.partial"), "half");
    Files.delete(damaged.resolve("flute-cello.sfz"));

    CommandRun run = pack(damaged, "--resume");
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().get("files").asInt()).isEqualTo(6);
    assertThat(run.json().get("skipped").asInt()).isEqualTo(12);
    assertThat(run.json().get("repaired").asInt()).isEqualTo(2);
    assertThat(hashes(damaged)).isEqualTo(hashes(reference));

    CommandRun nothing = pack(damaged, "--resume");
    assertThat(nothing.json().get("files").asInt()).isZero();
    assertThat(nothing.json().get("skipped").asInt()).isEqualTo(18);
    assertThat(hashes(damaged)).isEqualTo(hashes(reference));
  }

  @Test
  void shardsJoinToTheSamePack() throws Exception {
    List<String> parts = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      Path part = folder.resolve("part" + i);
      assertThat(pack(part, "--shard", i + "/4").status()).isZero();
      assertThat(part.resolve("flute-cello.sfz")).doesNotExist();
      parts.add(part.toString());
    }
    Path whole = folder.resolve("whole");
    parts.addAll(List.of("--out", whole.toString(), "--json"));
    CommandRun merged = CommandRun.of("pack merge", parts);
    assertThat(merged.status()).as(merged.err()).isZero();
    assertThat(merged.json().get("files").asInt()).isEqualTo(18);
    assertThat(hashes(whole)).isEqualTo(hashes(reference));

    List<String> three = new ArrayList<>(parts);
    three.remove(2);
    three.set(three.indexOf(whole.toString()), folder.resolve("three").toString());
    CommandRun missing = CommandRun.of("pack merge", three);
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).contains("1 of 6 groups", "key 60, velocity 50");

    Path sample = folder.resolve("part1/samples/flute-cello-k048-v050-x1.wav");
    Files.write(sample, new byte[7], java.nio.file.StandardOpenOption.APPEND);
    parts.set(parts.indexOf(whole.toString()), folder.resolve("damaged").toString());
    CommandRun damaged = CommandRun.of("pack merge", parts);
    assertThat(damaged.status()).isEqualTo(2);
    assertThat(damaged.err()).contains("flute-cello-k048-v050-x1.wav", "--resume");
    Files.move(folder.resolve("part3/manifest.json"), folder.resolve("part3/pack.journal"));
    CommandRun unfinished = CommandRun.of("pack merge", parts);
    assertThat(unfinished.status()).isEqualTo(2);
    assertThat(unfinished.err()).contains("part3: is not finished", "--resume");
    CommandRun again = CommandRun.of("pack merge", parts.subList(0, 4));
    assertThat(again.status()).as("without --out").isEqualTo(2);
  }

  @Test
  void flacHoldsWhatWavHolds() throws Exception {
    Path flacs = folder.resolve("flacs");
    CommandRun run =
        CommandRun.of(
            "pack --timbres flute,cello --steps 2 --keys 60 --velocities 50,110 --seconds 0.5"
                + " --audio flac --format sfz,nsynth --device cpu --json",
            List.of("--out", flacs.toString()));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().get("files").asInt()).isEqualTo(8);
    Path wavs = folder.resolve("wavs");
    CommandRun.of(
        "pack --timbres flute,cello --steps 2 --keys 60 --velocities 50,110 --seconds 0.5"
            + " --format sfz,nsynth --device cpu --json",
        List.of("--out", wavs.toString()));
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/flac")), "SKIPPED: flac is not installed");
    int read = 0;
    for (String name : hashes(flacs).keySet()) {
      if (name.endsWith(".flac")) {
        Path decoded = folder.resolve("decoded.wav");
        Process flac =
            new ProcessBuilder(
                    "flac", "-dsf", "-o", decoded.toString(), flacs.resolve(name).toString())
                .inheritIO()
                .start();
        assertThat(flac.waitFor()).as(name).isZero();
        WavReader.Sound expected = WavReader.read(wavs.resolve(name.replace(".flac", ".wav")));
        WavReader.Sound found = WavReader.read(decoded);
        assertThat(found.rateHz()).isEqualTo(expected.rateHz());
        assertThat(found.samples()).as(name).isEqualTo(expected.samples());
        read++;
      }
    }
    assertThat(read).isEqualTo(8);
  }

  @Test
  void thePlanNamesTheProgram() throws Exception {
    assertThat(manifest().get("plan").get("program").asText())
        .isEqualTo(ligature.files.Program.NAME);
    assertThat(ligature.files.Folders.home().resolve("pom.xml"))
        .content()
        .contains("<version>" + ligature.files.Program.VERSION + "</version>");
  }

  @Test
  void twoRunsDoNotWriteOneFolder() throws Exception {
    Path busy = Files.createDirectory(folder.resolve("busy"));
    Path journal = Files.createFile(busy.resolve("pack.journal"));
    try (var channel =
            java.nio.channels.FileChannel.open(journal, java.nio.file.StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      CommandRun second = pack(busy, "--resume");
      assertThat(second.status()).isEqualTo(2);
      assertThat(second.err()).contains("another run is writing to it");
    }
  }

  @Test
  void wrongOptionsAreTold() throws Exception {
    refuses("--out " + reference, "not empty", "--resume");
    refuses("--resume --seed 2 --out " + reference, "seed 1 there, 2 here");
    refuses("--resume --keys 60 --out " + reference, "keys");
    refuses("--resume --shard 1/2 --out " + reference, "shard");
    Files.writeString(folder.resolve("letter.txt"), "mine");
    refuses("--resume --out " + folder, "no pack");
    String out = " --out " + folder.resolve("new");
    refuses("--keys 60..50" + out, "--keys", "36..84:4");
    refuses("--keys 60..200" + out, "--keys");
    refuses("--steps 1" + out, "--steps 1", "2 to 256");
    refuses("--steps 3x3" + out, "--steps");
    refuses("--steps 400" + out, "--steps");
    refuses("--steps 129" + out, "--steps 129", "128 values");
    refuses("--velocities 0" + out, "--velocities 0");
    refuses("--seconds 900" + out, "--seconds");
    refuses("--format sf3" + out, "--format sf3", "sfz");
    refuses("--shard 5/4" + out, "--shard 5/4");
    refuses("--jobs 0" + out, "--jobs");
    refuses("--bits 32f --audio flac" + out, "FLAC");
    refuses("--timbres flute,celo" + out, "celo", "cello");
    refuses("--timbres flute,cello,oboe" + out, "two or four");
    assertThat(folder.resolve("new")).doesNotExist();
  }

  private void refuses(String options, String... words) {
    String base = FLUTE_CELLO;
    for (String option : List.of("--timbres", "--steps", "--keys", "--velocities", "--seconds")) {
      if ((options + " ").contains(option + " ")) {
        base = base.replaceAll(option + " \\S+ ", "");
      }
    }
    CommandRun run = CommandRun.of(base, Arrays.asList(options.split(" ")));
    assertThat(run.status()).as(options + ": " + run.err()).isEqualTo(2);
    assertThat(run.err().strip()).doesNotContain("\n").contains(words);
  }
}
