package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import ligature.files.InputException;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;
import ligature.ui.RecordingPlayer;
import org.junit.jupiter.api.Test;

class PreviewsTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private final Sound sound = new Sound(player, () -> 0);
  private final List<String> told = new ArrayList<>();
  private final Previews previews =
      new Previews(player, sound, new Store(), Runnable::run, Runnable::run);

  private final class Store implements PresetStore {

    @Override
    public List<PresetEntry> entries() {
      return List.of();
    }

    @Override
    public Patch load(PresetEntry entry, Consumer<String> warnings) {
      if (entry.name().equals("broken")) {
        throw new InputException("broken.json: is damaged");
      }
      return player.patch(entry.name(), "tuba", "oboe").with(Parameter.LEVEL, -12);
    }

    @Override
    public PresetEntry save(String title, Patch patch, boolean replace) {
      throw new UnsupportedOperationException();
    }

    @Override
    public PresetEntry rename(PresetEntry entry, String title) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(PresetEntry entry) {
      throw new UnsupportedOperationException();
    }
  }

  private static PresetEntry entry(String name) {
    return new PresetEntry(name, Path.of(name + ".json"), false, name, List.of(), List.of());
  }

  private long count(String word) {
    return player.calls.stream().filter(c -> c.startsWith(word)).count();
  }

  @Test
  void eightSecondsAreHeardAndLeaveNothingBehind() {
    sound.binding(Parameter.LEVEL).turn(-4);
    Patch before = sound.current();
    String undo = sound.history().undoTitle();
    previews.start(entry("low"));
    assertThat(player.patch().name()).isEqualTo("low");
    for (double t = 100; previews.playing() != null; t += 0.03) {
      previews.tick(t);
      assertThat(t).isLessThan(100 + Previews.SECONDS + 1);
    }
    assertThat(count("noteOn")).isEqualTo(9);
    assertThat(count("noteOff")).isEqualTo(9);
    assertThat(player.patch()).isEqualTo(before);
    assertThat(sound.current()).isEqualTo(before);
    assertThat(sound.history().undoTitle()).isEqualTo(undo);
  }

  @Test
  void anotherOneTakesItsPlaceAndStopBringsBackTheFirstSound() {
    Patch before = sound.current();
    previews.start(entry("low"));
    previews.tick(1);
    previews.start(entry("high"));
    previews.tick(2);
    assertThat(player.patch().name()).isEqualTo("high");
    previews.stop();
    assertThat(count("noteOff")).isEqualTo(count("noteOn"));
    assertThat(player.patch()).isEqualTo(before);
    assertThat(sound.current()).isEqualTo(before);
  }

  @Test
  void whatIsLoadedMeanwhileStays() {
    previews.start(entry("low"));
    previews.tick(1);
    Patch other = player.patch("Other", "cello", "oboe");
    sound.load(other);
    previews.tick(1.1);
    assertThat(previews.playing()).isNull();
    previews.stop();
    assertThat(player.patch()).isEqualTo(other);
    assertThat(count("noteOff")).isEqualTo(count("noteOn"));
  }

  @Test
  void whatCannotBeReadIsTold() {
    previews.setTell(told::add);
    previews.start(entry("broken"));
    assertThat(told).containsExactly("broken.json: is damaged");
    assertThat(previews.playing()).isNull();
  }
}
