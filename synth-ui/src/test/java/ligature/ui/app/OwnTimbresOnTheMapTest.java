package ligature.ui.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import ligature.latent.KeyGains;
import ligature.latent.Timbre;
import ligature.latent.TimbreMap;
import ligature.latent.TimbreZone;
import ligature.model.Model;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;

class OwnTimbresOnTheMapTest {

  /** A timbre of the bank under another name. */
  private static Timbre own(Timbre like) {
    List<TimbreZone> zones = new ArrayList<>();
    for (int z = 0; z < like.zoneCount(); z++) {
      zones.add(like.zone(z));
    }
    return new Timbre(
        "mine",
        "Mine",
        like.family(),
        like.latentSpaceId(),
        like.sustains(),
        like.codeSize(),
        like.contourPerCode(),
        like.steps(),
        like.loopStart(),
        like.loopEnd(),
        zones,
        KeyGains.NONE);
  }

  @Test
  void noPointIsElsewhereAtTheNextStart() {
    Model model = Bundled.model();
    Timbre oboe = model.bank().find("oboe");
    Model after = model.withTimbres(List.of(own(oboe)));
    List<Timbre> all = after.bank().timbres();
    TimbreMap first = LigatureWindow.startMap(model, model.bank().timbres());
    TimbreMap next = LigatureWindow.startMap(after, all);
    assertThat(next.size()).isEqualTo(all.size() - 1);
    TimbreMap whole = next.with(all.subList(0, next.size()), all.get(next.size()));
    for (int i = 0; i < first.size(); i++) {
      assertThat(whole.x(i)).isEqualTo(first.x(i));
      assertThat(whole.y(i)).isEqualTo(first.y(i));
    }
    int like = all.indexOf(oboe);
    double away =
        Math.hypot(whole.x(first.size()) - whole.x(like), whole.y(first.size()) - whole.y(like));
    assertThat(away).isLessThan(0.2);
  }
}
