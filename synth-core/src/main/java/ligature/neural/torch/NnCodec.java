package ligature.neural.torch;

import ligature.files.InputException;
import ligature.neural.torch.TorchInfo.Method;

/**
 * The two methods of an nn~ model between which its latent space lies.
 *
 * @param encode sound to latents
 * @param decode latents to sound, in one channel or two
 * @param chunkFrames the frames of every call, a multiple of the model's ratios
 * @param rateHz of the model; 48 kHz if it does not say
 */
record NnCodec(Method encode, Method decode, int chunkFrames, int rateHz) {

  private static final int LEAST_CHUNK_FRAMES = 512;
  private static final int USUAL_RATE_HZ = 48_000;

  /** Nobody would play what answers later than two thirds of a second. */
  private static final int MOST_CHUNK_FRAMES = 1 << 15;

  /**
   * Looks for them, without running any code of the file.
   *
   * @throws InputException saying what the model lacks
   */
  static NnCodec of(TorchFile source) {
    String lacking = lacking(source.info());
    if (!lacking.isEmpty()) {
      throw new InputException(
          source.path()
              + ": cannot be a source, only an insert (nn:"
              + source.path().getFileName()
              + "): "
              + lacking);
    }
    TorchInfo info = source.info();
    return new NnCodec(
        info.methods().get("encode"),
        info.methods().get("decode"),
        chunkFrames(info),
        info.sampleRateHz() > 0 ? info.sampleRateHz() : USUAL_RATE_HZ);
  }

  private static int chunkFrames(TorchInfo info) {
    int ratio = info.largestRatio();
    return (LEAST_CHUNK_FRAMES + ratio - 1) / ratio * ratio;
  }

  /** What a model lacks for it, empty if it lacks nothing. */
  static String lacking(TorchInfo info) {
    Method encode = info.methods().get("encode");
    Method decode = info.methods().get("decode");
    if (encode == null || decode == null) {
      String missing =
          encode != null ? "decode" : decode != null ? "encode" : "encode and no method decode";
      return "it has no method "
          + missing
          + "; it has "
          + String.join(", ", info.methods().keySet());
    }
    boolean fit =
        encode.outs() == decode.ins()
            && encode.outRatio() == decode.inRatio()
            && encode.inRatio() == 1
            && decode.outRatio() == 1
            && encode.ins() <= 2
            && decode.outs() <= 2;
    if (!fit) {
      return "its methods encode ("
          + shape(encode)
          + ") and decode ("
          + shape(decode)
          + ") do not"
          + " lead from sound to sound";
    }
    int chunk = chunkFrames(info);
    return chunk <= MOST_CHUNK_FRAMES && chunk % decode.inRatio() == 0
        ? ""
        : "its ratios want buffers of " + chunk + " frames; " + MOST_CHUNK_FRAMES + " are the most";
  }

  private static String shape(Method m) {
    return m.ins() + " a " + m.inRatio() + " samples to " + m.outs() + " a " + m.outRatio();
  }

  /** The frames that a step in the latent space stands for. */
  int stepFrames() {
    return decode.inRatio();
  }

  /** The steps of every call. */
  int chunkSteps() {
    return chunkFrames / stepFrames();
  }

  /** The numbers of a step. */
  int size() {
    return decode.ins();
  }
}
