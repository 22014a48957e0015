package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import ligature.live.Player;
import ligature.preset.Patch;
import ligature.settings.TuningSettings;
import ligature.testing.ToneTimbres;
import ligature.tuning.Tuning;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The tuning that the window has kept holds at the next start, behind what the options name. */
class KeptTuningTest {

  private static final Tuning THIRDS = Tuning.of("thirds", "x\n3\n400.0\n800.0\n2/1\n", null);
  private static final Tuning OWN = Tuning.of("own", "x\n2\n600.0\n2/1\n", null);
  private static final TuningSettings KEPT = new TuningSettings(THIRDS, 442, false);

  private final List<String> calls = new ArrayList<>();

  private List<String> tune(Tuning ofPatch, TuningSettings kept, String... options) {
    calls.clear();
    Patch patch =
        ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b")).tuned(ofPatch);
    Player player =
        (Player)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Player.class},
                (self, method, with) -> {
                  if (method.getName().equals("patch")) {
                    return patch;
                  }
                  calls.add(method.getName() + List.of(with));
                  return null;
                });
    CommandLine.populateCommand(new SoundOptions(), options).tune(player, kept);
    return calls;
  }

  @Test
  void whatWasKeptHolds() {
    assertThat(tune(null, KEPT))
        .containsExactly(
            "setA4Hz[442.0]", "restoreTuning" + List.of(THIRDS, THIRDS), "lockTuning[false]");
  }

  @Test
  void aSoundsOwnTuningGoesBeforeItUnlessItIsLocked() {
    assertThat(tune(OWN, KEPT)).contains("restoreTuning" + List.of(OWN, THIRDS));
    assertThat(tune(OWN, KEPT.withLocked(true)))
        .contains("restoreTuning" + List.of(THIRDS, THIRDS), "lockTuning[true]");
  }

  @Test
  void optionsGoBeforeWhatWasKept() {
    assertThat(tune(null, KEPT, "--a4", "415")).first().isEqualTo("setA4Hz[415.0]");
  }
}
