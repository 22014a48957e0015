package ligature.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import ligature.files.Folders;
import ligature.latent.TimbreBank;
import ligature.parameter.Parameter;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What varies, what stays, and that a seed says it all. */
class VariationsTest {

  @TempDir private Path folder;
  private final TimbreBank bank = Bundled.model().bank();
  private final PresetLibrary library =
      new PresetLibrary(List.of(Folders.home().resolve("presets")));
  private final Patch parent = library.load("wooden-breath", bank);
  private final Patch other = library.load("reed-council", bank);

  private Variations vary(Patch second, long seed, Set<SoundGroup> locks) {
    return new Variations(parent, second, bank.timbres(), seed, locks);
  }

  private static Set<SoundGroup> none() {
    return EnumSet.noneOf(SoundGroup.class);
  }

  @Test
  void aSeedSaysItAll() {
    assertThat(vary(null, 7, none()).all()).isEqualTo(vary(null, 7, none()).all());
    assertThat(vary(other, 7, none()).all()).isEqualTo(vary(other, 7, none()).all());
    assertThat(vary(null, 7, none()).all()).isNotEqualTo(vary(null, 8, none()).all());
    List<Patch> nine = vary(null, 7, none()).all();
    assertThat(nine).hasSize(9).doesNotHaveDuplicates();
    assertThat(nine.get(8).name()).isEqualTo("Wooden Breath 9");
    assertThat(vary(null, 7, none()).draw(3, 1)).isNotEqualTo(nine.get(3));
  }

  /** How far the values of two sounds are apart, in shares of their ranges. */
  private static double moved(Patch one, Patch another) {
    double sum = 0;
    for (Parameter parameter : Parameter.values()) {
      sum +=
          Math.abs(one.value(parameter) - another.value(parameter))
              / (parameter.max() - parameter.min());
    }
    return sum;
  }

  @Test
  void theAmountSaysHowFar() {
    assertThat(new Variations(parent, null, bank.timbres(), 7, none(), 1).all())
        .isEqualTo(vary(null, 7, none()).all());
    double[] sums = new double[3];
    double[] amounts = {0.3, 1, 2};
    for (int i = 0; i < amounts.length; i++) {
      for (Patch child :
          new Variations(parent, null, bank.timbres(), 7, none(), amounts[i]).all()) {
        sums[i] += moved(parent, child);
      }
    }
    assertThat(sums[0]).isPositive().isLessThan(sums[1] / 2);
    assertThat(sums[1]).isLessThan(sums[2] / 1.3);
    assertThatThrownBy(() -> new Variations(parent, null, bank.timbres(), 7, none(), 0))
        .hasMessageContaining("amount");
  }

  @Test
  void itSaysWhatDiffers() {
    assertThat(SoundGroup.differing(parent, parent.named("another"))).isEmpty();
    Patch child =
        parent
            .with(Parameter.FILTER_CUTOFF, 61)
            .withInserts(List.of())
            .withCorners(other.corners());
    assertThat(SoundGroup.differing(parent, child))
        .containsExactly(SoundGroup.TIMBRES, SoundGroup.FILTER, SoundGroup.EFFECTS);
  }

  /** All that belongs to a group, as a list that can be compared. */
  private static List<Object> of(SoundGroup group, Patch patch) {
    return switch (group) {
      case TIMBRES -> List.of(patch.parts());
      case MODULATION -> List.of(patch.modulation());
      case EFFECTS -> List.of(patch.inserts());
      default -> {
        List<Object> values = new ArrayList<>();
        VariedParameter.of(group).forEach(v -> values.add(patch.value(v.parameter())));
        yield values;
      }
    };
  }

  @ParameterizedTest
  @EnumSource(SoundGroup.class)
  void whatIsLockedStaysAndWhatIsOpenVaries(SoundGroup group) {
    for (Patch second : new Patch[] {null, other}) {
      int varied = 0;
      for (long seed = 0; seed < 5; seed++) {
        for (Patch child : vary(second, seed, EnumSet.of(group)).all()) {
          assertThat(of(group, child)).isEqualTo(of(group, parent));
        }
        Set<SoundGroup> others = EnumSet.complementOf(EnumSet.of(group));
        for (Patch child : vary(second, seed, others).all()) {
          others.forEach(o -> assertThat(of(o, child)).as(o.id()).isEqualTo(of(o, parent)));
          varied += of(group, child).equals(of(group, parent)) ? 0 : 1;
        }
      }
      assertThat(varied).isGreaterThan(20);
    }
  }

  @Test
  void whatBelongsToTheKeyboardIsNeverTouched() {
    List<Parameter> untouched =
        List.of(
            Parameter.LEVEL,
            Parameter.PITCH,
            Parameter.VOICE_MODE,
            Parameter.VELOCITY_CURVE,
            Parameter.TIMBRE_KEYS,
            Parameter.FREEZE,
            Parameter.TEMPO);
    for (long seed = 0; seed < 20; seed++) {
      for (Patch child : vary(other, seed, none()).all()) {
        untouched.forEach(p -> assertThat(child.value(p)).isEqualTo(parent.value(p)));
        assertThat(child.tuning()).isEqualTo(parent.tuning());
      }
    }
  }

  @Test
  void aChildOfTwoHasOfBoth() {
    int theirs = 0;
    int ours = 0;
    for (long seed = 0; seed < 20; seed++) {
      for (Patch child : vary(other, seed, none()).all()) {
        theirs += child.corners().stream().anyMatch(other.corners()::contains) ? 1 : 0;
        ours += child.corners().stream().anyMatch(parent.corners()::contains) ? 1 : 0;
      }
    }
    assertThat(theirs).isBetween(40, 170);
    assertThat(ours).isBetween(100, 180);
  }

  @Test
  void padsOfAKitBecomeOtherDrums() {
    Patch kit =
        parent.withParts(
            List.of(
                parent
                    .parts()
                    .get(0)
                    .withKit(
                        List.of(
                            KitPad.of(36, bank.find("kick")).withChoke(1),
                            KitPad.of(38, bank.find("snare"))))));
    Set<SoundGroup> others = EnumSet.complementOf(EnumSet.of(SoundGroup.TIMBRES));
    int changed = 0;
    for (Patch child : new Variations(kit, null, bank.timbres(), 3, others).all()) {
      List<KitPad> pads = child.parts().get(0).kit();
      assertThat(pads).extracting(KitPad::key).containsExactly(36, 38);
      assertThat(pads.get(0).choke()).isEqualTo(1);
      for (KitPad pad : pads) {
        assertThat(pad.timbres()).allMatch(t -> t.family().equals("percussion"));
        assertThat(pad.timbres().get(0)).isEqualTo(pad.timbres().get(1));
      }
      changed += pads.equals(kit.parts().get(0).kit()) ? 0 : 1;
      Path file = folder.resolve("kit.json");
      PresetFile.write(file, child);
      assertThat(PresetFile.read(file, bank)).isEqualTo(child);
    }
    assertThat(changed).isGreaterThan(4);
  }

  @Test
  void everythingLockedIsRefused() {
    assertThatThrownBy(() -> vary(null, 1, EnumSet.allOf(SoundGroup.class)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing is left to vary");
  }
}
