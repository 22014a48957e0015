package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ligature.modulation.Lfo;
import ligature.modulation.ModulationEnvelope;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.modulation.ModulationSource;
import ligature.parameter.Parameter;
import ligature.ui.RecordingPlayer;
import ligature.ui.control.KnobValue;
import org.junit.jupiter.api.Test;

class ModulationTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private long nanos;
  private final Sound sound = new Sound(player, () -> nanos);
  private final Modulation modulation = new Modulation(sound, () -> nanos);
  private final History history = sound.history();

  private static ModulationSource source(String id) {
    return ModulationSource.find(id);
  }

  @Test
  void whatIsChangedPlaysAndIsPartOfTheSound() {
    modulation.add(ModulationRoute.of(source("lfo-2"), Parameter.TILT, 0.5f));
    assertThat(player.patch().modulation().routes())
        .containsExactly(ModulationRoute.of(source("lfo-2"), Parameter.TILT, 0.5f));
    assertThat(sound.current().modulation()).isEqualTo(player.patch().modulation());
    assertThat(sound.follow()).isFalse();
    sound.setCorner(0, player.timbre("tuba"));
    assertThat(player.patch().modulation().routes()).hasSize(1);
  }

  @Test
  void whatOthersMoveIsFollowed() {
    ModulationMatrix theirs = ModulationMatrix.NONE.withLfo(1, Lfo.PLAIN.withHz(7));
    int[] heard = {0};
    modulation.addListener(() -> heard[0]++);
    player.modulate(theirs);
    assertThat(sound.follow()).isTrue();
    assertThat(modulation.matrix()).isEqualTo(theirs);
    assertThat(heard[0]).isPositive();
  }

  @Test
  void turnsOfOneMovementAreOneStepBackAndInTheirOrderWithOthers() {
    modulation.add(ModulationRoute.of(source("lfo-1"), Parameter.AIR, 0.1f));
    nanos += 2_000_000_000;
    KnobValue amount = RouteKnobs.amount(modulation, 0);
    for (int i = 1; i <= 20; i++) {
      amount.turn(10 + i);
      nanos += 50_000_000;
    }
    assertThat(amount.value()).isCloseTo(30, within(1e-4f));
    sound.binding(Parameter.PAN).turn(0.5f); // while the other movement is still open
    amount.turn(40);
    history.undo();
    assertThat(amount.value()).isCloseTo(30, within(1e-4f));
    assertThat(sound.binding(Parameter.PAN).value()).isEqualTo(0.5f);
    history.undo();
    assertThat(sound.binding(Parameter.PAN).value()).isZero();
    history.undo();
    assertThat(amount.value()).isCloseTo(10, within(1e-4f));
    history.undo();
    assertThat(modulation.matrix()).isEqualTo(ModulationMatrix.NONE);
    assertThat(amount.value()).isZero(); // of a route that is gone
    amount.turn(50);
    assertThat(modulation.matrix()).isEqualTo(ModulationMatrix.NONE);
  }

  @Test
  void macrosAreNamedAndSayWhatTheyMove() {
    ModulationSource macro = source("macro-3");
    assertThat(modulation.title(macro)).isEqualTo("Macro 3");
    ParameterKnob knob = ParameterKnob.of(sound, modulation, Parameter.MACRO_3);
    knob.rename("  Breath ");
    assertThat(knob.title()).isEqualTo("Breath");
    assertThat(modulation.title(macro)).isEqualTo("Breath");
    assertThat(player.patch().modulation().macros().get(2)).isEqualTo("Breath");
    assertThat(modulation.movedBy(macro)).isEmpty();
    modulation.add(ModulationRoute.of(macro, Parameter.AIR, 1));
    modulation.add(new ModulationRoute(source("lfo-1"), Parameter.TILT, 1, 0, macro));
    assertThat(modulation.movedBy(macro)).isEqualTo("Air, Tilt");
    history.undo();
    history.undo();
    history.undo();
    assertThat(knob.title()).isEqualTo("Macro 3");
    assertThat(ParameterKnob.of(sound, modulation, Parameter.AIR).isNameable()).isFalse();
  }

  @Test
  void everySourceAndEveryParameterCanBeChosen() {
    List<ModulationSource> sources =
        RouteChoices.sources().values().stream().flatMap(List::stream).toList();
    assertThat(sources).doesNotHaveDuplicates().doesNotContainNull();
    for (ModulationSource.Kind kind : ModulationSource.Kind.values()) {
      assertThat(sources).as(kind.name()).anyMatch(s -> s.kind() == kind);
    }
    assertThat(sources).contains(source("cc-0"), source("cc-127"));
    assertThat(
            RouteChoices.targets().values().stream().flatMap(List::stream).map(t -> (Parameter) t))
        .containsExactlyInAnyOrder(Parameter.values());
    assertThat(RouteChoices.title(source("cc-1"))).isEqualTo("CC 1, Mod wheel");
    assertThat(RouteChoices.title(source("release-velocity"))).isEqualTo("Release velocity");
  }

  @Test
  void anEnvelopeIsPulledByItsPointsAndDrawnAsItSounds() {
    ShapedSource first = ShapedSource.all(modulation).get(0);
    assertThat(first.shape().handles()).hasSize(3);
    first.shape().pull(1, 0.25, 0.6);
    ModulationEnvelope pulled = modulation.matrix().envelopes().get(0);
    assertThat(pulled.sustain()).isEqualTo(0.6f);
    assertThat(first.shape().handles().get(1).x()).isCloseTo(0.25, within(1e-3));
    for (int handle = 0; handle < 3; handle++) { // however far they are pulled
      first.shape().pull(handle, 0, 0);
      first.shape().pull(handle, 1, 1);
    }
    pulled = modulation.matrix().envelopes().get(0);
    assertThat(pulled.attack()).isEqualTo(20);
    assertThat(first.shape().heightAt(first.shape().handles().get(0).x()))
        .isCloseTo(1, within(1e-6));
    assertThat(first.shape().heightAt(1)).isLessThan(0.01);
    for (double x = 0; x <= 1; x += 0.01) {
      assertThat(first.shape().heightAt(x)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void anyChangesAreUndoneAndRedoneExactly() {
    Random random = new Random(5);
    List<ShapedSource> shaped = ShapedSource.all(modulation);
    List<ModulationMatrix> states = new ArrayList<>(List.of(modulation.matrix()));
    for (int i = 0; i < 80; i++) {
      nanos += 2_000_000_000;
      int routes = modulation.matrix().routes().size();
      switch (random.nextInt(5)) {
        case 0 ->
            modulation.add(
                ModulationRoute.of(
                    shaped.get(random.nextInt(shaped.size())).source(),
                    Parameter.of(random.nextInt(Parameter.count())),
                    random.nextFloat()));
        case 1 -> {
          List<KnobValue> knobs = shaped.get(random.nextInt(shaped.size())).knobs();
          KnobValue knob = knobs.get(random.nextInt(knobs.size()));
          knob.turn(knob.valueAt(random.nextFloat()));
        }
        case 2 -> shaped.get(0).shape().pull(random.nextInt(3), random.nextFloat(), 0.3);
        case 3 -> RouteKnobs.curve(modulation, random.nextInt(1 + routes)).turn(random.nextFloat());
        default -> modulation.nameMacro(1 + random.nextInt(8), "M" + i);
      }
      if (!modulation.matrix().equals(states.get(states.size() - 1))) {
        states.add(modulation.matrix());
      }
    }
    assertThat(states).hasSizeGreaterThan(60);
    for (int i = states.size() - 2; i >= 0; i--) {
      history.undo();
      assertThat(modulation.matrix()).isEqualTo(states.get(i));
    }
    assertThat(history.undoTitle()).isNull();
    for (int i = 1; i < states.size(); i++) {
      history.redo();
      assertThat(modulation.matrix()).isEqualTo(states.get(i));
    }
  }
}
