package ligature.testing;

import java.util.Map;
import java.util.TreeMap;

/** What a test did when, to find out what an underrun may come from. Threads: one. */
public final class Deeds {

  private final TreeMap<Long, String> byNano = new TreeMap<>();

  /** A deed begins now. */
  public void begin(String deed) {
    byNano.put(System.nanoTime(), deed);
  }

  /** Prints how long after which deed an underrun came that nothing excuses. */
  public void tell(long nano) {
    Map.Entry<Long, String> last = byNano.floorEntry(nano);
    String place =
        last == null
            ? "before the first change"
            : "%.1f ms after %s".formatted((nano - last.getKey()) * 1e-6, last.getValue());
    System.out.println("an underrun that nothing excuses, " + place);
  }
}
