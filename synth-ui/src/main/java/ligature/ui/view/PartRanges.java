package ligature.ui.view;

import java.awt.Color;
import java.util.BitSet;
import ligature.preset.Range;
import ligature.ui.control.RangeStrip;
import ligature.ui.model.Parts;
import ligature.ui.theme.Palette;

/**
 * The ranges of the parts, for the strips.
 *
 * @param keys whether they are of keys; else of velocities
 */
record PartRanges(Parts parts, boolean keys) implements RangeStrip.Ranges {

  private Range range(int index) {
    return keys ? parts.all().get(index).keys() : parts.all().get(index).velocities();
  }

  @Override
  public int count() {
    return parts.all().size();
  }

  @Override
  public int low(int index) {
    return range(index).low();
  }

  @Override
  public int high(int index) {
    return range(index).high();
  }

  @Override
  public Color color(int index) {
    return Palette.color(index == 0 ? "Ligature.codeAbove" : "Ligature.codeBelow");
  }

  @Override
  public int chosen() {
    return parts.edited();
  }

  @Override
  public void choose(int index) {
    parts.edit(index);
  }

  @Override
  public void grab() {
    parts.grab();
  }

  @Override
  public void set(int index, int low, int high) {
    if (keys) {
      parts.setKeys(index, low, high);
    } else {
      parts.setVelocities(index, low, high);
    }
  }

  @Override
  public void letGo() {
    parts.letGo();
  }

  @Override
  public BitSet marked() {
    return parts.padKeys();
  }
}
