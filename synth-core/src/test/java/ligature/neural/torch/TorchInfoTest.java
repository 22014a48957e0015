package ligature.neural.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import ligature.files.InputException;
import ligature.neural.torch.TorchInfo.ElementType;
import ligature.testing.Hostile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What files say of themselves, read without libtorch; and what no file may make the reader do. */
class TorchInfoTest {

  @TempDir private static Path folder;

  @BeforeAll
  static void makeModels() throws Exception {
    TorchModels.make(folder);
  }

  private static TorchInfo read(String name) {
    return TorchInfo.read(folder.resolve(name));
  }

  @Test
  void methodsRatiosAndLabelsAreRead() {
    TorchInfo effect = read("effect.ts");
    assertThat(effect.kind()).isEqualTo(TorchInfo.Kind.NN);
    assertThat(effect.type()).endsWith(".Effect");
    assertThat(effect.methods()).containsOnlyKeys("forward", "hold");
    assertThat(effect.methods().get("forward"))
        .isEqualTo(new TorchInfo.Method(1, 1, 1, 1, List.of("sound"), List.of("louder sound")));
    assertThat(effect.methods().get("hold").inRatio()).isEqualTo(64);
    assertThat(effect.methods().get("hold").outRatio()).isEqualTo(32);
    assertThat(effect.largestRatio()).isEqualTo(64);
    TorchInfo codec = read("codec.ts");
    assertThat(codec.methods()).containsOnlyKeys("encode", "decode", "forward");
    assertThat(codec.methods().get("encode").outs()).isEqualTo(4);
    assertThat(codec.largestRatio()).isEqualTo(512);
    assertThat(codec.sampleRateHz()).isEqualTo(44_100);
    assertThat(effect.sampleRateHz()).isZero();
  }

  @Test
  void attributesAndTheirTypesAreRead() {
    assertThat(read("effect.ts").attributes())
        .isEqualTo(
            Map.of(
                "gain", List.of(ElementType.REAL),
                "mode", List.of(ElementType.BOOLEAN, ElementType.INTEGER),
                "label", List.of(ElementType.TEXT),
                "table", List.of(ElementType.BUFFER)));
  }

  @Test
  void aNeutoneFileBringsItsMetadata() {
    TorchInfo knobs = read("knobs.nm");
    assertThat(knobs.kind()).isEqualTo(TorchInfo.Kind.NEUTONE);
    assertThat(knobs.metadata().path("model_name").asText()).isEqualTo("Knobs");
  }

  @Test
  void otherTorchScriptIsKnownAsThat() {
    assertThat(read("plain.ts").kind()).isEqualTo(TorchInfo.Kind.OTHER);
  }

  @Test
  void whatIsNoArchiveIsRefusedInALine() throws IOException {
    refused(file("no zip at all".getBytes(StandardCharsets.UTF_8)), "is no zip file");
    refused(file(new byte[0]), "is no zip file");
    refused(zip("x/other", new byte[3]), "has no data.pkl");
    refused(zip("x/data.pkl", new byte[0]), "damaged");
    refused(
        zip("x/data.pkl", "\u0080\u0002I1\n.".getBytes(StandardCharsets.ISO_8859_1)), "operation");
    refused(zip("x/data.pkl", "K\u0001.".getBytes(StandardCharsets.ISO_8859_1)), "no module");
  }

  private static void refused(Path file, String reason) {
    assertThatThrownBy(() -> TorchInfo.read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(file + ": is no TorchScript file")
        .hasMessageContaining(reason);
  }

  private static Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("hostile.ts"), bytes);
  }

  private static Path zip(String name, byte[] bytes) throws IOException {
    Path file = folder.resolve("hostile.ts");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(bytes);
    }
    return file;
  }

  /** A hundred kilobytes of a zip that hold a gigabyte. */
  @Test
  void bombsAreRefusedWithoutBeingUnpacked() throws Exception {
    Path file = folder.resolve("bomb.ts");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("x/data.pkl"));
      byte[] nothings = new byte[1 << 20];
      java.util.Arrays.fill(nothings, (byte) ']');
      for (int i = 0; i < 128; i++) {
        zip.write(nothings);
      }
    }
    long bytes = Hostile.allocatedBytes(() -> refused(file, "has more than 65536 KiB"));
    assertThat(bytes).isLessThan(300 << 20);
  }

  @Test
  void picklesThatHoldThemselvesOrGrowAreRefused() throws Exception {
    byte[] lists = new byte[2_000_000];
    java.util.Arrays.fill(lists, (byte) ']');
    refused(zip("x/data.pkl", lists), "more than a million operations");
    // a dictionary with a list that holds itself as a key
    byte[] cycle = "}]q\0h\0aN0(h\0Nu.".getBytes(StandardCharsets.ISO_8859_1);
    refused(zip("x/data.pkl", cycle), "");
    byte[] longText = {'X', (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F, '.'};
    refused(zip("x/data.pkl", longText), "damaged");
  }

  @Test
  void damagedFilesAreReadOrRefused() throws Exception {
    Path damaged = folder.resolve("damaged.ts");
    for (String name : List.of("effect.ts", "codec.ts", "knobs.nm")) {
      byte[] whole = Files.readAllBytes(folder.resolve(name));
      Hostile.mutate(
          whole,
          300,
          2,
          bytes -> {
            Files.write(damaged, bytes);
            TorchInfo.read(damaged);
          },
          64 << 20);
      // mostly in the pickle, where the structure is
      int pickle = new String(whole, StandardCharsets.ISO_8859_1).indexOf("data.pkl") + 8;
      byte[] part =
          java.util.Arrays.copyOfRange(whole, pickle, Math.min(whole.length, pickle + 2_000));
      Hostile.mutate(
          part,
          300,
          3,
          bytes -> {
            byte[] mutated = whole.clone();
            System.arraycopy(bytes, 0, mutated, pickle, Math.min(bytes.length, part.length));
            Files.write(damaged, mutated);
            TorchInfo.read(damaged);
          },
          64 << 20);
    }
  }
}
