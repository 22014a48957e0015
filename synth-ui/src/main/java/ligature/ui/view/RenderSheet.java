package ligature.ui.view;

import com.formdev.flatlaf.FlatClientProperties;
import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.GridLayout;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JToggleButton;
import javax.swing.Timer;
import ligature.ui.model.Renders;
import ligature.ui.model.Renders.Kind;
import ligature.ui.model.Sound;
import ligature.ui.theme.Palette;

/** Renders what plays to a file: keys, a song, or a sample pack. Threads: {@code [ui-thread]}. */
final class RenderSheet extends Sheet {

  private static final int SETTLE_MILLIS = 500;
  private static final int FINE = 1000;

  private final Renders renders;
  private final Sound sound;
  private final RenderForm form;
  private final JLabel line = new JLabel(" ");
  private final JProgressBar bar = new JProgressBar(0, FINE);
  private final JButton render = button("renderStart", "Render");
  private final JButton cancel = button("renderCancel", "Cancel");
  private final JButton show = button("renderShow", "Show in folder");
  private final JToggleButton note = kind(Kind.NOTE, "Note");
  private final Timer settle;

  RenderSheet(Renders renders, Sound sound, FileChoice files, Runnable close) {
    super("renderSheet", close);
    this.renders = renders;
    this.sound = sound;
    settle = new Timer(SETTLE_MILLIS, e -> estimate());
    settle.setRepeats(false);
    form = new RenderForm(files, settle::restart);
    setHeading("Render");
    JPanel kinds = new JPanel(new GridLayout(1, 3, UIScale.scale(4), 0));
    kinds.setOpaque(false);
    OneOf group = new OneOf();
    for (JToggleButton each :
        new JToggleButton[] {note, kind(Kind.SONG, "Song"), kind(Kind.PACK, "Pack")}) {
      group.add(each);
      kinds.add(each);
    }
    note.setSelected(true);
    JPanel middle = new JPanel(new BorderLayout());
    middle.setOpaque(false);
    middle.add(kinds, BorderLayout.WEST);
    add(header(middle), BorderLayout.NORTH);
    JPanel top = new JPanel(new BorderLayout());
    top.setOpaque(false);
    top.add(form, BorderLayout.NORTH);
    add(top, BorderLayout.CENTER);
    add(bottom(), BorderLayout.SOUTH);
    renders.addListener(this::refresh);
    refresh();
  }

  private JPanel bottom() {
    line.setName("renderLine");
    line.setMinimumSize(new java.awt.Dimension());
    line.putClientProperty(FlatClientProperties.STYLE_CLASS, "small");
    bar.setName("renderProgress");
    bar.getAccessibleContext().setAccessibleName("Done of the rendering");
    render.putClientProperty(FlatClientProperties.BUTTON_TYPE, null);
    render.addActionListener(e -> start());
    cancel.addActionListener(e -> renders.cancel());
    show.addActionListener(e -> renders.showMade());
    JPanel buttons = new JPanel(new GridLayout(1, 3, UIScale.scale(6), 0));
    buttons.setOpaque(false);
    buttons.add(show);
    buttons.add(cancel);
    buttons.add(render);
    JPanel east = new JPanel(new BorderLayout());
    east.setOpaque(false);
    east.add(buttons, BorderLayout.EAST);
    JPanel bottom = new JPanel(new BorderLayout(0, UIScale.scale(7)));
    bottom.setOpaque(false);
    bottom.add(line, BorderLayout.NORTH);
    bottom.add(bar, BorderLayout.CENTER);
    bottom.add(east, BorderLayout.SOUTH);
    return bottom;
  }

  private static JButton button(String name, String text) {
    JButton button = new JButton(text);
    button.setName(name);
    return button;
  }

  private JToggleButton kind(Kind kind, String text) {
    JToggleButton button = new JToggleButton(text);
    button.setName("render" + text);
    button.addActionListener(
        e -> {
          form.show(kind);
          propose();
          settle.restart();
        });
    return button;
  }

  private void propose() {
    form.propose(Renders.fileName(sound.patch().name()));
  }

  private void estimate() {
    if (isShowing()) {
      renders.estimate(form.order());
    }
  }

  /** What is estimated later would take the place of what became of it. */
  private void start() {
    settle.stop();
    renders.render(form.order());
  }

  @Override
  void opened() {
    propose();
    estimate();
  }

  @Override
  Component firstFocus() {
    return form.first();
  }

  private void refresh() {
    line.setToolTipText(renders.line());
    line.setForeground(Palette.color(renders.hasFailed() ? "Ligature.error" : "Ligature.muted"));
    render.setEnabled(!renders.isWorking());
    cancel.setEnabled(renders.isWorking());
    show.setEnabled(renders.made() != null);
    tick();
  }

  /** What is told, and how long the work will go on. */
  private String text() {
    double left = renders.secondsLeft();
    String text = renders.line().isEmpty() ? " " : renders.line();
    return Double.isNaN(left) ? text : text + " about " + inWords(Math.round(left)) + " left";
  }

  private static String inWords(long seconds) {
    return seconds < 100 ? seconds + " s" : (seconds + 30) / 60 + " min";
  }

  /** Shows how far the work is. A few times a second. */
  void tick() {
    if (!line.getText().equals(text())) {
      line.setText(text());
    }
    int done =
        renders.isWorking() || renders.made() != null ? (int) (FINE * renders.progress()) : 0;
    if (bar.getValue() != done) {
      bar.setValue(done);
    }
  }
}
