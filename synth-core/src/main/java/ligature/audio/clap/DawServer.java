package ligature.audio.clap;

import java.nio.FloatBuffer;
import ligature.audio.AudioServer;
import ligature.audio.Hosted;
import ligature.audio.Playback;
import ligature.files.InputException;
import ligature.rt.RealTimeScheduling;
import ligature.rt.ThreadRole;

/**
 * A thread that answers the plugin's requests for blocks. While none come it drops frames at the
 * pace of a device, so that clocks go on; in a render to a file it waits instead.
 *
 * <p>Another size of blocks is followed in place. Another rate is not: the server then says that it
 * is not alive, and the one that is opened next has it.
 */
final class DawServer implements AudioServer {

  private static final System.Logger LOG = System.getLogger("ligature.audio.clap");

  /** As JACK's clients have it: above the model thread. */
  private static final int PRIORITY = 65;

  private static final long SLEEP_NANOS = 50_000_000;

  /** A DAW that asks for nothing as long has stopped. */
  private static final long IDLE_NANOS = 250_000_000;

  private static final long DEAD_NANOS = 2_000_000_000L;
  private static final int IDLE_FRAMES = 128;

  private final MeetingFile file;
  private final Meeting meeting;
  private final int sampleRateHz;
  private final FloatBuffer dropped = FloatBuffer.allocate(IDLE_FRAMES);
  private final FloatBuffer droppedToo = FloatBuffer.allocate(IDLE_FRAMES);
  private volatile int periodFrames;
  private volatile boolean running = true;
  private volatile boolean dawLives;
  private volatile int adopted;
  private volatile Throwable fault;
  private int ownerBeat;
  private long ownerNanos;
  private Thread thread;

  DawServer(MeetingFile file, int sampleRateHz, int periodFrames) {
    this.file = file;
    this.sampleRateHz = sampleRateHz;
    this.periodFrames = periodFrames;
    meeting = file.meeting();
    ownerBeat = meeting.ownerBeat();
    ownerNanos = System.nanoTime() - DEAD_NANOS;
    meeting.enter((int) System.nanoTime() | 1);
  }

  @Override
  public String kind() {
    return DawProvider.NAME;
  }

  @Override
  public int sampleRateHz() {
    return sampleRateHz;
  }

  @Override
  public int periodFrames() {
    return periodFrames;
  }

  @Override
  public String description() {
    return dawLives && adopted != 0
        ? "a DAW, " + sampleRateHz + " Hz, blocks of up to " + periodFrames
        : "a DAW, once there is one with the plugin, " + sampleRateHz + " Hz";
  }

  @Override
  public void start(Playback playback) {
    thread = new Thread(() -> run(playback), "ligature-clap");
    thread.setPriority(Thread.MAX_PRIORITY);
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Playback playback) {
    RealTimeScheduling.enterFifo(PRIORITY);
    ThreadRole.AUDIO.enter();
    DawEvents events = new DawEvents(meeting, playback);
    long asked = System.nanoTime();
    long dropping = 0;
    while (running) {
      int request = meeting.answered();
      int posted = meeting.posted();
      if (request != posted) {
        answer(playback, events, request);
        asked = System.nanoTime();
        dropping = 0;
        continue;
      }
      if (adopted != meeting.wish() && meeting.wishedRateHz() == sampleRateHz) {
        adopt(playback, meeting.wish());
      }
      long now = System.nanoTime();
      long sleep = SLEEP_NANOS;
      if (now - asked > IDLE_NANOS && !mayStandStill()) {
        dropping = dropping == 0 ? now : dropping;
        playback.setFreewheel(false);
        playback.processPart(dropped.clear(), droppedToo.clear(), IDLE_FRAMES);
        dropping += IDLE_FRAMES * 1_000_000_000L / sampleRateHz;
        sleep = Math.min(SLEEP_NANOS, dropping - System.nanoTime());
      }
      if (sleep > 0) {
        meeting.awaitRequest(posted, sleep);
      }
    }
  }

  /** A size of blocks that the ring can follow, between two blocks. */
  private void adopt(Playback playback, int wish) {
    periodFrames = meeting.wishedFrames();
    playback.setPeriodFrames(periodFrames);
    adopted = wish;
  }

  private void answer(Playback playback, DawEvents events, int request) {
    try {
      playback.setFreewheel(meeting.isOffline());
      int frames = meeting.frames(request);
      events.take(request, frames);
      playback.processPart(meeting.left(request), meeting.right(request), frames);
    } catch (Throwable t) { // never out of here: the DAW would wait
      fault = t;
    }
    meeting.answer(request);
  }

  @Override
  public void attend(Hosted instrument) {
    meeting.beat();
    int beat = meeting.ownerBeat();
    long now = System.nanoTime();
    if (beat != ownerBeat) {
      ownerBeat = beat;
      ownerNanos = now;
    }
    dawLives = meeting.hasOwner() && now - ownerNanos < DEAD_NANOS;
    int wish = adopted;
    if (wish != 0 && wish == meeting.wish()) {
      meeting.serve(wish, instrument.latencyFrames());
    }
    if (meeting.hasCommand()) {
      command(instrument);
    }
    Throwable failed = fault;
    if (failed != null) {
      fault = null;
      LOG.log(System.Logger.Level.WARNING, "a block failed", failed);
    }
  }

  private void command(Hosted instrument) {
    try {
      if (meeting.isLoad()) {
        instrument.load(meeting.sound());
        meeting.reply(false, "");
      } else {
        meeting.reply(false, instrument.sound());
      }
    } catch (InputException e) {
      LOG.log(System.Logger.Level.WARNING, e.getMessage());
      meeting.reply(true, "");
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "the DAW's sound could not be taken", e);
      meeting.reply(true, "");
    }
  }

  @Override
  public long xruns() {
    return 0; // the plugin does not tell
  }

  /** Not where a DAW wants another rate. */
  @Override
  public boolean isAlive() {
    return running && !(dawLives && meeting.wish() != 0 && meeting.wishedRateHz() != sampleRateHz);
  }

  @Override
  public boolean mayStandStill() {
    return dawLives && meeting.isOffline();
  }

  @Override
  public void close() {
    running = false;
    meeting.leave();
    if (thread != null) {
      try {
        thread.join(2000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    file.close();
  }
}
