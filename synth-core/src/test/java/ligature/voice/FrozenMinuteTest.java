package ligature.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ligature.dsp.MelColour;
import ligature.latent.Timbre;
import ligature.model.Decoder;
import ligature.model.ForwardingDecoder;
import ligature.model.HopBatch;
import ligature.parameter.Parameter;
import ligature.preset.Part;
import ligature.preset.Patch;
import ligature.testing.Audio;
import ligature.testing.Bundled;
import ligature.testing.Periods;
import ligature.testing.Played;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Notes that are frozen for a minute and breathe by one deviation, through the real decoder. Two at
 * a time, one on the left and one on the right, as parts of one sound with rates of their own.
 */
class FrozenMinuteTest {

  private static final int RATE = 48_000;
  private static final int SECONDS = 60;
  private static final int KEY = 69;
  private static final double HZ = 440;

  /** Of level and colour: so many values a second. */
  private static final int WINDOW = 4096;

  private static final int WINDOWS = RATE * SECONDS / WINDOW;

  /** Hops from one value of the codes that is looked at to the next. */
  private static final int CODE_HOPS = 12;

  /** So many periods of the breathing later all its random values are others. */
  private static final double FORGOTTEN_PERIODS = 1;

  /**
   * In a minute of slower breathing there are too few values to tell a period from chance; that the
   * walk itself has none, at any rate, is another test's.
   */
  private static final float LEAST_RATE = 1;

  /** Keeps the codes that the network is told. */
  private static final class Told extends ForwardingDecoder {

    private final List<List<double[]>> courses = List.of(new ArrayList<>(), new ArrayList<>());
    private int hops;

    Told(Decoder inner) {
      super(inner);
    }

    @Override
    public void decode(HopBatch batch) {
      for (int v = 0; hops % CODE_HOPS == 0 && v < batch.voices; v++) {
        double[] code = new double[codeSize()];
        for (int i = 0; i < code.length; i++) {
          code[i] = batch.codes[v * code.length + i];
        }
        courses.get(v).add(code);
      }
      hops++;
      super.decode(batch);
    }

    double[][] course(int voice) {
      return courses.get(voice).toArray(new double[0][]);
    }
  }

  /** Two layers; what the first has of its own is the sound's. */
  private static Patch patch(String left, float leftRate, String right, float rightRate) {
    Part first = Part.of(twice(left)).at(0, -1);
    Part second = Part.of(twice(right)).at(0, 1).with(Parameter.BREATHING_RATE, rightRate);
    return Patch.of("frozen", twice(left))
        .with(Parameter.FREEZE, 1)
        .with(Parameter.START, 0.4f)
        .with(Parameter.BREATHING, 1)
        .with(Parameter.BREATHING_RATE, leftRate)
        .withParts(List.of(first, second));
  }

  private static List<Timbre> twice(String name) {
    Timbre timbre = Bundled.model().bank().find(name);
    return List.of(timbre, timbre);
  }

  @Test
  void itKeepsLevelAndPitchAndHasNoPeriod() {
    check("cello", 1, "piano", 1);
  }

  @Test
  @Tag("long")
  void soDoOthersAtAnyRate() {
    check("choir-aahs", 8, "viola", 0.05f);
    check("cello", 0.05f, "piano", 8);
    check("flute", 0.25f, "vibraphone", 4);
    check("trumpet", 2, "oboe", 0.5f);
    check("harp", 1, "warm-pad", 1);
  }

  private static void check(String leftName, float leftRate, String rightName, float rightRate) {
    Patch patch = patch(leftName, leftRate, rightName, rightRate);
    try (Told told = new Told(Bundled.decoder())) {
      Played played = new Played(patch, told).voices(2).on(0, 0, KEY, 100);
      played.render((SECONDS + 1) * RATE);
      check(leftName, leftRate, played.left(), told.course(0));
      check(rightName, rightRate, played.right(), told.course(1));
    }
  }

  private static void check(String name, float rate, float[] out, double[][] codes) {
    String what = name + " at " + rate + " Hz";
    double mean = Audio.rmsDb(out, RATE, out.length);
    double apart = 0;
    double cents = 0;
    for (int from = RATE; from + RATE <= out.length; from += RATE / 2) {
      apart = Math.max(apart, Math.abs(Audio.rmsDb(out, from, from + RATE) - mean));
      float[] second = Arrays.copyOfRange(out, from, from + RATE);
      cents = Math.max(cents, Math.abs(Audio.centsFrom(second, RATE, HZ)));
    }
    double hopSeconds = 128.0 / RATE;
    double codeSeconds = CODE_HOPS * hopSeconds;
    double windowSeconds = (double) WINDOW / RATE;
    double[][] colours = new double[WINDOWS][];
    double[] levels = new double[WINDOWS];
    for (int w = 0; w < WINDOWS; w++) {
      int at = RATE + w * WINDOW;
      colours[w] = MelColour.of(out, at, WINDOW, RATE);
      levels[w] = Audio.rmsDb(out, at, at + WINDOW);
    }
    double[][] walked = Arrays.copyOfRange(codes, (int) (1 / codeSeconds), codes.length);
    Periods.Found ofCodes = strongest(walked, codeSeconds, rate);
    Periods.Found ofColours = strongest(colours, windowSeconds, rate);
    Periods.Found ofLevels = Periods.strongest(levels, lag(windowSeconds, rate), WINDOWS / 2);
    System.out.printf(
        "frozen %s: level %.2f dB, pitch %.2f cents; codes %.2f, colour %.2f, level %.2f%n",
        what,
        apart,
        cents,
        ofCodes.autocorrelation(),
        ofColours.autocorrelation(),
        ofLevels.autocorrelation());
    assertThat(apart).as("dB from the mean level of " + what).isLessThan(1);
    assertThat(cents).as("cents of " + what).isLessThan(3);
    if (rate >= LEAST_RATE) {
      assertThat(ofCodes.autocorrelation()).as("period of the codes of " + what).isLessThan(0.25);
      assertThat(ofColours.autocorrelation()).as("of the colour of " + what).isLessThan(0.4);
      assertThat(ofLevels.autocorrelation()).as("of the level of " + what).isLessThan(0.5);
    }
  }

  private static int lag(double stepSeconds, float rate) {
    return (int) Math.ceil(Math.max(0.25, FORGOTTEN_PERIODS / rate) / stepSeconds);
  }

  private static Periods.Found strongest(double[][] course, double stepSeconds, float rate) {
    int from = lag(stepSeconds, rate);
    return Periods.strongest(course, from, Math.max(from, course.length / 2));
  }
}
