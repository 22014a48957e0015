package ligature.preset;

import java.util.List;
import ligature.latent.CounterRandom;

/** Random numbers, one after the other, that a number says beforehand. */
final class Dice {

  private final long stream;
  private long thrown;

  /**
   * @param stream says all of them
   */
  Dice(long stream) {
    this.stream = stream;
  }

  /** In [0, 1). */
  double next() {
    return CounterRandom.uniform(stream, thrown++);
  }

  /** -1 to 1, and rather in the middle. */
  double around() {
    return next() - next();
  }

  /** One of some things. */
  <T> T of(List<T> things) {
    return things.get((int) (next() * things.size()));
  }
}
