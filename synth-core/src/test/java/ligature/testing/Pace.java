package ligature.testing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import ligature.model.Model;

/**
 * Notes when the network of a {@link FaultyModel} needs much more of its core's time than it
 * should: the work is the same every hop, so the machine is slow then, as where other programs take
 * the memory's bandwidth. Twins that only sleep and wake do not see that. Waiting is no time of the
 * core: what holds the model thread up is not noted.
 */
public final class Pace {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Of the time that a hop lasts: with what else there is to do the model thread falls behind. */
  private static final double MOST = 0.75;

  private final long mostNanos;
  private final List<Span> slow = new CopyOnWriteArrayList<>();
  private long beginNanos; // of the model thread, like the next
  private long beginCpuNanos;

  /** Listens to {@link FaultyModel}, before and after each hop. */
  public Pace(Model model) {
    mostNanos =
        (long) (MOST * 1e9 * model.manifest().hopFrames() / model.manifest().sampleRateHz());
    FaultyModel.before(batch -> begin());
    FaultyModel.after(batch -> end());
  }

  /** Before a hop: for who does something else there, too. [model-thread] */
  public void begin() {
    beginNanos = System.nanoTime();
    beginCpuNanos = THREADS.getCurrentThreadCpuTime();
  }

  private void end() {
    if (THREADS.getCurrentThreadCpuTime() - beginCpuNanos > mostNanos) {
      slow.add(new Span(beginNanos, System.nanoTime()));
    }
  }

  /** The hops at which it was. */
  public List<Span> slow() {
    return slow;
  }
}
