package ligature.ui.app;

import static ligature.ui.WindowFixture.edt;
import static ligature.ui.WindowFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Frame;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import ligature.live.WindowLauncher;
import ligature.ui.RecordingPlayer;
import ligature.ui.TestRig;
import ligature.ui.WindowFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowAppTest {

  private static Stream<Frame> shown() {
    return Stream.of(Frame.getFrames())
        .filter(frame -> frame.isShowing() && frame.getTitle().equals("Ligature"));
  }

  @Test
  void opensAndReturnsWhenTheWindowIsClosed() throws InterruptedException {
    WindowFixture.requireDisplay();
    WindowLauncher launcher = ServiceLoader.load(WindowLauncher.class).findFirst().orElseThrow();
    RecordingPlayer player = new RecordingPlayer();
    Thread caller = new Thread(() -> launcher.open(new TestRig(player)));
    caller.start();
    eventually("the window is shown", () -> edt(() -> shown().count()) == 1);
    assertThat(player.calls).isEmpty();
    edt(
        () -> {
          Frame frame = shown().findFirst().orElseThrow();
          frame.dispatchEvent(new WindowEvent(frame, WindowEvent.WINDOW_CLOSING));
          return null;
        });
    caller.join(5000);
    assertThat(caller.isAlive()).isFalse();
    assertThat(player.calls).containsExactly("close");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":4711"})
  void withoutAScreenItSaysSoAndLeavesThePlayerOpen(String display)
      throws IOException, InterruptedException {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            HeadlessOpen.class.getName());
    if (display.isEmpty()) {
      java.environment().remove("DISPLAY");
    } else {
      java.environment().put("DISPLAY", display);
    }
    Process process = java.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(said.strip())
        .isEqualTo(
            (display.isEmpty()
                    ? "there is no display for the window: DISPLAY is not set"
                    : "the display :4711 cannot be used for the window")
                + "; play without a window, or set DISPLAY to one such as :0 []");
  }
}
