package ligature.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.testing.Audio;
import ligature.testing.ToneTimbres;
import org.junit.jupiter.api.Test;

class ClipPlayerTest {

  private static final int HOP = 128;
  private static final int RATE = 48_000;

  private final ClipPlayer player = new ClipPlayer(RATE);

  /** A low tone: nothing in it is as steep as a click. */
  private static float[] tone(int frames) {
    float[] x = new float[frames];
    for (int i = 0; i < frames; i++) {
      x[i] = (float) (0.5 * Math.cos(2 * Math.PI * 50 * i / RATE));
    }
    return x;
  }

  private float[] render(int hops) {
    float[] out = new float[hops * HOP];
    float[] left = new float[HOP];
    float[] right = new float[HOP];
    for (int h = 0; h < hops; h++) {
      Arrays.fill(left, 0.25f);
      Arrays.fill(right, 0.25f);
      player.add(left, right, HOP);
      assertThat(right).isEqualTo(left);
      System.arraycopy(left, 0, out, h * HOP, HOP);
    }
    for (int i = 0; i < out.length; i++) {
      out[i] -= 0.25f;
    }
    return out;
  }

  @Test
  void playsItsPartOnceBesideWhatSounds() {
    float[] samples = tone(4000);
    Clip clip = new Clip(samples, 500, 2500);
    assertThat(render(2)).containsOnly(0);
    player.publish(clip);
    float[] heard = render(10);
    assertThat(clip.position()).isEqualTo(500 + 10 * HOP);
    assertThat(clip.isOver()).isFalse();
    for (int i = 48; i < heard.length; i++) {
      assertThat(heard[i]).isCloseTo(samples[500 + i], within(1e-6f));
    }
    float[] rest = render(10);
    assertThat(clip.isOver()).isTrue();
    assertThat(clip.position()).isEqualTo(2500);
    assertThat(Arrays.copyOfRange(rest, 2000 - 10 * HOP, rest.length)).containsOnly(0);
    assertThat(Math.abs(rest[2000 - 10 * HOP - 1])).as("faded out").isLessThan(0.01f);
  }

  @Test
  void whatIsReplacedOrEndedFadesWithoutAClick() {
    Clip first = new Clip(tone(48_000), 0, 48_000);
    Clip second = new Clip(tone(48_000), 0, 48_000);
    player.publish(first);
    render(5);
    player.publish(second);
    float[] turned = render(20);
    assertThat(first.isOver()).isTrue();
    assertThat(second.isOver()).isFalse();
    assertThat(steepest(turned)).isLessThan(0.02f);
    assertThat(turned[10 * HOP]).isCloseTo(second.left[10 * HOP], within(1e-6f));
    player.publish(null);
    float[] ended = render(20);
    assertThat(second.isOver()).isTrue();
    assertThat(steepest(ended)).isLessThan(0.02f);
    assertThat(Arrays.copyOfRange(ended, 3 * HOP, ended.length)).containsOnly(0);
  }

  @Test
  void whatIsMadeTooSlowlyWaitsWithoutAClick() {
    float[] samples = tone(48_000);
    Clip clip = Clip.ofMix(48_000);
    feed(clip, samples, 4800);
    player.publish(clip);
    float[] heard = render(60);
    assertThat(clip.position()).isLessThanOrEqualTo(4800);
    assertThat(Arrays.copyOfRange(heard, 4800, heard.length)).as("waits").containsOnly(0);
    assertThat(heard[0]).as("begins as it is").isCloseTo(0.5f, within(1e-6f));
    assertThat(steepest(heard)).isLessThan(0.02f);
    feed(clip, samples, 4800);
    assertThat(render(5)).as("waits for more").containsOnly(0);
    int from = clip.position();
    feed(clip, samples, 24_000);
    float[] more = render(80);
    assertThat(steepest(more)).isLessThan(0.02f);
    assertThat(more[1000]).isCloseTo(samples[from + 1000], within(1e-6f));
    clip.complete();
    float[] rest = render(500);
    assertThat(clip.isOver()).isTrue();
    Clip again = clip.again();
    player.publish(again);
    assertThat(render(60)[50 * HOP]).isCloseTo(samples[50 * HOP], within(1e-6f));
    assertThat(Arrays.copyOfRange(rest, 400 * HOP, rest.length)).containsOnly(0);
  }

  private static void feed(Clip clip, float[] samples, int frames) {
    float[] stereo = new float[2 * frames];
    for (int i = 0; i < frames; i++) {
      stereo[2 * i] = samples[clip.ready() + i];
      stereo[2 * i + 1] = samples[clip.ready() + i];
    }
    clip.append(stereo, frames);
  }

  private static float steepest(float[] x) {
    float most = 0;
    for (int i = 1; i < x.length; i++) {
      most = Math.max(most, Math.abs(x[i] - x[i - 1]));
    }
    return most;
  }

  @Test
  void allocatesNothing() {
    Clip[] clips = new Clip[200];
    for (int i = 0; i < clips.length; i++) {
      clips[i] = new Clip(tone(400), 0, 400);
    }
    float[] left = new float[HOP];
    float[] right = new float[HOP];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (Clip clip : clips) {
        player.publish(clip);
        player.add(left, right, HOP);
        player.add(left, right, HOP);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isLessThan(200); // not a byte a clip
  }

  @Test
  void theInstrumentPlaysItAtItsLevel() {
    Instrument instrument =
        new Instrument(
            ToneTimbres.decoder(),
            2,
            1,
            ToneTimbres.patch(ToneTimbres.dying("a"), ToneTimbres.dying("b"))
                .with(ligature.parameter.Parameter.LEVEL, -6),
            new Meters());
    EventList events = new EventList();
    instrument.addSource(events);
    events.add(0, Event.noteOff(0, 60, 0));
    Clip clip = new Clip(tone(48_000), 0, 48_000);
    instrument.play(clip);
    float[] out = new float[2 * 24_000];
    instrument.render(out, 0, 24_000);
    double expected = 20 * Math.log10(0.5 / Math.sqrt(2)) - 6;
    assertThat(Audio.rmsDb(Audio.left(out), 4800, 24_000)).isCloseTo(expected, within(0.1));
    assertThat(clip.position()).isBetween(24_000, 24_000 + HOP);
  }

  @Test
  void aPartThatIsNotThereIsRefused() {
    float[] samples = new float[10];
    assertThatThrownBy(() -> new Clip(samples, 5, 11)).hasMessageContaining("5 to 11");
    assertThatThrownBy(() -> new Clip(samples, 5, 4)).isInstanceOf(IllegalArgumentException.class);
  }
}
