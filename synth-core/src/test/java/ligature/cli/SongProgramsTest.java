package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import ligature.files.Folders;
import ligature.preset.PresetLibrary;
import ligature.testing.Bundled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which presets a song's program changes load. */
class SongProgramsTest {

  @TempDir private Path folder;

  @BeforeEach
  void makePresets() throws IOException {
    for (String name : List.of("bowed-piano", "reed-council", "stone-organ")) {
      save(name, name);
    }
  }

  private void save(String bundled, String name) throws IOException {
    Path file = Folders.home().resolve("presets/" + bundled + ".json");
    Files.copy(file, folder.resolve(name + ".json"));
  }

  private SongPrograms programs(List<String> chosen, int... used) {
    BitSet numbers = new BitSet();
    for (int number : used) {
      numbers.set(number);
    }
    PresetLibrary library = new PresetLibrary(List.of(folder));
    return new SongPrograms(library, chosen, Bundled.model().bank(), numbers, patch -> patch);
  }

  @Test
  void aPresetThatIsSavedMeanwhileMovesNoNumber() throws Exception {
    SongPrograms programs = programs(List.of());
    int named = programs.applyAsInt("Reed Council");
    assertThat(named).isEqualTo(1);
    save("bowed-piano", "another");
    assertThat(programs.apply(named).name()).isEqualTo("Reed Council");
    assertThat(programs.apply(2).name()).as("by number alone").isEqualTo("Stone Organ");
    assertThat(programs.applyAsInt("Reed Council")).isEqualTo(named);
  }

  @Test
  void whereTheListHasANameWithoutAPresetTheNumberCounts() {
    SongPrograms programs = programs(List.of("gone", "stone-organ"));
    assertThat(programs.applyAsInt("Gone")).isEqualTo(-1);
    assertThat(programs.applyAsInt("Stone Organ")).isEqualTo(1);
  }

  @Test
  void aNameTakesNoNumberThatTheSongUses() {
    SongPrograms programs = programs(List.of("stone-organ"), 0, 127, 125);
    int reeds = programs.applyAsInt("Reed Council");
    int piano = programs.applyAsInt("Bowed Piano");
    assertThat(List.of(reeds, piano)).containsExactly(126, 124);
    assertThat(programs.apply(reeds).name()).isEqualTo("Reed Council");
    assertThat(programs.apply(piano).name()).isEqualTo("Bowed Piano");
    assertThat(programs.apply(0).name()).isEqualTo("Stone Organ");
    assertThat(programs.apply(127)).as("there is none").isNull();
  }

  @Test
  void aSongThatUsesAllNumbersLosesOne() {
    int[] all = java.util.stream.IntStream.range(0, 128).toArray();
    SongPrograms programs = programs(List.of("stone-organ"), all);
    assertThat(programs.apply(programs.applyAsInt("Reed Council")).name())
        .isEqualTo("Reed Council");
    assertThat(programs.apply(0).name()).isEqualTo("Stone Organ");
  }
}
