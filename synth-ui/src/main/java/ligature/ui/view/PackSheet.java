package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.FlowLayout;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import javax.swing.BorderFactory;
import javax.swing.DefaultListCellRenderer;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import ligature.live.PresetPack;
import ligature.preset.PresetEntry;
import ligature.ui.model.Packs;

/**
 * Makes one file of presets of one's own, to be given to others: which, by whom, under what terms.
 * Threads: {@code [ui-thread]}.
 */
final class PackSheet extends Sheet {

  private final Packs packs;
  private final FileChoice files;
  private final JTextField name = field("packName", "Name of the pack");
  private final JTextField author = field("packAuthor", "Author");
  private final JTextField licence = field("packLicence", "Licence, such as CC BY 4.0");
  private final JTextField picture = field("packPicture", "A PNG or JPEG file");
  private final DefaultListModel<PresetEntry> entries = new DefaultListModel<>();
  private final JList<PresetEntry> list = new JList<>(entries);
  private final JButton export = new JButton("Export \u2026");
  private final JLabel none = new JLabel("Presets that you save yourself can be packed.");

  PackSheet(Packs packs, FileChoice files, Runnable close) {
    super("packSheet", close);
    this.packs = packs;
    this.files = files;
    setHeading("Preset pack");
    add(header(new JLabel()), BorderLayout.NORTH);
    list.setName("packPresets");
    list.getAccessibleContext().setAccessibleName("Presets of the pack");
    list.setCellRenderer(
        new DefaultListCellRenderer() {
          @Override
          public Component getListCellRendererComponent(
              JList<?> of, Object value, int index, boolean selected, boolean focus) {
            String title = ((PresetEntry) value).title();
            return super.getListCellRendererComponent(of, title, index, selected, focus);
          }
        });
    list.addListSelectionListener(e -> refresh());
    JScrollPane scroll = new JScrollPane(list);
    scroll.setBorder(
        BorderFactory.createLineBorder(javax.swing.UIManager.getColor("Ligature.line")));
    none.putClientProperty(FlatClientProperties.STYLE, "foreground: $Ligature.muted");
    JPanel middle = new JPanel(new BorderLayout(UIScale.scale(14), UIScale.scale(8)));
    middle.setOpaque(false);
    middle.add(form(), BorderLayout.WEST);
    middle.add(scroll, BorderLayout.CENTER);
    middle.add(none, BorderLayout.SOUTH);
    add(middle, BorderLayout.CENTER);
    export.setName("packExport");
    export.addActionListener(e -> export());
    JPanel bottom = new JPanel(new FlowLayout(FlowLayout.TRAILING, 0, 0));
    bottom.setOpaque(false);
    bottom.add(export);
    add(bottom, BorderLayout.SOUTH);
  }

  private static JTextField field(String id, String hint) {
    JTextField field = new JTextField(18);
    field.setName(id);
    field.getAccessibleContext().setAccessibleName(hint);
    field.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, hint);
    return field;
  }

  private JPanel form() {
    JPanel form = new JPanel(new GridBagLayout());
    form.setOpaque(false);
    GridBagConstraints at = new GridBagConstraints();
    at.gridx = 0;
    at.anchor = GridBagConstraints.NORTHWEST;
    at.fill = GridBagConstraints.HORIZONTAL;
    JTextField[] fields = {name, author, licence, picture};
    String[] titles = {"Name", "Author", "Licence", "Picture"};
    for (int i = 0; i < fields.length; i++) {
      JLabel label = new JLabel(titles[i]);
      label.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
      label.setLabelFor(fields[i]);
      at.insets = new Insets(0, 0, UIScale.scale(2), 0);
      form.add(label, at);
      at.insets = new Insets(0, 0, UIScale.scale(8), 0);
      form.add(fields[i], at);
    }
    JButton choose = new JButton("Choose a picture \u2026");
    choose.setName("packChoosePicture");
    choose.addActionListener(
        e -> {
          String file = files.read(this, "A picture", "png", "jpg");
          if (file != null) {
            picture.setText(file);
          }
        });
    form.add(choose, at);
    at.weighty = 1;
    form.add(new JLabel(), at);
    return form;
  }

  @Override
  void opened() {
    entries.clear();
    packs.own().forEach(entries::addElement);
    list.setSelectionInterval(0, Math.max(0, entries.size() - 1));
    refresh();
  }

  private void refresh() {
    none.setVisible(entries.isEmpty());
    list.setEnabled(!entries.isEmpty());
    export.setEnabled(!list.isSelectionEmpty());
  }

  private void export() {
    String suggested = name.getText().isBlank() ? "" : name.getText().strip() + PresetPack.SUFFIX;
    String target = files.write(this, "A preset pack", suggested);
    if (target != null) {
      packs.export(
          target.endsWith(PresetPack.SUFFIX) ? target : target + PresetPack.SUFFIX,
          name.getText().strip(),
          author.getText().strip(),
          licence.getText().strip(),
          picture.getText().strip(),
          list.getSelectedValuesList());
      goBack();
    }
  }

  @Override
  Component firstFocus() {
    return name;
  }
}
