package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import ligature.engine.Clip;
import ligature.files.InputException;
import ligature.preset.Patch;
import ligature.preset.PresetEntry;
import ligature.ui.RecordingPlayer;
import ligature.ui.TestStore;
import ligature.units.KeyPitch;
import org.junit.jupiter.api.Test;

class PreviewsTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private final List<String> told = new ArrayList<>();
  private final List<Runnable> rendering = new ArrayList<>();
  private final List<String> made = new ArrayList<>();
  private final Previews previews =
      new Previews(
          player,
          new TestStore(List.of(), this::load),
          new Maker(),
          Runnable::run,
          rendering::add,
          Runnable::run);

  private Patch load(String name) {
    if (name.equals("broken")) {
      throw new InputException("broken.json: is damaged");
    }
    return player.patch(name, "tuba", "oboe");
  }

  private final class Maker implements PreviewMaker {

    @Override
    public void prepare() {
      made.add("prepared");
    }

    @Override
    public void make(
        Patch patch, KeyPitch pitches, Consumer<Clip> playable, BooleanSupplier wanted) {
      if (!wanted.getAsBoolean()) {
        throw new CancellationException();
      }
      playable.accept(Clip.ofMix(100));
      made.add(patch.name());
    }

    @Override
    public void close() {
      made.add("closed");
    }
  }

  private static PresetEntry entry(String name) {
    return new PresetEntry(name, Path.of(name + ".json"), false, name, List.of(), List.of());
  }

  private void render() {
    List<Runnable> now = List.copyOf(rendering);
    rendering.clear();
    now.forEach(Runnable::run);
  }

  @Test
  void isPlayedBesideAndLoadsNothing() {
    Patch before = player.patch();
    previews.prepare();
    previews.start(entry("low"));
    assertThat(previews.playing()).isEqualTo(entry("low"));
    assertThat(player.calls).isEmpty();
    render();
    assertThat(player.calls).containsExactly("play from 0");
    previews.tick();
    assertThat(previews.playing()).isEqualTo(entry("low"));
    previews.stop();
    assertThat(previews.playing()).isNull();
    assertThat(player.calls).containsExactly("play from 0", "play nothing");
    assertThat(player.patch()).isEqualTo(before);
    assertThat(made).containsExactly("prepared", "low");
  }

  @Test
  void whatIsNoLongerWantedIsNotRendered() {
    previews.start(entry("low"));
    previews.start(entry("high"));
    render();
    assertThat(made).containsExactly("high");
    assertThat(player.calls).containsExactly("play from 0");
    previews.start(entry("low"));
    assertThat(player.calls).as("at once").endsWith("play nothing");
    previews.stop();
    previews.close();
    render();
    assertThat(made).containsExactly("high", "closed");
    assertThat(player.calls).hasSize(2);
    assertThat(told).isEmpty();
  }

  @Test
  void whatCannotBeReadIsTold() {
    previews.setTell(told::add);
    previews.start(entry("broken"));
    assertThat(told).containsExactly("broken.json: is damaged");
    assertThat(previews.playing()).isNull();
    assertThat(rendering).isEmpty();
  }
}
