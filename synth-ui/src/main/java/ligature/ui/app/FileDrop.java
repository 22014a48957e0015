package ligature.ui.app;

import java.awt.datatransfer.DataFlavor;
import java.awt.datatransfer.UnsupportedFlavorException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.TransferHandler;

/** Takes files that are dropped on a component, or pasted into it. Threads: {@code [ui-thread]}. */
final class FileDrop extends TransferHandler {

  private static final long serialVersionUID = 1;

  private final transient Consumer<List<Path>> dropped;

  FileDrop(Consumer<List<Path>> dropped) {
    this.dropped = dropped;
  }

  @Override
  public boolean canImport(TransferSupport support) {
    if (!support.isDataFlavorSupported(DataFlavor.javaFileListFlavor)) {
      return false;
    }
    if (support.isDrop()) {
      support.setDropAction(COPY); // a file manager would else take the recordings away
    }
    return true;
  }

  @Override
  public boolean importData(TransferSupport support) {
    if (!canImport(support)) {
      return false;
    }
    List<Path> paths = new ArrayList<>();
    try {
      Object files = support.getTransferable().getTransferData(DataFlavor.javaFileListFlavor);
      for (Object file : (List<?>) files) {
        paths.add(((File) file).toPath());
      }
    } catch (UnsupportedFlavorException | IOException e) {
      return false; // whoever gives them has gone
    }
    dropped.accept(paths);
    return true;
  }
}
