package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.swing.JLabel;
import ligature.live.Player;
import ligature.settings.Settings;
import ligature.ui.model.Preferences;

/** The model and where it computes; the look and the size of the window. */
final class LookSettingsPanel extends SettingsSheet.Form {

  private static final float STEP = 0.125f;

  private final Player player;
  private final Preferences preferences;
  private final JLabel model = new JLabel();
  private final Choice<String> device;
  private final Choice<Boolean> theme;
  private final Choice<Float> scale;
  private List<String> devices = List.of();

  LookSettingsPanel(Player player, Preferences preferences) {
    super("Model and window");
    this.player = player;
    this.preferences = preferences;
    device = new Choice<>("device", v -> preferences.change(s -> s.withDevice(v)));
    theme = new Choice<>("theme", v -> preferences.change(s -> s.withLook(v, s.scale())));
    scale = new Choice<>("scale", v -> preferences.change(s -> s.withLook(s.dark(), v)));
    model.setMinimumSize(new java.awt.Dimension());
    row("Model", model);
    row("Device", device);
    row("Look", theme);
    row("Size", scale);
    refresh();
    preferences.addListener(this::refresh);
  }

  /** Takes where the model can compute, and its name. */
  void offer(List<String> found, String modelTitle) {
    devices = List.copyOf(found);
    model.setText(modelTitle);
    refresh();
  }

  private void refresh() {
    Settings settings = preferences.settings();
    Map<String, String> places = new LinkedHashMap<>();
    places.put("Automatic (now " + player.decoderDevice() + ")", "auto");
    devices.forEach(d -> places.put(d.equals("cpu") ? "CPU" : "GPU " + d, d));
    device.offer(places, settings.device(), settings.device() + " (not here)");
    Map<String, Boolean> looks = new LinkedHashMap<>();
    looks.put("Dark", true);
    looks.put("Light", false);
    theme.offer(looks, settings.dark(), "");
    Map<String, Float> sizes = new LinkedHashMap<>();
    for (float s = Settings.LEAST_SCALE; s <= Settings.MOST_SCALE; s += STEP) {
      sizes.put(percent(s), s);
    }
    scale.offer(sizes, settings.scale(), percent(settings.scale()));
  }

  private static String percent(float scale) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * scale).replace(".0 %", " %");
  }

  @Override
  public java.awt.Dimension getMaximumSize() {
    return new java.awt.Dimension(Integer.MAX_VALUE, getPreferredSize().height + UIScale.scale(2));
  }
}
