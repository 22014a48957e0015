package ligature.ui.app;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.Transferable;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.swing.JComponent;
import javax.swing.TransferHandler;
import ligature.soundfile.SampleFormat;
import ligature.soundfile.WavWriter;

/** Recordings, and a hand that drops them on the window. */
final class DroppedFiles {

  static final int RATE = 48_000;

  private DroppedFiles() {}

  private record Carried(List<File> files) implements Transferable {

    @Override
    public DataFlavor[] getTransferDataFlavors() {
      return new DataFlavor[] {DataFlavor.javaFileListFlavor};
    }

    @Override
    public boolean isDataFlavorSupported(DataFlavor flavor) {
      return flavor.equals(DataFlavor.javaFileListFlavor);
    }

    @Override
    public Object getTransferData(DataFlavor flavor) {
      return files;
    }
  }

  /** Gives files to a window; on the event thread. */
  static boolean drop(LigatureWindow window, Path... files) {
    JComponent view = (JComponent) window.frame().getContentPane();
    Carried carried = new Carried(Stream.of(files).map(Path::toFile).toList());
    return view.getTransferHandler().importData(new TransferHandler.TransferSupport(view, carried));
  }

  /** A string that was plucked, a second long. */
  static float[] pluck(double hz) {
    float[] x = new float[RATE];
    for (int i = 0; i < x.length; i++) {
      double t = (double) i / RATE;
      for (int h = 1; h <= 8; h++) {
        x[i] += (float) (0.2 / h * Math.exp(-2 * h * t) * Math.sin(2 * Math.PI * h * hz * t));
      }
    }
    return x;
  }

  /** Writes one channel. */
  static Path write(Path file, float[] x) throws Exception {
    try (WavWriter writer = new WavWriter(file, RATE, 1, SampleFormat.PCM_24)) {
      writer.write(x, 0, x.length);
      writer.finish();
    }
    return file;
  }
}
