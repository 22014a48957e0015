package ligature.soundfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import ligature.files.Folders;
import ligature.files.InputException;
import ligature.testing.Hostile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WAV, AIFF and FLAC of every kind are read; damaged, cut and hostile ones are refused. */
class SoundReadersTest {

  private static final Path FIXTURES =
      Folders.home().resolve("synth-core/src/test/resources/soundfile");

  @TempDir private Path folder;

  private Path write(byte[] bytes) throws Exception {
    return Files.write(folder.resolve("x"), bytes);
  }

  /** A WAV file of one format chunk and these bytes of audio. */
  static byte[] wav(int tag, int channels, int rate, int bytesPerSample, int bits, byte[] audio) {
    boolean extensible = tag == 0xFFFE;
    int formatBytes = extensible ? 40 : 16;
    ByteBuffer out =
        ByteBuffer.allocate(28 + formatBytes + audio.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(out.capacity() - 8).put(ascii("WAVEfmt ")).putInt(formatBytes);
    out.putShort((short) tag).putShort((short) channels).putInt(rate);
    out.putInt(rate * channels * bytesPerSample).putShort((short) (channels * bytesPerSample));
    out.putShort((short) bits);
    if (extensible) {
      out.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) 1);
      out.put(new byte[14]);
    }
    return out.put(ascii("data")).putInt(audio.length).put(audio).array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** An AIFF or AIFF-C file. */
  static byte[] aiff(String compression, int channels, int bits, int frames, byte[] audio)
      throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    boolean compressed = compression != null;
    out.write(ascii("FORM"));
    out.writeInt(4 + 8 + (compressed ? 24 : 18) + 8 + 8 + audio.length);
    out.write(ascii(compressed ? "AIFC" : "AIFF"));
    out.write(ascii("COMM"));
    out.writeInt(compressed ? 24 : 18);
    out.writeShort(channels);
    out.writeInt(frames);
    out.writeShort(bits);
    out.writeShort(0x400E); // 44100 as the 80-bit number of the format
    out.writeLong(0xAC44000000000000L);
    if (compressed) {
      out.write(ascii(compression));
      out.writeShort(0);
    }
    out.write(ascii("SSND"));
    out.writeInt(8 + audio.length);
    out.writeLong(0);
    out.write(audio);
    return bytes.toByteArray();
  }

  @Test
  void readsEveryWidthOfWav() throws Exception {
    byte[] eight = {0, (byte) 128, (byte) 255};
    assertThat(SoundFile.read(write(wav(1, 1, 8000, 1, 8, eight)), 1).samples())
        .containsExactly(-1, 0, 127 / 128f);
    byte[] twenty = {0, 0, (byte) 0x80, 0, 0, 0x40}; // 20 bits lie in 24
    assertThat(SoundFile.read(write(wav(1, 2, 44_100, 3, 20, twenty)), 1).samples())
        .containsExactly(-1, 0.5f);
    byte[] whole = {0, 0, 0, (byte) 0x80, 0, 0, 0, 0x20};
    assertThat(SoundFile.read(write(wav(1, 1, 44_100, 4, 32, whole)), 1).samples())
        .containsExactly(-1, 0.25f);
    assertThat(SoundFile.read(write(wav(0xFFFE, 1, 44_100, 4, 32, whole)), 1).samples())
        .containsExactly(-1, 0.25f);
    byte[] doubles =
        ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putDouble(-0.5).putDouble(2).array();
    assertThat(SoundFile.read(write(wav(3, 1, 192_000, 8, 64, doubles)), 1).samples())
        .containsExactly(-0.5f, 2);
  }

  @Test
  void readsEveryKindOfAiff() throws Exception {
    byte[] big = {(byte) 0x80, 0, 0x40, 0, 0x20, 0};
    Excerpt plain = SoundFile.read(write(aiff(null, 1, 16, 3, big)), 1);
    assertThat(plain.samples()).containsExactly(-1, 0.5f, 0.25f);
    assertThat(plain.rateHz()).isEqualTo(44_100);
    byte[] little = {0, (byte) 0x80, 0, 0x40};
    assertThat(SoundFile.read(write(aiff("sowt", 2, 16, 1, little)), 1).samples())
        .containsExactly(-1, 0.5f);
    byte[] three = {0x40, 0, 0, (byte) 0xC0, 0, 0};
    assertThat(SoundFile.read(write(aiff("NONE", 1, 24, 2, three)), 1).samples())
        .containsExactly(0.5f, -0.5f);
    byte[] floats = ByteBuffer.allocate(8).putFloat(0.125f).putFloat(-1).array();
    assertThat(SoundFile.read(write(aiff("fl32", 1, 32, 2, floats)), 1).samples())
        .containsExactly(0.125f, -1);
    assertThatThrownBy(() -> SoundFile.read(write(aiff("ulaw", 1, 16, 2, little)), 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("ulaw");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mono16", "stereo24", "stereo16-mid", "mono8-fixed", "stereo16-raw"})
  void readsFlacToTheLastBit(String name) {
    Excerpt flac = SoundFile.read(FIXTURES.resolve(name + ".flac"), 10);
    Excerpt wav = SoundFile.read(FIXTURES.resolve(name + ".wav"), 10);
    assertThat(flac.rateHz()).isEqualTo(wav.rateHz());
    assertThat(flac.channels()).isEqualTo(wav.channels());
    assertThat(flac.fileFrames()).isEqualTo(wav.frames());
    assertThat(flac.samples()).isEqualTo(wav.samples());
  }

  @ParameterizedTest
  @EnumSource(
      value = SampleFormat.class,
      names = {"PCM_16", "PCM_24"})
  void readsTheFlacThatWeWrite(SampleFormat format) throws Exception {
    float[] x = SoundFile.read(FIXTURES.resolve("stereo24.wav"), 1).samples();
    Path wav = folder.resolve("w");
    Path flac = folder.resolve("f");
    try (WavWriter one = new WavWriter(wav, 44_100, 2, format);
        FlacWriter other = new FlacWriter(flac, 44_100, 2, format)) {
      one.write(x, 0, x.length / 2);
      one.finish();
      other.write(x, 0, x.length / 2);
      other.finish();
    }
    assertThat(SoundFile.read(flac, 1).samples()).isEqualTo(SoundFile.read(wav, 1).samples());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mono16.flac", "mono16.wav"})
  void readsNoMoreThanWasAskedFor(String name) {
    Excerpt part = SoundFile.read(FIXTURES.resolve(name), 0.025);
    assertThat(part.frames()).isEqualTo(1200);
    assertThat(part.fileFrames()).isEqualTo(3000);
    assertThat(part.fileSeconds()).isCloseTo(0.0625, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mono16.flac", "stereo24.flac", "mono8-fixed.wav", "aiff"})
  void everyCutIsTold(String name) throws Exception {
    byte[] whole =
        name.equals("aiff")
            ? aiff(null, 1, 16, 300, new byte[600])
            : Files.readAllBytes(FIXTURES.resolve(name));
    for (int length = 0; length < whole.length; length += 1 + length / 40) {
      Path cut = write(Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> SoundFile.read(cut, 10))
          .as(name + " cut to " + length)
          .isInstanceOf(InputException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "40, -1",
    "40, 2147483647",
    "22, 0",
    "22, 200",
    "24, 0",
    "24, -5",
    "24, 1",
    "32, 0",
    // A-law, mu-law, ADPCM
    "20, 6",
    "20, 7",
    "20, 2"
  })
  void hostileHeadersOfWavAreRefusedAtOnce(int at, int value) throws Exception {
    byte[] bytes = wav(1, 1, 44_100, 2, 16, new byte[100]);
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (at == 40 || at == 24) {
      buffer.putInt(at, value);
    } else {
      buffer.putShort(at, (short) value);
    }
    Path file = write(bytes);
    long allocated =
        Hostile.allocatedBytes(() -> Hostile.refusedOrRead(() -> SoundFile.read(file, 30)));
    assertThatThrownBy(() -> SoundFile.read(file, 30)).isInstanceOf(InputException.class);
    assertThat(allocated).as("class loading included").isLessThan(2_000_000);
  }

  /** Silence of minutes in a few kilobytes, whose last frame is damaged. */
  @Test
  void flacThatGrowsIsCheckedBeforeAnythingIsKept() throws Exception {
    Path silence = folder.resolve("s.flac");
    int frames = 30 * 48_000;
    try (FlacWriter writer = new FlacWriter(silence, 48_000, 2, SampleFormat.PCM_16)) {
      writer.write(new float[2 * frames], 0, frames);
      writer.finish();
    }
    byte[] whole = Files.readAllBytes(silence);
    assertThat(SoundFile.read(silence, 30).frames()).isEqualTo(frames);
    whole[whole.length - 1] ^= 1;
    Path damaged = write(whole);
    long allocated =
        Hostile.allocatedBytes(() -> Hostile.refusedOrRead(() -> SoundFile.read(damaged, 30)));
    assertThatThrownBy(() -> SoundFile.read(damaged, 30))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("checksum");
    assertThat(allocated).as("11.5 MB of samples").isLessThan(whole.length + 300_000);
  }

  @Test
  void aLastSampleThatIsNoNumberCostsNoMoreThanTheFile() throws Exception {
    ByteBuffer floats = ByteBuffer.allocate(4_000_000).order(ByteOrder.LITTLE_ENDIAN);
    floats.putFloat(floats.capacity() - 4, Float.NaN);
    Path file = write(wav(3, 1, 48_000, 4, 32, floats.array()));
    assertThatThrownBy(() -> SoundFile.read(file, 30)).hasMessageContaining("no numbers");
    long allocated =
        Hostile.allocatedBytes(() -> Hostile.refusedOrRead(() -> SoundFile.read(file, 30)));
    assertThat(allocated).isLessThan(4_100_000);
  }

  @Test
  void whatIsNoFileOrNoSoundIsTold() throws Exception {
    assertThatThrownBy(() -> SoundFile.read(folder, 1)).isInstanceOf(InputException.class);
    assertThatThrownBy(() -> SoundFile.read(folder.resolve("none.wav"), 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no such file");
    assertThatThrownBy(() -> SoundFile.read(Path.of("/dev/zero"), 1))
        .isInstanceOf(InputException.class);
    assertThatThrownBy(() -> SoundFile.read(write(ascii("ID3 and no music")), 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("FLAC");
    byte[] nan = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putFloat(Float.NaN).array();
    assertThatThrownBy(() -> SoundFile.read(write(wav(3, 1, 48_000, 4, 32, nan)), 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no numbers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mono16.flac", "stereo24.flac", "stereo16-mid.flac", "mono8-fixed.wav", "aiff"})
  void mutatedFilesAreReadOrRefusedAndNothingElse(String name) throws Exception {
    byte[] whole =
        name.equals("aiff")
            ? aiff("sowt", 2, 24, 200, new byte[1200])
            : Files.readAllBytes(FIXTURES.resolve(name));
    // what a file is decoded to is bounded by what was asked for: 0.1 s of eight channels at most
    long most = 64L * whole.length + 8_000_000;
    Hostile.mutate(whole, 400, 11, bytes -> SoundFile.read(write(bytes), 0.1), most);
  }
}
