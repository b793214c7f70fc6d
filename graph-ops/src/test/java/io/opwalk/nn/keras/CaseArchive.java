package io.opwalk.nn.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.opwalk.nn.config.Config;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The files of an archive of cases, by their names. */
final class CaseArchive {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, byte[]> files = new TreeMap<>();

  CaseArchive(String resource) {
    try (InputStream in = CaseArchive.class.getResourceAsStream(resource);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folders that hold a file of the given name, below one. */
  List<String> folders(String below, String holding) {
    List<String> found = new ArrayList<>();
    for (String name : files.keySet()) {
      if (name.startsWith(below) && name.endsWith("/" + holding)) {
        found.add(name.substring(0, name.length() - holding.length() - 1));
      }
    }
    return found;
  }

  byte[] bytes(String name) {
    return files.get(name);
  }

  JsonNode json(String name) {
    try {
      return JSON.readTree(files.get(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Config config(JsonNode node) {
    return Config.of(JSON.convertValue(node, Map.class));
  }
}
