package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.GridBagLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import ligature.modulation.ModulationMatrix;
import ligature.modulation.ModulationRoute;
import ligature.parameter.Parameter;
import ligature.ui.control.Knob;
import ligature.ui.control.KnobValue;
import ligature.ui.control.ShapeChip;
import ligature.ui.control.ShapeView;
import ligature.ui.model.Inserts;
import ligature.ui.model.Modulation;
import ligature.ui.model.ShapedSource;

/**
 * What moves what: the envelopes and LFOs in a row, the one that is chosen at large with its
 * numbers, and below it all routes. Threads: {@code [ui-thread]}.
 */
final class ModulationPage extends JPanel {

  private static final float FIRST_AMOUNT = 0.3f;

  private final Modulation modulation;
  private final List<ShapedSource> sources;
  private final List<ShapeChip> chips = new ArrayList<>();
  private final ShapeView shape = new ShapeView("shape");
  private final JPanel editor = new JPanel(new BorderLayout(UIScale.scale(8), 0));
  private final RowList<RouteRow> routes;
  private final JButton add = new JButton("Add a route");
  private final JLabel count = new JLabel();
  private final JLabel none =
      new JLabel("Nothing is moved yet. A route lets the source above move a parameter.");
  private KnobCard card;
  private ShapedSource chosen;

  ModulationPage(Modulation modulation, Inserts inserts) {
    super(new BorderLayout(0, UIScale.scale(8)));
    this.modulation = modulation;
    setName("modulation");
    setOpaque(false);
    sources = ShapedSource.all(modulation);
    editor.setOpaque(false);
    editor.add(shape, BorderLayout.CENTER);
    JPanel top = new JPanel(new BorderLayout(0, UIScale.scale(8)));
    top.setOpaque(false);
    top.add(chipRow(), BorderLayout.NORTH);
    top.add(editor, BorderLayout.CENTER);
    routes = new RowList<>(RouteRow.HEIGHT, i -> new RouteRow(modulation, inserts, i));
    add(top, BorderLayout.NORTH);
    add(routePart(), BorderLayout.CENTER);
    modulation.addListener(this::refresh);
    choose(sources.get(0));
    refresh();
  }

  private JPanel chipRow() {
    EvenRow row = new EvenRow();
    OneOf group = new OneOf();
    for (ShapedSource source : sources) {
      ShapeChip chip =
          new ShapeChip("shape " + source.source().id(), source.title(), source.shape());
      chip.addActionListener(e -> choose(source));
      group.add(chip);
      chips.add(chip);
      row.add(chip);
    }
    chips.get(0).setSelected(true);
    return row;
  }

  private JPanel routePart() {
    add.setName("addRoute");
    add.addActionListener(
        e -> modulation.add(ModulationRoute.of(chosen.source(), Parameter.MORPH_X, FIRST_AMOUNT)));
    Styles.mute(count);
    none.setName("noRoutes");
    none.putClientProperty(FlatClientProperties.STYLE, "foreground: $Ligature.muted");
    JLabel heading = new JLabel("Routes");
    heading.putClientProperty(FlatClientProperties.STYLE, "font: $semibold.font");
    JPanel line = new JPanel(new BorderLayout(UIScale.scale(10), 0));
    line.setOpaque(false);
    line.add(heading, BorderLayout.WEST);
    line.add(count, BorderLayout.CENTER);
    line.add(add, BorderLayout.EAST);
    JScrollPane scroll = routes.scroll("routes", RouteRow.header());
    JPanel part = new JPanel(new BorderLayout(0, UIScale.scale(6)));
    part.setOpaque(false);
    part.add(line, BorderLayout.NORTH);
    part.add(scroll, BorderLayout.CENTER);
    JPanel empty = new JPanel(new GridBagLayout());
    empty.setOpaque(false);
    empty.add(none);
    none.setMinimumSize(new Dimension());
    part.add(empty, BorderLayout.SOUTH);
    return part;
  }

  /** Shows an envelope or LFO at large. */
  private void choose(ShapedSource source) {
    chosen = source;
    if (card != null) {
      editor.remove(card);
    }
    List<Knob> knobs = new ArrayList<>();
    for (KnobValue value : source.knobs()) {
      knobs.add(
          new Knob(
              source.source().id() + " " + value.title(),
              source.title() + ", " + value.title(),
              value));
    }
    card =
        new KnobCard(source.title(), knobs) {
          @Override
          public Dimension getPreferredSize() {
            return sizeFor(Integer.MAX_VALUE / 4);
          }
        };
    editor.add(card, BorderLayout.EAST);
    shape.show(source.title(), source.shape());
    editor.revalidate();
    editor.repaint();
  }

  private void refresh() {
    for (int i = 0; i < chips.size(); i++) {
      chips.get(i).setMoved(modulation.movedBy(sources.get(i).source()));
    }
    int now = modulation.matrix().routes().size();
    routes.show(now, RouteRow::refresh);
    count.setText(now == 0 ? "" : now + " of " + ModulationMatrix.MOST_ROUTES);
    none.setVisible(now == 0);
    add.setEnabled(now < ModulationMatrix.MOST_ROUTES);
    shape.repaint();
  }

  JComponent firstFocus() {
    return chips.get(sources.indexOf(chosen));
  }

  /** Shows the values that hold now. About 30 Hz. */
  void tick() {
    card.tick();
    routes.rows().forEach(RouteRow::tick);
  }
}
