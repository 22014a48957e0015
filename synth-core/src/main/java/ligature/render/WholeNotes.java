package ligature.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ligature.engine.Instrument;
import ligature.engine.Meters;
import ligature.files.InputException;
import ligature.latent.CounterRandom;
import ligature.midi.Event;
import ligature.midi.EventList;
import ligature.model.Decoder;
import ligature.model.HopBatch;
import ligature.model.NoteBatch;
import ligature.parameter.Parameter;
import ligature.plugin.InsertSetting;
import ligature.rt.FrameRing;

/**
 * Renders notes whole, with {@link Decoder#decodeNotes}, many times faster than hop by hop.
 *
 * <p>The same {@link Instrument} that plays live runs twice for each note: once before a decoder
 * that only writes down what it is asked for, and, when all that is decoded in one call, once
 * before one that reads the audio back. So whatever the instrument does to a note, a whole note has
 * it too, and equals the live one within -80 dB. Threads: one.
 */
public final class WholeNotes {

  /** Notes that one call decodes: the steps of a morph share what follows from pitch and noise. */
  private static final int NOTES_AT_ONCE = 16;

  /**
   * What the recorder gives for audio: as loud as notes are and well below the limiter, so that no
   * voice thinks it has died away before the real one has.
   */
  static final float SHAPE_LEVEL = 0.1f;

  private final Decoder decoder;

  /**
   * @param decoder used from now on by this object alone; the caller closes it
   */
  public WholeNotes(Decoder decoder) {
    this.decoder = decoder;
  }

  /** The decoder behind. */
  public Decoder decoder() {
    return decoder;
  }

  /** Writes down what the note's voices ask of the decoder. */
  public void record(NoteScore score) {
    score.strands().clear();
    run(score, new Recorder(decoder, score), null);
  }

  /**
   * The same, and gives the note's shape: what the instrument makes of {@link #SHAPE_LEVEL} all the
   * time, its gains and its release.
   */
  public float[] recordShape(NoteScore score) {
    score.strands().clear();
    Recording out = new Recording();
    run(score, new Recorder(decoder, score), out);
    return Arrays.copyOf(out.samples, out.frames);
  }

  /**
   * Decodes recorded scores: always so many at once, in their order, because the last bits of a
   * matrix product depend on its size.
   */
  public void decode(List<NoteScore> scores) {
    List<Strand> strands = new ArrayList<>();
    scores.forEach(s -> strands.addAll(s.strands()));
    for (int from = 0; from < strands.size(); from += NOTES_AT_ONCE) {
      List<Strand> some = strands.subList(from, Math.min(strands.size(), from + NOTES_AT_ONCE));
      int hops = some.stream().mapToInt(Strand::hops).max().orElse(0);
      NoteBatch batch = new NoteBatch(some.size(), hops, decoder.codeSize(), decoder.hopFrames());
      for (int i = 0; i < some.size(); i++) {
        some.get(i).writeTo(batch, i);
      }
      decoder.decodeNotes(batch);
      for (int i = 0; i < some.size(); i++) {
        some.get(i).readFrom(batch, i);
      }
    }
  }

  /**
   * Plays a decoded score, through the inserts of its patch and with their tails.
   *
   * @return the note from its onset to its end at the decoder's rate, one channel, the mean of both
   */
  public float[] play(NoteScore score) {
    Recording out = new Recording();
    run(score, new Reader(decoder, score), out, score.patch().inserts());
    return Arrays.copyOf(out.samples, out.frames);
  }

  /** Whether the decoder gave numbers for all of a decoded score: a broken one may not. */
  public static boolean isSound(NoteScore score) {
    return score.strands().stream().allMatch(Strand::isSound);
  }

  /** One channel that grows. */
  private static final class Recording {
    private float[] samples = new float[1 << 16];
    private int frames;

    void add(float[] stereo, int from, int to) {
      int count = to - from;
      if (frames + count > samples.length) {
        samples = Arrays.copyOf(samples, Math.max(frames + count, 2 * samples.length));
      }
      for (int i = from; i < to; i++) {
        samples[frames++] =
            0.5f * (stereo[FrameRing.CHANNELS * i] + stereo[FrameRing.CHANNELS * i + 1]);
      }
    }
  }

