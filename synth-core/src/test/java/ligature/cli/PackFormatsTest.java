package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import javax.sound.sampled.AudioSystem;
import javax.xml.parsers.DocumentBuilderFactory;
import ligature.soundfile.WavReader;
import ligature.testing.Audio;
import ligature.units.Pitch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What samplers open. */
class PackFormatsTest {

  private static final int STEPS = 5;

  @TempDir private static Path shared;
  private static Path pack;
  private static CommandRun run;

  @BeforeAll
  static void makeThePack() {
    pack = shared.resolve("pack");
    run =
        CommandRun.of(
            "pack --timbres trumpet,clarinet --steps "
                + STEPS
                + " --keys 45,57,70 --velocities 60,110 --seconds 1.2 --rate 44100 --bits 32f"
                + " --format sfz,dspreset,nsynth,wavetable --device cpu --json",
            List.of("--out", pack.toString()));
  }

  @Test
  void allFormatsComeFromOneRendering() throws Exception {
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.json().get("files").asInt()).isEqualTo(6 * (2 * STEPS + 1));
    JsonNode indexes =
        new ObjectMapper().readTree(pack.resolve("manifest.json").toFile()).get("indexes");
    List<String> names = new ArrayList<>();
    indexes.forEach(i -> names.add(i.get("path").asText()));
    assertThat(names)
        .containsExactly("trumpet-clarinet.sfz", "trumpet-clarinet.dspreset", "examples.json");
  }

  @Test
  void theDecentSamplerPresetCoversEveryKeyVelocityAndKnobPosition() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    byte[] xml = Files.readAllBytes(pack.resolve("trumpet-clarinet.dspreset"));
    Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("DecentSampler");
    assertThat(elements(document, "groups")).hasSize(1);
    List<Element> groups = elements(document, "group");
    assertThat(groups).hasSize(STEPS);
    for (Element group : groups) {
      int[][] hits = new int[128][128];
      NodeList samples = group.getElementsByTagName("sample");
      for (int i = 0; i < samples.getLength(); i++) {
        Element sample = (Element) samples.item(i);
        int frames = WavReader.read(pack.resolve(sample.getAttribute("path"))).frames();
        assertThat(number(sample, "loopStart")).isPositive();
        assertThat(number(sample, "loopEnd")).isGreaterThan(number(sample, "loopStart"));
        assertThat(number(sample, "loopEnd")).isLessThan(frames);
        assertThat(number(sample, "rootNote"))
            .isBetween(number(sample, "loNote"), number(sample, "hiNote"));
        for (int k = (int) number(sample, "loNote"); k <= number(sample, "hiNote"); k++) {
          for (int v = (int) number(sample, "loVel"); v <= number(sample, "hiVel"); v++) {
            hits[k][v]++;
          }
        }
      }
      for (int[] key : hits) {
        assertThat(Arrays.copyOfRange(key, 1, 128)).containsOnly(1);
      }
    }
    List<Element> bindings =
        elements(document, "binding").stream()
            .filter(b -> b.getAttribute("parameter").equals("AMP_VOLUME"))
            .toList();
    for (double knob = 0; knob <= 1; knob += 0.03125) {
      double sum = 0;
      for (Element binding : bindings) {
        sum += interpolated(binding.getAttribute("translationTable"), knob);
      }
      assertThat(sum).as("volumes at " + knob).isCloseTo(1, within(1e-3));
    }
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static double interpolated(String table, double at) {
    double lastX = -1;
    double lastY = 0;
    for (String pair : table.split(";")) {
      double x = Double.parseDouble(pair.split(",")[0]);
      double y = Double.parseDouble(pair.split(",")[1]);
      if (at <= x) {
        return lastX < 0 ? y : lastY + (y - lastY) * (at - lastX) / (x - lastX);
      }
      lastX = x;
      lastY = y;
    }
    return lastY;
  }

  @Test
  void theNotesAreNamedAndIndexedAsNSynthDoes() throws Exception {
    JsonNode examples = new ObjectMapper().readTree(pack.resolve("examples.json").toFile());
    assertThat(examples).hasSize(6 * STEPS);
    TreeSet<String> families = new TreeSet<>();
    for (Iterator<String> names = examples.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      JsonNode note = examples.get(name);
      assertThat(name).matches("(brass|reed)_synthetic_\\d{3}-\\d{3}-\\d{3}");
      assertThat(note.get("note_str").asText()).isEqualTo(name);
      assertThat(name)
          .isEqualTo(
              "%s-%03d-%03d"
                  .formatted(
                      note.get("instrument_str").asText(),
                      note.get("pitch").asInt(),
                      note.get("velocity").asInt()));
      assertThat(note.get("qualities")).hasSize(10);
      families.add(
          note.get("instrument_family").asInt() + note.get("instrument_family_str").asText());
      WavReader.Sound sound = WavReader.read(pack.resolve("audio/" + name + ".wav"));
      assertThat(sound.frames()).as("held 1.2 s and 1 s more").isEqualTo((int) (2.2 * 44_100));
      assertThat(sound.rateHz()).isEqualTo(note.get("sample_rate").asInt());
      assertThat(
              Audio.centsFrom(
                  Arrays.copyOfRange(sound.samples(), 13_000, 52_000),
                  44_100,
                  Pitch.keyToHz(note.get("pitch").asInt())))
          .isBetween(-15.0, 15.0);
    }
    assertThat(families).containsExactly("1brass", "7reed");
  }

  @Test
  void aWavetableHasACycleForEveryStep() throws Exception {
    Path file = pack.resolve("wavetables/trumpet-clarinet-k057-v110.wav");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] clm = chunk(bytes, "clm ");
    assertThat(new String(clm, StandardCharsets.US_ASCII)).startsWith("<!>2048 ");
    float[] x = WavReader.read(file).samples();
    assertThat(x).hasSize(STEPS * 2048);
    assertThat(Audio.peak(x)).isCloseTo(0.95f, within(1e-3f));
    float[] before = null;
    for (int step = 0; step < STEPS; step++) {
      float[] cycle = Arrays.copyOfRange(x, step * 2048, (step + 1) * 2048);
      // a cycle goes on where it ends, and a neighbour is alike
      double jump = Math.abs(cycle[0] - cycle[2047]);
      double steepest = 0;
      for (int i = 1; i < 2048; i++) {
        steepest = Math.max(steepest, Math.abs(cycle[i] - cycle[i - 1]));
      }
      assertThat(jump).isLessThanOrEqualTo(steepest * 1.01);
      if (before != null) {
        assertThat(correlation(before, cycle)).as("with the step before").isGreaterThan(0.9);
      }
      before = cycle;
    }
    // and it sounds like the note that it was taken from, harmonic by harmonic
    float[] note = WavReader.read(pack.resolve("audio/brass_synthetic_000-057-110.wav")).samples();
    double[] ofNote = new double[6];
    double[] ofCycle = new double[6];
    for (int h = 1; h <= 6; h++) {
      ofNote[h - 1] = magnitude(note, 22_050, 49_612, 220.0 * h / 44_100);
      ofCycle[h - 1] = magnitude(x, 0, 2048, h / 2048.0);
    }
    for (int h = 1; h < 6; h++) {
      double note20 = 20 * Math.log10(ofNote[h] / ofNote[0]);
      double cycle20 = 20 * Math.log10(ofCycle[h] / ofCycle[0]);
      assertThat(cycle20).as("harmonic " + (h + 1)).isCloseTo(note20, within(3.0));
    }
  }

  private static byte[] chunk(ByteBuffer wav, String id) {
    int at = 12;
    while (at + 8 <= wav.limit()) {
      byte[] name = new byte[4];
      wav.get(at, name);
      int size = wav.getInt(at + 4);
      if (new String(name, StandardCharsets.US_ASCII).equals(id)) {
        byte[] content = new byte[size];
        wav.get(at + 8, content);
        return content;
      }
      at += 8 + size + (size & 1);
    }
    throw new AssertionError("no chunk " + id);
  }

  private static double correlation(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double magnitude(float[] x, int from, int to, double cyclesPerFrame) {
    double re = 0;
    double im = 0;
    for (int i = from; i < to; i++) {
      double phase = 2 * Math.PI * cyclesPerFrame * (i - from);
      re += x[i] * Math.cos(phase);
      im += x[i] * Math.sin(phase);
    }
    return Math.hypot(re, im);
  }

  @Test
  void theSmplChunkSaysKeyAndLoop() throws Exception {
    JsonNode files =
        new ObjectMapper().readTree(pack.resolve("manifest.json").toFile()).get("files");
    int checked = 0;
    for (JsonNode entry : files) {
      if (entry.get("kind").asText().equals("sample")) {
        Path file = pack.resolve(entry.get("path").asText());
        ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer smpl = ByteBuffer.wrap(chunk(wav, "smpl")).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(smpl.getInt(12)).isEqualTo(entry.get("key").asInt());
        assertThat(smpl.getInt(28)).as("loops").isEqualTo(1);
        assertThat(smpl.getInt(44)).isEqualTo(entry.get("loopStart").asInt());
        assertThat(smpl.getInt(48)).isEqualTo(entry.get("loopEnd").asInt());
        assertThat(AudioSystem.getAudioFileFormat(file.toFile()).getFrameLength())
            .as("as the JDK's reader has it")
            .isEqualTo(entry.get("frames").asInt());
        checked++;
      }
    }
    assertThat(checked).isEqualTo(6 * STEPS);
  }
}
