package ligature.ui.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import ligature.ui.WindowFixture;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThemeTest {

  @BeforeAll
  static void needsScreen() {
    WindowFixture.requireDisplay();
  }

  private static Set<String> keys(String file) {
    Properties properties = new Properties();
    try (InputStream in = Theme.class.getResourceAsStream(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TreeSet<>(properties.stringPropertyNames());
  }

  @Test
  void bothLooksSetTheSameKeys() {
    assertThat(keys("FlatLightLaf.properties")).isEqualTo(keys("FlatDarkLaf.properties"));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void everyFamilyHasAColour(Theme theme) {
    GuiActionRunner.execute(
        () -> {
          theme.apply();
          assertThat(Theme.current()).isEqualTo(theme);
          for (String family :
              List.of(
                  "bass",
                  "brass",
                  "flute",
                  "guitar",
                  "keyboard",
                  "mallet",
                  "organ",
                  "reed",
                  "strings",
                  "synth",
                  "voice",
                  "Synth-Lead",
                  "unheard of")) {
            assertThat(Palette.family(family)).isNotEqualTo(Color.MAGENTA);
          }
          assertThat(Palette.family("Synth-Lead")).isEqualTo(Palette.family("synth_lead"));
          assertThat(Palette.familyTitle("synth_lead")).isEqualTo("Synth lead");
          Theme.DARK.apply();
        });
  }

  @Test
  void aBlendAtACornerIsItsColour() {
    List<Color> colors = List.of(Color.RED, Color.GREEN, Color.BLUE, Color.ORANGE);
    for (int i = 0; i < 4; i++) {
      double[] weights = new double[4];
      weights[i] = 1;
      assertThat(Palette.blend(colors, weights)).isEqualTo(colors.get(i));
    }
  }
}
