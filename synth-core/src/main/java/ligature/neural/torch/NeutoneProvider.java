package ligature.neural.torch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Neutone models: files {@code *.nm}. */
public final class NeutoneProvider extends TorchProvider {

  public NeutoneProvider() {
    super("neutone", ".nm", TorchInfo.Kind.NEUTONE);
  }

  @Override
  void describe(TorchInfo info, Map<String, Object> said) {
    JsonNode metadata = info.metadata();
    if (metadata == null) {
      return;
    }
    for (String key :
        List.of(
            "model_name",
            "model_authors",
            "model_version",
            "native_sample_rates",
            "native_buffer_sizes",
            "is_input_mono",
            "is_output_mono",
            "sdk_version",
            "pytorch_version")) {
      JsonNode value = metadata.path(key);
      if (!value.isMissingNode()) {
        String text = value.isTextual() ? value.asText() : value.toString();
        said.put(key, text.length() > 200 ? text.substring(0, 200) : text);
      }
    }
    for (int i = 1; i <= 4; i++) {
      JsonNode knob = metadata.path("neutone_parameters").path("p" + i);
      if (knob.path("used").asBoolean()) {
        said.put(
            "p" + i, knob.path("name").asText("") + ": " + knob.path("description").asText(""));
      }
    }
  }
}
