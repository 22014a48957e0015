package ligature.ui.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import ligature.latent.Timbre;
import ligature.live.Player;
import ligature.modulation.ModulationMatrix;
import ligature.parameter.Parameter;
import ligature.plugin.EditorListener;
import ligature.plugin.InsertSetting;
import ligature.preset.PadTimbres;
import ligature.preset.Part;
import ligature.preset.Patch;

/**
 * The sound that is loaded: the timbres on its pad, its parameters, and what was done to them.
 *
 * <p>The player's patch is the truth; what is shown follows it. Threads: {@code [ui-thread]}.
 */
public final class Sound {

  private final Player player;
  private final History history = new History();
  private final Gesture gesture;
  private final PadShape pad;
  private final Map<Parameter, Binding> bindings = new EnumMap<>(Parameter.class);
  private final Map<Parameter, Float> lent = new EnumMap<>(Parameter.class);
  private final List<Runnable> listeners = new ArrayList<>();
  private final List<Runnable> editListeners = new ArrayList<>();
  private final Renewals renewals = new Renewals();
  private Patch shown;
  private Patch auditioned;
  private Patch kept; // what sounded before another sound was auditioned, or null

  public Sound(Player player) {
    this(player, System::nanoTime);
  }

  Sound(Player player, LongSupplier nanoTime) {
    this.player = player;
    gesture = new Gesture(history, this::apply, nanoTime);
    pad = new PadShape(this, nanoTime);
    for (Parameter parameter : Parameter.values()) {
      Binding binding = new Binding(player, parameter, nanoTime);
      binding.setGesture(gesture);
      bindings.put(parameter, binding);
    }
    shown = player.patch();
  }

  /** The binding of a parameter, always the same. */
  public Binding binding(Parameter parameter) {
    return bindings.get(parameter);
  }

  /** What was loaded last. */
  public Patch patch() {
    return shown;
  }

  /** What sounds: the corners that are loaded, the parameters as they were turned since. */
  public Patch current() {
    if (kept != null) {
      return kept; // what plays meanwhile is only listened to
    }
    Patch patch = shown;
    for (Parameter parameter : Parameter.values()) {
      patch = patch.with(parameter, kept(parameter));
    }
    return patch;
  }

  /** A parameter's value, but for what it was lent. */
  float kept(Parameter parameter) {
    return lent.getOrDefault(parameter, binding(parameter).value());
  }

  /** Turns a parameter for as long as a hand is somewhere; the sound keeps the value it had. */
  void lend(Parameter parameter, float value) {
    if (lent.putIfAbsent(parameter, binding(parameter).value()) == null) {
      apply(parameter, value);
    }
  }

  /** Ends what {@link #lend} began; does nothing if it has not. */
  void takeBack(Parameter parameter) {
    Float value = lent.remove(parameter);
    if (value != null) {
      apply(parameter, value);
    }
  }

  public History history() {
    return history;
  }

  /** Which timbres lie on the pad, and where. */
  public PadShape pad() {
    return pad;
  }

  /** Called when another sound is loaded, or other timbres on the pad. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Called when the timbres were changed by hand. */
  void addEditListener(Runnable listener) {
    editListeners.add(listener);
  }

  /**
   * Shows what the player has loaded, whoever did it.
   *
   * @return whether somebody else did
   */
  boolean follow() {
    Patch now = player.patch();
    if (now.equals(shown) || now.equals(auditioned)) {
      return false;
    } else if (auditioned == null && now.isTurnedFrom(shown)) {
      shown = now; // a controller was at its inserts: it is the same sound
      return false;
    } else if (auditioned != null && now.isTurnedFrom(auditioned)) {
      auditioned = now;
      return false;
    }
    auditioned = null;
    kept = null;
    lent.clear();
    shown = now;
    expect(now);
    changed();
    return true;
  }

  /** What a hand turned just before holds no more. */
  private void expect(Patch patch) {
    for (Parameter parameter : Parameter.values()) {
      binding(parameter).expect(patch.value(parameter));
    }
  }

  /** Plays a sound, without a trace in the history. */
  void load(Patch patch) {
    auditioned = null;
    kept = null;
    lent.clear();
    shown = renewals.in(patch);
    player.load(shown);
    expect(patch);
    changed();
  }

  /** A timbre was made anew: what holds it holds the new one, what can be undone, too. */
  void renew(Timbre old, Timbre made) {
    endAudition();
    renewals.add(old, made);
    if (shown.timbres().contains(old)) {
      load(current());
    }
  }

