package ligature.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransportSongTest {

  private static final int AHEAD = 384;

  private final EventList song = new EventList();
  private final TransportSong following = new TransportSong(song);

  TransportSongTest() {
    song.add(0, Event.pack(Event.CONTROLLER, 0, Controllers.SUSTAIN, 1));
    song.add(0, Event.pack(Event.CONTROLLER, 0, 1, 0.25f));
    song.add(1000, Event.noteOn(0, 60, 0.5f));
    song.add(2000, Event.noteOff(0, 60, 0.5f));
    song.add(3000, Event.noteOn(0, 62, 0.5f));
    song.add(4000, Event.noteOff(0, 62, 0.5f));
  }

  /** Frame and event, in words, of all that comes before a frame. */
  private List<String> until(long frame) {
    List<String> said = new ArrayList<>();
    for (long at = following.nextFrame(); at < frame; at = following.nextFrame()) {
      long event = following.take();
      said.add(
          at
              + " "
              + switch (Event.kind(event)) {
                case Event.NOTE_ON -> "on " + Event.number(event);
                case Event.NOTE_OFF -> "off " + Event.number(event);
                default -> "cc" + Event.number(event) + "=" + Event.value(event);
              });
    }
    return said;
  }

  @Test
  void isSilentWhileTheTransportStands() {
    following.report(10_384, 0, AHEAD, false);
    assertThat(until(1_000_000)).isEmpty();
  }

  @Test
  void playsAtThePlaceOfTheTransport() {
    following.report(10_384, 0, AHEAD, true);
    // what the latency made late comes at once, the rest in its place
    assertThat(until(1_000_000))
        .containsExactly(
            "10384 cc64=1.0",
            "10384 cc1=0.25",
            "11000 on 60",
            "12000 off 60",
            "13000 on 62",
            "14000 off 62");
    following.report(20_384, 10_000, AHEAD, true);
    assertThat(until(1_000_000)).as("nothing is played twice").isEmpty();
  }

  @Test
  void startsInTheMiddleAsIfItHadPlayedTo() {
    following.report(10_384, 2500, AHEAD, true);
    assertThat(until(1_000_000))
        .containsExactly("10384 cc64=1.0", "10384 cc1=0.25", "10500 on 62", "11500 off 62");
  }

  @Test
  void liftsItsKeysAndPedalsWhenItStops() {
    following.report(10_384, 0, AHEAD, true);
    until(11_500);
    following.report(11_512, 1128, AHEAD, false);
    assertThat(until(1_000_000)).containsExactly("11512 off 60", "11512 cc64=0.0");
  }

  @Test
  void followsAJumpWhileItRolls() {
    following.report(10_384, 0, AHEAD, true);
    until(11_500);
    following.report(11_512, 2900, AHEAD, true);
    assertThat(until(1_000_000))
        .containsExactly(
            "11512 off 60",
            "11512 cc64=0.0",
            "11512 cc64=1.0",
            "11512 cc1=0.25",
            "11512 on 62",
            "12228 off 62");
  }

  @Test
  void theRoundingOfTwoRatesIsNoJump() {
    following.report(10_384, 0, AHEAD, true);
    until(11_500);
    following.report(11_514, 1128, AHEAD, true);
    assertThat(until(12_500)).containsExactly("12000 off 60");
  }
}
