package ligature.plugin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import ligature.files.InputException;
import ligature.parameter.InsertParameter;
import ligature.parameter.PluginTarget;
import ligature.rt.OnThread;
import ligature.rt.Published;
import ligature.rt.ThreadRole;

/**
 * The insert slots, one after the other. Slots can be filled, emptied, reordered and turned while
 * sound passes: every change is faded over 20 ms. Where nothing comes in and all tails are over,
 * nothing is computed and nothing comes out.
 *
 * <p>Threads: {@link #set(List)} and {@link #close} by one {@code [io-thread]} at a time, {@link
 * #process} on {@code [model-thread]}, the rest by any.
 */
public final class InsertChain implements AutoCloseable {

  /** The most slots. */
  public static final int SLOTS = 8;

  private static final Insert[] NONE = {};

  private final int rateHz;
  private final int blockFrames;
  private final RunningInserts running;
  private final Function<String, Plugin> opener;
  private final Published<Insert[]> plan = new Published<>(NONE);
  private final Set<Insert> open = new LinkedHashSet<>();
  private volatile List<String> problems = List.of();
  private volatile boolean offline;
  private final InsertControls controls = new InsertControls(this);

  /**
   * An empty chain.
   *
   * @param blockFrames the frames of every {@link #process}
   * @param opener opens a plugin by its id, or throws an {@link InputException}
   */
  public InsertChain(int rateHz, int blockFrames, Function<String, Plugin> opener) {
    this.rateHz = rateHz;
    this.blockFrames = blockFrames;
    this.opener = opener;
    running = new RunningInserts(NONE, blockFrames);
  }

  /**
   * Fills the slots. A plugin that is in a slot already stays and is only turned. What cannot be
   * opened is left out and told by {@link #problems}. Opens, allocates and may take seconds.
   *
   * @throws InputException if there are more than {@link #SLOTS}
   */
  public synchronized void set(List<InsertSetting> settings) {
    if (settings.size() > SLOTS) {
      throw new InputException(
          "there are " + settings.size() + " inserts; there is room for " + SLOTS);
    }
    closeRetired();
    List<String> found = new ArrayList<>();
    List<Insert> old = new ArrayList<>(List.of(plan.current()));
    List<Insert> next = new ArrayList<>();
    for (int slot = 0; slot < settings.size(); slot++) {
      InsertSetting setting = settings.get(slot);
      Insert insert =
          old.stream()
              .filter(i -> i.holds(setting))
              .findFirst()
              .orElseGet(() -> opened(setting, found));
      if (insert != null) {
        old.remove(insert);
        insert.take(setting);
        insert.setSlot(slot);
        setting.values().keySet().stream()
            .filter(p -> insert.indexOf(p) == null)
            .forEach(p -> found.add("insert " + setting.id() + ": there is no parameter " + p));
        next.add(insert);
      }
    }
    old.forEach(Insert::closeEditor);
    problems = List.copyOf(found);
    if (!next.equals(List.of(plan.current()))) {
      plan.publish(next.toArray(Insert[]::new));
    }
  }

  private Insert opened(InsertSetting setting, List<String> found) {
    Plugin plugin = null;
    try {
      plugin = opener.apply(setting.id());
      plugin.setOffline(offline);
      if (!setting.state().isEmpty()) {
        plugin.restore(Base64.getDecoder().decode(setting.state()));
      }
      Insert insert = new Insert(setting.id(), setting.state(), plugin, rateHz, blockFrames);
      open.add(insert);
      return insert;
    } catch (InputException e) {
      found.add(e.getMessage());
    } catch (RuntimeException | LinkageError e) { // other people's code
      found.add("insert " + setting.id() + ": cannot be opened: " + e);
    }
    if (plugin != null) {
      plugin.close();
    }
    return null;
  }

  /** What is neither in the plan nor run any more. */
  private void closeRetired() {
    if (running.settled() == plan.current()) {
      List<Insert> kept = List.of(plan.current());
      open.removeIf(
          insert -> {
            if (kept.contains(insert)) {
              return false;
            }
            insert.close();
            return true;
          });
    }
  }

  /** What the slots hold, with the values and the states of now. */
  public List<InsertSetting> settings() {
    return List.of(plan.current()).stream().map(Insert::setting).toList();
  }

  /**
   * Opens the editor that came with a slot's plugin, or brings it to the front. It closes with the
   * plugin.
   *
   * @param title of its window
   * @param listener told what is done in it, and when it is gone or cannot be opened
   */
  public synchronized void edit(int slot, String title, EditorListener listener) {
    Arrays.stream(plan.current())
        .filter(insert -> insert.slot() == slot)
        .findFirst()
        .ifPresentOrElse(
            insert -> insert.edit(title, rateHz, listener),
            () -> listener.ended(slot, "slot " + (slot + 1) + " holds no plugin that is open"));
  }

