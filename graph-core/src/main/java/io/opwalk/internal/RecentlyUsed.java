package io.opwalk.internal;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A bounded map of values that are made when first asked for; those used longest ago go first.
 * Thread-safe; a value is made once, and who else wants it meanwhile waits for it.
 *
 * <p>Far from what Guava's caches can do, of which the first one in a JVM takes as long to set up
 * as compiling a small model does.
 *
 * @param <K> what values are found by
 * @param <V> what is kept
 */
public final class RecentlyUsed<K, V> {
  private final int maximum;
  private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long hits;
  private long misses;
  private long evictions;

  /** An empty map of at most so many values. */
  public RecentlyUsed(int maximum) {
    this.maximum = maximum;
  }

  /**
   * The value of a key.
   *
   * @param maker makes it where there is none; what it throws is thrown, and nothing is kept
   */
  public V get(K key, Supplier<? extends V> maker) {
    Entry<V> entry = entry(key);
    // Not in the map's own lock: whoever wants another value need not wait.
    synchronized (entry) {
      if (entry.value == null) {
        try {
          entry.value = maker.get();
        } finally {
          if (entry.value == null) {
            forget(key, entry);
          }
        }
      }
      return entry.value;
    }
  }

  private synchronized Entry<V> entry(K key) {
    Entry<V> known = entries.get(key);
    if (known != null) {
      hits++;
      return known;
    }
    misses++;
    Entry<V> made = new Entry<>();
    entries.put(key, made);
    if (entries.size() > maximum) {
      Iterator<Entry<V>> eldest = entries.values().iterator();
      eldest.next();
      eldest.remove();
      evictions++;
    }
    return made;
  }

  private synchronized void forget(K key, Entry<V> entry) {
    entries.remove(key, entry);
  }

  /** The value of a key where there is one; waits for one that is being made. */
  public Optional<V> find(K key) {
    Entry<V> entry;
    synchronized (this) {
      entry = entries.get(key);
      if (entry == null) {
        return Optional.empty();
      }
      hits++;
    }
    synchronized (entry) {
      return Optional.ofNullable(entry.value);
    }
  }

  /** Drops a value, if there is one. */
  public synchronized void remove(K key) {
    entries.remove(key);
  }

  /** What has happened since the map was made. */
  public synchronized Statistics statistics() {
    return new Statistics(hits, misses, evictions, entries.size());
  }

  /**
   * What has happened since a map was made.
   *
   * @param hits how often a value was there, or was being made
   * @param misses how often one had to be made
   * @param evictions how many have been dropped to make room
   * @param size how many there are now
   */
  public record Statistics(long hits, long misses, long evictions, long size) {}

  private static final class Entry<V> {
    private V value;
  }
}
