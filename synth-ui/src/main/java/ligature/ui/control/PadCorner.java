package ligature.ui.control;

import java.awt.Color;

/**
 * What stands at a corner of the pad.
 *
 * @param letter A, B, C or D
 * @param title the timbre's name for people
 * @param family its family for people
 * @param color the family's colour
 */
public record PadCorner(String letter, String title, String family, Color color) {}
