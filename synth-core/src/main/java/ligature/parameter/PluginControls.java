package ligature.parameter;

/** Hardware controls of plugins' parameters. Threads: {@code [model-thread]}; no allocation. */
public interface PluginControls {

  /**
   * A hardware control moved. It takes hold softly, as {@link ParameterValues} has it.
   *
   * @param control channel * 128 + controller
   * @param position where it stands, 0 to 1, along the parameter's own scale
   */
  void turn(int control, PluginTarget target, float position);

  /** No control holds anything any more: each has to meet its parameter's value anew. */
  void letGo();
}
