package ligature.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ligature.files.InputException;

/**
 * Where the decoder computes, as {@code --device} names it.
 *
 * @param kind what was asked for
 * @param index the GPU's number, 0 unless it was named
 */
public record ComputeDevice(Kind kind, int index) {

  /** AUTO takes a GPU where there is one, else the CPU. */
  public enum Kind {
    AUTO,
    CPU,
    CUDA
  }

  public static final ComputeDevice AUTO = new ComputeDevice(Kind.AUTO, 0);
  public static final ComputeDevice CPU = new ComputeDevice(Kind.CPU, 0);

  private static final Pattern CUDA_NAME = Pattern.compile("cuda(?::(\\d{1,3}))?");

  /** Reads {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}. */
  public static ComputeDevice parse(String name) {
    if (name.equals("auto")) {
      return AUTO;
    }
    if (name.equals("cpu")) {
      return CPU;
    }
    Matcher cuda = CUDA_NAME.matcher(name);
    if (cuda.matches()) {
      return new ComputeDevice(
          Kind.CUDA, cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1)));
    }
    throw new InputException(
        "--device " + name + ": no such device; use auto, cpu, cuda or cuda:N");
  }

  @Override
  public String toString() {
    return switch (kind) {
      case AUTO -> "auto";
      case CPU -> "cpu";
      case CUDA -> "cuda:" + index;
    };
  }
}
