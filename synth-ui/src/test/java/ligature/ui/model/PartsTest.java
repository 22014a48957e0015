package ligature.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import ligature.latent.Timbre;
import ligature.parameter.Parameter;
import ligature.preset.KitPad;
import ligature.preset.Part;
import ligature.preset.Patch;
import ligature.preset.Range;
import ligature.ui.RecordingPlayer;
import ligature.ui.control.KnobValue;
import org.junit.jupiter.api.Test;

/** A second part, ranges, kits, and that all of it can be undone. */
class PartsTest {

  private final RecordingPlayer player = new RecordingPlayer();
  private long nanos;
  private final Sound sound = new Sound(player, () -> nanos);
  private final Parts parts = new Parts(sound, () -> nanos);
  private final Patch before = player.patch();

  private Part part(int index) {
    return player.patch().parts().get(index);
  }

  @Test
  void aSecondPartIsAddedEditedAndTakenAway() {
    sound.binding(Parameter.TILT).turn(3);
    sound.endGesture();
    assertThat(parts.edited()).isZero();
    parts.add();
    assertThat(player.patch().parts()).hasSize(2);
    assertThat(parts.edited()).isEqualTo(1);
    assertThat(part(1).isPlain()).isTrue();
    assertThat(part(1).corners()).hasSize(2).doesNotContainAnyElementsOf(before.corners());
    assertThat(player.patch().value(Parameter.TILT)).as("what was turned stays").isEqualTo(3);
    parts.add();
    assertThat(player.patch().parts()).as("two are the most").hasSize(2);
    parts.setCorner(1, player.timbre("tuba"));
    assertThat(part(1).corners().get(1).name()).isEqualTo("tuba");
    assertThat(part(0).corners()).isEqualTo(before.corners());
    parts.edit(0);
    parts.setCorner(0, player.timbre("oboe"));
    assertThat(player.patch().corner(0).name()).as("the pad's own").isEqualTo("oboe");
    parts.removeSecond();
    assertThat(player.patch().parts()).hasSize(1);
    for (int i = 0; i < 4; i++) {
      sound.history().undo();
    }
    assertThat(player.patch().parts()).isEqualTo(before.parts());
    assertThat(player.patch().value(Parameter.TILT)).isEqualTo(3);
    assertThat(parts.edited()).isZero();
  }

  @Test
  void theSecondPartHasValuesOfItsOwn() {
    assertThat(parts.canOwn()).isFalse();
    parts.addOwn(Parameter.TILT);
    assertThat(player.patch()).as("those of the first are the sound's").isEqualTo(before);
    parts.add();
    sound.binding(Parameter.TILT).turn(4);
    sound.endGesture();
    assertThat(parts.ownable().values().stream().flatMap(List::stream))
        .contains(Parameter.TILT)
        .doesNotContain(Parameter.LEVEL);
    parts.addOwn(Parameter.TILT);
    assertThat(part(1).own()).containsOnly(Map.entry(Parameter.TILT, 4f));
    KnobValue tilt = PartKnob.own(parts, Parameter.TILT);
    tilt.turn(-2);
    assertThat(part(1).own()).containsOnly(Map.entry(Parameter.TILT, -2f));
    assertThat(player.patch().value(Parameter.TILT)).isEqualTo(4);
    assertThat(parts.ownable().values().stream().flatMap(List::stream))
        .doesNotContain(Parameter.TILT);
    parts.removeOwn(Parameter.TILT);
    assertThat(part(1).own()).isEmpty();
    tilt.turn(1);
    assertThat(part(1).own()).as("it is the instrument's").isEmpty();
    sound.history().undo();
    sound.history().undo();
    assertThat(part(1).own()).containsOnly(Map.entry(Parameter.TILT, 4f));
    sound.history().undo();
    assertThat(part(1).own()).isEmpty();
  }

  @Test
  void aDraggedRangeIsOneEditAndATypedOnePushesItsOther() {
    parts.grab();
    for (int high = 127; high >= 59; high--) {
      parts.setKeys(0, 0, high);
    }
    parts.letGo();
    assertThat(part(0).keys()).isEqualTo(new Range(0, 59));
    KnobValue low = PartKnob.lowKey(parts);
    low.turn(low.parse("C5"));
    assertThat(part(0).keys()).isEqualTo(new Range(72, 72));
    assertThat(low.text(low.value())).isEqualTo("C5");
    nanos += 2_000_000_000L;
    KnobValue high = PartKnob.highKey(parts);
    high.turn(high.parse("f#3"));
    assertThat(part(0).keys()).isEqualTo(new Range(54, 54));
    assertThat(high.parse("H9")).isNaN();
    assertThat(high.parse("60")).isEqualTo(60);
    assertThat(high.parse(high.text(3))).as("below C0").isEqualTo(3);
    assertThat(high.parse("Bb2")).isEqualTo(46);
    sound.history().undo();
    sound.history().undo();
    assertThat(part(0).keys()).isEqualTo(new Range(0, 59));
    sound.history().undo();
    assertThat(player.patch()).isEqualTo(before);
    PartKnob.lowVelocity(parts).turn(90);
    PartKnob.level(parts).turn(-6);
    PartKnob.pan(parts).turn(2);
    assertThat(part(0).velocities()).isEqualTo(new Range(90, 127));
    assertThat(List.of(part(0).levelDb(), part(0).pan())).containsExactly(-6f, 1f);
  }

  @Test
  void aPadIsChangedInAllItHas() {
    assertThat(parts.canMakeKit()).as("this bank has no percussion").isFalse();
    parts.makeKit();
    assertThat(player.patch()).isEqualTo(before);
    parts.addPad();
    parts.addPad();
    assertThat(parts.pads()).extracting(KitPad::key).containsExactly(36, 37);
    PartKnob.padKey(parts, 1).turn(40);
    PartKnob.padPitch(parts, 1).turn(52);
    PartKnob.padLevel(parts, 1).turn(-9);
    PartKnob.padPan(parts, 1).turn(-0.5f);
    PartKnob.padChoke(parts, 1).turn(3);
    parts.changePad(1, "One shot of a pad", pad -> pad.withOneShot(false));
    parts.changePad(1, "Timbre of a pad", pad -> pad.playing(player.timbre("tuba")));
    List<Timbre> tubas = List.of(player.timbre("tuba"), player.timbre("tuba"));
    assertThat(part(0).kit().get(1)).isEqualTo(new KitPad(40, tubas, 52, false, 3, -9, -0.5f));
    PartKnob.padKey(parts, 1).turn(36);
    assertThat(parts.pads()).extracting(KitPad::key).as("a key has one pad").contains(36, 40);
    KnobValue pitch = PartKnob.padPitch(parts, 1);
    pitch.turn(pitch.parse("own"));
    assertThat(pitch.text(pitch.value())).isEqualTo("own");
    assertThat(parts.pads().get(1).pitch()).isEqualTo(KitPad.OWN_PITCH);
    parts.removePad(0);
    assertThat(parts.pads()).hasSize(1);
    parts.clearKit();
    assertThat(part(0).isKit()).isFalse();
    while (sound.history().undoTitle() != null) {
      sound.history().undo();
    }
    assertThat(player.patch()).isEqualTo(before);
    while (sound.history().redoTitle() != null) {
      sound.history().redo();
    }
    assertThat(player.patch()).isEqualTo(before);
  }
}
