package ligature.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.latent.TimbreBank;
import ligature.parameter.Parameter;
import ligature.testing.Bundled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresetLibraryTest {

  @TempDir private Path folder;
  private final TimbreBank bank = Bundled.model().bank();
  private PresetLibrary library;
  private Patch patch;

  @BeforeEach
  void open() {
    library =
        new PresetLibrary(
            List.of(Folders.home().resolve("presets")), folder.resolve("ligature/presets"));
    patch = Patch.of("Any", List.of(bank.find("flute"), bank.find("harp")));
  }

  @Test
  void listsWhatCameWithTheProgramByTitleWithTags() {
    assertThat(library.entries())
        .isSortedAccordingTo((a, b) -> a.title().compareToIgnoreCase(b.title()));
    PresetEntry first =
        library.entries().stream()
            .filter(e -> e.name().equals(PresetLibrary.FIRST))
            .findFirst()
            .orElseThrow();
    assertThat(first.own()).isFalse();
    assertThat(first.title()).isEqualTo("Ligature");
    assertThat(first.tags()).isNotEmpty();
    assertThat(first.timbres()).hasSize(4);
  }

  @Test
  void savesBitForBitWhateverTheValues() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      Patch any = patch;
      for (Parameter p : Parameter.values()) {
        any = any.with(p, p.min() + random.nextFloat() * (p.max() - p.min()));
      }
      PresetEntry entry = library.save("Dawn Chorus", any, true);
      assertThat(library.load(entry.name(), bank)).isEqualTo(any.named("Dawn Chorus"));
    }
    assertThat(library.entries()).filteredOn(PresetEntry::own).hasSize(1);
  }

  @Test
  void takesAFileFromElsewhereOnceAndHidesNothing() throws Exception {
    PresetEntry dawn = library.save("Dawn", patch, false);
    PresetFile.write(dawn.file(), patch.named("Dawn"), List.of("pad"));
    Path elsewhere = Files.move(dawn.file(), folder.resolve("of-a-friend.json"));
    assertThat(library.install(elsewhere, bank, line -> {})).hasValue("Dawn");
    assertThat(library.files().get("dawn")).hasSameBinaryContentAs(elsewhere);
    assertThat(library.entries()).anyMatch(e -> e.own() && e.tags().equals(List.of("pad")));
    assertThat(library.install(elsewhere, bank, line -> {})).as("it is there").isEmpty();
    PresetFile.write(elsewhere, patch.named("Dawn"), List.of("other"));
    assertThatThrownBy(() -> library.install(elsewhere, bank, line -> {}))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("of-a-friend.json: ")
        .hasMessageEndingWith(
            "dawn.json is another preset of this name; rename or delete it first");
    Files.writeString(elsewhere, "{}");
    assertThatThrownBy(() -> library.install(elsewhere, bank, line -> {}))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("is not a preset");
    assertThat(library.load("dawn", bank)).isEqualTo(patch.named("Dawn"));
  }

  @Test
  void renamesAndKeepsWhatElseIsInTheFile() throws Exception {
    PresetEntry dawn = library.save("Dawn", patch, false);
    PresetFile.write(dawn.file(), patch.named("Dawn"), List.of("pad"));
    PresetEntry dusk = library.rename(dawn, "Dusk");
    assertThat(dusk.title()).isEqualTo("Dusk");
    assertThat(dusk.tags()).containsExactly("pad");
    assertThat(dawn.file()).doesNotExist();
    assertThat(library.load("dusk", bank)).isEqualTo(patch.named("Dusk"));
    assertThat(library.save("Dusk", patch, true).tags()).containsExactly("pad");
    assertThat(library.rename(dusk, "DUSK").title()).isEqualTo("DUSK");
    library.delete(dusk);
    assertThat(Files.list(folder.resolve("ligature/presets"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'  '|a preset needs a name",
        "'...'|letter or a digit",
        "'a\tb'|control character",
        "'Bowed Piano'|there is a preset of this name",
        "'bowed - piano'|there is a preset of this name",
        "'0123456789 0123456789 0123456789 0123456789 0123456789 0123456789'|65 characters"
      })
  void anUnfitNameIsOneLineAndNoFile(String title, String says) {
    assertThatThrownBy(() -> library.save(title, patch, false))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(says);
    assertThat(library.entries()).noneMatch(PresetEntry::own);
  }

  @Test
  void aNameOfAnyScriptIsAName() {
    PresetEntry entry = library.save("Über/Größe 3", patch, false);
    assertThat(entry.file()).hasFileName("uber-gro-e-3.json");
    assertThat(library.load(entry.name(), bank).name()).isEqualTo("Über/Größe 3");
    assertThat(library.save("夜明け", patch, false).file().getFileName().toString())
        .matches("preset-[0-9a-f]+\\.json");
  }

  @Test
  void whatCameWithTheProgramStays() {
    PresetEntry factory = library.entries().get(0);
    assertThatThrownBy(() -> library.delete(factory)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> library.rename(factory, "Mine")).isInstanceOf(InputException.class);
    assertThat(factory.file()).exists();
  }

  @Test
  void aDamagedPresetIsListed() throws Exception {
    PresetEntry dawn = library.save("Dawn", patch, false);
    Files.writeString(dawn.file(), "{");
    assertThat(library.entries())
        .filteredOn(PresetEntry::own)
        .extracting(PresetEntry::title)
        .containsExactly("dawn");
  }
}
