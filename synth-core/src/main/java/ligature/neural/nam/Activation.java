package ligature.neural.nam;

import java.util.Locale;

/**
 * The functions between layers, over a row of frames.
 *
 * <p>The loops hold nothing but arithmetic, so that the compiler makes vectors of them.
 */
enum Activation {
  TANH {
    @Override
    void apply(float[] row, int frames) {
      for (int i = 0; i < frames; i++) {
        row[i] = tanh(row[i]);
      }
    }
  },
  SIGMOID {
    @Override
    void apply(float[] row, int frames) {
      for (int i = 0; i < frames; i++) {
        row[i] = sigmoid(row[i]);
      }
    }
  },
  RELU {
    @Override
    void apply(float[] row, int frames) {
      for (int i = 0; i < frames; i++) {
        row[i] = Math.max(0, row[i]);
      }
    }
  },
  LEAKYRELU {
    @Override
    void apply(float[] row, int frames) {
      for (int i = 0; i < frames; i++) {
        row[i] = Math.max(0, row[i]) + 0.01f * Math.min(0, row[i]);
      }
    }
  },
  HARDTANH {
    @Override
    void apply(float[] row, int frames) {
      for (int i = 0; i < frames; i++) {
        row[i] = Math.max(-1, Math.min(1, row[i]));
      }
    }
  },
  SILU {
    @Override
    void apply(float[] row, int frames) {
      for (int i = 0; i < frames; i++) {
        row[i] *= sigmoid(row[i]);
      }
    }
  },
  HARDSWISH {
    @Override
    void apply(float[] row, int frames) {
      for (int i = 0; i < frames; i++) {
        row[i] *= Math.max(0, Math.min(1, row[i] / 6 + 0.5f));
      }
    }
  };

  /** Beyond it the curve is 1 within the resolution of a float. */
  private static final float TANH_END = 8.5f;

  /** Replaces {@code row[0, frames)} by the function of it. */
  abstract void apply(float[] row, int frames);

  /** The function of that name in PyTorch, null if it is not known here. */
  static Activation of(String name) {
    for (Activation activation : values()) {
      if (activation.name().equals(name.toUpperCase(Locale.ROOT))) {
        return activation;
      }
    }
    return null;
  }

  /**
   * The hyperbolic tangent by a ratio of polynomials in x squared, fitted to the least largest
   * error on [-8.5, 8.5]: 1e-8, and what floats round.
   */
  static float tanh(float x) {
    float t = Math.max(-TANH_END, Math.min(TANH_END, x));
    float s = t * t;
    float above = 2.1121561e-5f + s * 1.4099237e-8f;
    above = 0.99999994f + s * (0.13406205f + s * (0.0035258185f + s * above));
    float below = 3.3356892e-4f + s * 8.073615e-7f;
    below = 1 + s * (0.46739516f + s * (0.025991133f + s * below));
    return t * above / below;
  }

  static float sigmoid(float x) {
    return 0.5f + 0.5f * tanh(0.5f * x);
  }
}
