package ligature.ui.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import ligature.modulation.ModulationSource;
import ligature.parameter.InsertParameter;
import ligature.parameter.Turnable;
import ligature.plugin.PluginParameter;

/**
 * What a route can begin and end at, as people find it: by groups. Whatever sources and parameters
 * there are appears here by itself. Threads: any.
 */
public final class RouteChoices {

  private static final int CONTROLLERS = 128;
  private static final int PAGE = 16;

  /** What a controller usually is, where musicians call it by a name. */
  private static final Map<Integer, String> CONTROLLER_NAMES =
      Map.of(1, "Mod wheel", 2, "Breath", 4, "Foot", 7, "Volume", 11, "Expression", 64, "Sustain");

  private RouteChoices() {}

  /** All sources by the title of their group; those without a like stand together under "Note". */
  public static Map<String, List<ModulationSource>> sources() {
    List<ModulationSource> all =
        ModulationSource.ids().stream()
            .map(ModulationSource::find)
            .filter(Objects::nonNull)
            .toList();
    Map<String, List<ModulationSource>> groups = new LinkedHashMap<>();
    for (ModulationSource source : all) {
      long like = all.stream().filter(s -> s.kind() == source.kind()).count();
      groups
          .computeIfAbsent(like > 1 ? kind(source) + "s" : "Note", t -> new ArrayList<>())
          .add(source);
    }
    for (int from = 0; from < CONTROLLERS; from += PAGE) {
      List<ModulationSource> page = new ArrayList<>();
      for (int n = from; n < from + PAGE; n++) {
        page.add(ModulationSource.find("cc-" + n));
      }
      groups.put("CC " + from + " \u2013 " + (from + PAGE - 1), page);
    }
    return groups;
  }

  /** All parameters of the instrument by the title of their group. */
  public static Map<String, List<Turnable>> targets() {
    Map<String, List<Turnable>> groups = new LinkedHashMap<>();
    ParameterGroups.all()
        .forEach(group -> groups.put(group.title(), List.copyOf(group.parameters())));
    return groups;
  }

  /** The same, and those of what the insert slots hold, as far as that was looked into. */
  public static Map<String, List<Turnable>> targets(Inserts inserts) {
    Map<String, List<Turnable>> groups = targets();
    for (int slot = 0; slot < inserts.slots().size(); slot++) {
      String id = inserts.slots().get(slot).id();
      List<Turnable> found =
          new ArrayList<>(List.of(new InsertParameter(slot, InsertParameter.WET)));
      if (inserts.panel(id) != null) {
        for (PluginParameter parameter : inserts.panel(id).parameters()) {
          found.add(new InsertParameter(slot, parameter.id()));
        }
      }
      groups.put("Slot " + (slot + 1) + ", " + inserts.title(id), found);
    }
    return groups;
  }

  /** A source's name: "Envelope 1", "CC 1, Mod wheel". */
  public static String title(ModulationSource source) {
    if (source.kind() == ModulationSource.Kind.CC) {
      String name = CONTROLLER_NAMES.get(source.number());
      return "CC " + source.number() + (name == null ? "" : ", " + name);
    }
    return kind(source) + (source.number() > 0 ? " " + source.number() : "");
  }

  private static String kind(ModulationSource source) {
    String word = source.kind().name();
    if (source.kind() == ModulationSource.Kind.LFO) {
      return word;
    }
    return word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
