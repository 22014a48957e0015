package ligature.ui.control;

/**
 * A place of a line that was drawn on the map.
 *
 * @param seconds of any clock
 * @param x from left (0) to right (1)
 * @param y from bottom (0) to top (1)
 */
public record MapStep(double seconds, float x, float y) {}
