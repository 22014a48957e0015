package ligature.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.latent.TimbreZone;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;

class FamilyClassifierTest {

  private static List<TimbreZone> zones(Timbre timbre) {
    List<TimbreZone> zones = new ArrayList<>();
    for (int z = 0; z < timbre.zoneCount(); z++) {
      zones.add(timbre.zone(z));
    }
    return zones;
  }

  /** Each timbre of the bank is judged by all the others. */
  @Test
  void guessesMostFamiliesOfTimbresThatItDoesNotKnow() {
    List<Timbre> all = Bundled.model().bank().timbres();
    Map<String, Long> sizes =
        all.stream().collect(Collectors.groupingBy(Timbre::family, Collectors.counting()));
    int right = 0;
    int judged = 0;
    Map<String, List<String>> wrong = new TreeMap<>();
    for (Timbre timbre : all) {
      if (sizes.get(timbre.family()) < 2) {
        continue; // without it nobody knows its family
      }
      List<Timbre> others = all.stream().filter(t -> t != timbre).toList();
      String guess =
          new FamilyClassifier(others)
              .classify(zones(timbre), timbre.sustains(), timbre.codeSize());
      judged++;
      if (guess.equals(timbre.family())) {
        right++;
      } else {
        wrong
            .computeIfAbsent(timbre.family(), f -> new ArrayList<>())
            .add(timbre.name() + "->" + guess);
      }
    }
    System.out.printf(
        "families, each timbre left out: %d of %d; wrong: %s%n", right, judged, wrong);
    double chance = 1.0 / sizes.size();
    assertThat((double) right / judged).isGreaterThan(4 * chance);
  }

  @Test
  void saysSomethingWithoutABank() {
    Timbre any = Bundled.model().bank().timbres().get(0);
    assertThat(new FamilyClassifier(new TimbreBank(List.of())).classify(zones(any), false, 16))
        .isEqualTo(FamilyClassifier.UNKNOWN);
  }
}
