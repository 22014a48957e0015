package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import ligature.testing.Audio;
import ligature.testing.Played;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All sound off and all notes off, by the frame. */
class ModeMessagesTest {

  private static final int RATE = ToneTimbres.RATE_HZ;
  private static final int AT = 9600;

  /** One note of a quarter: a sine at -15 dB. */
  private static final double ONE_DB = -15.05;

  private static Played played() {
    var loud = ToneTimbres.steady("loud");
    return new Played(ToneTimbres.patch(loud, loud));
  }

  private static double db(float[] audio, int from, int to) {
    return Audio.rmsDb(audio, from, to);
  }

  @Test
  void allSoundOffIsSilenceInFiveMillisecondsWhateverIsHeld() {
    float[] out =
        played()
            .controller(0, 0, 64, 127)
            .on(0, 0, 57, 127)
            .on(0, 0, 64, 127)
            .off(4800, 0, 64) // by the pedal
            .controller(AT, 0, 120, 0)
            .render(RATE / 2)
            .left();
    assertThat(db(out, AT - 2400, AT)).isGreaterThan(ONE_DB);
    assertThat(out[AT + 24]).as("it fades, it is not cut").isNotZero();
    assertThat(Audio.firstAbove(Arrays.copyOfRange(out, AT + 241, RATE / 2), 0))
        .as("sound after 5 ms")
        .isEqualTo(-1);
    assertThat(Audio.largestKink(out, AT, AT + 300))
        .as("without a click")
        .isLessThan(2 * Audio.largestKink(out, AT - 2400, AT));
  }

  @Test
  void allSoundOffIsForItsChannelAndTheNextNoteSounds() {
    float[] out =
        played()
            .on(0, 0, 57, 127)
            .on(0, 3, 64, 127)
            .controller(AT, 3, 120, 0)
            .controller(2 * AT, 0, 120, 0)
            .on(3 * AT, 0, 60, 127)
            .render(RATE)
            .left();
    assertThat(db(out, AT + 480, 2 * AT)).as("the other channel's").isCloseTo(ONE_DB, within(0.1));
    assertThat(db(out, 2 * AT + 480, 3 * AT)).isLessThan(-190);
    assertThat(db(out, 3 * AT + 480, RATE)).isCloseTo(ONE_DB, within(0.1));
  }

  /** The mode messages behind it lift the keys as well. */
  @ParameterizedTest
  @ValueSource(ints = {123, 124, 125, 126, 127})
  void allNotesOffLiftsTheKeysOfItsChannelAndLeavesThePedal(int number) {
    float[] lifted =
        played().on(0, 0, 57, 127).off(AT, 0, 57).on(0, 3, 64, 127).render(RATE).left();
    float[] off =
        played()
            .on(0, 0, 57, 127)
            .controller(AT, 0, number, 0)
            .on(0, 3, 64, 127)
            .render(RATE)
            .left();
    assertThat(off).as("as a key that comes up").isEqualTo(lifted);
    assertThat(db(off, RATE - 4800, RATE)).isCloseTo(ONE_DB, within(0.1));
    float[] pedalled =
        played()
            .controller(0, 0, 64, 127)
            .on(0, 0, 57, 127)
            .controller(AT, 0, number, 0)
            .controller(2 * AT, 0, 64, 0)
            .render(RATE)
            .left();
    assertThat(db(pedalled, AT + 4800, 2 * AT)).as("held").isCloseTo(ONE_DB, within(0.1));
    assertThat(db(pedalled, RATE - 4800, RATE)).as("let go").isLessThan(ONE_DB - 40);
  }
}
