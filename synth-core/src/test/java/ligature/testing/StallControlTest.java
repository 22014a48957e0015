package ligature.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import ligature.rt.CoreAffinity;
import ligature.rt.RealTimeScheduling;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("live")
class StallControlTest {

  /**
   * On whatever core the one runs that holds it up: a control that could move away sees nothing.
   */
  @Test
  void seesWhatHoldsUpACore() throws Exception {
    try (StallControl control = new StallControl()) {
      long[] end = new long[1];
      CompletableFuture<Boolean> held = new CompletableFuture<>();
      Thread hog =
          new Thread(
              () -> {
                boolean realTime = RealTimeScheduling.enterFifo(70);
                CoreAffinity.ofThisThread().pin(); // or each core is held up for a part of the time
                long until = System.nanoTime() + 8_000_000;
                while (realTime && System.nanoTime() < until) {
                  Thread.onSpinWait();
                }
                end[0] = System.nanoTime();
                held.complete(realTime);
              },
              "hog");
      hog.start();
      if (!held.get(10, TimeUnit.SECONDS)) {
        System.out.println("SKIPPED: real-time scheduling is not permitted here");
        Assumptions.abort("real-time scheduling is not permitted here");
      }
      Thread.sleep(20);
      assertThat(control.stalls())
          .as("stalls of the whole time, of which the middle is %d", end[0] - 4_000_000)
          .anyMatch(s -> s.nanos() > 5_000_000 && s.distanceNanos(end[0] - 4_000_000) == 0);
    }
  }
}
