package ligature.ui.model;

/**
 * A recording beside what its timbre plays, equally loud. The samples must not change.
 *
 * @param original mono, full scale 1, at the player's model rate: the whole recording
 * @param encoded the same note, played by the instrument
 * @param distanceDb how far they are apart, log-spectral
 */
public record Comparison(float[] original, float[] encoded, double distanceDb) {}
