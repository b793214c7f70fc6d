package io.opwalk.ops.composite;

import io.opwalk.ops.PoolOptions;
import io.opwalk.ops.WindowPadding;
import java.util.LinkedHashMap;
import java.util.Map;

/** How composites show the options of pooling. */
final class PoolText {
  private PoolText() {}

  static Map<String, Object> attributes(PoolOptions options) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("sizes", options.sizes());
    attributes.put("strides", options.strides());
    attributes.put("dilations", options.dilations());
    attributes.put("padding", options.padding());
    attributes.put("dataFormat", options.dataFormat());
    attributes.put("ceilMode", options.ceilMode());
    attributes.put("countIncludePad", options.countIncludePad());
    return attributes;
  }

  static String of(PoolOptions options) {
    return "{sizes=" + options.sizes() + ", strides=" + options.strides()
        + (options.padding().equals(WindowPadding.VALID) ? "" : ", padding=" + options.padding())
        + "}";
  }
}
