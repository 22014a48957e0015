package ligature.ui.control;

import java.awt.Color;

/**
 * A timbre on a map.
 *
 * @param title its name for people
 * @param family its family for people
 * @param x from left (0) to right (1)
 * @param y from bottom (0) to top (1)
 */
public record MapPoint(String title, String family, Color color, float x, float y) {}
