package ligature.ui.view;

import java.awt.Component;
import java.awt.Dimension;
import java.util.function.Supplier;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import ligature.modulation.ModulationRoute;
import ligature.ui.control.Knob;
import ligature.ui.control.KnobLayout;
import ligature.ui.control.KnobValue;
import ligature.ui.control.MenuButton;
import ligature.ui.model.Inserts;
import ligature.ui.model.Modulation;
import ligature.ui.model.RouteChoices;
import ligature.ui.model.RouteKnobs;

/** One route of the modulation, each part of it to be changed. Threads: {@code [ui-thread]}. */
final class RouteRow extends JPanel {

  static final int HEIGHT = 28;

  private static final RowColumns COLUMNS =
      new RowColumns(
          new String[] {"Source", "Amount", "Target", "Curve", "Via"}, 0.2, 0.21, 0.24, 0.16, 0.19);

  private final Modulation modulation;
  private final Inserts inserts;
  private final int index;
  private final MenuButton source;
  private final MenuButton target;
  private final MenuButton via;
  private final JButton remove;
  private final Knob amount;
  private final Knob curve;

  RouteRow(Modulation modulation, Inserts inserts, int index) {
    super(null);
    this.modulation = modulation;
    this.inserts = inserts;
    this.index = index;
    setOpaque(false);
    setName("route" + (index + 1));
    source = button("source", "What moves it", this::sources);
    target = button("target", "What is moved", this::targets);
    via = button("via", "What scales the movement, such as a wheel", this::vias);
    amount = bar("amount", "How far it is moved", RouteKnobs.amount(modulation, index));
    curve = bar("curve", "How the way is bent", RouteKnobs.curve(modulation, index));
    remove =
        RowColumns.remove(
            getName() + " remove",
            "Take this route away",
            "Take route " + (index + 1) + " away",
            () -> modulation.remove(index));
    for (Component part : parts()) {
      add(part);
    }
    add(remove);
    refresh();
  }

  private Component[] parts() {
    return new Component[] {source, amount, target, curve, via};
  }

  private MenuButton button(String what, String tip, Supplier<JPopupMenu> menu) {
    return new MenuButton(getName() + " " + what, tip, menu);
  }

  private Knob bar(String what, String tip, KnobValue value) {
    return new Knob(
        getName() + " " + what, "Route " + (index + 1) + ", " + tip, value, KnobLayout.BAR);
  }

  private JPopupMenu sources() {
    return GroupMenu.of(
        RouteChoices.sources(),
        modulation::title,
        s -> s.id(),
        s -> replace(r -> new ModulationRoute(s, r.target(), r.amount(), r.curve(), r.via())));
  }

  private JPopupMenu targets() {
    return GroupMenu.of(
        RouteChoices.targets(inserts),
        modulation::title,
        p -> p.id(),
        p -> replace(r -> new ModulationRoute(r.source(), p, r.amount(), r.curve(), r.via())));
  }

  private JPopupMenu vias() {
    JPopupMenu menu =
        GroupMenu.of(
            RouteChoices.sources(),
            modulation::title,
            s -> s.id(),
            s ->
                replace(
                    r -> new ModulationRoute(r.source(), r.target(), r.amount(), r.curve(), s)));
    menu.insert(
        GroupMenu.item(
            "Nothing: always",
            "nothing",
            () ->
                replace(
                    r -> new ModulationRoute(r.source(), r.target(), r.amount(), r.curve(), null))),
        0);
    return menu;
  }

  private void replace(java.util.function.UnaryOperator<ModulationRoute> change) {
    modulation.replace(index, change.apply(modulation.matrix().routes().get(index)));
  }

  /** Shows what the route is now. */
  void refresh() {
    ModulationRoute route = modulation.matrix().routes().get(index);
    source.showChoice(modulation.title(route.source()));
    target.showChoice(modulation.title(route.target()));
    via.showChoice(route.via() == null ? "always" : modulation.title(route.via()));
    tick();
  }

  /** About 30 Hz. */
  void tick() {
    amount.tick();
    curve.tick();
  }

  @Override
  public void doLayout() {
    COLUMNS.place(parts(), remove, getWidth(), getHeight());
  }

  @Override
  public Dimension getPreferredSize() {
    return RowColumns.size(HEIGHT);
  }

  /** The titles over the rows. */
  static JPanel header() {
    return COLUMNS.header();
  }
}
