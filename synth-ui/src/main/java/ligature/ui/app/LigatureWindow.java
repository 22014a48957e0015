package ligature.ui.app;

import com.formdev.flatlaf.util.UIScale;
import java.awt.Dimension;
import java.awt.Insets;
import java.awt.KeyboardFocusManager;
import java.awt.Rectangle;
import java.awt.Toolkit;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.Timer;
import javax.swing.TransferHandler;
import ligature.files.InputException;
import ligature.latent.Timbre;
import ligature.latent.TimbreMap;
import ligature.live.Player;
import ligature.live.Rig;
import ligature.model.Model;
import ligature.preset.Patch;
import ligature.rt.ThreadRole;
import ligature.settings.Settings;
import ligature.ui.control.ComputerKeys;
import ligature.ui.control.KeyboardStrip;
import ligature.ui.model.Captures;
import ligature.ui.model.DrawnPaths;
import ligature.ui.model.Imports;
import ligature.ui.model.Incoming;
import ligature.ui.model.Inserts;
import ligature.ui.model.Matches;
import ligature.ui.model.Modulation;
import ligature.ui.model.OwnSound;
import ligature.ui.model.Packs;
import ligature.ui.model.PadPath;
import ligature.ui.model.Parts;
import ligature.ui.model.PlayedKeys;
import ligature.ui.model.Preferences;
import ligature.ui.model.PresetStore;
import ligature.ui.model.Presets;
import ligature.ui.model.Previews;
import ligature.ui.model.Renders;
import ligature.ui.model.Sound;
import ligature.ui.model.Tunings;
import ligature.ui.model.Variants;
import ligature.ui.view.MainView;
import ligature.ui.view.WindowModels;

/**
 * The window that plays a player, and closes it when it is closed itself.
 *
 * <p>Threads: {@code [ui-thread]}; presets are read on a thread of its own.
 */
public final class LigatureWindow {

  private static final System.Logger LOG = System.getLogger("ligature.ui");
  private static final int FRAME_MILLIS = 16;
  private static final int SIGN_SIZE = 26;

  private final JFrame frame = new JFrame("Ligature");
  private final Player player;
  private final String notice;
  private final PlayedKeys keys;
  private final KeyboardStrip strip;
  private final ComputerKeys computerKeys;
  private final FocusInSight focusInSight = new FocusInSight(frame);
  private final MainView view;
  private final ExecutorService io;

  private final Workers workers = new Workers();
  private final Renders renders;
  private final Previews previews;
  private final DrawnPaths drawnPaths;
  private final Variants variants;
  private final Imports imports;
  private final OwnSound ownSound;
  private final Matches matches;
  private final HeardTimbres heard;
  private final Captures captures;

  private final Timer clock;
  private final Runnable onClosed;
  private boolean closed;
  private volatile Patch goOnWith;

  /**
   * @param settings as they were loaded
   * @param store asked on {@code [io-thread]}
   * @param onClosed called on {@code [io-thread]} when window and player are closed and all is
   *     saved
   */
  public LigatureWindow(Rig rig, Settings settings, PresetStore store, Runnable onClosed) {
    player = rig.player();
    notice = rig.notice();
    this.onClosed = onClosed;
    io = Executors.newSingleThreadExecutor(ThreadRole.IO.daemons("ligature-files"));
    keys = new PlayedKeys(player);
    strip = new KeyboardStrip(keys);
    computerKeys = new ComputerKeys(frame, keys, this::octaveChanged);
    Sound sound = new Sound(player);
    Presets presets = new Presets(sound, store, io, SwingUtilities::invokeLater);
    Inserts inserts = new Inserts(sound, new InstalledPlugins(), io, SwingUtilities::invokeLater);
    renders =
        new Renders(sound, new ModelRenderer(rig), workers.renders, SwingUtilities::invokeLater);
    imports =
        new Imports(player, new OwnTimbres(rig), workers.timbres, SwingUtilities::invokeLater);
    ownSound =
        new OwnSound(
            player,
            sound,
            imports,
            new OwnSounds(rig),
            workers.timbres,
            SwingUtilities::invokeLater);
    matches =
        new Matches(sound, new RecordingMatcher(rig), workers.timbres, SwingUtilities::invokeLater);
    heard = new HeardTimbres(rig);
    captures = new Captures(player, sound, heard, workers.timbres, SwingUtilities::invokeLater);
    previews =
        new Previews(
            player, store, new EarPreviews(rig), io, workers.previews, SwingUtilities::invokeLater);
    Packs packs = new Packs(player, presets, new PackFiles(rig), io, SwingUtilities::invokeLater);
    Modulation modulation = new Modulation(sound);
    PadPath path = new PadPath(player, sound, modulation);
    drawnPaths =
        new DrawnPaths(sound, path, new EarTimer(rig), workers.paths, SwingUtilities::invokeLater);
    variants =
        new Variants(
            player,
            sound,
            store,
            new EarVariations(rig),
            io,
            workers.paths,
            SwingUtilities::invokeLater);
    Preferences preferences = new Preferences(settings, s -> keep(rig, s));
    view =
        new MainView(
            new WindowModels(
                player,
                sound,
                presets,
                previews,
                inserts,
                modulation,
                new Parts(sound),
                variants,
                path,
                drawnPaths,
                renders,
                imports,
                ownSound,
                matches,
                captures,
                packs,
                preferences,
                new Tunings(player, preferences, io, SwingUtilities::invokeLater),
                keys),
            new FileDialogs(),
            strip,
            computerKeys,
            new RigMachine(rig, io, () -> beginAnew(sound)),
            AppSign.icon(SIGN_SIZE),
            new WindowMenu(frame.getRootPane(), preferences).menu());
    io.execute(
        () -> {
          TimbreMap map = startMap(rig.model(), player.bank().timbres());
          SwingUtilities.invokeLater(() -> view.setTimbreMap(map));
        });
    clock = new Timer(FRAME_MILLIS, e -> view.tick(System.nanoTime() * 1e-9));
    view.setTransferHandler(new FileDrop(new Incoming(imports, packs)::take));
    DropLight.on(view, frame.getRootPane());
    view.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW)
        .put(KeyStroke.getKeyStroke("ctrl V"), "paste");
    view.getActionMap().put("paste", TransferHandler.getPasteAction());
    frame.setIconImages(AppSign.images());
    frame.setContentPane(view);
    frame.setDefaultCloseOperation(JFrame.DISPOSE_ON_CLOSE);
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowDeactivated(WindowEvent e) {
            releaseAll();
          }

