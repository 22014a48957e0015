package ligature.neural.nam;

/**
 * Long short-term memory cells, one after the other.
 *
 * <p>Formula: as PyTorch's LSTM, gates in the order input, forget, cell, output.
 */
final class Lstm implements Network {

  /** A layer: what it is, and what it remembers. */
  private static final class Cell {

    final int size;

    /** A column of all gates for each input, then one for each of its own outputs. */
    final float[][] columns;

    final float[] bias;
    final float[] gates;
    final float[] cell;
    final float[] silentOutput;
    final float[] silentCell;
    float[] output;

    Cell(int ins, int size, Weights weights) {
      this.size = size;
      int width = 4 * size;
      float[] rows = weights.next((long) width * (ins + size));
      columns = new float[ins + size][width];
      for (int g = 0; g < width; g++) {
        for (int i = 0; i < columns.length; i++) {
          columns[i][g] = rows[g * columns.length + i];
        }
      }
      bias = weights.next(width);
      gates = new float[width];
      output = weights.next(size);
      cell = weights.next(size);
      silentOutput = output.clone();
      silentCell = cell.clone();
    }

    void step(float[] in) {
      System.arraycopy(bias, 0, gates, 0, gates.length);
      int ins = columns.length - size;
      for (int i = 0; i < ins; i++) {
        add(columns[i], in[i], gates);
      }
      for (int i = 0; i < size; i++) {
        add(columns[ins + i], output[i], gates);
      }
      for (int i = 0; i < size; i++) {
        float keep = Activation.sigmoid(gates[size + i]) * cell[i];
        cell[i] = keep + Activation.sigmoid(gates[i]) * Activation.tanh(gates[2 * size + i]);
        output[i] = Activation.sigmoid(gates[3 * size + i]) * Activation.tanh(cell[i]);
      }
    }

    private static void add(float[] column, float by, float[] to) {
      for (int g = 0; g < to.length; g++) {
        to[g] += by * column[g];
      }
    }
  }

  private final Cell[] cells;
  private final float[] headWeights;
  private final float headBias;
  private final float[] frame = new float[1];

  /**
   * @throws IllegalArgumentException if the weights are too few
   */
  Lstm(int layers, int size, Weights weights) {
    cells = new Cell[layers];
    for (int i = 0; i < layers; i++) {
      cells[i] = new Cell(i == 0 ? 1 : size, size, weights);
    }
    headWeights = weights.next(size);
    headBias = weights.next();
  }

  @Override
  public void process(float[] in, float[] out, int frames) {
    for (int t = 0; t < frames; t++) {
      frame[0] = in[t];
      float[] rows = frame;
      for (Cell cell : cells) {
        cell.step(rows);
        rows = cell.output;
      }
      float sum = headBias;
      for (int i = 0; i < headWeights.length; i++) {
        sum += headWeights[i] * rows[i];
      }
      out[t] = sum;
    }
  }

  @Override
  public int receptiveFrames() {
    return ENDLESS;
  }

  @Override
  public void settle() {
    for (Cell cell : cells) {
      System.arraycopy(cell.output, 0, cell.silentOutput, 0, cell.size);
      System.arraycopy(cell.cell, 0, cell.silentCell, 0, cell.size);
    }
  }

  @Override
  public void reset() {
    for (Cell cell : cells) {
      System.arraycopy(cell.silentOutput, 0, cell.output, 0, cell.size);
      System.arraycopy(cell.silentCell, 0, cell.cell, 0, cell.size);
    }
  }

  @Override
  public void copyFrom(Network other) {
    for (int i = 0; i < cells.length; i++) {
      Cell from = ((Lstm) other).cells[i];
      System.arraycopy(from.output, 0, cells[i].output, 0, from.size);
      System.arraycopy(from.cell, 0, cells[i].cell, 0, from.size);
    }
  }
}
