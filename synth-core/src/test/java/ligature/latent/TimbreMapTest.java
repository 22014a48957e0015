package ligature.latent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import ligature.testing.Bundled;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimbreMapTest {

  private static final int NEIGHBOURS = 4;

  private final List<Timbre> bank = Bundled.model().bank().timbres();
  private final TimbreMap map = TimbreMap.of(bank);

  private static double distance(TimbreMap map, int a, int b) {
    return Math.hypot(map.x(a) - map.x(b), map.y(a) - map.y(b));
  }

  @Test
  void neighboursAreMostlyOfOneFamily() {
    double shared = 0;
    double byChance = 0;
    for (int i = 0; i < bank.size(); i++) {
      int at = i;
      String family = bank.get(i).family();
      shared +=
          IntStream.range(0, bank.size())
              .filter(j -> j != at)
              .boxed()
              .sorted(Comparator.comparingDouble(j -> distance(map, at, j)))
              .limit(NEIGHBOURS)
              .filter(j -> bank.get(j).family().equals(family))
              .count();
      byChance +=
          NEIGHBOURS
              * (bank.stream().filter(t -> t.family().equals(family)).count() - 1.0)
              / (bank.size() - 1);
    }
    assertThat(shared).as("by chance %s", byChance).isGreaterThan(3 * byChance);
  }

  @Test
  void oneMoreTimbreLiesNearItsLikeAndMovesNobody() {
    double shared = 0;
    double byChance = 0;
    for (int i = 0; i < bank.size(); i += 2) {
      List<Timbre> others = new ArrayList<>(bank);
      Timbre added = others.remove(i);
      TimbreMap before = TimbreMap.of(others);
      TimbreMap after = before.with(others, added);
      int last = others.size();
      assertThat(after.size()).isEqualTo(last + 1);
      for (int j = 0; j < last; j++) {
        assertThat(after.x(j)).isEqualTo(before.x(j));
        assertThat(after.y(j)).isEqualTo(before.y(j));
        assertThat(distance(after, last, j)).isGreaterThan(0.15 / Math.sqrt(last));
      }
      assertThat(after.x(last)).isBetween(0f, 1f);
      assertThat(after.y(last)).isBetween(0f, 1f);
      shared +=
          IntStream.range(0, last)
              .boxed()
              .sorted(Comparator.comparingDouble(j -> distance(after, last, j)))
              .limit(NEIGHBOURS)
              .filter(j -> others.get(j).family().equals(added.family()))
              .count();
      byChance +=
          NEIGHBOURS
              * (double) others.stream().filter(t -> t.family().equals(added.family())).count()
              / last;
    }
    assertThat(shared).as("by chance %s", byChance).isGreaterThan(3 * byChance);
  }

  @Test
  void fillsThePlaneAndHidesNobody() {
    double least = 0.3 / Math.sqrt(bank.size());
    for (int i = 0; i < bank.size(); i++) {
      assertThat(map.x(i)).isBetween(0f, 1f);
      assertThat(map.y(i)).isBetween(0f, 1f);
      for (int j = 0; j < i; j++) {
        assertThat(distance(map, i, j))
            .as("%s and %s", bank.get(i), bank.get(j))
            .isGreaterThan(least);
      }
    }
  }

  @Test
  void theSameTimbresGiveTheSameMap() {
    TimbreMap again = TimbreMap.of(bank);
    for (int i = 0; i < bank.size(); i++) {
      assertThat(again.x(i)).isEqualTo(map.x(i));
      assertThat(again.y(i)).isEqualTo(map.y(i));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void aFewEqualTimbresAreAMapToo(int count) {
    TimbreMap few =
        TimbreMap.of(IntStream.range(0, count).mapToObj(i -> ToneTimbres.steady("t" + i)).toList());
    assertThat(few.size()).isEqualTo(count);
    for (int i = 0; i < count; i++) {
      assertThat(few.x(i)).isBetween(0f, 1f);
      for (int j = 0; j < i; j++) {
        assertThat(distance(few, i, j)).isPositive();
      }
    }
  }
}
