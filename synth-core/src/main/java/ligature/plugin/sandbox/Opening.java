package ligature.plugin.sandbox;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * With what a plugin is opened in a child: two that are equal give the same plugin.
 *
 * @param id FORMAT:NAME
 * @param state what it is to hold; empty for a new one
 */
record Opening(String id, int rateHz, int maxFrames, boolean isOffline, byte[] state) {

  static Opening read(DataInputStream in) throws IOException {
    String id = in.readUTF();
    int rateHz = in.readInt();
    int maxFrames = in.readInt();
    boolean isOffline = in.readBoolean();
    byte[] state = new byte[in.readInt()];
    in.readFully(state);
    return new Opening(id, rateHz, maxFrames, isOffline, state);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeUTF(id);
    out.writeInt(rateHz);
    out.writeInt(maxFrames);
    out.writeBoolean(isOffline);
    out.writeInt(state.length);
    out.write(state);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Opening o
        && id.equals(o.id)
        && rateHz == o.rateHz
        && maxFrames == o.maxFrames
        && isOffline == o.isOffline
        && Arrays.equals(state, o.state);
  }

  @Override
  public int hashCode() {
    return id.hashCode() * 31 + Arrays.hashCode(state);
  }
}
