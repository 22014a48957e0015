package ligature.plugin.lv2;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.HashMap;
import java.util.Map;
import ligature.plugin.sandbox.SharedNames;

/**
 * Numbers for URIs, for all plugins and their editors: what LV2 calls map and unmap.
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

  private final SharedNames names = SharedNames.ofProcess();
  private final Map<Integer, Memory> texts = new HashMap<>();
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
  int map(String uri) {
    return names.number(uri);
  }

  private synchronized Pointer text(int urid) {
    String name = names.name(urid);
    return name == null ? null : texts.computeIfAbsent(urid, u -> FeatureList.text(name));
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
