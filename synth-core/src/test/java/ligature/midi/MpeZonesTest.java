package ligature.midi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a channel is, by the rules of the MPE specification. */
class MpeZonesTest {

  /** A letter a channel: L and U are managers of a zone, l and u members, a dot nobody's. */
  private static String map(MpeZones zones) {
    return IntStream.range(0, 16)
        .mapToObj(
            channel -> {
              boolean lower = zones.keyboardOf(channel) == MpeZones.LOWER_MANAGER;
              boolean upper = zones.keyboardOf(channel) == MpeZones.UPPER_MANAGER;
              if (zones.managerOf(channel) >= 0) {
                return lower ? "l" : "u";
              }
              return lower && zones.members(MpeZones.LOWER_MANAGER) > 0
                  ? "L"
                  : upper && zones.members(MpeZones.UPPER_MANAGER) > 0 ? "U" : ".";
            })
        .collect(Collectors.joining());
  }

  /** The messages in their order, each the letter of a zone and its members. */
  @ParameterizedTest
  @CsvSource({
    "l7, Llllllll........",
    "l15, Llllllllllllllll", // the other manager is a member then
    "u15, uuuuuuuuuuuuuuuU",
    "l7 u7, LllllllluuuuuuuU",
    "u14, .uuuuuuuuuuuuuuU",
    "l14, Lllllllllllllll.",
    "l10 u4, LlllllllllluuuuU",
    "u14 l10, LlllllllllluuuuU", // the later one takes channels of the other
    "u7 l10, LlllllllllluuuuU",
    "l7 u13, LluuuuuuuuuuuuuU",
    "l7 u14, .uuuuuuuuuuuuuuU", // without a member left the other zone ends
    "u7 l15, Llllllllllllllll",
    "u7 l14, Lllllllllllllll.",
    "l7 u15, uuuuuuuuuuuuuuuU",
    "l3 u3 l5, Llllll......uuuU", // where there is room nobody loses anything
    "l10 u10, LlllluuuuuuuuuuU",
    "l10 u10 u0, Lllll...........", // what was taken is not given back
    "l10 u10 l3, Llll.uuuuuuuuuuU",
    "l7 l0, ................",
    "l7 u7 l0, ........uuuuuuuU", // the end of one zone is no matter of the other
    "u15 l0, uuuuuuuuuuuuuuuU",
    "l15 u0, Llllllllllllllll"
  })
  void aZoneThatIsSetUpLaterTakesChannelsOfTheOther(String messages, String expected) {
    MpeZones zones = new MpeZones();
    for (String message : messages.split(" ")) {
      zones.configure(
          message.charAt(0) == 'l' ? MpeZones.LOWER_MANAGER : MpeZones.UPPER_MANAGER,
          Integer.parseInt(message.substring(1)));
    }
    assertThat(map(zones)).isEqualTo(expected);
  }

  @Test
  void otherChannelsManageNothing() {
    MpeZones zones = new MpeZones();
    zones.configure(MpeZones.LOWER_MANAGER, 3);
    for (int channel = 1; channel < 15; channel++) {
      zones.configure(channel, 15);
    }
    assertThat(map(zones)).isEqualTo("Llll............");
  }
}
