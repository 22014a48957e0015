package ligature.render.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import ligature.testing.Bundled;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackJobTest {

  @TempDir private Path folder;

  private final Set<Thread> workers = new HashSet<>();

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  private PackJob.Result run(int jobs, Runnable starting) {
    PackPlan plan =
        PackPlan.of(
            Bundled.model(),
            List.of(Bundled.model().bank().find("flute"), Bundled.model().bank().find("cello")),
            3,
            1,
            List.of(48, 60, 72),
            List.of(100),
            0.2,
            List.of(PackPlan.Format.SFZ),
            PackPlan.Audio.WAV,
            48_000,
            PackPlan.Bits.PCM_24,
            1);
    return new PackJob(folder.resolve("pack"), plan, Shard.WHOLE, Bundled.flute(), false, jobs)
        .run(
            Bundled::decoder,
            start -> starting.run(),
            (files, ofFiles, seconds, bytes) -> {
              synchronized (workers) {
                workers.add(Thread.currentThread());
              }
            });
  }

  /** Where it plays, a thread that has computed must not end. */
  @Test
  void oneJobIsDoneOnTheThreadThatAsks() {
    assertThat(run(1, () -> {}).files()).isEqualTo(9);
    assertThat(workers).containsExactly(Thread.currentThread());
  }

  @Test
  void moreJobsShareTheWork() {
    PackJob.Result result = run(3, () -> {});
    assertThat(result.files()).isEqualTo(9);
    assertThat(result.failed()).isZero();
    assertThat(workers).hasSizeBetween(1, 3);
  }

  @Test
  void anInterruptEndsIt() {
    assertThatThrownBy(() -> run(1, Thread.currentThread()::interrupt))
        .hasMessageContaining("interrupted");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(workers).isEmpty();
  }
}
