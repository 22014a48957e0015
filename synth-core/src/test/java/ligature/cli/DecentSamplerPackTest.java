package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** DecentSampler presets of four timbres, by what their two knobs do to the volume of each step. */
class DecentSamplerPackTest {

  @TempDir private Path folder;
  private Element preset;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void twoKnobsFadeBetweenFourTimbres(int side) throws Exception {
    CommandRun run =
        CommandRun.of(
            "pack --timbres flute,oboe,cello,trumpet --steps %1$dx%1$d --keys 60 --velocities 100"
                    .formatted(side)
                + " --seconds 0.3 --format dspreset --device cpu --json",
            List.of("--out", folder.toString()));
    assertThat(run.status()).as(run.err()).isZero();
    preset =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(folder.resolve("flute-oboe-cello-trumpet.dspreset").toFile())
            .getDocumentElement();
    assertThat(all("group")).hasSize(side * side);
    assertThat(all("labeled-knob"))
        .extracting(knob -> knob.getAttribute("label"))
        .containsExactly("Morph X", "Morph Y");
    everyStepIsHeardAloneWhereItLies(side);
    theVolumesAddUpToOneEverywhere();
    beforeAKnobIsTurnedTheyStandInTheMiddle();
    twoControllersTurnTheKnobs();
  }

  private List<Element> all(String tag) {
    return under(preset, tag);
  }

  private static List<Element> under(Element parent, String tag) {
    NodeList nodes = parent.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** The volume of each step with the knobs there: its group's times its tag's. */
  private double[] volumes(double x, double y) {
    List<Element> groups = all("group");
    double[] ofGroup = new double[groups.size()];
    Map<String, Double> ofTag = new HashMap<>();
    for (int knob = 0; knob < 2; knob++) {
      double at = knob == 0 ? x : y;
      for (Element binding : under(all("labeled-knob").get(knob), "binding")) {
        double volume = interpolated(binding.getAttribute("translationTable"), at);
        switch (binding.getAttribute("level") + " " + binding.getAttribute("parameter")) {
          case "group AMP_VOLUME" ->
              ofGroup[Integer.parseInt(binding.getAttribute("position"))] = volume;
          case "tag TAG_VOLUME" -> ofTag.put(binding.getAttribute("identifier"), volume);
          default -> throw new AssertionError(binding.getAttribute("parameter"));
        }
      }
    }
    for (int i = 0; i < ofGroup.length; i++) {
      ofGroup[i] *= ofTag.get(groups.get(i).getAttribute("tags"));
    }
    return ofGroup;
  }

  private static double interpolated(String table, double at) {
    double[] last = null;
    for (String pair : table.split(";")) {
      double[] next = {
        Double.parseDouble(pair.split(",")[0]), Double.parseDouble(pair.split(",")[1])
      };
      if (at <= next[0]) {
        return last == null
            ? next[1]
            : last[1] + (next[1] - last[1]) * (at - last[0]) / (next[0] - last[0]);
      }
      last = next;
    }
    return last[1];
  }

  private void everyStepIsHeardAloneWhereItLies(int side) {
    for (int row = 0; row < side; row++) {
      for (int column = 0; column < side; column++) {
        double[] volumes = volumes(column / (side - 1.0), row / (side - 1.0));
        for (int step = 0; step < side * side; step++) {
          assertThat(volumes[step]).isCloseTo(step == row * side + column ? 1 : 0, within(1e-4));
        }
        List<Element> samples = under(all("group").get(row * side + column), "sample");
        assertThat(samples).hasSize(1);
        String path = samples.get(0).getAttribute("path");
        assertThat(path).endsWith("-x" + column + "-y" + row + ".wav");
        assertThat(Files.isRegularFile(folder.resolve(path))).isTrue();
      }
    }
  }

  private void theVolumesAddUpToOneEverywhere() {
    for (double y = 0; y <= 1; y += 0.0625) {
      for (double x = 0; x <= 1; x += 0.0625) {
        double sum = 0;
        for (double volume : volumes(x, y)) {
          sum += volume;
        }
        assertThat(sum).as("at " + x + ", " + y).isCloseTo(1, within(1e-3));
      }
    }
  }

  private void beforeAKnobIsTurnedTheyStandInTheMiddle() {
    double[] middle = volumes(0.5, 0.5);
    Map<String, Double> tags = new HashMap<>();
    all("tag").forEach(t -> tags.put(t.getAttribute("name"), number(t, "volume")));
    List<Element> groups = all("group");
    for (int i = 0; i < middle.length; i++) {
      double first = number(groups.get(i), "volume") * tags.get(groups.get(i).getAttribute("tags"));
      assertThat(first).isCloseTo(middle[i], within(1e-3));
    }
    all("labeled-knob").forEach(knob -> assertThat(number(knob, "value")).isEqualTo(0.5));
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  /** As in the SFZ: the wheel and controller 17, each by the knob's number. */
  private void twoControllersTurnTheKnobs() {
    List<Element> controllers = all("cc");
    assertThat(controllers).extracting(c -> c.getAttribute("number")).containsExactly("1", "17");
    for (int knob = 0; knob < 2; knob++) {
      Element binding = under(controllers.get(knob), "binding").get(0);
      assertThat(binding.getAttribute("type")).isEqualTo("control");
      assertThat(binding.getAttribute("position")).isEqualTo("" + knob);
      assertThat(number(binding, "translationOutputMin")).isZero();
      assertThat(number(binding, "translationOutputMax")).isEqualTo(1);
    }
  }
}
