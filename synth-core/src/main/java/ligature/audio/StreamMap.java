package ligature.audio;

/**
 * Which engine frame belongs to a frame of the device's stream.
 *
 * @param engineRateHz the rate of event times
 * @param resamplerFrames engine frames that the resampler between the rates needs in advance; 0
 *     without one
 * @param engineStart the engine frame at which the device's stream began
 */
public record StreamMap(int engineRateHz, int deviceRateHz, int resamplerFrames, long engineStart) {

  /** One rate, one beginning. */
  public static StreamMap identity(int rateHz) {
    return new StreamMap(rateHz, rateHz, 0, 0);
  }

  /** The engine frame at which an event must be placed to be heard at this frame of the device. */
  long toEngine(long deviceFrame) {
    return engineStart
        + (engineRateHz == deviceRateHz
            ? deviceFrame
            : Math.round((double) deviceFrame * engineRateHz / deviceRateHz) + resamplerFrames);
  }

  /** As many frames of the device, at the engine's rate. */
  long engineFrames(long deviceFrames) {
    return engineRateHz == deviceRateHz
        ? deviceFrames
        : Math.round((double) deviceFrames * engineRateHz / deviceRateHz);
  }

  /** What the resampler adds to the latency, in frames of the device. */
  int resamplerDeviceFrames() {
    return (int) Math.round((double) resamplerFrames * deviceRateHz / engineRateHz);
  }
}
