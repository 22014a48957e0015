package ligature.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import ligature.engine.Clip;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.parameter.Parameter;
import ligature.plugin.InsertSetting;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.ToneTimbres;
import ligature.units.KeyPitch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresetPreviewTest {

  private static final int RATE = ToneTimbres.RATE_HZ;
  private static final int FRAMES = (int) (RATE * PresetPreview.SECONDS);

  /** Until what sounds on begins to fade. */
  private static final int COMPARED = FRAMES - RATE / 2;

  private final PresetPreview preview = new PresetPreview(ToneTimbres.decoder());

  private static Patch preset(float levelDb) {
    return ToneTimbres.patch(ToneTimbres.dying("a"), ToneTimbres.steady("b"))
        .with(Parameter.LEVEL, levelDb)
        .with(Parameter.PAN, 0.4f)
        .withInserts(List.of(InsertSetting.of("java:delay")));
  }

  private Clip rendered(Patch patch) {
    return preview.render(patch, KeyPitch.EQUAL, clip -> {}, () -> true);
  }

  private static float[] played(Patch patch, int voices, EventList events, Clip clip) {
    float[] out = new float[2 * FRAMES];
    try (Instrument instrument =
        new Instrument(ToneTimbres.decoder(), voices, 1, patch, new Meters())) {
      instrument.inserts().set(patch.inserts());
      instrument.addSource(events);
      instrument.play(clip);
      instrument.render(out, 0, FRAMES);
    }
    return out;
  }

  /** Another sound is loaded, far softer and to one side. */
  private static Patch other() {
    return ToneTimbres.patch(ToneTimbres.steady("c"), ToneTimbres.steady("d"))
        .with(Parameter.LEVEL, -30)
        .with(Parameter.PAN, -1);
  }

  private static float[] heard(Clip clip) {
    return played(other(), 1, new EventList(), clip);
  }

  /** Loud enough to be limited, and not. */
  @ParameterizedTest
  @ValueSource(floats = {-18, 12})
  void isWhatTheInstrumentPlaysOnceThePresetIsLoaded(float levelDb) {
    float[] wanted = played(preset(levelDb), 32, PresetPreview.phrase(RATE), null);
    float[] heard = heard(rendered(preset(levelDb)));
    assertThat(Audio.peak(wanted)).isGreaterThan(0.05f);
    assertThat(Arrays.copyOf(heard, 2 * COMPARED)).isEqualTo(Arrays.copyOf(wanted, 2 * COMPARED));
    assertThat(Math.abs(heard[heard.length - 2])).as("has faded").isLessThan(1e-3f);
  }

  @Test
  void notesThatAreHeldGoOnBesideIt() {
    EventList held = new EventList();
    held.add(0, Event.noteOn(0, 60, 0.7f));
    float[] note = played(other(), 1, held.shifted(0), null);
    float[] alone = heard(rendered(preset(-18)));
    float[] both = played(other(), 1, held.shifted(0), rendered(preset(-18)));
    assertThat(Audio.peak(note)).isGreaterThan(1e-3f);
    for (int i = 0; i < both.length; i++) {
      assertThat(both[i]).as("sample %d", i).isCloseTo(note[i] + alone[i], within(1e-6f));
    }
  }

  @Test
  void canBeHeardBeforeItIsWhole() {
    int[] ready = {-1};
    Clip clip =
        preview.render(
            preset(-18), KeyPitch.EQUAL, playable -> ready[0] = playable.ready(), () -> true);
    assertThat(ready[0]).isBetween(1, FRAMES - 1);
    assertThat(clip.ready()).isEqualTo(FRAMES);
  }

  @Test
  void theFasterItIsMadeTheSoonerItIsHeard() {
    assertThat(PresetPreview.mayBegin(0.05, 0.001)).as("too little to be sure").isFalse();
    assertThat(PresetPreview.mayBegin(0.1, 0.02)).as("five times real time").isTrue();
    assertThat(PresetPreview.mayBegin(1, 1)).as("as fast as it is heard").isFalse();
    assertThat(PresetPreview.mayBegin(1.7, 1.7)).isTrue();
    assertThat(PresetPreview.mayBegin(1.4, 2.8)).as("half as fast").isFalse();
    assertThat(PresetPreview.mayBegin(1.5, 3)).as("waited for long enough").isTrue();
  }

  @Test
  void endsAsSoonAsItIsNotWanted() {
    int[] asked = {0};
    assertThatThrownBy(
            () -> preview.render(preset(-18), KeyPitch.EQUAL, c -> {}, () -> ++asked[0] < 10))
        .isInstanceOf(CancellationException.class);
    assertThat(asked[0]).isEqualTo(10);
  }

  @Test
  void aTuningAndAnInsertThatIsMissingAreAsTheyWouldBeLive() {
    Patch patch =
        preset(-18)
            .withInserts(List.of(InsertSetting.of("java:nonsense"))); // told once it is loaded
    Clip clip = preview.render(patch, (channel, key) -> 0, c -> {}, () -> true);
    assertThat(Audio.peak(heard(clip))).as("no key has a pitch").isZero();
    assertThat(Audio.peak(heard(rendered(patch)))).isGreaterThan(0.05f);
  }
}
