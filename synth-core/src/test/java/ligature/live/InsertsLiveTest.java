package ligature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import ligature.plugin.InsertSetting;
import ligature.preset.Patch;
import ligature.testing.Bundled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The insert slots of a playing instrument, on the virtual audio device. */
@Tag("live")
class InsertsLiveTest {

  private static LiveSession open(Patch patch) {
    return LiveSession.open(Bundled.options(patch, 4, "none"));
  }

  private static void await(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    for (int i = 0; i < 500 && !condition.getAsBoolean(); i++) {
      Thread.sleep(20);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  @Test
  void aPatchBringsItsInsertsAndTheirLatency() throws Exception {
    Patch plain = Bundled.flute();
    InsertSetting drive = InsertSetting.of("java:drive");
    try (LiveSession session =
        open(plain.withInserts(List.of(drive, InsertSetting.of("java:x"))))) {
      int with = session.latencyFrames();
      assertThat(session.insertProblems()).singleElement().asString().contains("java:x");
      session.noteOn(60, 0.8f);
      await(() -> session.meters().voices() == 1);
      session.load(plain);
      await(() -> session.latencyFrames() < with);
      // 38 frames of the model's rate, at the device's
      double scale = session.sampleRateHz() / 48_000.0;
      assertThat(with - session.latencyFrames()).isEqualTo((int) Math.ceil(38 * scale));
      assertThat(session.insertProblems()).isEmpty();
      session.load(plain.withInserts(List.of(drive, drive)));
      await(() -> session.latencyFrames() > with);
      long frame = session.meters().frame();
      await(() -> session.meters().frame() > frame + 24_000);
      assertThat(session.failure()).isNull();
      assertThat(session.insertProblems()).isEmpty();
    }
  }
}
