/**
 * Decoders on DJL's PyTorch engine: with neural.torch the only place that knows ai.djl.
 *
 * <p>Threads: as {@link ligature.model.Decoder}. May use: model, files.
 */
package ligature.model.djl;
