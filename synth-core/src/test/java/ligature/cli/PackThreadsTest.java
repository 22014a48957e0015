package ligature.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import ligature.files.InputException;
import ligature.latent.TimbreBank;
import ligature.model.ComputeDevice;
import ligature.render.pack.PackEstimate;
import ligature.render.pack.PackPlan;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Test;

class PackThreadsTest {

  private static final ComputeDevice CPU = ComputeDevice.parse("cpu");

  private final TimbreBank bank = Bundled.model().bank();
  private final PackPlan plan =
      PackPlan.of(
          Bundled.model(),
          List.of(bank.find("flute"), bank.find("cello")),
          9,
          1,
          List.of(60),
          List.of(100),
          3,
          List.of(PackPlan.Format.SFZ),
          PackPlan.Audio.WAV,
          48_000,
          PackPlan.Bits.PCM_24,
          1);

  private final int most = PackEstimate.mostThreads(plan);

  @Test
  void oneACoreWhileMemoryHoldsThem() {
    PackThreads threads = PackThreads.of(null, CPU, plan, most);
    assertThat(threads.count()).isEqualTo(most);
    assertThat(threads.inWords()).isEmpty();
  }

  @Test
  void itIsSaidWhereMemoryDecides() {
    PackThreads threads = PackThreads.of(null, CPU, plan, 64);
    assertThat(threads.count()).isEqualTo(most);
    assertThat(threads.inWords()).contains(most + " threads", "2 GiB", "--jobs");
  }

  @Test
  void whatWasAskedForAndAGpuAreTakenAtTheirWord() {
    assertThat(PackThreads.of(40, CPU, plan, 2)).isEqualTo(new PackThreads(40, false));
    assertThat(PackThreads.of(null, ComputeDevice.parse("cuda"), plan, 64))
        .isEqualTo(new PackThreads(1, false));
    assertThatThrownBy(() -> PackThreads.of(257, CPU, plan, 2))
        .isInstanceOf(InputException.class)
        .hasMessage("--jobs 257: wanted 1 to 256");
  }
}
