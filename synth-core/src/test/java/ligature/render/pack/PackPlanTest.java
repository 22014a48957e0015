package ligature.render.pack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import ligature.latent.PairLevels;
import ligature.latent.Timbre;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;

/** A plan holds all that the bytes of a pack depend on. */
class PackPlanTest {

  private static PackPlan plan(PairLevels pairs) {
    Timbre flute = Bundled.model().bank().find("flute").among(pairs, 0);
    Timbre cello = Bundled.model().bank().find("cello").among(pairs, 1);
    return PackPlan.of(
        Bundled.model(),
        List.of(flute, cello),
        3,
        1,
        List.of(60, 64),
        List.of(100),
        1,
        List.of(PackPlan.Format.SFZ),
        PackPlan.Audio.WAV,
        48_000,
        PackPlan.Bits.PCM_24,
        1);
  }

  @Test
  void whatItsBlendsAreGivenBackIsInIt() throws Exception {
    PackPlan plain = plan(PairLevels.NONE);
    PackPlan given = plan(new PairLevels(new int[] {60}, 2, new float[] {0, 1.5f, 1.5f, 0}));
    assertThat(given).isNotEqualTo(plain);
    assertThat(given.timbres().get(0).lacksDb()).containsExactly(0f, 0f, 1.5f, 1.5f);
    ObjectMapper json = new ObjectMapper();
    String text = json.writeValueAsString(given);
    assertThat(json.readValue(text, PackPlan.class)).isEqualTo(given);
    assertThat(json.writeValueAsString(plain)).doesNotContain("lacksDb");
  }
}
