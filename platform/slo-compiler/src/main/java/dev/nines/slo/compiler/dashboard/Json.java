package dev.nines.slo.compiler.dashboard;

import java.util.LinkedHashMap;
import java.util.Map;

/** Small pieces of JSON. */
final class Json {
  private Json() {}

  /** An object in the order written, so that files are the same byte for byte. */
  static Map<String, Object> object(Object... namesAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
