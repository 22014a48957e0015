package ligature.ui.view;

import com.formdev.flatlaf.util.UIScale;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.GridLayout;
import java.util.ArrayList;
import java.util.List;
import javax.swing.Box;
import javax.swing.JPanel;
import ligature.ui.control.SoundFeed;
import ligature.ui.control.SoundView;

/** All that can be seen of the sound, large. Threads: {@code [ui-thread]}. */
final class SoundSheet extends Sheet {

  private final List<SoundView> views = new ArrayList<>();

  SoundSheet(SoundFeed feed, Runnable close) {
    super("soundSheet", close);
    setHeading("What sounds");
    setFocusable(true);
    int gap = UIScale.scale(8);
    JPanel above = new JPanel(new GridLayout(1, 2, gap, gap));
    above.setOpaque(false);
    JPanel all = new JPanel(new GridLayout(2, 1, gap, gap));
    all.setOpaque(false);
    for (SoundView.Kind kind : SoundView.Kind.values()) {
      SoundView view = new SoundView(feed, List.of(kind));
      views.add(view);
      if (kind != SoundView.Kind.CODE) {
        above.add(view);
      }
    }
    all.add(above);
    all.add(views.get(views.size() - 1));
    add(header(Box.createHorizontalGlue()), BorderLayout.NORTH);
    add(all, BorderLayout.CENTER);
  }

  void tick(Color light) {
    views.forEach(v -> v.tick(light));
  }

  @Override
  Component firstFocus() {
    return this;
  }
}
