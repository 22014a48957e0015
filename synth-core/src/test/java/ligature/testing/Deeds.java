package ligature.testing;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;

/** What a test did when, to find out what an underrun may come from. Threads: one. */
public final class Deeds {

  private final TreeMap<Long, String> byNano = new TreeMap<>();

  /** A deed begins now. */
  public void begin(String deed) {
    begin(deed, System.nanoTime());
  }

  /** A deed began then. */
  public void begin(String deed, long nano) {
    byNano.put(nano, deed);
  }

  /** Prints how long after which deed an underrun came that nothing excuses. */
  public void tell(long nano) {
    Map.Entry<Long, String> last = byNano.floorEntry(nano);
    String place =
        last == null
            ? "before the first change"
            : "%.1f ms after %s".formatted((nano - last.getKey()) * 1e-6, last.getValue());
    System.out.printf(
        "an underrun that nothing excuses, %.3f s after the JVM's start, %s%n",
        uptimeSeconds(nano), place);
  }

  /** The same clock as that of the JVM's own log, which tells what was compiled then. */
  private static double uptimeSeconds(long nano) {
    long ago = System.nanoTime() - nano;
    return ManagementFactory.getRuntimeMXBean().getUptime() * 1e-3 - ago * 1e-9;
  }
}
