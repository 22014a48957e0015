package ligature.ui.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import ligature.files.InputException;
import ligature.latent.Blend;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.neural.ModelSource;
import ligature.parameter.InsertParameter;
import ligature.parameter.PluginTarget;
import ligature.plugin.InsertChain;
import ligature.plugin.InsertSetting;
import ligature.plugin.PluginDescription;

/**
 * The insert slots of the sound that is loaded, and what was done to them. Every change can be
 * undone; turns of one movement of the hand are one change.
 *
 * <p>Threads: {@code [ui-thread]}; plugins are looked into by the executor {@code io}.
 */
public final class Inserts {

  private static final int NOWHERE = -1;

  private final Sound sound;
  private final PluginStore store;
  private final Executor io;
  private final Executor ui;
  private final Turns<List<InsertSetting>> turns;
  private final EditorHand editorHand;
  private final Map<String, PluginStore.Panel> panels = new HashMap<>();
  private final Map<String, String> failures = new HashMap<>();
  private final List<Runnable> listeners = new ArrayList<>();
  private final ModelSources sources;
  private List<PluginDescription> plugins = List.of();

  /**
   * @param io asks the store
   * @param ui runs on the window's thread
   */
  public Inserts(Sound sound, PluginStore store, Executor io, Executor ui) {
    this(sound, store, io, ui, System::nanoTime);
  }

  Inserts(Sound sound, PluginStore store, Executor io, Executor ui, LongSupplier nanoTime) {
    this.sound = sound;
    this.store = store;
    this.io = io;
    this.ui = ui;
    editorHand = new EditorHand(this, ui);
    turns = new Turns<>(sound.history(), this::slots, this::apply, nanoTime);
    sources = new ModelSources(this, store, io, ui);
    sound.addListener(this::lookIntoAll);
    lookIntoAll();
    io.execute(
        () -> {
          List<PluginDescription> found = store.plugins();
          ui.execute(
              () -> {
                plugins = List.copyOf(found);
                fire();
              });
        });
  }

  /** What the slots hold, from the first on; at most {@link InsertChain#SLOTS}. */
  public List<InsertSetting> slots() {
    return sound.patch().inserts();
  }

  /** Effects and instruments that can go into a slot; empty until they were listed. */
  public List<PluginDescription> plugins() {
    return plugins.stream()
        .filter(p -> p.kind() != PluginDescription.Kind.CONTROL)
        .filter(p -> p.status() != PluginDescription.Status.BLOCKED)
        .toList();
  }

  /** What can be turned on a plugin; null until it was looked into, or if it cannot be opened. */
  public PluginStore.Panel panel(String id) {
    return panels.get(id);
  }

  /** Why a plugin cannot be opened, in a line; null if it can or nobody knows yet. */
  public String failure(String id) {
    return failures.get(id);
  }

  /** Models that are sources, with recordings at the corners of the pad. */
  public ModelSources sources() {
    return sources;
  }

  /** How many corners the pad has, wherever on it the timbres lie. */
  int cornerCount() {
    return sound.patch().pad().isLine() ? 2 : Blend.CORNERS;
  }

  /** A plugin's name for people. */
  public String title(String id) {
    if (!ModelSource.corners(id).isEmpty()) {
      return ModelSource.title(id);
    }
    return plugins.stream()
        .filter(p -> p.id().equals(id))
        .map(PluginDescription::name)
        .findFirst()
        .orElse(id.substring(id.lastIndexOf(id.startsWith("java:") ? ':' : '/') + 1));
  }

  /** What is wrong with the slots, a line each: the sound goes on without them. */
  public List<String> problems() {
    return sound.insertProblems();
  }

  /** Called when slots, values or the list of plugins have changed. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Puts a plugin behind the others; does nothing if all slots are taken. */
  public void add(String id) {
    if (slots().size() < InsertChain.SLOTS) {
      List<InsertSetting> next = new ArrayList<>(slots());
      next.add(InsertSetting.of(id));
      edit("Add " + title(id), next);
    }
  }

  /** Puts a source before all others, so that they work on it as on the voices. */
  void addFirst(InsertSetting source) {
    List<InsertSetting> next = new ArrayList<>(slots());
    next.add(0, source);
    rearrange("Add " + title(source.id()), next, s -> s + 1);
  }

  /** Puts something else in the place of what a slot holds, if it still holds that. */
  void put(int slot, InsertSetting held, InsertSetting other, String title) {
    List<InsertSetting> next = new ArrayList<>(slots());
    if (slot < next.size() && next.get(slot).equals(held)) {
      next.set(slot, other);
      edit(title, next);
    }
  }

  /** Puts another plugin into a slot. */
  public void replace(int slot, String id) {
    List<InsertSetting> next = new ArrayList<>(slots());
    next.set(slot, InsertSetting.of(id));
    edit(title(id) + " in slot " + (slot + 1), next);
  }

