package ligature.modulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ligature.latent.CounterRandom;
import ligature.parameter.Parameter;
import ligature.parameter.ParameterValues;
import org.junit.jupiter.api.Test;

class ModulationEnvelopeTest {

  private static final double HOP_SECONDS = 128 / 48_000.0;

  /** What is drawn is what moves a note. */
  @Test
  void itsCurveIsWhereANoteStands() {
    ModulationEnvelope envelope = new ModulationEnvelope(0.08f, 0.4f, 0.3f, 0.2f);
    ModulationMatrix matrix =
        ModulationMatrix.NONE
            .withEnvelope(2, envelope)
            .with(ModulationRoute.of(ModulationSource.find("envelope-2"), Parameter.SIZE, 1));
    float range = Parameter.SIZE.max() - Parameter.SIZE.min();
    NoteModulation note = new NoteModulation(HOP_SECONDS, 1);
    SharedSources shared = new SharedSources(new ParameterValues(), CounterRandom.stream(1, -1));
    note.begin(matrix, 1, 0, 60, 1);
    int released = 200;
    for (int hop = 1; hop < 400; hop++) {
      note.released = hop > released;
      note.advance(matrix, 120);
      note.sum(matrix, true, shared, true);
      double moved = note.moved[Parameter.SIZE.ordinal()] / range;
      double drawn = envelope.at(hop * HOP_SECONDS, released * HOP_SECONDS);
      assertThat(moved).as("hop " + hop).isCloseTo(drawn, within(0.03));
    }
  }
}
