package ligature.plugin.lv2;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers for URIs, for all plugins: what LV2 calls map and unmap.
 *
 * <p>Threads: any, a plugin's own included. What was mapped stays mapped.
 */
final class Urids {

  /** {@code LV2_URID (*map)(handle, uri)}. */
  private interface MapFunction extends Callback {
    int callback(Pointer handle, Pointer uri);
  }

  /** {@code const char* (*unmap)(handle, urid)}. */
  private interface UnmapFunction extends Callback {
    Pointer callback(Pointer handle, int urid);
  }

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Memory> texts = new ArrayList<>();
  private final MapFunction mapFunction = (handle, uri) -> map(uri.getString(0, "UTF-8"));
  private final UnmapFunction unmapFunction = (handle, urid) -> text(urid);
  private final Memory mapStruct = new Memory(16);
  private final Memory unmapStruct = new Memory(16);

  Urids() {
    mapStruct.clear();
    unmapStruct.clear();
    mapStruct.setPointer(8, CallbackReference.getFunctionPointer(mapFunction));
    unmapStruct.setPointer(8, CallbackReference.getFunctionPointer(unmapFunction));
  }

  /** The number of a URI, from 1 on. */
  synchronized int map(String uri) {
    return numbers.computeIfAbsent(
        uri,
        u -> {
          byte[] bytes = u.getBytes(StandardCharsets.UTF_8);
          Memory text = new Memory(bytes.length + 1L);
          text.write(0, bytes, 0, bytes.length);
          text.setByte(bytes.length, (byte) 0);
          texts.add(text);
          return texts.size();
        });
  }

  private synchronized Pointer text(int urid) {
    return urid > 0 && urid <= texts.size() ? texts.get(urid - 1) : null;
  }

  /** {@code LV2_URID_Map}. */
  Pointer mapStruct() {
    return mapStruct;
  }

  /** {@code LV2_URID_Unmap}. */
  Pointer unmapStruct() {
    return unmapStruct;
  }
}
