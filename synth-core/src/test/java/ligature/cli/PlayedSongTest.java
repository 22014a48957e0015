package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import ligature.files.Folders;
import ligature.midi.Event;
import ligature.preset.Patch;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Which sounds a song brings to live play. */
class PlayedSongTest {

  private static PlayedSong read(RenderCommand.Programs programs, String... options) {
    SoundOptions sound = CommandLine.populateCommand(new SoundOptions(), options);
    Path song = Folders.home().resolve("presets/demo/foundry.mid");
    return PlayedSong.read(song, Bundled.model(), sound, programs);
  }

  private static List<String> names(PlayedSong song) {
    return song.programs().values().stream().map(Patch::name).sorted().toList();
  }

  private static long changes(PlayedSong song) {
    long count = 0;
    for (int i = 0; i < song.events().size(); i++) {
      count += Event.kind(song.events().eventAt(i)) == Event.PROGRAM_CHANGE ? 1 : 0;
    }
    return count;
  }

  @Test
  void thePresetsThatItNamesAreThereBeforeItPlays() {
    PlayedSong song = read(null);
    assertThat(names(song))
        .containsExactly("Accordion Machine", "Tin and Skin", "Under the Bridge Deck");
    assertThat(changes(song)).isEqualTo(4);
  }

  @Test
  void aSoundThatIsNamedHoldsForAllOfIt() {
    PlayedSong named = read(null, "--preset", "ligature");
    assertThat(named.programs()).isEmpty();
    assertThat(changes(named)).isZero();
    assertThat(read(RenderCommand.Programs.FOLLOW, "--preset", "ligature").programs()).hasSize(3);
    assertThat(read(RenderCommand.Programs.IGNORE).programs()).isEmpty();
  }

  @Test
  void programsWithoutASongAreRefused() {
    CommandRun run = CommandRun.of("play --headless --audio none --programs follow", List.of());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--programs").contains("--midi");
  }
}
