package ligature.midi;

import java.util.ArrayList;
import java.util.List;
import ligature.parameter.Learnable;

/**
 * Which controller turns which parameter, besides those that need no set-up. Immutable.
 *
 * @param bindings at most {@link #MOST_BINDINGS}
 */
public record LearnMap(List<Binding> bindings) {

  /** In place of a channel. */
  public static final int ANY_CHANNEL = -1;

  public static final int MOST_BINDINGS = 128;

  /** Nothing learned. */
  public static final LearnMap EMPTY = new LearnMap(List.of());

  /**
   * A controller and what it turns.
   *
   * @param channel 0 to 15, or {@link #ANY_CHANNEL}
   * @param controller 0 to 119
   */
  public record Binding(int channel, int controller, Learnable target) {

    public Binding {
      if (channel < ANY_CHANNEL || channel > 15 || !isLearnable(controller)) {
        throw new IllegalArgumentException("controller " + controller + " on " + channel);
      }
    }

    boolean answersTo(int ofChannel, int number) {
      return controller == number && (channel == ANY_CHANNEL || channel == ofChannel);
    }
  }

  public LearnMap {
    bindings = List.copyOf(bindings);
    if (bindings.size() > MOST_BINDINGS) {
      throw new IllegalArgumentException("bindings: " + bindings.size());
    }
  }

  /**
   * Whether a controller can be learned: not those that only make sense together with others (bank
   * select, data entry, parameter numbers), nor the mode messages.
   */
  public static boolean isLearnable(int controller) {
    return switch (controller) {
      case 0, 6, 32, 38, 96, 97, 98, 99, 100, 101 -> false;
      default -> controller > 0 && controller < 120;
    };
  }

  /** The same map with a controller that turns this parameter, in place of what either had. */
  public LearnMap with(Binding binding) {
    List<Binding> changed = new ArrayList<>(bindings);
    changed.removeIf(
        b ->
            b.target.equals(binding.target)
                || b.controller == binding.controller && b.channel == binding.channel);
    changed.add(binding);
    return new LearnMap(changed);
  }

  /** The same map without a parameter. */
  public LearnMap without(Learnable target) {
    return new LearnMap(bindings.stream().filter(b -> !b.target.equals(target)).toList());
  }
}
