package ligature.rt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.jna.Memory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class NativeMemoryTest {

  private static final int WARM_BYTES = 8 << 20;
  private static final int PIECE_BYTES = 256 << 10;
  private static final int PIECES = 16;
  private static final int PAGES = PIECES * PIECE_BYTES / 4096;

  @Test
  void whatIsWarmFaultsNoMoreAndIsKept() throws Exception {
    assumeThat(NativeMemory.warmUp(0)).as("glibc").isTrue();
    long[] cold = onNewThread(0);
    long[] warm = onNewThread(WARM_BYTES);
    assertThat(cold[0]).as("faults of a thread that is not warm").isGreaterThan(PAGES / 2);
    assertThat(warm[0]).as("faults of one that is").isLessThan(PAGES / 20);
    assertThat(warm[1]).as("those of the second time").isLessThan(PAGES / 20);
  }

  /** The faults of a thread that takes and gives back memory, twice. */
  private static long[] onNewThread(int warmBytes) throws ExecutionException, InterruptedException {
    CompletableFuture<long[]> faults = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                takeAndGiveBack(1); // what this does itself is loaded then
                NativeMemory.warmUp(warmBytes);
                long begin = faults();
                takeAndGiveBack(PIECES);
                long second = faults();
                takeAndGiveBack(PIECES);
                faults.complete(new long[] {second - begin, faults() - second});
              } catch (RuntimeException | AssertionError e) {
                faults.completeExceptionally(e);
              }
            });
    thread.start();
    return faults.get();
  }

  private static void takeAndGiveBack(int count) {
    Memory[] pieces = new Memory[count];
    for (int i = 0; i < count; i++) {
      pieces[i] = new Memory(PIECE_BYTES);
      pieces[i].clear();
    }
    for (Memory piece : pieces) {
      piece.close();
    }
  }

  /** Of the calling thread; proc(5): the 10th field is what needed no disk. */
  private static long faults() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[7]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
