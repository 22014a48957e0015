package ligature.neural.torch;

import java.util.Map;

/** Models for nn~, RAVE among them: files {@code *.ts}. */
public final class NnProvider extends TorchProvider {

  public NnProvider() {
    super("nn", ".ts", TorchInfo.Kind.NN);
  }

  @Override
  void describe(TorchInfo info, Map<String, Object> said) {
    info.methods()
        .forEach(
            (name, m) ->
                said.put(
                    "method " + name,
                    m.ins()
                        + " channels a "
                        + m.inRatio()
                        + " samples to "
                        + m.outs()
                        + " channels a "
                        + m.outRatio()
                        + " samples"));
    String lacking = NnCodec.lacking(info);
    said.put("source", lacking.isEmpty() ? "can be one, with recordings" : "no: " + lacking);
    info.attributes()
        .forEach(
            (name, types) ->
                said.put("attribute " + name, types.toString().toLowerCase(java.util.Locale.ROOT)));
    said.put("saysRateHz", info.sampleRateHz());
  }
}
