package ligature.neural.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ligature.neural.torch.TorchInfo.ElementType;
import ligature.plugin.PluginParameter;
import ligature.plugin.PluginParameter.Scale;

/**
 * What can be set on an nn~ model: one or more elements, which are set together.
 *
 * @param name as the model calls it
 * @param types of its elements
 * @param initial values of its elements
 * @param parameters one for each element, none if any element is neither a number nor a truth
 */
record NnAttribute(
    String name, List<ElementType> types, List<Object> initial, List<PluginParameter> parameters) {

  /** The format knows no ranges: so far around the initial value, at least around 1. */
  private static final double RANGE = 10;

  private static final int INTEGER_RANGE = 128;

  /** All of a model; those that cannot be asked for are left out. */
  static List<NnAttribute> all(TorchModule module, TorchInfo info) {
    List<NnAttribute> all = new ArrayList<>();
    for (Map.Entry<String, List<ElementType>> entry : info.attributes().entrySet()) {
      String name = entry.getKey();
      if (info.functions().contains("get_" + name) && !entry.getValue().isEmpty()) {
        List<Object> initial = module.get("get_" + name);
        if (initial.size() == entry.getValue().size()) {
          all.add(of(name, entry.getValue(), initial));
        }
      }
    }
    return all;
  }

  private static NnAttribute of(String name, List<ElementType> types, List<Object> initial) {
    List<PluginParameter> parameters = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      String id = name.toLowerCase(Locale.ROOT).replace('_', '-');
      id = types.size() > 1 ? id + "-" + (i + 1) : id;
      String title = types.size() > 1 ? name + " " + (i + 1) : name;
      if (initial.get(i) instanceof Boolean || initial.get(i) instanceof Number) {
        parameter(id, title, types.get(i), initial.get(i), parameters);
      }
    }
    boolean all = parameters.size() == types.size(); // elements are set together or not at all
    return new NnAttribute(name, types, initial, all ? parameters : List.of());
  }

  private static void parameter(
      String id, String title, ElementType type, Object initial, List<PluginParameter> to) {
    double value =
        initial instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) initial).doubleValue();
    if (!Double.isFinite(value)) {
      return;
    }
    if (type == ElementType.BOOLEAN) {
      to.add(PluginParameter.choice(id, title, value != 0 ? 1 : 0, "off", "on"));
    } else if (type == ElementType.INTEGER) {
      float most = (float) Math.max(INTEGER_RANGE, 2 * Math.abs(value));
      to.add(
          new PluginParameter(id, title, "", -most, most, (float) value, Scale.STEPPED, List.of()));
    } else if (type == ElementType.REAL) {
      float most = (float) (RANGE * Math.max(1, Math.abs(value)));
      to.add(PluginParameter.linear(id, title, "", -most, most, (float) value));
    }
  }

  /**
   * Sets all elements; a value that the model refuses leaves it as it was.
   *
   * @param values of parameters
   * @param at where this attribute's begin
   */
  void set(TorchModule module, float[] values, int at) {
    Object[] arguments = new Object[types.size()];
    for (int i = 0; i < arguments.length; i++) {
      float value = values[at + i];
      arguments[i] =
          switch (types.get(i)) {
            case BOOLEAN -> (Object) (value >= 0.5f);
            case INTEGER -> (Object) (long) Math.round(value);
            default -> (Object) (double) value;
          };
    }
    module.set("set_" + name, arguments);
  }
}
