package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.ui.RecordingPlayer;
import org.junit.jupiter.api.Test;

class MatchesTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private final Sound sound = new Sound(player, () -> 0);
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final List<String> told = new ArrayList<>();

  private Matches with(MatchMaker maker) {
    Matches matches = new Matches(sound, maker, work::add, Runnable::run);
    matches.setTell(told::add);
    return matches;
  }

  private MatchMaker.Match found() {
    Timbre tuba = player.timbre("tuba");
    Timbre oboe = player.timbre("oboe");
    Map<Timbre, Double> weights = new LinkedHashMap<>();
    weights.put(oboe, 0.7);
    weights.put(tuba, 0.3);
    return new MatchMaker.Match(weights, List.of(tuba, oboe), 0.7f, 0, 2.5, List.of(oboe, tuba));
  }

  @Test
  void whatIsFoundIsPlayedAndOneStepBack() {
    player.set(Parameter.BLEND, 1);
    player.set(Parameter.LEVEL, -3);
    Patch before = sound.current();
    Matches matches =
        with(
            (file, timbres, tell, progress) -> {
              assertThat(timbres).isEqualTo(player.bank().timbres());
              progress.accept(0.5);
              return found();
            });
    matches.start(Path.of("horn.wav"));
    assertThat(matches.state().isRunning()).isTrue();
    work.remove().run();
    assertThat(matches.state().found()).isEqualTo(found());
    assertThat(Matches.inWords(found())).isEqualTo("Oboe 70 %, Tuba 30 %");
    assertThat(player.patch().corners()).extracting(Timbre::name).containsExactly("tuba", "oboe");
    assertThat(player.patch().value(Parameter.MORPH_X)).isEqualTo(0.7f);
    assertThat(player.patch().value(Parameter.BLEND)).isZero();
    assertThat(player.patch().value(Parameter.LEVEL)).isEqualTo(-3);
    Patch after = sound.current();
    sound.history().undo();
    assertThat(sound.current()).isEqualTo(before);
    sound.history().redo();
    assertThat(sound.current()).isEqualTo(after);
    matches.dismiss();
    assertThat(matches.state().title()).isNull();
    assertThat(sound.current()).isEqualTo(after);
  }

  @Test
  void whatIsGivenUpPlaysNothing() {
    Patch before = sound.current();
    Matches matches =
        with(
            (file, timbres, tell, progress) -> {
              progress.accept(0.5);
              return found();
            });
    matches.start(Path.of("horn.wav"));
    matches.dismiss();
    work.remove().run();
    assertThat(matches.state().title()).isNull();
    assertThat(sound.current()).isEqualTo(before);
    assertThat(told).isEmpty();
  }

  @Test
  void whatCannotBeReadIsTold() {
    Matches matches =
        with(
            (file, timbres, tell, progress) -> {
              throw new InputException(file + ": is silent");
            });
    matches.start(Path.of("horn.wav"));
    work.remove().run();
    assertThat(told).containsExactly("horn.wav: is silent");
    assertThat(matches.state().title()).isNull();
    assertThat(sound.history().undoTitle()).isNull();
  }
}
