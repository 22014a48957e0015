package ligature.soundfile;

/** How a sample is stored. */
public enum SampleFormat {
  PCM_16(16, false),
  PCM_24(24, false),
  FLOAT_32(32, true);

  private final int bits;
  private final boolean isFloat;

  SampleFormat(int bits, boolean isFloat) {
    this.bits = bits;
    this.isFloat = isFloat;
  }

  public int bits() {
    return bits;
  }

  public int bytes() {
    return bits / 8;
  }

  public boolean isFloat() {
    return isFloat;
  }
}
