package ligature.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import ligature.files.InputException;
import ligature.parameter.InsertParameter;
import ligature.testing.Audio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsertChainTest {

  private static final int HOP = 128;
  private static final int RATE_HZ = 48_000;

  private final TestPlugins plugins = new TestPlugins();
  private final InsertChain chain = new InsertChain(RATE_HZ, HOP, plugins::open);

  private static InsertSetting gain(double factor) {
    return InsertSetting.of("test:gain").with("gain", (float) factor);
  }

  /** A sine of 300 Hz and amplitude 0.25, through the chain; something happens at each time. */
  private float[] play(int frames, Consumer<Integer> atFrame) {
    float[] out = new float[frames];
    float[] left = new float[HOP];
    float[] right = new float[HOP];
    for (int at = 0; at + HOP <= frames; at += HOP) {
      atFrame.accept(at);
      for (int i = 0; i < HOP; i++) {
        left[i] = sine(at + i);
        right[i] = left[i];
      }
      chain.process(left, right);
      assertThat(right).isEqualTo(left);
      System.arraycopy(left, 0, out, at, HOP);
    }
    return out;
  }

  private static float sine(int frame) {
    return (float) (0.25 * Math.sin(2 * Math.PI * 300 * frame / RATE_HZ));
  }

  private static final float USUAL_KINK = 0.25f * (float) Math.pow(2 * Math.PI * 300 / RATE_HZ, 2);

  /** Gives 0.5 beside whatever comes in, but while it is away. */
  private static final class Source implements Plugin {
    boolean gone;
    float[] pad;

    @Override
    public List<PluginParameter> parameters() {
      return List.of();
    }

    @Override
    public void prepare(int rateHz, int maxFrames) {}

    @Override
    public void set(int index, float value) {}

    @Override
    public void process(float[] left, float[] right, int frames) {
      if (!gone) {
        Arrays.fill(left, 0, frames, 0.5f);
        Arrays.fill(right, 0, frames, 0.5f);
      }
    }

    @Override
    public boolean isAway() {
      return gone;
    }

    @Override
    public boolean isSource() {
      return true;
    }

    @Override
    public void blend(float a, float b, float c, float d) {
      pad = new float[] {a, b, c, d};
    }

    @Override
    public void reset() {}
  }

  @Test
  void aSourceThatIsAwayTakesOnlyItsOwnPartWithIt() {
    Source source = new Source();
    InsertChain one = new InsertChain(RATE_HZ, HOP, id -> source);
    assertThat(one.hasSource()).isFalse();
    one.set(List.of(InsertSetting.of("test:source").withWet(0.25f)));
    assertThat(one.hasSource()).isTrue();
    one.blend(0.1f, 0.2f, 0.3f, 0.4f);
    assertThat(source.pad).containsExactly(0.1f, 0.2f, 0.3f, 0.4f);
    float[] left = new float[HOP];
    float before = 0;
    for (int hop = 0; hop < 60; hop++) {
      source.gone = hop >= 20 && hop < 40;
      Arrays.fill(left, 0.4f);
      one.process(left, left.clone());
      float least = hop > 30 && hop < 40 ? 0.3f : hop < 20 || hop > 50 ? 0.425f : Float.NaN;
      for (float sample : left) {
        if (!Float.isNaN(least)) {
          assertThat(sample).isEqualTo(least, org.assertj.core.api.Assertions.within(1e-6f));
        }
        boolean isFirst = hop == 0;
        assertThat(isFirst ? 0 : Math.abs(sample - before)).isLessThan(0.01f); // it fades
        before = sample;
      }
    }
  }

  @Test
  void emptyItChangesNoBit() {
    float[] out = play(4096, at -> {});
    for (int i = 0; i < 4096; i++) {
      assertThat(out[i]).isEqualTo(sine(i));
    }
    assertThat(chain.latencyFrames()).isZero();
    assertThat(chain.isSilent()).isTrue();
  }

  @Test
  void whatIsThereBeforeTheSoundIsThereFromItsFirstFrame() {
    chain.set(List.of(gain(0.5), InsertSetting.of("test:square")));
    float[] out = play(4096, at -> {});
    for (int i = 0; i < 4096; i++) {
      float half = sine(i) * 0.5f;
      assertThat(out[i]).isEqualTo(half * half);
    }
  }

  @Test
  void theOrderCounts() {
    chain.set(List.of(InsertSetting.of("test:square"), gain(0.5)));
    float[] out = play(4096, at -> {});
    assertThat(out[1000]).isEqualTo(sine(1000) * sine(1000) * 0.5f);
  }

  @Test
  void everyChangeIsFaded() {
    InsertSetting half = gain(0.5);
    InsertSetting invert = InsertSetting.of("test:invert");
    float[] out =
        play(
            10 * 9600,
            at -> {
              if (at % 9600 == 0) {
                switch (at / 9600) {
                  case 1 -> chain.set(List.of(half));
                  case 2 -> chain.set(List.of(half, invert));
                  case 3 -> chain.set(List.of(invert, half)); // changes places
                  case 4 -> chain.set(List.of(invert.withBypass(true), half));
                  case 5 -> chain.set(List.of(invert.withBypass(false), half.withWet(0.2f)));
                  case 6 -> chain.set(List.of(gain(2), invert));
                  case 7 -> chain.set(List.of(gain(0.1), gain(3)));
                  case 8 -> chain.set(List.of());
                  default -> {}
                }
              }
            });
    assertThat(Audio.largestKink(out, 0, out.length)).isLessThan(USUAL_KINK * 2 + 0.003f);
    double[] expected = {1, 0.5, -0.5, -0.5, 0.5, -0.9, -2, 0.3, 1};
    for (int k = 0; k < expected.length; k++) {
      int at = (k + 1) * 9600 - 100;
      assertThat(out[at]).as("part " + k).isEqualTo((float) (expected[k] * sine(at)), within());
    }
    // what left is closed when the next change comes
    chain.set(List.of(half));
    assertThat(plugins.open - plugins.closed).isEqualTo(1);
    chain.close();
    assertThat(plugins.open).isEqualTo(plugins.closed);
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.api.Assertions.within(1e-4f);
  }

  @Test
  void manyChangesAtOnceEndInTheLast() {
    for (int i = 0; i < 8; i++) {
      chain.set(List.of(gain(0.1 * i), InsertSetting.of("test:invert")));
    }
    float[] out =
        play(
            48_000,
            at -> {
              int step = at / HOP;
              if (step < 100) { // faster than a fade
                InsertSetting invert = InsertSetting.of("test:invert");
                chain.set(step % 2 == 0 ? List.of(gain(0.25), invert) : List.of(invert, gain(0.5)));
              }
            });
    assertThat(out[47_000]).isEqualTo(-0.5f * sine(47_000), within());
    assertThat(Audio.largestKink(out, 0, 47_900)).isLessThan(USUAL_KINK * 2 + 0.003f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"test:throws", "test:nan", "test:loud"})
  void aBrokenPluginIsBypassedAndReported(String id) {
    chain.set(List.of(gain(0.5), InsertSetting.of(id)));
    float[] out = play(48_000, at -> {});
    assertThat(Audio.peak(out)).isLessThan(1); // false for NaN
    assertThat(chain.problems()).hasSize(1);
    assertThat(chain.problems().get(0)).contains(id).contains("bypassed");
    assertThat(Audio.largestKink(out, 0, 47_900)).isLessThan(0.01f);
    assertThat(out[40_000]).isEqualTo(0.5f * sine(40_000), within());
    chain.set(List.of(gain(0.5))); // out with it
    play(4096, at -> {});
    assertThat(chain.problems()).isEmpty();
  }

  @Test
  void latencyIsSummedAndTheDrySignalWaits() {
    InsertSetting late = InsertSetting.of("test:late");
    chain.set(List.of(late.withWet(0.5f), late.withBypass(true)));
    assertThat(chain.latencyFrames()).isEqualTo(2 * TestPlugins.LATE_FRAMES);
    float[] out = play(9600, at -> {});
    for (int i = 1000; i < 9600 - HOP; i++) {
      assertThat(out[i]).isEqualTo(sine(i - 2 * TestPlugins.LATE_FRAMES), within());
    }
  }

  @Test
  void notesWakeAnInstrumentOnTheirFrameAndWaitWithTheSound() {
    for (int lateSlots = 0; lateSlots < 3; lateSlots++) {
      List<InsertSetting> slots = new java.util.ArrayList<>();
      for (int i = 0; i < lateSlots; i++) {
        slots.add(InsertSetting.of("test:late"));
      }
      slots.add(InsertSetting.of("test:clicks"));
      TestPlugins own = new TestPlugins();
      InsertChain played = new InsertChain(RATE_HZ, HOP, own::open);
      played.set(slots);
      float[] out = new float[20 * HOP];
      for (int b = 0; b < 20; b++) {
        for (int frame : new int[] {0, 100, 101, 127}) {
          if (b % 7 == 0) { // the first block among them, in which the plan is taken
            played.play(frame, NoteEvent.NOTE_ON, 3, 60, 0.5f + 0.001f * frame);
            played.play(frame, NoteEvent.NOTE_OFF, 3, 60, 0);
          }
        }
        float[] left = new float[HOP];
        float[] right = new float[HOP];
        played.process(left, right);
        System.arraycopy(left, 0, out, b * HOP, HOP);
      }
      float[] expected = new float[out.length];
      for (int b = 0; b < 20; b += 7) {
        for (int frame : new int[] {0, 100, 101, 127}) {
          expected[b * HOP + frame + lateSlots * TestPlugins.LATE_FRAMES] = 0.5f + 0.001f * frame;
        }
      }
      assertThat(out).as("%d late slots", lateSlots).isEqualTo(expected);
      assertThat(played.isSilent()).isTrue();
      played.close();
    }
  }

  @Test
  void moreNotesThanThereIsRoomForEndAll() {
    NoteQueue queue = new NoteQueue();
    for (int i = 0; i < 3000; i++) {
      queue.add(i / 100, NoteEvent.NOTE_ON, 0, i % 128, 1);
    }
    List<NoteEvent> heard = new java.util.ArrayList<>();
    queue.deliver(0, HOP, plugins.hearing(heard));
    assertThat(heard).hasSize(1024 + 16).endsWith(NoteEvent.ALL_NOTES_OFF);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void valuesGlide() {
    chain.set(List.of(gain(0)));
    float[] out =
        play(
            48_000,
            at -> {
              if (at == 9600) {
                chain.set(0, 0, 1);
              }
            });
    assertThat(Audio.peak(Arrays.copyOf(out, 9600))).isZero();
    assertThat(out[14_440]).isEqualTo(sine(14_440), within());
    assertThat(chain.settings().get(0).values()).containsEntry("gain", 1f);
    assertThat(Audio.largestKink(out, 0, 47_900)).isLessThan(USUAL_KINK * 2 + 0.003f);
  }

  @Test
  void sleepsWhenNothingSounds() {
    chain.set(List.of(InsertSetting.of("test:tail")));
    float[] left = new float[HOP];
    float[] right = new float[HOP];
    chain.process(left, right);
    assertThat(plugins.calls).isZero();
    assertThat(chain.isSilent()).isTrue();
    left[0] = 1;
    chain.process(left, right);
    int calls = 1;
    while (!chain.isSilent()) {
      Arrays.fill(left, 0);
      Arrays.fill(right, 0);
      chain.process(left, right);
      assertThat(++calls).isLessThan(100);
    }
    assertThat(calls * HOP).isBetween(TestPlugins.TAIL_FRAMES, TestPlugins.TAIL_FRAMES + 3 * HOP);
    int before = plugins.calls;
    chain.process(left, right);
    assertThat(plugins.calls).isEqualTo(before);
  }

  @Test
  void whatCannotBeOpenedIsLeftOutAndTold() {
    chain.set(List.of(InsertSetting.of("test:none"), gain(0.5).with("volume", 1)));
    assertThat(chain.problems()).hasSize(2);
    assertThat(chain.problems().get(0)).contains("test:none");
    assertThat(chain.problems().get(1)).contains("no parameter volume");
    assertThat(play(9600, at -> {})[9000]).isEqualTo(0.5f * sine(9000), within());
    assertThat(chain.value(new InsertParameter(0, "wet"))).as("what is not there").isNaN();
    assertThat(chain.value(new InsertParameter(1, "wet"))).as("slots keep their numbers").isOne();
    assertThatThrownBy(() -> chain.set(java.util.Collections.nCopies(9, gain(1))))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("room for 8");
  }

  @Test
  void stateGoesThroughSettings() {
    chain.set(List.of(InsertSetting.of("test:state")));
    InsertSetting saved = chain.settings().get(0);
    assertThat(saved.state()).isNotEmpty();
    chain.set(List.of(saved));
    InsertChain other = new InsertChain(RATE_HZ, HOP, plugins::open);
    other.set(List.of(saved));
    assertThat(other.problems()).isEmpty();
    assertThat(plugins.restored).isEqualTo("remember");
  }

  @Test
  void processesWithoutAllocating() {
    chain.set(List.of(gain(0.5), InsertSetting.of("test:late"), InsertSetting.of("test:invert")));
    var bean =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    float[] left = new float[HOP];
    float[] right = new float[HOP];
    Runnable blocks =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            left[i % HOP] = 0.5f;
            chain.set(0, 0, (i % 10) * 0.1f);
            chain.process(left, right);
          }
        };
    blocks.run();
    long before = bean.getCurrentThreadAllocatedBytes();
    blocks.run();
    assertThat(bean.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
  }
}
