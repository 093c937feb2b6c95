package io.sutler.domain;

/**
 * What something takes from its project's quota.
 *
 * @param cpus virtual processors, thousandths
 * @param memory bytes
 * @param disk bytes
 */
public record Resources(long cpus, long memory, long disk) {
  public static final Resources NONE = new Resources(0, 0, 0);

  public Resources plus(Resources other) {
    return new Resources(cpus + other.cpus, memory + other.memory, disk + other.disk);
  }

  public Resources minus(Resources other) {
    return new Resources(cpus - other.cpus, memory - other.memory, disk - other.disk);
  }
}
