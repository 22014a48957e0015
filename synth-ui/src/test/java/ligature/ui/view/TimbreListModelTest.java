package ligature.ui.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import ligature.latent.KeyGains;
import ligature.latent.Timbre;
import ligature.ui.TestBank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimbreListModelTest {

  private final List<Timbre> bank = TestBank.create().timbres();
  private final TimbreListModel model = new TimbreListModel();

  private List<String> found() {
    List<String> names = new ArrayList<>();
    for (int i = model.next(-1, 1);
        names.isEmpty() || i != model.indexOf(bank.get(0));
        i = model.next(i, 1)) {
      names.add(model.getElementAt(i).timbre().name());
      if (model.next(i, 1) == i) {
        break;
      }
    }
    return names;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6})
  void everyTimbreIsThereOnceAndNoFamilyNameEndsAColumn(int columns) {
    int rows = model.arrange(bank, "", columns);
    assertThat(model.columns(rows)).isLessThanOrEqualTo(columns);
    assertThat(found()).containsExactlyElementsOf(bank.stream().map(Timbre::name).toList());
    for (int i = rows - 1; i < model.getSize(); i += rows) {
      TimbreListModel.Row last = model.getElementAt(i);
      assertThat(last.timbre() != null || last.family() == null).isTrue();
    }
  }

  @Test
  void searchesTitlesAndFamilies() {
    model.arrange(bank, "sax", 4);
    assertThat(found()).containsExactly("soprano-saxophone", "tenor-saxophone");
    model.arrange(bank, "  Synth glass ", 4);
    assertThat(found()).containsExactly("glass-lead");
    model.arrange(bank, "nothing like it", 4);
    assertThat(model.getSize()).isZero();
    assertThat(model.next(-1, 1)).isEqualTo(-1);
  }

  /** The list scrolls where its columns do not fit, but none of them is lost beside the others. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5})
  void aBankTwiceAsLargeFitsItsColumns(int columns) {
    List<Timbre> large = new ArrayList<>(bank);
    bank.forEach(
        t ->
            large.add(
                new Timbre(
                    t.name() + "-2",
                    t.title() + " 2",
                    t.family().equals("bass") ? "percussion" : t.family() + "-2",
                    t.latentSpaceId(),
                    true,
                    16,
                    t.contourPerCode(),
                    t.steps(),
                    t.loopStart(),
                    t.loopEnd(),
                    List.of(t.zone(0)),
                    KeyGains.NONE)));
    int rows = model.arrange(large, "", columns);
    assertThat(model.columns(rows)).isLessThanOrEqualTo(columns);
    assertThat(
            java.util.stream.IntStream.range(0, model.getSize())
                .filter(i -> model.getElementAt(i).timbre() != null))
        .hasSize(large.size());
    assertThat(TimbreListModel.found(large, "percussion").cardinality()).isEqualTo(6);
  }
}
