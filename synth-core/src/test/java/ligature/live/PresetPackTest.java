package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import ligature.files.InputException;
import ligature.latent.KeyGains;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.latent.TimbreZone;
import ligature.model.TimbreDocument;
import ligature.model.TimbreFile;
import ligature.model.TimbreFileWriter;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;
import ligature.preset.PresetLibrary;
import ligature.testing.Bundled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PresetPackTest {

  private static final PresetPack.About ABOUT =
      new PresetPack.About("Winter Breath", "A. Author", "CC BY 4.0");

  @TempDir private Path folder;
  private final TimbreBank bank = Bundled.model().bank();
  private PresetPack.Places there;
  private Path pack;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void makePack() throws Exception {
    Timbre oboe = bank.find("oboe");
    List<TimbreZone> zones = new ArrayList<>();
    for (int z = 0; z < oboe.zoneCount(); z++) {
      zones.add(oboe.zone(z));
    }
    Timbre mine =
        new Timbre(
            "my-reed",
            "My Reed",
            "reed",
            oboe.latentSpaceId(),
            oboe.sustains(),
            oboe.codeSize(),
            oboe.contourPerCode(),
            oboe.steps(),
            oboe.loopStart(),
            oboe.loopEnd(),
            zones,
            KeyGains.NONE);
    Path timbre = folder.resolve("my-reed.timbre");
    TimbreFileWriter.write(timbre, new TimbreDocument(mine, false, "", "", List.of()));
    Timbre read = TimbreFile.read(timbre).get(0);
    PresetLibrary here = new PresetLibrary(List.of(), folder.resolve("here"));
    PresetEntry first =
        here.save(
            "First Snow",
            Patch.of("x", List.of(read, bank.find("flute"))).with(Parameter.MORPH_X, 0.3f),
            false);
    PresetEntry second = here.save("Thaw", Patch.of("x", List.of(bank.find("flute"), read)), false);
    Path picture = folder.resolve("cover.png");
    Files.write(picture, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0});
    pack = folder.resolve("winter.ligature");
    PresetPack.write(pack, ABOUT, List.of(first.file(), second.file()), List.of(timbre), picture);
    there =
        new PresetPack.Places(
            folder.resolve("there/presets"),
            folder.resolve("there/timbres"),
            folder.resolve("there/packs"));
  }

  private List<String> installedFiles() throws IOException {
    if (!Files.exists(folder.resolve("there"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder.resolve("there"))) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> folder.resolve("there").relativize(f).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void whatIsPackedIsPlayedElsewhere() throws Exception {
    PresetPack.Installed installed = PresetPack.install(pack, there, bank, told::add);
    assertThat(installed.about()).isEqualTo(ABOUT);
    assertThat(installed.presets()).isEqualTo(2);
    assertThat(installed.timbres()).extracting(Timbre::name).containsExactly("my-reed");
    assertThat(installedFiles())
        .containsExactly(
            "packs/winter-breath/pack.json",
            "packs/winter-breath/picture.png",
            "presets/first-snow.json",
            "presets/thaw.json",
            "timbres/my-reed.timbre");
    TimbreBank grown = bank.with(installed.timbres().get(0));
    Patch patch = new PresetLibrary(List.of(), there.presets()).load("first-snow", grown);
    assertThat(patch.value(Parameter.MORPH_X)).isEqualTo(0.3f);
    assertThat(patch.corner(0).name()).isEqualTo("my-reed");

    PresetPack.Installed again = PresetPack.install(pack, there, grown, told::add);
    assertThat(again.presets()).isZero();
    assertThat(again.timbres()).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void aTimbreThatIsAnotherOneIsToldOfThePackOnceItIsInstalled() throws Exception {
    String changed =
        new String(parts().get("presets/thaw.json"), StandardCharsets.UTF_8)
            .replace(bank.find("flute").contentHash(), "0".repeat(64));
    Map<String, byte[]> parts = parts();
    parts.put("presets/thaw.json", text(changed));
    Path other = write(parts, "other.ligature");
    PresetPack.install(other, there, bank, told::add);
    assertThat(told).hasSize(1);
    assertThat(told.get(0))
        .startsWith(other + ": presets/thaw.json: the timbre flute is not the one")
        .doesNotContain(".partial");

    told.clear();
    parts.put("presets/zz-missing.json", text("{}"));
    Path refused = write(parts, "refused.ligature");
    assertThatThrownBy(() -> PresetPack.install(refused, there, bank, told::add))
        .isInstanceOf(InputException.class);
    assertThat(told).as("of what is not there").isEmpty();
  }

  @Test
  void whatIsThereIsNeverReplaced() throws Exception {
    Files.createDirectories(there.presets());
    Files.writeString(there.presets().resolve("thaw.json"), "mine");
    assertThatThrownBy(() -> PresetPack.install(pack, there, bank, told::add))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("thaw.json is another one of this name");
    assertThat(installedFiles()).containsExactly("presets/thaw.json");
    assertThat(there.presets().resolve("thaw.json")).hasContent("mine");
  }

  /** The pack's own parts, to be spoilt. */
  private Map<String, byte[]> parts() throws IOException {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(pack.toFile())) {
      for (ZipEntry entry : zip.stream().map(e -> (ZipEntry) e).toList()) {
        parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return parts;
  }

  private Path write(Map<String, byte[]> parts, String name) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    }
    return file;
  }

  private void refused(Map<String, byte[]> parts, String why) throws Exception {
    Path spoilt = write(parts, "spoilt.ligature");
    assertThatThrownBy(() -> PresetPack.install(spoilt, there, bank, told::add))
        .as(why)
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(spoilt.toString())
        .hasMessageContaining(why)
        .hasMessageNotContaining("\n");
    assertThat(installedFiles()).isEmpty();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void hostileArchivesInstallNothing() throws Exception {
    for (String name :
        List.of(
            "../evil.json",
            "presets/../../evil.json",
            "/etc/evil.json",
            "presets/Evil.json",
            "presets/sub/evil.json",
            "presets\\evil.json",
            "run.sh",
            "presets/")) {
      Map<String, byte[]> parts = parts();
      parts.put(name, name.endsWith("/") ? new byte[0] : text("x"));
      refused(parts, "no part of a preset pack");
    }
    Map<String, byte[]> bomb = parts();
    bomb.put("timbres/bomb.timbre", new byte[(64 << 20) + 1]); // a few kilobytes when packed
    refused(bomb, "larger than 64 MiB");

    Map<String, byte[]> large = parts();
    large.put("presets/large.json", new byte[(1 << 20) + 1]);
    refused(large, "larger than 1 MiB");

    Map<String, byte[]> crowd = parts();
    for (int i = 0; i < 1001; i++) {
      crowd.put("presets/p" + i + ".json", text("{}"));
    }
    refused(crowd, "more than 1000 files");

    Map<String, byte[]> picture = parts();
    picture.put("picture.png", text("<svg onload=...>"));
    refused(picture, "neither PNG nor JPEG");

    Map<String, byte[]> damaged = parts();
    byte[] timbre = damaged.get("timbres/my-reed.timbre");
    damaged.put("timbres/my-reed.timbre", java.util.Arrays.copyOf(timbre, timbre.length / 2));
    refused(damaged, "timbres/my-reed.timbre");

    Map<String, byte[]> renamed = parts();
    renamed.put("timbres/flute.timbre", renamed.remove("timbres/my-reed.timbre"));
    refused(renamed, "of the file's own name");

    Map<String, byte[]> missing = parts();
    missing.remove("timbres/my-reed.timbre");
    refused(missing, "my-reed");

    Map<String, byte[]> unnamed = parts();
    unnamed.put("pack.json", text("{\"format\":\"ligature-preset-pack\",\"formatVersion\":1}"));
    refused(unnamed, "its name should be one line");

    Map<String, byte[]> newer = parts();
    newer.put("pack.json", text("{\"format\":\"ligature-preset-pack\",\"formatVersion\":2}"));
    refused(newer, "format version 2");

    Map<String, byte[]> none = parts();
    none.remove("pack.json");
    refused(none, "has no pack.json");
  }

  @Test
  void whatIsNoArchiveIsToldInALine() throws Exception {
    Path file = Files.writeString(folder.resolve("text.ligature"), "not an archive");
    assertThatThrownBy(() -> PresetPack.install(file, there, bank, told::add))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not a preset pack");
    assertThatThrownBy(
            () -> PresetPack.install(folder.resolve("missing.ligature"), there, bank, told::add))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> PresetPack.write(pack, ABOUT, List.of(), List.of(), null))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("needs a preset");
    assertThat(installedFiles()).isEmpty();
  }
}
