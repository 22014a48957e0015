package ligature.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Consumer;
import ligature.plugin.Plugin;
import ligature.plugin.PluginParameter;
import ligature.testing.Audio;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all effects promise. */
class EveryEffectTest {

  private static Plugin effect(String name) {
    return Sound.prepared(new BuiltInEffects().open(name), "time", 0.05);
  }

  @ParameterizedTest
  @ValueSource(strings = {"filter", "drive", "chorus", "delay", "reverb", "compressor"})
  void givesTheSameBitsForEveryBlockSize(String name) {
    Sound in = Sound.noise(0.2, 12_000, 6000);
    Sound whole = in.through(effect(name), 4096);
    assertThat(Audio.peak(whole.left())).isGreaterThan(0.01f);
    for (int block : new int[] {1, 15, 16, 128, 1000}) {
      assertThat(in.through(effect(name), block)).as("block " + block).isEqualTo(whole);
    }
    Plugin used = effect(name);
    in.through(used, 128);
    used.reset();
    assertThat(in.through(used, 128)).as("after a reset").isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"filter", "drive", "chorus", "delay", "reverb", "compressor"})
  void endsInExactSilence(String name) {
    Plugin effect = effect(name);
    Sound.set(effect, "decay", 0.5, "feedback", 0.5, "bias", 0.5, "resonance", 0.8);
    int tail = (int) effect.tailFrames() + effect.latencyFrames();
    assertThat(tail).isBetween(0, 8 * Sound.RATE_HZ);
    Sound out = Sound.noise(0.3, 4800, 8 * Sound.RATE_HZ).through(effect, 480);
    float[] left = out.left();
    float[] after = java.util.Arrays.copyOfRange(left, 4800 + tail, left.length);
    assertThat(Audio.peak(after)).as("120 dB down after the tail").isLessThan(1e-6f);
    float[] end = java.util.Arrays.copyOfRange(left, left.length - 4800, left.length);
    assertThat(Audio.peak(end)).as("in the end exact").isZero();
    assertThat(Sound.silence(48_000).through(effect(name), 480)).isEqualTo(Sound.silence(48_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"filter", "drive", "chorus", "delay", "reverb", "compressor"})
  void staysFiniteHoweverItIsTurnedAndDriven(String name) {
    Plugin effect = effect(name);
    Random random = new Random(11);
    float[] left = new float[128];
    float[] right = new float[128];
    float peak = 0;
    for (int b = 0; b < 4000; b++) {
      for (int p = 0; p < effect.parameters().size(); p++) {
        if (random.nextInt(20) == 0) {
          PluginParameter parameter = effect.parameters().get(p);
          float[] extremes = {parameter.min(), parameter.max(), Float.NaN, Float.MAX_VALUE, -1e9f};
          effect.set(
              p,
              random.nextBoolean()
                  ? extremes[random.nextInt(5)]
                  : parameter.min() + random.nextFloat() * (parameter.max() - parameter.min()));
        }
      }
      for (int i = 0; i < 128; i++) {
        left[i] = b % 7 == 0 ? (random.nextBoolean() ? 1 : -1) : (float) random.nextGaussian() / 4;
        right[i] = b % 5 == 0 ? 1 : left[i];
      }
      effect.process(left, right, 128);
      peak = Math.max(peak, Math.max(Audio.peak(left), Audio.peak(right)));
    }
    // echoes at a feedback of 0.95 may add up to twenty times what went in
    assertThat(peak).isLessThan(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"filter", "drive", "chorus", "delay", "reverb", "compressor"})
  void isTurnedWithoutAClick(String name) {
    for (int p = 0; p < effect(name).parameters().size(); p++) {
      PluginParameter parameter = effect(name).parameters().get(p);
      Consumer<Plugin> none = e -> {};
      final int index = p;
      float still = kink(name, none, none);
      float up = kink(name, e -> e.set(index, parameter.min()), e -> e.set(index, parameter.max()));
      float down =
          kink(name, e -> e.set(index, parameter.max()), e -> e.set(index, parameter.min()));
      float low = kink(name, e -> e.set(index, parameter.min()), none);
      float high = kink(name, e -> e.set(index, parameter.max()), none);
      // a click bends the wave by its own height; 0.01 is -40 dB
      float usual = Math.max(still, Math.max(low, high));
      assertThat(Math.max(up, down))
          .as(name + " " + parameter.id() + ", usual " + usual)
          .isLessThan(2 * usual + 0.01f);
    }
  }

  /** The largest bend of a sine while something is turned. */
  private static float kink(String name, Consumer<Plugin> before, Consumer<Plugin> change) {
    Plugin effect = effect(name);
    before.accept(effect);
    Sound sine = Sound.sine(300, 0.25, 72_000);
    float[] left = sine.left();
    float[] block = new float[128];
    float[] right = new float[128];
    for (int at = 0; at + 128 <= left.length; at += 128) {
      if (at == 375 * 128) {
        change.accept(effect);
      }
      System.arraycopy(left, at, block, 0, 128);
      System.arraycopy(left, at, right, 0, 128);
      effect.process(block, right, 128);
      System.arraycopy(block, 0, left, at, 128);
    }
    return Audio.largestKink(left, 40_000, 72_000 - 128);
  }

  @ParameterizedTest
  @ValueSource(strings = {"filter", "drive", "chorus", "delay", "reverb", "compressor"})
  void allocatesNothing(String name) {
    var bean =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    Plugin effect = effect(name);
    float[] left = new float[128];
    float[] right = new float[128];
    Runnable blocks =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            left[i % 128] = right[i % 128] = 0.5f;
            effect.set(i % effect.parameters().size(), 0.1f * (i % 10));
            effect.process(left, right, 128);
          }
        };
    blocks.run();
    long before = bean.getCurrentThreadAllocatedBytes();
    blocks.run();
    assertThat(bean.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"filter", "chorus", "delay", "reverb"})
  void hasNoDcOfItsOwn(String name) {
    Sound out = Sound.sine(1000, 0.5, 96_000).through(effect(name), 480);
    assertThat(Sound.db(Sound.amplitude(out.left(), 0, 48_000, 96_000))).isLessThan(-80);
  }
}