  private void run(NoteScore score, Decoder view, Recording out) {
    run(score, view, out, List.of());
  }

  private void run(NoteScore score, Decoder view, Recording out, List<InsertSetting> inserts) {
    EventList events = new EventList();
    events.add(0, Event.noteOn(0, score.key(), score.velocity() / 127f));
    events.add(score.heldFrames(), Event.noteOff(0, score.key(), 0.5f));
    try (Instrument instrument =
        new Instrument(
            view, score.patch().partCount(), score.seed(), score.patch(), Meters.ofNobody())) {
      instrument.inserts().setOffline(true);
      instrument.inserts().set(inserts);
      instrument.inserts().problems().stream()
          .findFirst()
          .ifPresent(
              problem -> {
                throw new InputException(problem);
              });
      instrument.addSource(events);
      render(instrument, events, score.mostFrames(), out);
    }
  }

  private void render(Instrument instrument, EventList events, long mostFrames, Recording out) {
    int hop = decoder.hopFrames();
    float[] block = new float[hop * FrameRing.CHANNELS];
    int early = instrument.inserts().latencyFrames();
    long most = mostFrames + early;
    long frame = 0;
    while (frame < most && (events.nextFrame() != EventList.NONE || !instrument.isSilent())) {
      int frames = (int) Math.min(hop, most - frame);
      if (out == null) {
        instrument.passUnheard();
      } else {
        instrument.render(block, 0, frames);
        int skipped = Math.min(early, frames);
        out.add(block, skipped, frames);
        early -= skipped;
      }
      frame += frames;
    }
  }

  /** Finds the strand of a row, by its slot. */
  private abstract static class Rows extends DecoderView {

    private final List<Strand> bySlot = new ArrayList<>();

    Rows(Decoder decoder) {
      super(decoder);
    }

    abstract Strand begin();

    abstract void row(HopBatch batch, int row, Strand strand);

    @Override
    public void decode(HopBatch batch) {
      for (int row = 0; row < batch.voices; row++) {
        int slot = batch.slots[row];
        while (bySlot.size() <= slot) {
          bySlot.add(null);
        }
        if (batch.fresh[row]) {
          bySlot.set(slot, begin());
        }
        row(batch, row, bySlot.get(slot));
      }
    }
  }

  /** Writes down. */
  private static final class Recorder extends Rows {

    private final NoteScore score;

    /** A filter lets through what is constant or what is not: it is given both. */
    private final boolean isFiltered;

    Recorder(Decoder decoder, NoteScore score) {
      super(decoder);
      this.score = score;
      isFiltered = score.patch().value(Parameter.FILTER) != 0;
    }

    @Override
    Strand begin() {
      long hops = score.heldFrames() / hopFrames() + 256;
      int expected = (int) Math.min(hops, score.mostFrames() / hopFrames() + 1);
      Strand strand = new Strand(codeSize(), hopFrames(), expected);
      score.strands().add(strand);
      return strand;
    }

    @Override
    void row(HopBatch batch, int row, Strand strand) {
      int at = row * hopFrames();
      Arrays.fill(batch.audio, at, at + hopFrames(), SHAPE_LEVEL);
      if (isFiltered) {
        for (int i = 0; i < hopFrames(); i++) {
          batch.audio[at + i] +=
              CounterRandom.bits(strand.hops(), i) < 0 ? SHAPE_LEVEL : -SHAPE_LEVEL;
        }
      }
      strand.add(batch, row);
    }
  }

  /** Reads back. */
  private static final class Reader extends Rows {

    private final NoteScore score;
    private final java.util.Map<Strand, int[]> hops = new java.util.IdentityHashMap<>();
    private int next;

    Reader(Decoder decoder, NoteScore score) {
      super(decoder);
      this.score = score;
    }

    @Override
    Strand begin() {
      Strand strand = score.strands().get(next++);
      hops.put(strand, new int[1]);
      return strand;
    }

    @Override
    void row(HopBatch batch, int row, Strand strand) {
      strand.copyHop(hops.get(strand)[0]++, batch.audio, row * hopFrames());
    }
  }
}
