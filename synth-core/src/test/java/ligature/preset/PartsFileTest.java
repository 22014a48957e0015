package ligature.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.parameter.Parameter;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts and kits in a preset's file: what is saved is loaded, and what is wrong is told. */
class PartsFileTest {

  private static final String BEGIN =
      "{\"format\":\"ligature-preset\",\"formatVersion\":3,\"name\":\"x\",\"corners\":[\"piano\",\"cello\"],";

  @TempDir private Path folder;
  private final TimbreBank bank = Bundled.model().bank();

  private Patch plain() {
    return Patch.of("Parts", List.of(bank.find("flute"), bank.find("harp")));
  }

  private Patch read(String text) throws Exception {
    Path file = folder.resolve("p.json");
    Files.writeString(file, text);
    return PresetFile.read(file, bank);
  }

  private List<Timbre> some(Random random, int... counts) {
    int count = counts[random.nextInt(counts.length)];
    List<Timbre> timbres = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      timbres.add(bank.timbres().get(random.nextInt(bank.timbres().size())));
    }
    return timbres;
  }

  private static Range range(Random random) {
    int low = random.nextInt(128);
    return new Range(low, low + random.nextInt(128 - low));
  }

  private Part part(Random random, boolean first) {
    Part part =
        Part.of(some(random, 2, 4))
            .playing(range(random), range(random))
            .at(-60 + 72 * random.nextFloat(), 2 * random.nextFloat() - 1);
    List<KitPad> kit = new ArrayList<>();
    for (int key = 0; key < 128 && random.nextBoolean(); key++) {
      kit.add(
          new KitPad(
              key,
              some(random, 0, 2, 4),
              random.nextInt(129) - 1,
              random.nextBoolean(),
              random.nextInt(17),
              -60 + 72 * random.nextFloat(),
              2 * random.nextFloat() - 1));
    }
    part = part.withKit(kit);
    for (Parameter parameter : Parameter.values()) {
      if (!first && Part.canOwn(parameter) && random.nextBoolean()) {
        float share = random.nextFloat();
        part = part.with(parameter, parameter.min() + share * (parameter.max() - parameter.min()));
      }
    }
    return part;
  }

  @Test
  void whatIsSavedIsLoadedWhateverTheParts() {
    Random random = new Random(8);
    Path file = folder.resolve("parts.json");
    for (int i = 0; i < 100; i++) {
      List<Part> parts = new ArrayList<>(List.of(part(random, true)));
      if (random.nextBoolean()) {
        parts.add(part(random, false));
      }
      Patch patch = plain().withParts(parts);
      PresetFile.write(file, patch);
      assertThat(PresetFile.read(file, bank)).isEqualTo(patch);
    }
  }

  @Test
  void olderVersionsAreReadAsTheyWereAndWrittenSoThatOlderProgramsReadThem() throws Exception {
    String one = BEGIN.replace(":3", ":1") + "\"parameters\":{\"morph-x\":0.25}}";
    Patch expected =
        Patch.of("x", List.of(bank.find("piano"), bank.find("cello")))
            .with(Parameter.MORPH_X, 0.25f);
    assertThat(read(one)).isEqualTo(expected);
    assertThat(read(one.replace(":1", ":2"))).isEqualTo(expected);
    assertThat(read(one.replace(":1", ":3"))).isEqualTo(expected);
    assertThatThrownBy(() -> read(one.replace(":1", ":5")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("p.json: has format version 5; this program reads up to 4")
        .hasMessageContaining("a newer one may read it");
    Path file = folder.resolve("v.json");
    PresetFile.write(file, expected);
    assertThat(file).content().contains("\"formatVersion\" : 1").doesNotContain("parts");
    Part low = expected.parts().get(0).playing(new Range(0, 59), Range.ALL);
    PresetFile.write(file, expected.withParts(List.of(low)));
    assertThat(file).content().contains("\"formatVersion\" : 3", "\"parts\"");
  }

  @Test
  void aKitIsReadAsItStands() throws Exception {
    Patch patch =
        read(
            BEGIN
                + "\"parts\":[{\"kit\":[{\"key\":36,\"timbre\":\"kick\",\"pitch\":40,\"choke\":2},"
                + "{\"key\":38,\"corners\":[\"snare\",\"clap\"],\"one-shot\":false,\"level\":-3,\"pan\":0.5},"
                + "{\"key\":40}]},"
                + "{\"corners\":[\"flute\",\"harp\"],\"keys\":[60,127],\"velocities\":[1,99],"
                + "\"parameters\":{\"pitch\":12,\"freeze\":\"on\"}}]}");
    Timbre kick = bank.find("kick");
    KitPad clap =
        new KitPad(
            38,
            List.of(bank.find("snare"), bank.find("clap")),
            KitPad.OWN_PITCH,
            false,
            0,
            -3,
            0.5f);
    assertThat(patch.parts().get(0).kit())
        .containsExactly(
            KitPad.of(36, kick).withPitch(40).withChoke(2),
            clap,
            new KitPad(40, List.of(), KitPad.OWN_PITCH, true, 0, 0, 0));
    assertThat(patch.parts().get(1))
        .isEqualTo(
            Part.of(List.of(bank.find("flute"), bank.find("harp")))
                .playing(new Range(60, 127), new Range(1, 99))
                .with(Parameter.PITCH, 12)
                .with(Parameter.FREEZE, 1));
    assertThat(patch.layer(0, 40, 1).corner(0)).isEqualTo(bank.find("piano"));
    assertThat(patch.layer(0, 39, 1)).isNull();
    assertThat(patch.layer(1, 59, 0.5f)).isNull();
    assertThat(patch.layer(1, 60, 1)).isNull();
    assertThat(patch.layer(1, 60, 0.5f).own(Parameter.PITCH)).isEqualTo(12);
    assertThat(new PresetLibrary(List.of(folder)).entries().get(0).timbres())
        .containsExactly("piano", "cello", "kick", "snare", "clap", "flute", "harp");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7|should be a list of one or two",
        "[]|should be a list of one or two",
        "[{},{},{}]|should be a list of one or two",
        "[1]|should hold objects",
        "[{\"corners\":[\"piano\",\"cello\"]}]|corners has no place there; there are keys, kit, level, pan, velocities",
        "[{\"keys\":[0]}]|keys should be the lowest and the highest, such as [0, 59]",
        "[{\"keys\":[60,50]}]|from 0 or more to 127 or less: 60 to 50",
        "[{\"velocities\":[0,128]}]|0 to 128",
        "[{\"level\":20}]|level should be from -60 to 12 dB",
        "[{\"pan\":\"left\"}]|pan should be a number",
        "[{},{}]|two or four timbre names",
        "[{},{\"corners\":[\"piano\",\"celo\"]}]|there is no timbre celo; did you mean cello",
        "[{},{\"corners\":[\"piano\",\"cello\"],\"parameters\":{\"unison\":2}}]|unison belongs to the whole instrument",
        "[{},{\"corners\":[\"piano\",\"cello\"],\"parameters\":{\"level\":2}}]|level belongs to the whole instrument",
        "[{},{\"corners\":[\"piano\",\"cello\"],\"parameters\":{\"pitch\":99}}]|pitch is 99, wanted a number from -24.0 to 24.0",
        "[{\"kit\":[]}]|kit should be a list of pads",
        "[{\"kit\":[{\"timbre\":\"kick\"}]}]|the key of a pad should be from 0 to 127: -1",
        "[{\"kit\":[{\"key\":36},{\"key\":36}]}]|key 36 has two pads",
        "[{\"kit\":[{\"key\":36,\"timbre\":\"kik\"}]}]|there is no timbre kik; did you mean kick",
        "[{\"kit\":[{\"key\":36,\"choke\":17}]}]|choke group of a pad should be from 1 to 16",
        "[{\"kit\":[{\"key\":36,\"one-shot\":1}]}]|one-shot should be true or false",
        "[{\"kit\":[{\"key\":36,\"pitch\":\"C3\"}]}]|pitch should be a whole number",
      })
  void whatIsWrongIsOneLine(String parts, String says) {
    assertThatThrownBy(() -> read(BEGIN + "\"parts\":" + parts + "}"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(folder.resolve("p.json") + ": parts: ")
        .hasMessageContaining(says)
        .hasMessageNotContaining("\n");
  }

  @Test
  void whatIsMissingIsToldByNameAndHash() throws Exception {
    Timbre harp = bank.find("harp");
    Timbre kick = bank.find("kick");
    Part kit = plain().parts().get(0).withKit(List.of(KitPad.of(36, kick)));
    Path file = folder.resolve("far.json");
    PresetFile.write(file, plain().withParts(List.of(kit)));
    for (Timbre gone : List.of(harp, kick)) {
      TimbreBank other =
          new TimbreBank(bank.timbres().stream().filter(t -> !t.equals(gone)).toList());
      assertThatThrownBy(() -> PresetFile.read(file, other))
          .isInstanceOf(InputException.class)
          .hasMessageContaining(
              "there is no timbre " + gone.name() + " (its SHA-256 is " + gone.contentHash() + ")");
    }
    assertThat(harp.contentHash()).matches("[0-9a-f]{64}").isNotEqualTo(kick.contentHash());
    assertThat(Bundled.model().bank().find("harp").contentHash()).isEqualTo(harp.contentHash());
  }

  @Test
  void aTimbreThatIsNotWhatItWasPlaysAndIsToldByNameAndHash() throws Exception {
    Timbre kick = bank.find("kick");
    Timbre drawn = bank.find("reed-organ");
    Part kit = plain().parts().get(0).withKit(List.of(KitPad.of(36, kick), KitPad.of(38, kick)));
    Path file = folder.resolve("changed.json");
    Patch saved = plain().withParts(List.of(kit));
    PresetFile.write(file, saved);
    List<String> lines = new ArrayList<>();
    assertThat(PresetFile.read(file, bank, lines::add)).isEqualTo(saved);
    assertThat(lines).as("as it was saved").isEmpty();
    String text = Files.readString(file).replace(kick.contentHash(), drawn.contentHash());
    Files.writeString(file, text);
    assertThat(PresetFile.read(file, bank, lines::add)).isEqualTo(saved);
    assertThat(lines).hasSize(1).first().asString().startsWith(file + ": the timbre kick is not");
    assertThat(lines.get(0))
        .contains(kick.contentHash(), "saved with " + drawn.contentHash())
        .doesNotContain("\n");
    Files.writeString(file, text.replaceAll("\"timbres\" : \\{[^}]*},", ""));
    PresetFile.read(file, bank, lines::add);
    assertThat(lines).as("who saved no hashes is told nothing").hasSize(1);
  }

  @Test
  void damageIsTold() throws Exception {
    Random random = new Random(3);
    Patch patch = plain().withParts(List.of(part(random, true), part(random, false)));
    Path file = folder.resolve("d.json");
    PresetFile.write(file, patch);
    String whole = Files.readString(file);
    int from = whole.indexOf("\"parts\"");
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      StringBuilder text = new StringBuilder(whole);
      for (int change = 0; change <= random.nextInt(3); change++) {
        text.setCharAt(
            from + random.nextInt(whole.length() - from),
            "{}\"\\n,:x0123456789./-[]".charAt(random.nextInt(23)));
      }
      Files.writeString(file, text);
      try {
        PresetFile.read(file, bank);
      } catch (InputException e) {
        assertThat(e).hasMessageContaining("d.json").hasMessageNotContaining("\n");
        refused++;
      }
    }
    assertThat(refused).isBetween(200, 999);
  }
}
