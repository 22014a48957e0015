package ligature.latent;

/**
 * One recorded note of a timbre, as codes. The arrays are not copied and must not change.
 *
 * @param key the key that was recorded, 0 to 127
 * @param velocity the velocity that was recorded, 1 to 127
 * @param gainDb what brings the decoded note to the bank's common loudness
 * @param decayDbPerSecond how fast the sound dies after its last code; 0 if it sustains
 * @param releaseDbPerSecond how fast it fades after the key is lifted
 * @param codes [step * codeSize + i]
 * @param cents [step * contourPerCode + i] the pitch contour against the key
 * @param levelDb [step] the decoded level before the gain
 */
public record TimbreZone(
    int key,
    int velocity,
    float gainDb,
    float decayDbPerSecond,
    float releaseDbPerSecond,
    float[] codes,
    float[] cents,
    float[] levelDb) {}
