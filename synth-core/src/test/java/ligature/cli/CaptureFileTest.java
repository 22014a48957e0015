package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import ligature.files.InputException;
import ligature.rt.CaptureRing;
import ligature.soundfile.WavReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is captured is a whole file, or none. */
class CaptureFileTest {

  private final AtomicInteger rateHz = new AtomicInteger(48_000);
  private final AtomicReference<CaptureRing> heardBy = new AtomicReference<>();

  @TempDir private Path folder;

  private CaptureFile open(Path path) {
    return new CaptureFile(path, rateHz::get, heardBy::set);
  }

  private static FloatBuffer ramp(int from, int frames) {
    FloatBuffer buffer = FloatBuffer.allocate(frames);
    for (int i = 0; i < frames; i++) {
      buffer.put((from + i) / 65_536f);
    }
    return buffer.flip();
  }

  private String[] files() {
    return folder.toFile().list();
  }

  @Test
  void theFileAppearsWholeWhenTheCaptureEnds() throws Exception {
    Path path = folder.resolve("in.wav");
    Files.writeString(path, "what was there before");
    try (CaptureFile file = open(path)) {
      for (int i = 0; i < 40; i++) {
        heardBy.get().write(ramp(480 * i, 480), 480);
        Thread.sleep(2);
      }
      assertThat(path).as("until then").hasContent("what was there before");
    }
    WavReader.Sound sound = WavReader.read(path);
    assertThat(sound.rateHz()).isEqualTo(48_000);
    assertThat(sound.frames()).isEqualTo(40 * 480);
    for (int i = 0; i < 40 * 480; i += 79) {
      assertThat((double) sound.samples()[i]).isCloseTo(i / 65_536.0, within(2e-7));
    }
    assertThat(files()).containsExactly("in.wav");
    assertThat(heardBy.get()).as("nobody listens any more").isNull();
  }

  @Test
  void whatWasCapturedBeforeAnotherRateIsKept() throws Exception {
    Path path = folder.resolve("in.wav");
    try (CaptureFile file = open(path)) {
      heardBy.get().write(ramp(0, 4800), 4800);
      rateHz.set(44_100);
      for (int i = 0; i < 500 && heardBy.get() != null; i++) {
        Thread.sleep(10);
      }
      assertThat(heardBy.get()).as("the capture has ended").isNull();
    }
    assertThat(WavReader.read(path).frames()).isEqualTo(4800);
  }

  @Test
  void aFolderThatIsNotThereIsToldAndNothingIsLeft() {
    assertThatThrownBy(() -> open(folder.resolve("no/in.wav")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("create it first");
    assertThat(files()).isEmpty();
    assertThat(heardBy.get()).isNull();
  }

  @Test
  void whatCannotBePutInItsPlaceLeavesNoPart() throws Exception {
    Path path = folder.resolve("in.wav");
    CaptureFile file = open(path);
    Files.createDirectories(path.resolve("in the way"));
    assertThatThrownBy(file::close)
        .isInstanceOf(InputException.class)
        .hasMessageNotContaining("\n");
    assertThat(files()).containsExactly("in.wav");
    assertThat(heardBy.get()).isNull();
  }
}
