package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import ligature.latent.Blend;
import ligature.latent.PadPoint;
import ligature.latent.Timbre;
import ligature.preset.PadTimbres;
import ligature.preset.Patch;
import ligature.ui.RecordingPlayer;
import org.junit.jupiter.api.Test;

/** Timbres at points of their own: moved, added and taken away, and all of it undone. */
class PadShapeTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private final Sound sound = new Sound(player);
  private final PadShape pad = sound.pad();
  private final History history = sound.history();

  private List<String> names() {
    return player.patch().corners().stream().map(Timbre::name).toList();
  }

  private PadPoint place(int index) {
    return player.patch().pad().place(index);
  }

  @Test
  void pointsBeginAtTheCornersAndGoBackToThem() {
    pad.setFree();
    assertThat(player.patch().pad().isFree()).isTrue();
    assertThat(names()).containsExactly("celesta", "pan-flute", "saw-lead", "cello");
    assertThat(place(3)).isEqualTo(new PadPoint(1, 1));
    pad.add(player.timbre("tuba"), 0.5f, 0.5f);
    pad.setCorners(4);
    assertThat(player.patch().pad().isFree()).isFalse();
    assertThat(names()).containsExactly("celesta", "pan-flute", "saw-lead", "cello");
    pad.setCorners(2);
    pad.setFree();
    assertThat(names()).containsExactly("celesta", "pan-flute");
    assertThat(place(0)).isEqualTo(new PadPoint(0, 0.5f));
    pad.add(player.timbre("tuba"), 0.5f, 0.5f);
    pad.setCorners(4);
    assertThat(names()).startsWith("celesta", "pan-flute", "tuba").hasSize(4);
    for (int i = 0; i < 5; i++) {
      history.undo();
    }
    assertThat(player.patch().corners()).hasSize(5);
    history.undo();
    history.undo();
    assertThat(history.undoTitle()).isNull();
    assertThat(player.patch().pad().isFree()).isFalse();
  }

  @Test
  void aPullIsOneEditAndLoadsNothing() {
    pad.setFree();
    player.calls.clear();
    pad.grab();
    for (int i = 1; i <= 20; i++) {
      pad.pull(1, 1 - i / 50f, i / 40f);
    }
    pad.letGo();
    assertThat(place(1).x()).isCloseTo(0.6f, within(1e-6f));
    assertThat(place(1).y()).isCloseTo(0.5f, within(1e-6f));
    assertThat(player.calls).hasSize(20).allMatch(c -> c.startsWith("move"));
    history.undo();
    assertThat(place(1)).isEqualTo(new PadPoint(1, 0));
    assertThat(history.undoTitle()).isEqualTo("Free points");
    history.redo();
    assertThat(place(1).x()).isCloseTo(0.6f, within(1e-6f));
    assertThat(player.calls).noneMatch(c -> c.startsWith("load"));
  }

  @Test
  void aPointStaysOnThePadAndOffTheOthers() {
    pad.setFree();
    pad.pull(0, -3, 7);
    assertThat(place(0)).as("C is there").isEqualTo(new PadPoint(0, 0));
    pad.pull(0, -3, 0.7f);
    assertThat(place(0)).isEqualTo(new PadPoint(0, 0.7f));
  }

  @Test
  void thereAreTwoToEightAndEachLiesApart() {
    pad.setFree();
    List<Timbre> bank = player.bank().timbres();
    for (int i = 0; i < 9; i++) {
      pad.add(bank.get(i), 0.5f, 0.5f);
    }
    PadTimbres full = player.patch().pad();
    assertThat(full.size()).isEqualTo(Blend.MOST);
    assertThat(pad.canAdd()).isFalse();
    for (int a = 0; a < full.size(); a++) {
      for (int b = 0; b < a; b++) {
        assertThat(full.place(a).distance(full.place(b))).isGreaterThan(0.09);
      }
    }
    assertThat(full.place(4))
        .as("the first one where it was wanted")
        .isEqualTo(new PadPoint(0.5f, 0.5f));
    for (int i = 0; i < 9; i++) {
      pad.remove(0);
    }
    assertThat(player.patch().cornerCount()).isEqualTo(2);
  }

  @Test
  void anotherTimbreLiesWhereTheOldOneLay() {
    pad.setFree();
    pad.pull(2, 0.3f, 0.4f);
    sound.setCorner(2, player.timbre("tuba"));
    assertThat(names()).containsExactly("celesta", "pan-flute", "tuba", "cello");
    assertThat(place(2)).isEqualTo(new PadPoint(0.3f, 0.4f));
    Patch now = player.patch();
    sound.audition(player.timbre("oboe"));
    pad.pull(0, 0.5f, 0.6f);
    assertThat(player.patch().corners()).isEqualTo(now.corners());
    assertThat(place(0)).isEqualTo(new PadPoint(0.5f, 0.6f));
  }
}