  /** Sets a parameter, without a trace in the history. */
  private void apply(Parameter parameter, float value) {
    binding(parameter).steer(value);
  }

  /** What was turned until now is an edit of its own. */
  void endGesture() {
    gesture.end();
  }

  /** Puts another timbre in the place of one on the pad; everything else stays as it sounds now. */
  public void setCorner(int corner, Timbre timbre) {
    editPad("Timbre at " + PadShape.letter(corner), shown.pad().with(corner, timbre));
  }

  /** Puts timbres at all corners and the pad at a place, as one edit. */
  public void setBlend(String title, List<Timbre> corners, float x, float y) {
    pad.set(title, PadTimbres.atCorners(corners), x, y);
  }

  /** Makes another sound of what sounds, as one edit. */
  void edit(String title, UnaryOperator<Patch> change) {
    history.endMovement();
    gesture.end();
    Patch before = current();
    Patch after = change.apply(before);
    loadEdit(after);
    history.add(new History.Edit(title, () -> loadEdit(before), () -> loadEdit(after)));
  }

  private void loadEdit(Patch patch) {
    editListeners.forEach(Runnable::run);
    load(patch);
  }

  /** All timbres that there are. */
  List<Timbre> timbres() {
    return player.bank().timbres();
  }

  /** Puts other timbres on the pad, or elsewhere; everything else stays as it sounds now. */
  void editPad(String title, PadTimbres next) {
    history.endMovement();
    gesture.end();
    PadTimbres before = shown.pad();
    setPad(next);
    if (!before.equals(next)) {
      history.add(new History.Edit(title, () -> setPad(before), () -> setPad(next)));
    }
  }

  /** The same without a trace in the history. The same timbres glide from point to point. */
  void setPad(PadTimbres next) {
    editListeners.forEach(Runnable::run);
    boolean moves = next.isFree() && shown.pad().isFree() && next.timbres().equals(shown.corners());
    if (!moves) {
      load(current().with(next));
      return;
    }
    endAudition();
    shown = shown.with(next);
    player.move(next);
    changed();
  }

  /**
   * Becomes a sound that differs in what is on the pad and in values, without a trace in the
   * history: notes that sound go along where they can.
   */
  void roam(Patch next) {
    if (isAuditioning() || !shown.pad().goesOnTo(next.pad())) {
      loadEdit(next);
      return;
    }
    editListeners.forEach(Runnable::run);
    shown = renewals.in(shown.with(next.pad()));
    player.move(shown.pad());
    for (Parameter parameter : Parameter.values()) {
      if (kept(parameter) != next.value(parameter)) {
        apply(parameter, next.value(parameter));
      }
    }
    changed();
  }

  /** Fills the insert slots, without a trace in the history. */
  void setInserts(List<InsertSetting> inserts) {
    endAudition();
    editListeners.forEach(Runnable::run);
    shown = shown.withInserts(inserts);
    player.setInserts(inserts);
  }

  /** Opens the editor of an insert's plugin; the listener hears what is done in it. */
  void editInsert(int slot, String title, EditorListener listener) {
    player.editInsert(slot, title, listener);
  }

  /** Moves the parameters in another way, without a trace in the history. */
  void setModulation(ModulationMatrix matrix) {
    endAudition();
    editListeners.forEach(Runnable::run);
    shown = shown.withModulation(matrix);
    player.modulate(matrix);
  }

  /** Makes it of other parts, without a trace in the history. */
  void setParts(List<Part> parts) {
    editListeners.forEach(Runnable::run);
    load(current().withParts(parts));
  }

  /** What is wrong with the insert slots, a line each. */
  List<String> insertProblems() {
    return player.insertProblems();
  }

  /** Plays one timbre alone, to hear it; notes that sound go on as they are. */
  public void audition(Timbre timbre) {
    auditioned = current().withCorners(List.of(timbre, timbre));
    player.load(auditioned);
  }

  /** Plays another sound, to hear it; what is turned meanwhile is lost with it. */
  void audition(Patch patch) {
    if (kept == null) {
      endAudition();
      kept = current();
    }
    auditioned = patch;
    player.load(patch);
  }

  /** Whether something else is heard than what is loaded. */
  public boolean isAuditioning() {
    return auditioned != null;
  }

  /** Plays again what is shown. */
  public void endAudition() {
    if (auditioned != null) {
      auditioned = null;
      Patch back = current();
      kept = null;
      player.load(back);
      shown = player.patch();
      expect(back);
    }
  }

  /** Tells those who show it. */
  void changed() {
    listeners.forEach(Runnable::run);
  }
}
