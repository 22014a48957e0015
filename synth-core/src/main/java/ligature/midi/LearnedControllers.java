package ligature.midi;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import ligature.parameter.Learnable;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import ligature.parameter.PluginControls;
import ligature.parameter.PluginTarget;
import ligature.rt.Published;

/**
 * Turns parameters by learned controllers, and listens for a controller to learn. They take hold
 * softly, as {@link ParameterValues} has it: when they reach the parameter's value or pass it. One
 * controller may be learned as a pedal that turns nothing: it is asked whether it is down.
 *
 * <p>Threads: {@link #accept} on {@code [model-thread]}, wait-free, no allocation; the rest on any
 * one other.
 */
public final class LearnedControllers {

  private static final int NONE = -1;
  private static final float HALF = 0.5f;
  private static final long NOTHING_HEARD = -1;

  /** In place of a parameter that waits for a controller. */
  private static final int PEDAL = Integer.MAX_VALUE;

  private final Published<LearnMap> published = new Published<>(LearnMap.EMPTY);
  private final AtomicInteger armed = new AtomicInteger(NONE);
  private final AtomicLong heard = new AtomicLong(NOTHING_HEARD);
  private final AtomicInteger heardPedal = new AtomicInteger(NONE);
  private volatile int pedal = NONE;
  private volatile boolean pedalDown;

  /** Those that were armed: what waits is a number, which the model thread takes in one step. */
  private final List<PluginTarget> pluginTargets = new CopyOnWriteArrayList<>();

  private LearnMap map = LearnMap.EMPTY;

  /** Hands over a map; every controller in it has to pick up its parameter anew. */
  public void publish(LearnMap next) {
    published.publish(next);
  }

  /** The next controller that moves will turn this parameter; null: it is learned no longer. */
  public void arm(Learnable target) {
    heard.set(NOTHING_HEARD);
    armed.set(target == null ? NONE : number(target));
  }

  /** The parameter that waits for a controller; null for none. */
  public Learnable armed() {
    int number = armed.get();
    return number == NONE || number == PEDAL ? null : of(number);
  }

  /** The instrument's parameters by their order, then those of plugins as they came. */
  private int number(Learnable target) {
    if (target instanceof PluginTarget ofPlugin) {
      if (!pluginTargets.contains(ofPlugin)) {
        pluginTargets.add(ofPlugin);
      }
      return Parameter.count() + pluginTargets.indexOf(ofPlugin);
    }
    return ((Parameter) target).ordinal();
  }

  private Learnable of(int number) {
    return number < Parameter.count()
        ? Parameter.of(number)
        : pluginTargets.get(number - Parameter.count());
  }

  /** The next controller that moves will be the pedal; false: no longer. */
  public void armPedal(boolean on) {
    heardPedal.set(NONE);
    if (on) {
      armed.set(PEDAL);
    } else {
      armed.compareAndSet(PEDAL, NONE);
    }
  }

  /** Whether the pedal waits for a controller. */
  public boolean isPedalArmed() {
    return armed.get() == PEDAL;
  }

  /** The controller that was learned as the pedal since the last call; -1 for none. */
  public int takeHeardPedal() {
    return heardPedal.getAndSet(NONE);
  }

  /** Sets which controller is the pedal, on every channel; -1 for none. */
  public void setPedal(int controller) {
    pedal = controller;
    pedalDown = false;
  }

  /** Whether the pedal is down. */
  public boolean isPedalDown() {
    return pedalDown;
  }

  /** What was learned since the last call; null for nothing. */
  public LearnMap.Binding takeHeard() {
    long word = heard.getAndSet(NOTHING_HEARD);
    return word == NOTHING_HEARD
        ? null
        : new LearnMap.Binding(LearnMap.ANY_CHANNEL, (int) (word & 0x7F), of((int) (word >> 8)));
  }

  /**
   * A controller moved.
   *
   * @param value in [0, 1]
   * @return whether it was a learned one; its usual meaning is then none of its business
   */
  public boolean accept(
      int channel, int controller, float value, ParameterValues values, PluginControls plugins) {
    int waiting = armed.get();
    if (waiting != NONE && LearnMap.isLearnable(controller) && armed.compareAndSet(waiting, NONE)) {
      if (waiting == PEDAL) {
        heardPedal.set(controller);
      } else {
        heard.set((long) waiting << 8 | controller);
      }
      return true;
    }
    if (controller == pedal) {
      pedalDown = value >= HALF;
      return true;
    }
    takeMap(values, plugins);
    boolean learned = false;
    for (int i = 0; i < map.bindings().size(); i++) {
      LearnMap.Binding binding = map.bindings().get(i);
      if (binding.answersTo(channel, controller)) {
        learned = true;
        int control = (channel & 15) * 128 + controller;
        if (binding.target() instanceof PluginTarget ofPlugin) {
          plugins.turn(control, ofPlugin, value);
        } else {
          values.turn(control, (Parameter) binding.target(), value);
        }
      }
    }
    return learned;
  }

  /** Nobody holds what is learned: each value has to be met. */
  private void takeMap(ParameterValues values, PluginControls plugins) {
    LearnMap now = published.current();
    if (now == map) {
      return;
    }
    map = now;
    for (int i = 0; i < map.bindings().size(); i++) {
      if (map.bindings().get(i).target() instanceof Parameter parameter) {
        values.set(parameter, values.target(parameter));
      }
    }
    plugins.letGo();
  }
}
