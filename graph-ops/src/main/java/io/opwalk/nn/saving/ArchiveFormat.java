package io.opwalk.nn.saving;

/**
 * What an archive holds: which documents and arrays it has, and what they mean.
 *
 * @param name such as {@code opwalk-model}
 * @param version counted from 1; a reader of this version reads all versions up to it
 */
public record ArchiveFormat(String name, int version) {
  /**
   * Checks both.
   *
   * @throws IllegalArgumentException where the name is blank or the version below 1
   */
  public ArchiveFormat {
    if (name.isBlank() || version < 1) {
      throw new IllegalArgumentException(
          "a format has a name and a version from 1 on, found '" + name + "' " + version);
    }
  }

  /** The name and the version. */
  @Override
  public String toString() {
    return name + " version " + version;
  }
}