  /** The parameters of the plugin in a slot. */
  public List<PluginParameter> parameters(int slot) {
    return plan.current()[slot].plugin().parameters();
  }

  /**
   * Turns a parameter of a slot's plugin; the value glides there. Does nothing if the slot is
   * empty.
   */
  public void set(int slot, int parameterIndex, float value) {
    Insert[] now = plan.current();
    if (slot < now.length) {
      now[slot].set(parameterIndex, value);
    }
  }

  /**
   * Turns what a name says; it glides there.
   *
   * @return false if the slot is empty or its plugin has no such parameter
   */
  public boolean turn(InsertParameter parameter, float value) {
    Insert insert = at(parameter);
    return insert != null && insert.turn(parameter.name(), value);
  }

  /** The value that was set of what a name says; NaN if there is none such. */
  public float value(InsertParameter parameter) {
    Insert insert = at(parameter);
    return insert == null ? Float.NaN : insert.value(parameter.name());
  }

  /** Hardware controls of the plugins' parameters. */
  public InsertControls controls() {
    return controls;
  }

  /** Where a plugin's parameter is now, whether or not the plugin has it; null if it is in none. */
  public InsertParameter find(PluginTarget target) {
    Insert insert = holding(target);
    return insert == null ? null : new InsertParameter(insert.slot(), target.name());
  }

  /** The slot that holds a plugin; null if there is none. */
  Insert holding(PluginTarget target) {
    int left = target.which();
    for (Insert insert : plan.current()) {
      if (insert.id().equals(target.plugin()) && --left == 0) {
        return insert;
      }
    }
    return null;
  }

  private Insert at(InsertParameter parameter) {
    for (Insert insert : plan.current()) {
      if (insert.slot() == parameter.slot()) {
        return insert;
      }
    }
    return null;
  }

  /** Lets all parameters go to where they were set. */
  @OnThread(ThreadRole.MODEL)
  public void clearMoves() {
    for (Insert insert : plan.current()) {
      insert.clearMoves();
    }
  }

  /**
   * Moves a parameter further on from where it was set, until {@link #clearMoves}; movements add
   * up. Does nothing if there is none such.
   *
   * @param share of its range; of its octaves, if its values are ratios
   */
  @OnThread(ThreadRole.MODEL)
  public void move(InsertParameter parameter, float share) {
    Insert insert = at(parameter);
    if (insert != null) {
      insert.move(parameter.name(), share);
    }
  }

  /** By how much the slots delay the sound, those that are bypassed included. */
  public int latencyFrames() {
    int sum = 0;
    for (Insert insert : plan.current()) {
      sum += insert.latencyFrames();
    }
    return sum;
  }

  /** What is wrong, a line each: plugins that could not be opened, and those that failed since. */
  public List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    for (Insert insert : plan.current()) {
      if (insert.fault() != null) {
        all.add("insert " + insert.id() + ": " + insert.fault() + "; it is bypassed");
      }
    }
    return all;
  }

  /** Says, before the slots are filled, that audio is not rendered in real time. */
  public void setOffline(boolean isOffline) {
    offline = isOffline;
    open.forEach(insert -> insert.plugin().setOffline(isOffline));
  }

  /**
   * Hands what is played to the plugins that take notes, each when the sound of that moment reaches
   * its slot.
   *
   * @param frame of the next {@link #process}; may not go back
   */
  @OnThread(ThreadRole.MODEL)
  public void play(int frame, NoteEvent event, int channel, int number, float value) {
    running.follow(plan.current());
    running.play(frame, event, channel, number, value);
  }

  /** Whether some slot holds what sounds by itself and follows {@link #blend}. */
  @OnThread(ThreadRole.MODEL)
  public boolean hasSource() {
    running.follow(plan.current());
    return running.hasSource();
  }

  /** Says where the pad is in the next block, by the weights of its corners, which sum to 1. */
  @OnThread(ThreadRole.MODEL)
  public void blend(float a, float b, float c, float d) {
    running.blend(a, b, c, d);
  }

  /** Processes a block in place. */
  @OnThread(ThreadRole.MODEL)
  public void process(float[] left, float[] right) {
    running.follow(plan.current());
    running.process(left, right);
  }

  /** Whether nothing comes out until something comes in. */
  public boolean isSilent() {
    return running.areSilentAsIn(plan.current());
  }

  /** Whether anything went in or came out in the last block. [model-thread] */
  public boolean isSounding() {
    return running.areSounding();
  }

  /** Closes all plugins; nothing may be processed after that. */
  @Override
  public synchronized void close() {
    open.forEach(Insert::close);
    open.clear();
    plan.publish(NONE);
  }
}
