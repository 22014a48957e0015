package ligature.latent;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import ligature.files.Sha256;

/** By what a timbre is known, whatever its name. */
final class ContentHash {

  private ContentHash() {}

  /** SHA-256 of all that a timbre sounds by, in hexadecimal. */
  static String of(Timbre timbre) {
    MessageDigest digest = Sha256.digest();
    digest.update(timbre.latentSpaceId().getBytes(StandardCharsets.UTF_8));
    int[] shape = {
      timbre.sustains() ? 1 : 0,
      timbre.steps(),
      timbre.loopStart(),
      timbre.loopEnd(),
      timbre.contourPerCode()
    };
    ByteBuffer head = ByteBuffer.allocate(4 * shape.length);
    head.asIntBuffer().put(shape);
    digest.update(head);
    for (int i = 0; i < timbre.zoneCount(); i++) {
      TimbreZone zone = timbre.zone(i);
      digest.update(
          bytes(
              zone.key(),
              zone.velocity(),
              zone.gainDb(),
              zone.decayDbPerSecond(),
              zone.releaseDbPerSecond()));
      digest.update(bytes(zone.codes()));
      digest.update(bytes(zone.cents()));
      digest.update(bytes(zone.levelDb()));
    }
    KeyGains gains = timbre.keyGains();
    if (gains.count() > 0) { // without them the hash is that of before there were any
      digest.update(bytes(gains.firstKey()));
      digest.update(bytes(gains.db()));
      digest.update(bytes(gains.places()));
    }
    return Sha256.text(digest);
  }

  private static ByteBuffer bytes(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asFloatBuffer().put(values);
    return bytes;
  }
}
