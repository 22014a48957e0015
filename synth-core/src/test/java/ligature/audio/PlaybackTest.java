package ligature.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import ligature.midi.Controllers;
import ligature.midi.Event;
import ligature.rt.FrameRing;
import ligature.testing.Audio;
import org.junit.jupiter.api.Test;

class PlaybackTest {

  private static final int PERIOD = 128;

  private final FrameRing ring = new FrameRing(512, 128);
  private final Playback playback = new Playback(ring, 48_000, PERIOD);
  private final FloatBuffer left = FloatBuffer.allocate(PERIOD);
  private final FloatBuffer right = FloatBuffer.allocate(PERIOD);

  private void write(int block) {
    float[] in = new float[256];
    for (int i = 0; i < 128; i++) {
      in[2 * i] = (float) (0.5 * Math.sin(2 * Math.PI * 440 * (block * 128 + i) / 48_000));
      in[2 * i + 1] = in[2 * i];
    }
    ring.write(in, 0, 128);
  }

  private void play(float[] out, int period) {
    playback.process(left.clear(), right.clear(), PERIOD);
    left.flip().get(out, period * PERIOD, PERIOD);
  }

  @Test
  void passesFramesUntouched() {
    float[] out = new float[10 * PERIOD];
    for (int p = 0; p < 10; p++) {
      write(p);
      play(out, p);
    }
    for (int i = 0; i < out.length; i++) {
      assertThat(out[i]).isEqualTo((float) (0.5 * Math.sin(2 * Math.PI * 440 * i / 48_000)));
    }
    assertThat(playback.underruns().count()).isZero();
  }

  @Test
  void anUnderrunFadesAndTheStreamDoesNotSlip() {
    float[] out = new float[40 * PERIOD];
    for (int p = 0; p < 40; p++) {
      if (p < 10) {
        write(p);
      } else if (p == 15) {
        for (int late = 10; late <= 15; late++) {
          write(late); // six hops at once, five of them too late
        }
      } else if (p > 15) {
        write(p);
      }
      play(out, p);
    }
    assertThat(playback.underruns().count()).isEqualTo(5);
    assertThat(playback.underruns().frame(0)).isEqualTo(10 * PERIOD);
    assertThat(Audio.peak(java.util.Arrays.copyOfRange(out, 12 * PERIOD, 15 * PERIOD)))
        .isLessThan(0.001f);
    for (int i = 20 * PERIOD; i < out.length; i++) {
      assertThat(out[i]).isEqualTo((float) (0.5 * Math.sin(2 * Math.PI * 440 * i / 48_000)));
    }
    // from one sample to the next a sine of 440 Hz and 0.5 moves by 0.03; a fade of 2 ms by 0.01
    // more
    for (int i = 1; i < out.length; i++) {
      assertThat(Math.abs(out[i] - out[i - 1])).as("step at %d", i).isLessThan(0.06f);
    }
  }

  @Test
  void midiGetsAFrameThatIsNotRenderedYet() {
    byte[] noteOn = {(byte) 0x90, 60, 100};
    play(new float[PERIOD], 0);
    playback.midi(7, noteOn, 3);
    assertThat(playback.midiEvents().nextFrame()).isEqualTo(PERIOD + 7 + 512);
    long event = playback.midiEvents().take();
    assertThat(Event.kind(event)).isEqualTo(Event.NOTE_ON);
    assertThat(Event.number(event)).isEqualTo(60);
    assertThat(playback.midiEvents().held().isDown(0, 60)).isTrue();
  }

  @Test
  void allocatesNothing() {
    var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] noteOn = {(byte) 0x90, 60, 100};
    float[] silence = new float[256];
    Runnable periods =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            if (i % 7 != 0) {
              ring.write(silence, 0, 128);
            }
            playback.midi(i % 128, noteOn, 3);
            playback.process(left.clear(), right.clear(), PERIOD);
            while (playback.midiEvents().nextFrame() != Long.MAX_VALUE) {
              playback.midiEvents().take();
            }
          }
        };
    periods.run();
    long before = bean.getCurrentThreadAllocatedBytes();
    periods.run();
    assertThat(bean.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
  }

  @Test
  void whoGoesAwayLetsGoOfKeysPedalsAndWheels() {
    int[][] said = {
      {0x91, 60, 100},
      {0xB1, 64, 5},
      {0xB2, 66, 127},
      {0xE3, 0, 100},
      {0xB4, 64, 127},
      {0xB4, 64, 0}
    };
    for (int[] m : said) {
      playback.midi(0, new byte[] {(byte) m[0], (byte) m[1], (byte) m[2]}, 3);
    }
    List<Long> before = take();
    playback.releaseKeys();
    assertThat(before).hasSize(said.length);
    assertThat(take())
        .containsExactly(
            Event.noteOff(1, 60, 64 / 127f),
            Event.pack(Event.CONTROLLER, 1, Controllers.SUSTAIN, 0),
            Event.pack(Event.CONTROLLER, 2, Controllers.SOSTENUTO, 0),
            Event.pack(Event.PITCH_BEND, 3, 0, 0));
  }

  private List<Long> take() {
    List<Long> events = new ArrayList<>();
    while (playback.midiEvents().nextFrame() != Long.MAX_VALUE) {
      events.add(playback.midiEvents().take());
    }
    return events;
  }
}
