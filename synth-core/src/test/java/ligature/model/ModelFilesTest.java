package ligature.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import ligature.files.InputException;
import ligature.testing.Bundled;
import ligature.testing.SafetensorsBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models whose files are damaged, exchanged or hostile are refused in one line. */
class ModelFilesTest {

  @TempDir private Path folder;

  private Path copy() throws Exception {
    Path copy = Files.createDirectory(folder.resolve("model"));
    try (Stream<Path> files = Files.list(Bundled.folder())) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  @Test
  void aChangedFileIsNotLoaded() throws Exception {
    Path copy = copy();
    assertThat(Model.load(copy).bank().names()).contains("piano");
    byte[] bytes = Files.readAllBytes(copy.resolve("decoder.ts"));
    bytes[1000] ^= 1;
    Files.write(copy.resolve("decoder.ts"), bytes);
    Model model = Model.load(copy);
    assertThatThrownBy(() -> model.openDecoder(ComputeDevice.CPU))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("decoder.ts")
        .hasMessageContaining("SHA-256");
    bytes = Files.readAllBytes(copy.resolve("timbres.safetensors"));
    bytes[bytes.length - 1] ^= 1;
    Files.write(copy.resolve("timbres.safetensors"), bytes);
    assertThatThrownBy(() -> Model.load(copy))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("timbres.safetensors")
        .hasMessageContaining("SHA-256");
  }

  @Test
  void aMissingOrDamagedManifestIsTold() throws Exception {
    Path copy = copy();
    Path manifest = copy.resolve("manifest.json");
    String text = Files.readString(manifest);
    for (String damaged :
        new String[] {
          "",
          "{",
          "[]",
          "null",
          "{\"format\":\"x\"}",
          text.replace("\"formatVersion\": 1", "\"formatVersion\": 2"),
          text.replace("decoder.ts", "../decoder.ts"),
          text.replace("\"hopFrames\": 128", "\"hopFrames\": 0")
        }) {
      Files.writeString(manifest, damaged);
      assertThatThrownBy(() -> Model.load(copy))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("manifest.json")
          .hasMessageNotContaining("\n");
    }
    Files.delete(manifest);
    assertThatThrownBy(() -> Model.load(copy))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}x",
        "[]",
        "{\"a\":{}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"more\":1}}",
        "{\"a\":{\"dtype\":[],\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"__metadata__\":{\"x\":{}},\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
        "{\"a\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1000000],\"data_offsets\":[0,4000000]}}"
      })
  void hostileHeadersAreRefused(String header) {
    assertThatThrownBy(() -> new Safetensors(Path.of("x"), SafetensorsBytes.of(header, 8)))
        .isInstanceOf(InputException.class);
  }

  @Test
  void aHeaderLengthIsNotTrusted() {
    for (long length : new long[] {Long.MAX_VALUE, -1, 1 << 30, 100, 1}) {
      byte[] bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
      assertThatThrownBy(() -> new Safetensors(Path.of("x"), bytes))
          .isInstanceOf(InputException.class);
    }
  }

  @Test
  void valuesThatAreNotFiniteAreRefused() throws Exception {
    byte[] bytes =
        SafetensorsBytes.of("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(bytes.length - 4, Float.NaN);
    assertThatThrownBy(() -> new Safetensors(Path.of("x"), bytes).floats("a"))
        .isInstanceOf(InputException.class);
  }

  @Test
  void halvesAreReadExactly() {
    assertThat(Safetensors.halfToFloat((short) 0x3C00)).isEqualTo(1f);
    assertThat(Safetensors.halfToFloat((short) 0xC000)).isEqualTo(-2f);
    assertThat(Safetensors.halfToFloat((short) 0x0001)).isEqualTo(0x1p-24f);
    assertThat(Safetensors.halfToFloat((short) 0x7BFF)).isEqualTo(65504f);
    assertThat(Safetensors.halfToFloat((short) 0x7C00)).isInfinite();
  }

  @Test
  void aDamagedBankIsToldAndNothingElseThrown() throws Exception {
    byte[] whole =
        java.util.Arrays.copyOf(
            Files.readAllBytes(Bundled.folder().resolve("timbres.safetensors")), 200_000);
    Path file = folder.resolve("t.safetensors");
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = whole.clone();
      bytes[random.nextInt(60_000)] = (byte) random.nextInt(256);
      Files.write(file, bytes);
      assertThatThrownBy(() -> TimbreFile.read(file)).isInstanceOf(InputException.class);
    }
  }
}
