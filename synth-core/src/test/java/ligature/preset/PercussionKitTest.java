package ligature.preset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ligature.latent.Timbre;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;

/** A kit of what the model that ships has. */
class PercussionKitTest {

  private final List<Timbre> all = Bundled.model().bank().timbres();

  @Test
  void everyPercussionTimbreHasAKeyOfItsOwn() {
    List<Timbre> percussion =
        all.stream().filter(t -> t.family().equals(PercussionKit.FAMILY)).toList();
    assertThat(PercussionKit.isPossible(all)).isTrue();
    List<KitPad> pads = PercussionKit.of(all);
    assertThat(percussion).hasSizeGreaterThan(20);
    assertThat(pads).extracting(pad -> pad.timbres().get(0)).hasSameElementsAs(percussion);
    assertThat(pads).extracting(KitPad::key).doesNotHaveDuplicates().isSorted();
    assertThat(pads).hasSameSizeAs(percussion).allMatch(KitPad::oneShot);
    Part kit = Part.of(percussion.subList(0, 2)).withKit(pads);
    assertThat(kit.isKit()).isTrue();
  }

  @Test
  void drumsLieWhereDrummersLookForThem() {
    List<KitPad> pads = PercussionKit.of(all);
    assertThat(at(pads, 36).timbres().get(0).name()).isEqualTo("kick");
    assertThat(at(pads, 38).timbres().get(0).name()).isEqualTo("snare");
    assertThat(List.of(at(pads, 42).choke(), at(pads, 46).choke())).containsExactly(1, 1);
    assertThat(at(pads, 38).choke()).isZero();
    assertThat(at(pads, 35).pitch()).as("as it was recorded").isEqualTo(35);
  }

  private static KitPad at(List<KitPad> pads, int key) {
    return pads.stream().filter(pad -> pad.key() == key).findFirst().orElseThrow();
  }

  @Test
  void withoutPercussionThereIsNone() {
    List<Timbre> others =
        all.stream().filter(t -> !t.family().equals(PercussionKit.FAMILY)).toList();
    assertThat(PercussionKit.isPossible(others)).isFalse();
    assertThat(PercussionKit.of(others)).isEmpty();
  }
}
