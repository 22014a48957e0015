package ligature.soundfile;

/**
 * One channel of one block, predicted, and the errors of the prediction as Rice codes. Threads:
 * one.
 */
final class FlacSubframe {

  private static final int MOST_FIXED_ORDER = 4;
  private static final int[] LINEAR_ORDERS = {4, 8, 12};
  private static final int COEFFICIENT_BITS = 14;
  private static final int MOST_PARTITION_ORDER = 6;

  /** Errors must fit well into 32 bits. */
  private static final long MOST_ERROR = 1L << 30;

  /** From here on, a Rice parameter needs five bits instead of four. */
  private static final int LARGE_PARAMETER = 15;

  private static final int[][] FIXED = {{}, {1}, {2, -1}, {3, -3, 1}, {4, -6, 4, -1}};

  private enum Kind {
    CONSTANT,
    VERBATIM,
    FIXED,
    LINEAR
  }

  private final int[] samples;
  private final int length;
  private final int width;
  private Kind kind = Kind.VERBATIM;
  private long bits;
  private int[] coefficients;
  private int shift;
  private int[] errors;
  private int partitionOrder;
  private int[] parameters;

  private FlacSubframe(int[] samples, int length, int width) {
    this.samples = samples;
    this.length = length;
    this.width = width;
    bits = 8 + (long) length * width;
  }

  /** The smallest form of {@code samples[0, length)}, integers of {@code width} bits. */
  static FlacSubframe best(int[] samples, int length, int width) {
    FlacSubframe frame = new FlacSubframe(samples, length, width);
    if (frame.isConstant()) {
      frame.kind = Kind.CONSTANT;
      frame.bits = 8 + width;
      return frame;
    }
    for (int order = 0; order <= Math.min(MOST_FIXED_ORDER, length - 1); order++) {
      frame.take(Kind.FIXED, FIXED[order], 0);
    }
    double[] correlation = LinearPrediction.correlation(samples, length, 12);
    for (int order : LINEAR_ORDERS) {
      if (order < length / 2 && correlation[0] > 0) {
        double[] exact = LinearPrediction.coefficients(correlation, order);
        int shift = LinearPrediction.shift(exact, COEFFICIENT_BITS);
        if (shift >= 0) {
          frame.take(
              Kind.LINEAR, LinearPrediction.quantized(exact, shift, COEFFICIENT_BITS), shift);
        }
      }
    }
    return frame;
  }

  private boolean isConstant() {
    for (int i = 1; i < length; i++) {
      if (samples[i] != samples[0]) {
        return false;
      }
    }
    return true;
  }

  /** Takes a prediction if it makes the channel smaller. */
  private void take(Kind wanted, int[] predictor, int byShift) {
    int order = predictor.length;
    int[] found = new int[length];
    for (int i = order; i < length; i++) {
      long sum = 0;
      for (int k = 0; k < order; k++) {
        sum += (long) predictor[k] * samples[i - 1 - k];
      }
      long error = samples[i] - (sum >> byShift);
      if (error >= MOST_ERROR || error <= -MOST_ERROR) {
        return;
      }
      found[i] = (int) (error << 1 ^ error >> 63); // signs folded into the lowest bit
    }
    long overhead = 8 + (long) order * width + 6;
    overhead += wanted == Kind.LINEAR ? 9 + (long) order * COEFFICIENT_BITS : 0;
    choosePartitions(wanted, predictor, byShift, found, overhead);
  }

  private void choosePartitions(
      Kind wanted, int[] predictor, int byShift, int[] found, long overhead) {
    int order = predictor.length;
    for (int p = 0; p <= MOST_PARTITION_ORDER; p++) {
      int size = length >> p;
      if (size << p != length || size <= order) {
        break;
      }
      int[] chosen = new int[1 << p];
      long total = overhead;
      for (int part = 0; part < chosen.length; part++) {
        int from = Math.max(order, part * size);
        int to = (part + 1) * size;
        long sum = 0;
        for (int i = from; i < to; i++) {
          sum += found[i] & 0xFFFFFFFFL;
        }
        int parameter = parameter(sum, to - from);
        chosen[part] = parameter;
        // an upper bound: the sum of the quotients is at most the quotient of the sum
        total += 5 + (to - from) * (parameter + 1L) + (sum >> parameter);
      }
      if (total < bits) {
        bits = total;
        kind = wanted;
        coefficients = predictor;
        shift = byShift;
        errors = found;
        partitionOrder = p;
        parameters = chosen;
      }
    }
  }

  /** The parameter that is best for errors of this sum. */
  private static int parameter(long sum, int count) {
    int parameter = 0;
    long least = Long.MAX_VALUE;
    for (int p = 0; p < 31; p++) {
      long size = count * (p + 1L) + (sum >> p);
      if (size < least) {
        least = size;
        parameter = p;
      }
    }
    return parameter;
  }

  /** About how many bits {@link #writeTo} writes, never fewer than it does. */
  long bits() {
    return bits;
  }

  void writeTo(BitOutput out) {
    switch (kind) {
      case CONSTANT -> {
        out.put(0, 8);
        out.put(samples[0], width);
      }
      case VERBATIM -> {
        out.put(1 << 1, 8);
        warmUp(out, length);
      }
      case FIXED -> {
        out.put((8 | coefficients.length) << 1, 8);
        warmUp(out, coefficients.length);
        residual(out);
      }
      case LINEAR -> {
        out.put((32 | coefficients.length - 1) << 1, 8);
        warmUp(out, coefficients.length);
        out.put(COEFFICIENT_BITS - 1, 4);
        out.put(shift, 5);
        for (int coefficient : coefficients) {
          out.put(coefficient, COEFFICIENT_BITS);
        }
        residual(out);
      }
    }
  }

  private void warmUp(BitOutput out, int count) {
    for (int i = 0; i < count; i++) {
      out.put(samples[i], width);
    }
  }

  private void residual(BitOutput out) {
    boolean wide = false;
    for (int parameter : parameters) {
      wide |= parameter >= LARGE_PARAMETER;
    }
    out.put(wide ? 1 : 0, 2);
    out.put(partitionOrder, 4);
    int size = length >> partitionOrder;
    for (int part = 0; part < parameters.length; part++) {
      int parameter = parameters[part];
      out.put(parameter, wide ? 5 : 4);
      for (int i = Math.max(coefficients.length, part * size); i < (part + 1) * size; i++) {
        out.unary(errors[i] >>> parameter);
        out.put(errors[i], parameter);
      }
    }
  }
}
