package ligature.ui.control;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.Rectangle;

/** Where a knob's name, its dial and its figures lie. Threads: {@code [ui-thread]}. */
public enum KnobLayout {
  /** The name above, the figures below. */
  TALL {
    @Override
    Rectangle title(int width, int height) {
      return new Rectangle(0, 0, width, line());
    }

    @Override
    Rectangle dial(int width, int height) {
      int size = Math.min(UIScale.scale(DIAL), height - 2 * line());
      return new Rectangle((width - size) / 2, (height - size) / 2 + UIScale.scale(1), size, size);
    }

    @Override
    Rectangle figures(int width, int height) {
      return new Rectangle(0, height - line(), width, line());
    }

    @Override
    Dimension preferred() {
      return UIScale.scale(new Dimension(68, 74));
    }
  },
  /** The dial at the left, name and figures beside it. */
  WIDE {
    @Override
    Rectangle title(int width, int height) {
      int left = beside(height);
      return new Rectangle(left, height / 2 - line(), width - left, line());
    }

    @Override
    Rectangle dial(int width, int height) {
      int size = height - UIScale.scale(6);
      return new Rectangle(UIScale.scale(5), (height - size) / 2, size, size);
    }

    @Override
    Rectangle figures(int width, int height) {
      int left = beside(height);
      return new Rectangle(left, height / 2, width - left, line());
    }

    private int beside(int height) {
      return height + UIScale.scale(5);
    }

    @Override
    Dimension preferred() {
      return UIScale.scale(new Dimension(104, 34));
    }
  },
  /** A bar with the figures in it; the name is not shown. It is dragged to its side. */
  BAR {
    @Override
    Rectangle title(int width, int height) {
      return new Rectangle();
    }

    @Override
    Rectangle dial(int width, int height) {
      return new Rectangle(0, 0, width - figuresWidth(width), height);
    }

    @Override
    Rectangle figures(int width, int height) {
      return new Rectangle(width - figuresWidth(width), 0, figuresWidth(width), height);
    }

    private int figuresWidth(int width) {
      return Math.min(width, UIScale.scale(54));
    }

    @Override
    Dimension preferred() {
      return UIScale.scale(new Dimension(120, 24));
    }
  };

  private static final int DIAL = 34;
  private static final int LINE = 15;

  /** How tall a line of letters is. */
  static int line() {
    return UIScale.scale(LINE);
  }

  abstract Rectangle title(int width, int height);

  abstract Rectangle dial(int width, int height);

  abstract Rectangle figures(int width, int height);

  abstract Dimension preferred();
}
