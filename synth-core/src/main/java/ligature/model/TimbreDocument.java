package ligature.model;

import java.util.List;
import ligature.latent.Timbre;

/**
 * A timbre with where it comes from: what a .timbre file holds.
 *
 * @param timbre the codes, of one latent space
 * @param familyGiven whether a person chose the family, so that it is kept
 * @param source what was recorded, in words
 * @param licence of the recordings, empty if nobody said
 * @param recordings what it was made from; may be empty, then it plays with its own model only
 */
public record TimbreDocument(
    Timbre timbre,
    boolean familyGiven,
    String source,
    String licence,
    List<SourceNote> recordings) {}