          @Override
          public void windowClosing(WindowEvent e) {
            close();
          }

          @Override
          public void windowClosed(WindowEvent e) {
            close();
          }
        });
  }

  /**
   * The map of the timbres that came with the model; the player's own are put between them, so that
   * no point is elsewhere at the next start.
   */
  static TimbreMap startMap(Model model, List<Timbre> all) {
    List<Timbre> shipped = all.stream().filter(model.shippedTimbres()::contains).toList();
    return TimbreMap.of(shipped.isEmpty() ? all : shipped);
  }

  private void beginAnew(Sound sound) {
    goOnWith = sound.current();
    close();
  }

  /** The sound to go on with if the user has asked to begin anew, else null; once it is closed. */
  Patch goOnWith() {
    return goOnWith;
  }

  private void keep(Rig rig, Settings settings) {
    io.execute(
        () -> {
          try {
            rig.settings().save(settings);
          } catch (InputException e) {
            LOG.log(System.Logger.Level.WARNING, "the settings were not saved: " + e.getMessage());
          }
        });
  }

  private void octaveChanged() {
    view.octaveChanged();
  }

  /** Shows the window. */
  public void open() {
    frame.pack();
    Rectangle screen = frame.getGraphicsConfiguration().getBounds();
    Insets taken = Toolkit.getDefaultToolkit().getScreenInsets(frame.getGraphicsConfiguration());
    frame.setSize(
        Math.min(frame.getWidth(), screen.width - taken.left - taken.right),
        Math.min(frame.getHeight(), screen.height - taken.top - taken.bottom));
    Insets edge = frame.getInsets();
    Dimension least = UIScale.scale(new Dimension(800, 520));
    frame.setMinimumSize(
        new Dimension(
            Math.min(frame.getWidth(), least.width + edge.left + edge.right),
            Math.min(frame.getHeight(), least.height + edge.top + edge.bottom)));
    frame.setLocationRelativeTo(null);
    KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(computerKeys);
    focusInSight.begin();
    frame.setVisible(true);
    view.firstFocus().requestFocusInWindow();
    clock.start();
    if (notice != null) {
      view.tell(notice);
    }
  }

  /** The frame, for who places it or looks at it. */
  public JFrame frame() {
    return frame;
  }

  /** A note that is held when the window loses the focus would never hear of its key's release. */
  private void releaseAll() {
    computerKeys.releaseAll();
    strip.releaseAll();
    captures.release();
  }

  /** Lets go of everything that is held, and closes window and player. */
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    clock.stop();
    KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(computerKeys);
    focusInSight.end();
    releaseAll();
    frame.dispose();
    try {
      player.close();
    } finally {
      renders.cancel();
      imports.cancel();
      ownSound.close();
      matches.dismiss();
      drawnPaths.cancel();
      variants.cancel();
      previews.close();
      workers.timbres.execute(heard::close);
      workers.shutDown();
      io.execute(workers::await);
      io.execute(onClosed); // after all that is still being saved
      io.shutdown();
    }
  }
}
