package io.sutler.store;

/**
 * The right to write for the deployments of one shard at one place. Every write of a pass carries
 * it and changes nothing once another holder has taken the shard.
 *
 * @param number grows at each change of holder
 * @param holder server id and process epoch
 */
public record Fence(String place, int shard, long number, String holder) {}
