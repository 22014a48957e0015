package ligature.latent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The timbres that a model ships with, in their order, found by name. Immutable; any thread. */
public final class TimbreBank {

  private final Map<String, Timbre> byName = new LinkedHashMap<>();

  public TimbreBank(Collection<Timbre> timbres) {
    for (Timbre timbre : timbres) {
      if (byName.put(timbre.name(), timbre) != null) {
        throw new IllegalArgumentException("two timbres are named " + timbre.name());
      }
    }
  }

  /**
   * The same bank with one more timbre behind the others.
   *
   * @throws IllegalArgumentException if it has one of this name
   */
  public TimbreBank with(Timbre timbre) {
    List<Timbre> all = new ArrayList<>(timbres());
    all.add(timbre);
    return new TimbreBank(all);
  }

  /**
   * The same bank with another timbre in the place of that of its name.
   *
   * @throws IllegalArgumentException if it has none of this name
   */
  public TimbreBank replacing(Timbre timbre) {
    if (find(timbre.name()) == null) {
      throw new IllegalArgumentException("no timbre is named " + timbre.name());
    }
    return new TimbreBank(
        timbres().stream().map(t -> t.name().equals(timbre.name()) ? timbre : t).toList());
  }

  /** The timbre of that name, or null. */
  public Timbre find(String name) {
    return byName.get(name);
  }

  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  public List<Timbre> timbres() {
    return List.copyOf(byName.values());
  }
}
