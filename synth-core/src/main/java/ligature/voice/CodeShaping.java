package ligature.voice;

import ligature.parameter.Parameter;

/**
 * A scale and an offset for each number of a code, and the range in which a decoder knows what
 * codes mean. Threads: {@code [model-thread]}, no allocation.
 */
final class CodeShaping {

  /** What encoders give lies within this: beyond it a network was never taught anything. */
  private static final float FARTHEST = 2;

  /**
   * Shapes {@code codes[at, at + size)}. Numbers that were neither moved nor blended beyond the pad
   * stay as they are.
   */
  void apply(VoiceValues values, float[] codes, int at, int size) {
    int numbers = Math.min(size, Parameter.CODE_NUMBERS);
    boolean reaches = values.value(Parameter.REACH) > 0;
    for (int i = 0; i < numbers; i++) {
      float scale = values.value(Parameter.codeScale(i));
      float offset = values.value(Parameter.codeOffset(i));
      if (scale != 1 || offset != 0 || reaches) {
        float shaped = scale * codes[at + i] + offset;
        codes[at + i] = Math.max(-FARTHEST, Math.min(FARTHEST, shaped));
      }
    }
  }
}
