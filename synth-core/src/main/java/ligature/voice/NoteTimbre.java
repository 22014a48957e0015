package ligature.voice;

import java.util.Arrays;
import ligature.latent.Blend;
import ligature.latent.CounterRandom;
import ligature.latent.PointWeights;
import ligature.latent.Timbre;
import ligature.latent.TimbreReader;
import ligature.parameter.Parameter;
import ligature.preset.Layer;

/**
 * The timbre of one note: its layer's timbres, read side by side and blended by where the note is
 * on the pad, between corners or points. Threads: {@code [model-thread]}, no allocation after the
 * constructor.
 */
final class NoteTimbre {

  private final TimbreReader[] readers = new TimbreReader[Blend.MOST];
  private final Blend body = new Blend();
  private final Blend strikePoint = new Blend();
  private final Blend blend = new Blend();
  private final Blend codeBlend = new Blend();
  private final PointWeights points = new PointWeights();
  private final Timbre[] timbres = new Timbre[Blend.MOST];
  private final Exchange exchange = new Exchange();
  private final BlendLevel level;
  private final CodeShaping shaping = new CodeShaping();
  private final Strike strike;
  private final CodeTime time;
  private final Moved towardsY;
  private final int codeHops;
  private final double hopSeconds;
  private final float smoothing;
  private Layer layer;
  private int key;
  private float velocity;
  private long stream;
  private int corners;
  private boolean free;
  private float placeX;
  private float placeY;
  private float cents;
  private float gainDb;
  private float releaseDbPerSecond;
  private boolean endless;

  /**
   * @param smoothing the share of its way that a moved value goes in a hop
   */
  NoteTimbre(int codeHops, int codeSize, double hopSeconds, float smoothing) {
    this.codeHops = codeHops;
    this.hopSeconds = hopSeconds;
    this.smoothing = smoothing;
    towardsY = new Moved(smoothing);
    level = new BlendLevel(smoothing);
    strike = new Strike(hopSeconds);
    time = new CodeTime(codeSize, hopSeconds);
    for (int i = 0; i < readers.length; i++) {
      readers[i] = new TimbreReader();
    }
  }

  /**
   * Begins a note.
   *
   * @param struck (0, 1]
   * @param random the note's random numbers
   * @param values of the voice, as they were set
   */
  void start(Layer of, int ofKey, float struck, long random, VoiceValues values) {
    layer = of;
    key = ofKey;
    velocity = struck;
    stream = random;
    exchange.begin();
    corners = of.cornerCount();
    free = !of.points().isEmpty();
    points.set(of.points());
    towardsY.begin();
    strike.begin(velocity);
    time.begin(CounterRandom.stream(stream, 67), values);
    for (int c = 0; c < corners; c++) {
      startReader(c);
    }
    level.begin(timbres, corners, key);
  }

  private void startReader(int place) {
    timbres[place] = layer.corner(place);
    readers[place].start(
        timbres[place],
        key,
        velocity * 127,
        codeHops,
        hopSeconds,
        CounterRandom.stream(stream, 1 + place),
        time.reading());
  }

  /** Goes on as another key, which it has reached after some hops. */
  void moveTo(int toKey, float struck, int hops) {
    key = toKey;
    velocity = struck;
    for (int c = 0; c < corners; c++) {
      readers[c].moveTo(key, velocity * 127, hops);
    }
    level.aimAt(timbres, key);
  }

  boolean isOf(Layer ofLayer) {
    return layer == ofLayer;
  }

  /**
   * Goes on with the timbres at other points, and glides there; a timbre that is another one fades
   * and lets that come in its place.
   */
  void moveTo(Layer moved) {
    layer = moved;
  }

  /**
   * Writes the code of this hop to {@code codes[at, at + codeSize)} and moves on.
   *
   * @param hop since the onset
   * @param values of the voice; a pad with two corners has no y
   * @param up how far the note itself goes on from y to 1
   * @param released a released note goes on only where that does not make it louder
   */
  void read(
      long hop,
      VoiceValues values,
      float up,
      boolean released,
      float[] codes,
      int at,
      int codeSize) {
    time.next(values, up);
    place(hop, values, time.takesSlide() ? 0 : up);
    Arrays.fill(codes, at, at + codeSize, 0);
    cents = 0;
    gainDb = 0;
    releaseDbPerSecond = 0;
    endless = false;
    float contour = values.value(Parameter.CONTOUR) / 100;
    for (int c = 0; c < corners; c++) {
      TimbreReader reader = readers[c];
      float weight = blend.weight(c);
      float codeWeight = codeBlend.weight(c);
      endless |= body.weight(c) > 0 && reader.isEndless(time.reading());
      if (codeWeight != 0) {
        reader.addCode(codeWeight, codes, at);
      }
      if (weight > 0) {
        cents += weight * reader.cents(time.stillness());
        gainDb += weight * reader.gainDb();
        if (contour < 1) {
          gainDb += weight * (1 - contour) * reader.levellingDb();
        }
        releaseDbPerSecond += weight * reader.releaseDbPerSecond();
      }
      reader.advance(released, time.reading());
    }
    breathe(codes, at);
    shaping.apply(values, codes, at, codeSize);
    gainDb += time.levelDb() + level.nextDb(blend);
  }

