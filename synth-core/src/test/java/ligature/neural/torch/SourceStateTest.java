package ligature.neural.torch;

import static ligature.neural.torch.PlayedSource.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import ligature.files.InputException;
import ligature.testing.Audio;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sound holds of a model that is played from the keys, and what is no such model. */
class SourceStateTest {

  @TempDir private static Path folder;
  private static PlayedSource source;

  @BeforeAll
  static void makeModelsAndRecordings() throws Exception {
    source = new PlayedSource(folder);
  }

  @Test
  void aSoundHoldsItsRecordingsAndTheHashOfItsModel() throws Exception {
    byte[] state = source.encoded;
    float[] first;
    try (TorchPlugin plugin = source.opened("tones.ts", source.said, new byte[0])) {
      assertThat(plugin.state()).isEqualTo(state);
      first = held(plugin, 64, 24_000);
    }
    assertThat(state.length).isBetween(10_000, 600_000);
    try (TorchPlugin plugin = source.opened("tones.ts", "keys&a=gone.wav&b=gone.wav", state)) {
      assertThat(held(plugin, 64, 24_000)).isEqualTo(first);
      assertThat(plugin.state()).isEqualTo(state);
    }
    assertThatThrownBy(() -> source.opened("codec.ts", "keys", state))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("another model")
        .hasMessageContaining(TorchModels.file(folder.resolve("tones.ts")).sha256());
    for (int at : new int[] {0, 30, 75, 79, 95, 110, state.length - 1}) {
      byte[] broken = state.clone();
      broken[at] = (byte) 0x7f; // a magic, a hash, counts, a pitch, a step
      try (TorchPlugin plugin = source.opened("tones.ts", "keys", broken)) {
        assertThat(Audio.peak(held(plugin, 64, 4_096))).isFinite();
      } catch (InputException e) {
        assertThat(e.getMessage()).contains("tones.ts");
      }
    }
    byte[] half = Arrays.copyOf(state, state.length / 2);
    assertThatThrownBy(() -> source.opened("tones.ts", "keys", half))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the encoded recordings in this sound are damaged");
  }

  @Test
  void whatCannotBePlayedSaysWhatItLacks() {
    assertThatThrownBy(() -> source.opened("effect.ts", source.said, new byte[0]))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "effect.ts: cannot be a source, only an insert (nn:effect.ts): it has no method encode"
                + " and no method decode; it has forward, hold");
    assertThatThrownBy(() -> source.opened("tones.ts", "keys&a=" + source.dark, new byte[0]))
        .hasMessageContaining("wanted two or four recordings");
    assertThatThrownBy(
            () -> source.opened("tones.ts", "keys&a=" + source.dark + "&b=no.wav", new byte[0]))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no.wav");
    assertThatThrownBy(() -> source.opened("tones.ts", source.said + "&voices=99", new byte[0]))
        .hasMessageContaining("voices=99: wanted a whole number from 1 to 16");
  }

  @Test
  void asManyVoicesAsRunInTimeIfNobodySaysHowMany() {
    assertThat(NnKeys.withVoices("keys", 0.3)).isEqualTo("keys&voices=1");
    assertThat(NnKeys.withVoices("keys&a=x", 0.1)).isEqualTo("keys&a=x&voices=4");
    assertThat(NnKeys.withVoices("keys", 0.0001)).isEqualTo("keys&voices=8");
    assertThat(NnKeys.withVoices("keys", 9)).isEqualTo("keys&voices=1");
    assertThat(NnKeys.withVoices("keys&voices=12", 9)).isEqualTo("keys&voices=12");
  }
}
