package ligature;

import java.util.List;
import java.util.concurrent.TimeUnit;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.preset.Patch;
import ligature.testing.Bundled;
import ligature.testing.ToneTimbres;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one hop cost, with the network and without? The difference of the two is the network; what is left is ours:
 * events, codes, gains.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class InstrumentBenchmark {

  @Param({"1", "8", "16", "32"})
  private int voices;

  @Param({"network", "stand-in"})
  private String decoder;

  private Decoder open;
  private Instrument instrument;
  private final float[] out = new float[2 * 128];

  /** Holds as many keys as there are voices. */
  @Setup
  public void hold() {
    boolean network = decoder.equals("network");
    open = network ? Bundled.decoder() : ToneTimbres.decoder();
    Patch patch =
        network
            ? Patch.of("", List.of(Bundled.model().bank().find("flute"), Bundled.model().bank().find("cello")))
            : ToneTimbres.patch(ToneTimbres.steady("a"), ToneTimbres.steady("b"));
    instrument = new Instrument(open, voices, 1, patch, new Meters());
    EventList keys = new EventList();
    for (int i = 0; i < voices; i++) {
      keys.add(0, Event.noteOn(0, 40 + i, 0.8f));
    }
    instrument.addSource(keys);
  }

  @Benchmark
  public float[] hop() {
    instrument.render(out, 0, 128);
    return out;
  }

  @TearDown
  public void close() {
    open.close();
  }
}