  private void breathe(float[] codes, int at) {
    float amount = time.breath();
    for (int c = 0; c < corners && amount > 0; c++) {
      if (blend.weight(c) > 0) {
        layer.corner(c).spread().add(time.walk(), amount * blend.weight(c), codes, at);
      }
    }
  }

  /** Finds the place on the pad: the body's, or on the way to it from the strike's. */
  private void place(long hop, VoiceValues values, float up) {
    float x = values.value(Parameter.MORPH_X);
    float y = values.value(Parameter.MORPH_Y);
    float share = towardsY.to(up);
    y += share * (1 - y);
    if (free) {
      follow(hop);
    }
    boolean onPad = values.value(Parameter.BLEND) == 0 || !weigh(values);
    if (onPad) {
      at(x, y, body);
    }
    blend.set(body);
    codeBlend.set(body);
    float reach = values.value(Parameter.REACH);
    if (onPad && reach > 0 && !free) {
      reachBeyond(reach, x, y);
    }
    if (free) {
      placeX = onPad ? x : points.x(body);
      placeY = onPad ? y : points.y(body);
    }
    float struck = strike.share(values, hop);
    if (struck > 0) {
      strikeAt(values.value(Parameter.STRIKE_X), values.value(Parameter.STRIKE_Y), struck);
    }
    exchange.weigh(blend);
    exchange.weigh(codeBlend);
  }

  /** Goes on to where the layer's timbres lie, and to which they are. */
  private void follow(long hop) {
    exchange.next();
    for (int c = 0; c < corners; c++) {
      if (timbres[c] == layer.corner(c)) {
        exchange.come(c, smoothing);
        points.follow(c, layer.points().get(c), smoothing);
      } else if (exchange.leave(c, body.weight(c), smoothing)) {
        startReader(c);
        readers[c].goOn(hop, time.reading());
        points.follow(c, layer.points().get(c), 1);
        exchange.enter(c);
        level.aimAt(timbres, key);
      }
    }
  }

  private void strikeAt(float x, float y, float struck) {
    at(x, y, strikePoint);
    blend.towards(strikePoint, struck);
    codeBlend.towards(strikePoint, struck);
    placeX += struck * (x - placeX);
    placeY += struck * (y - placeY);
  }

  /** The blend at a place of the pad; with two corners there is no y. */
  private void at(float x, float y, Blend out) {
    if (free) {
      points.weigh(x, y, out);
    } else {
      out.set(x, corners == 2 ? 0 : y);
    }
  }

  /** Of more than four timbres the weights hold the first four. */
  private boolean weigh(VoiceValues values) {
    return body.set(
        values.value(Parameter.WEIGHT_A),
        values.value(Parameter.WEIGHT_B),
        corners > 2 ? values.value(Parameter.WEIGHT_C) : 0,
        corners > 3 ? values.value(Parameter.WEIGHT_D) : 0);
  }

  /** Codes go on beyond the corners; level, pitch and fading stay those of the nearest point. */
  private void reachBeyond(float reach, float x, float y) {
    float farX = 0.5f + (x - 0.5f) * (1 + reach);
    float farY = corners == 2 ? 0 : 0.5f + (y - 0.5f) * (1 + reach);
    body.set(farX, farY);
    blend.set(body);
    codeBlend.setBeyond(farX, farY);
  }

  /** Takes the decoded hop. */
  void take(float[] audio, int from, int frames) {
    time.take(audio, from, frames);
  }

  /** The pitch contour of the hop that was read last, against the key. */
  float cents() {
    return cents;
  }

  float gainDb() {
    return gainDb;
  }

  float releaseDbPerSecond() {
    return releaseDbPerSecond;
  }

  /** Whether the note has no end of its own. */
  boolean isEndless() {
    return endless;
  }

  /** Whether time stands in it. */
  boolean isStill() {
    return time.reading().isStill();
  }

  /** Whether all its timbres are read to their last codes. */
  boolean isRead() {
    for (int c = 0; c < corners; c++) {
      if (body.weight(c) > 0 && readers[c].share() < 1) {
        return false;
      }
    }
    return true;
  }

  /** Where it is on the pad, as weights of the pad's four corners. */
  void atCorners(Blend out) {
    if (free) {
      out.set(placeX, placeY);
    } else {
      out.set(blend);
    }
  }

  /** The point of the pad whose blend it has, in [0, 1]; of weights, the one they lie around. */
  float padX() {
    return free ? placeX : blend.weight(1) + blend.weight(3);
  }

  float padY() {
    return free ? placeY : blend.weight(2) + blend.weight(3);
  }

  /** Where the timbre at A is read, in [0, 1]. */
  float position() {
    return readers[0].share();
  }
}
