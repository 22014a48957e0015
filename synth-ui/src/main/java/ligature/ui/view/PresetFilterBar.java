package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.FlowLayout;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import javax.swing.BorderFactory;
import javax.swing.DefaultComboBoxModel;
import javax.swing.JComboBox;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import ligature.preset.PresetEntry;

/** Which presets are listed: whose, and with which tag. Threads: {@code [ui-thread]}. */
final class PresetFilterBar extends JPanel {

  private static final String ANY_TAG = "Any tag";

  private final Map<PresetFilter.Kind, JToggleButton> kinds =
      new EnumMap<>(PresetFilter.Kind.class);
  private final JComboBox<String> tags = new JComboBox<>();
  private Set<String> listedTags = Set.of();

  /**
   * @param changed called when the user has chosen
   */
  PresetFilterBar(Runnable changed) {
    super(new FlowLayout(FlowLayout.LEADING, UIScale.scale(6), 0));
    setOpaque(false);
    setBorder(BorderFactory.createEmptyBorder(0, -UIScale.scale(6), 0, 0));
    OneOf group = new OneOf();
    for (PresetFilter.Kind kind : PresetFilter.Kind.values()) {
      JToggleButton button = new JToggleButton(kind.title);
      button.setName("presets" + kind.title);
      button.setRequestFocusEnabled(false);
      button.addActionListener(e -> changed.run());
      group.add(button);
      kinds.put(kind, button);
      add(button);
    }
    kinds.get(PresetFilter.Kind.ALL).setSelected(true);
    tags.setName("presetTag");
    tags.getAccessibleContext().setAccessibleName("Tag");
    tags.addItem(ANY_TAG);
    tags.addActionListener(e -> changed.run());
    add(tags);
  }

  /** Offers the tags of these presets. */
  void offer(Collection<PresetEntry> presets) {
    Set<String> now = PresetFilter.tags(presets);
    if (!now.equals(listedTags)) {
      Object tag = tags.getSelectedItem();
      listedTags = now;
      DefaultComboBoxModel<String> items = new DefaultComboBoxModel<>();
      items.addElement(ANY_TAG);
      items.addAll(now);
      items.setSelectedItem(now.contains(tag) ? tag : ANY_TAG);
      tags.setModel(items);
    }
  }

  /** What is chosen, with words that are searched. */
  PresetFilter filter(String search) {
    PresetFilter.Kind kind =
        kinds.entrySet().stream()
            .filter(e -> e.getValue().isSelected())
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(PresetFilter.Kind.ALL);
    String tag = ANY_TAG.equals(tags.getSelectedItem()) ? null : (String) tags.getSelectedItem();
    return new PresetFilter(kind, tag, search);
  }
}
