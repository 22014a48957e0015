package ligature.ui;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import ligature.engine.Meters;
import ligature.latent.Timbre;
import ligature.latent.TimbreBank;
import ligature.live.Player;
import ligature.parameter.Parameter;
import ligature.preset.Patch;
import ligature.testing.ToneTimbres;

/** A player that writes down what the window asks of it. */
public final class RecordingPlayer implements Player {

  public final List<String> calls = new CopyOnWriteArrayList<>();
  private final TimbreBank bank =
      new TimbreBank(
          List.of(
              ToneTimbres.steady("piano"),
              ToneTimbres.steady("cello"),
              ToneTimbres.steady("flute"),
              ToneTimbres.steady("harp"),
              ToneTimbres.dying("marimba")));
  private final Meters meters = new Meters();
  private volatile Patch patch = patch("first", "piano", "cello", "flute", "harp");
  private volatile int down = -1;

  public Patch patch(String name, String... timbres) {
    List<Timbre> corners = java.util.Arrays.stream(timbres).map(bank::find).toList();
    return Patch.of(name, corners);
  }

  @Override
  public TimbreBank bank() {
    return bank;
  }

  @Override
  public Patch patch() {
    return patch;
  }

  @Override
  public void load(Patch next) {
    patch = next;
    calls.add("load " + next.corners());
  }

  @Override
  public void noteOn(int key, float velocity) {
    down = key;
    calls.add("on " + key);
  }

  @Override
  public void noteOff(int key) {
    down = -1;
    calls.add("off " + key);
  }

  @Override
  public void sustain(boolean isDown) {
    calls.add("sustain " + isDown);
  }

  @Override
  public void panic() {
    calls.add("panic");
  }

  @Override
  public void set(Parameter parameter, float value) {
    calls.add(String.format(java.util.Locale.ROOT, "set %s %.2f", parameter.id(), value));
  }

  @Override
  public boolean isKeyDown(int key) {
    return key == down;
  }

  @Override
  public Meters meters() {
    return meters;
  }

  @Override
  public long underruns() {
    return 0;
  }

  @Override
  public long xruns() {
    return 0;
  }

  @Override
  public int latencyFrames() {
    return 384;
  }

  @Override
  public int sampleRateHz() {
    return 48_000;
  }

  @Override
  public String audioDescription() {
    return "recorded";
  }

  @Override
  public String decoderDevice() {
    return "cpu";
  }

  @Override
  public double[] modelMillis() {
    return new double[] {0.5, 0.6};
  }

  @Override
  public void close() {
    calls.add("close");
  }
}
