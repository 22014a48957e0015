package ligature.ui.control;

import java.awt.Color;
import ligature.latent.PadPoint;

/**
 * A timbre on the pad, at a corner or at a point of its own.
 *
 * @param letter A, B, C and so on
 * @param title the timbre's name for people
 * @param family its family for people
 * @param color the family's colour
 * @param place where it lies
 */
public record PadCorner(String letter, String title, String family, Color color, PadPoint place) {}
