package ligature.ui.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import ligature.files.InputException;
import ligature.latent.Blend;
import ligature.latent.Timbre;
import ligature.live.Player;
import ligature.parameter.Parameter;
import ligature.preset.Patch;

/**
 * The sound that is loaded: its corners, the presets around it, and whether it was changed since.
 *
 * <p>The player's patch is the truth; what is shown follows it. Presets are read by the executor
 * {@code io}; what they gave is loaded on the window's thread, unless somebody has asked for
 * another one meanwhile. Threads: {@code [ui-thread]}, but where it says otherwise.
 */
public final class Sound {

  private final Player player;
  private final List<String> presets;
  private final Function<String, Patch> loadPreset;
  private final Executor io;
  private final Executor ui;
  private final Map<Parameter, Binding> bindings = new EnumMap<>(Parameter.class);
  private final List<Runnable> listeners = new ArrayList<>();
  private Consumer<String> onFailure = message -> {};
  private Patch shown;
  private Patch saved;
  private int savedIndex; // among the presets, or -1
  private int wanted; // the preset that was asked for: the saved one, or one that is being read
  private List<Timbre> spare = List.of();
  private volatile int request;

  /**
   * @param presets their names, in their order
   * @param loadPreset called by {@code io} only
   * @param ui runs on the window's thread
   */
  public Sound(
      Player player,
      List<String> presets,
      Function<String, Patch> loadPreset,
      Executor io,
      Executor ui) {
    this.player = player;
    this.presets = List.copyOf(presets);
    this.loadPreset = loadPreset;
    this.io = io;
    this.ui = ui;
    for (Parameter parameter : Parameter.values()) {
      bindings.put(parameter, new Binding(player, parameter));
    }
    shown = player.patch();
    saved = shown;
    savedIndex = this.presets.indexOf(shown.name());
    wanted = savedIndex;
  }

  /** The binding of a parameter, always the same. */
  public Binding binding(Parameter parameter) {
    return bindings.get(parameter);
  }

  public Patch patch() {
    return shown;
  }

  public List<String> presets() {
    return presets;
  }

  /**
   * The preset that was asked for last; the name that the patch brought with it if it is none of
   * them.
   */
  public String presetName() {
    return wanted >= 0 ? presets.get(wanted) : saved.name();
  }

  /** Whether other timbres were chosen since the preset was loaded. */
  public boolean isChanged() {
    return !shown.corners().equals(saved.corners());
  }

  /** Called when anything of the above has changed. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  /** Takes the line that says why a preset could not be loaded; null when one could. */
  public void setOnFailure(Consumer<String> onFailure) {
    this.onFailure = onFailure;
  }

  /** Shows what the player has loaded, whoever did it. */
  public void follow() {
    Patch now = player.patch();
    if (!now.equals(shown)) {
      shown = now;
      saved = now;
      savedIndex = presets.indexOf(now.name());
      wanted = savedIndex;
      changed();
    }
  }

  /** Goes through the presets; after the last comes the first. */
  public void stepPreset(int by) {
    if (!presets.isEmpty()) {
      int from = wanted >= 0 ? wanted : by > 0 ? -1 : 0;
      choosePreset(presets.get(Math.floorMod(from + by, presets.size())));
    }
  }

  /** Reads a preset in the background and loads it. If it cannot be read, what plays goes on. */
  public void choosePreset(String name) {
    wanted = presets.indexOf(name);
    int mine = ++request;
    changed();
    io.execute(
        () -> {
          if (mine != request) {
            return;
          }
          try {
            Patch patch = loadPreset.apply(name);
            ui.execute(() -> loaded(mine, patch));
          } catch (InputException e) {
            ui.execute(() -> failed(mine, e.getMessage()));
          } catch (RuntimeException e) {
            ui.execute(() -> failed(mine, "Preset " + name + " could not be loaded: " + e));
          }
        });
  }

  private void loaded(int mine, Patch patch) {
    if (mine == request) {
      load(patch);
      saved = patch;
      savedIndex = wanted;
      onFailure.accept(null);
      changed();
    }
  }

  private void failed(int mine, String message) {
    if (mine == request) {
      wanted = savedIndex;
      onFailure.accept(message);
      changed();
    }
  }

  /** Puts another timbre at a corner; everything else stays as it sounds now. */
  public void setCorner(int corner, Timbre timbre) {
    List<Timbre> corners = new ArrayList<>(shown.corners());
    corners.set(corner, timbre);
    loadCorners(corners);
  }

  /** Makes it a pad of two corners or of four; C and D come back as they were. */
  public void setCornerCount(int count) {
    if (count == shown.cornerCount()) {
      return;
    }
    List<Timbre> corners = new ArrayList<>(shown.corners().subList(0, 2));
    if (count == 2) {
      spare = shown.corners().subList(2, Blend.CORNERS);
    } else {
      corners.addAll(spare.isEmpty() ? unlike(corners) : spare);
    }
    loadCorners(corners);
  }

  /** Two timbres of other families than these, where the bank has them. */
  private List<Timbre> unlike(List<Timbre> corners) {
    List<Timbre> found = new ArrayList<>();
    List<String> families = new ArrayList<>(corners.stream().map(Timbre::family).toList());
    for (Timbre timbre : player.bank().timbres()) {
      if (found.size() < 2 && !families.contains(timbre.family())) {
        found.add(timbre);
        families.add(timbre.family());
      }
    }
    while (found.size() < 2) {
      found.add(corners.get(found.size()));
    }
    return found;
  }

  private void loadCorners(List<Timbre> corners) {
    request++; // a preset that is still being read must not undo this
    wanted = savedIndex;
    Patch patch = shown.withCorners(corners);
    for (Parameter parameter : Parameter.values()) {
      patch = patch.with(parameter, binding(parameter).value());
    }
    load(patch);
    changed();
  }

  private void load(Patch patch) {
    player.load(patch);
    shown = patch;
    for (Parameter parameter : Parameter.values()) {
      binding(parameter).expect(patch.value(parameter));
    }
  }

  private void changed() {
    listeners.forEach(Runnable::run);
  }
}