  /** Empties a slot; those behind it move up. */
  public void remove(int slot) {
    List<InsertSetting> next = new ArrayList<>(slots());
    String title = title(next.remove(slot).id());
    rearrange("Remove " + title, next, s -> s == slot ? NOWHERE : s > slot ? s - 1 : s);
  }

  /** Moves what a slot holds to another place, brought into those that are filled. */
  public void move(int from, int to) {
    int place = Math.max(0, Math.min(slots().size() - 1, to));
    if (place != from) {
      List<InsertSetting> next = new ArrayList<>(slots());
      InsertSetting moved = next.remove(from);
      next.add(place, moved);
      List<Integer> before = new ArrayList<>();
      for (int s = 0; s < next.size(); s++) {
        before.add(s);
      }
      before.add(place, before.remove(from));
      rearrange("Move " + title(moved.id()), next, before::indexOf);
    }
  }

  /** Leaves a slot out of the sound, or takes it in again. */
  public void setBypass(int slot, boolean bypass) {
    List<InsertSetting> next = new ArrayList<>(slots());
    next.set(slot, next.get(slot).withBypass(bypass));
    edit((bypass ? "Bypass " : "Use ") + title(next.get(slot).id()), next);
  }

  /** What a controller is learned for: a parameter of what a slot holds now. */
  public PluginTarget target(int slot, String parameterId) {
    String id = slots().get(slot).id();
    long before = slots().subList(0, slot).stream().filter(s -> s.id().equals(id)).count();
    return new PluginTarget(id, 1 + (int) before, parameterId);
  }

  /** Opens the editor that came with a slot's plugin, or brings it to the front. */
  public void edit(int slot) {
    if (slot < slots().size()) {
      sound.editInsert(slot, title(slots().get(slot).id()), editorHand);
    }
  }

  /** Receives a line when an editor ends that nobody closed. */
  public void setTell(Consumer<String> receiver) {
    editorHand.setTell(receiver);
  }

  /** Turns something of a slot; part of the movement that is going on. */
  void turn(int slot, String what, InsertSetting turned) {
    if (slot < slots().size()) {
      List<InsertSetting> next = new ArrayList<>(slots());
      next.set(slot, turned);
      turns.turn(title(turned.id()) + ": " + what, List.copyOf(next));
    }
  }

  void grab() {
    turns.grab();
  }

  void letGo() {
    turns.letGo();
  }

  /**
   * Other places for what there is; routes of the modulation go along.
   *
   * @param placeOf where a slot is afterwards; {@link #NOWHERE} if it is gone
   */
  private void rearrange(String title, List<InsertSetting> next, IntUnaryOperator placeOf) {
    ModulationMatrix before = sound.patch().modulation();
    ModulationMatrix after =
        before.withRoutes(
            before.routes().stream()
                .map(route -> moved(route, placeOf))
                .filter(Objects::nonNull)
                .toList());
    if (after.equals(before)) {
      edit(title, next);
      return;
    }
    turns.letGo();
    List<InsertSetting> were = slots();
    List<InsertSetting> are = List.copyOf(next);
    apply(are, after);
    sound
        .history()
        .add(new History.Edit(title, () -> apply(were, before), () -> apply(are, after)));
  }

  private static ModulationRoute moved(ModulationRoute route, IntUnaryOperator placeOf) {
    if (!(route.target() instanceof InsertParameter target)) {
      return route;
    }
    int place = placeOf.applyAsInt(target.slot());
    return place == NOWHERE ? null : route.onto(new InsertParameter(place, target.name()));
  }

  private void apply(List<InsertSetting> next, ModulationMatrix matrix) {
    sound.setModulation(matrix);
    sound.setInserts(next);
    sound.changed(); // looks into all, too
  }

  private void edit(String title, List<InsertSetting> next) {
    turns.edit(title, List.copyOf(next));
  }

  private void apply(List<InsertSetting> next) {
    sound.setInserts(next);
    lookIntoAll();
  }

  private void lookIntoAll() {
    for (InsertSetting slot : slots()) {
      if (!panels.containsKey(slot.id()) && !failures.containsKey(slot.id())) {
        failures.put(slot.id(), null); // asked for
        io.execute(() -> lookInto(slot.id()));
      }
    }
    fire();
  }

  private void lookInto(String id) {
    PluginStore.Panel found = null;
    String failure = null;
    try {
      found = store.panel(id);
    } catch (InputException e) {
      failure = e.getMessage();
    } catch (RuntimeException | LinkageError e) { // other people's code
      failure = "insert " + id + ": cannot be opened: " + e;
    }
    PluginStore.Panel panel = found;
    String line = failure;
    ui.execute(
        () -> {
          if (panel != null) {
            panels.put(id, panel);
          }
          failures.put(id, line);
          fire();
        });
  }

  private void fire() {
    listeners.forEach(Runnable::run);
  }
}
