package ligature.ui.app;

import java.awt.Component;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.swing.JFileChooser;
import javax.swing.filechooser.FileNameExtensionFilter;
import ligature.ui.view.FileChoice;

/** Swing's own dialogs. Threads: {@code [ui-thread]}. */
final class FileDialogs implements FileChoice {

  private File last = new File(System.getProperty("user.home"));

  @Override
  public String folder() {
    Path home = Path.of(System.getProperty("user.home"));
    Path music = home.resolve("Music");
    return (Files.isDirectory(music) ? music : home).resolve("ligature").toString();
  }

  @Override
  public String read(Component over, String title, String... kinds) {
    JFileChooser chooser = chooser(title, kinds);
    return chooser.showOpenDialog(over) == JFileChooser.APPROVE_OPTION ? chosen(chooser) : null;
  }

  @Override
  public List<String> readAll(Component over, String title, String... kinds) {
    JFileChooser chooser = chooser(title, kinds);
    chooser.setFileSelectionMode(JFileChooser.FILES_AND_DIRECTORIES);
    chooser.setMultiSelectionEnabled(true);
    if (chooser.showOpenDialog(over) != JFileChooser.APPROVE_OPTION) {
      return List.of();
    }
    last = chooser.getCurrentDirectory();
    return Arrays.stream(chooser.getSelectedFiles()).map(File::getPath).toList();
  }

  private JFileChooser chooser(String title, String... kinds) {
    JFileChooser chooser = new JFileChooser(last);
    chooser.setDialogTitle(title);
    chooser.setFileFilter(new FileNameExtensionFilter(title, kinds));
    return chooser;
  }

  @Override
  public String write(Component over, String title, String suggested) {
    JFileChooser chooser = new JFileChooser(last);
    chooser.setDialogTitle(title);
    chooser.setFileSelectionMode(JFileChooser.FILES_AND_DIRECTORIES);
    if (!suggested.isBlank()) {
      chooser.setSelectedFile(new File(suggested));
    }
    return chooser.showSaveDialog(over) == JFileChooser.APPROVE_OPTION ? chosen(chooser) : null;
  }

  private String chosen(JFileChooser chooser) {
    last = chooser.getCurrentDirectory();
    return chooser.getSelectedFile().getPath();
  }
}
