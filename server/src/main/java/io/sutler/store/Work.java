package io.sutler.store;

/**
 * One key's place in the queue, as stored.
 *
 * @param due microseconds since the epoch; {@code Long.MAX_VALUE} means nothing pending but resync
 * @param fresh in the lane of new work
 * @param mark grows with each mark
 */
public record Work(
    long key, String place, int shard, long due, boolean fresh, int attempts, long mark) {
  public static final int SHARDS = 64;

  public static int shardOf(long key) {
    return (int) (key % SHARDS);
  }
}
