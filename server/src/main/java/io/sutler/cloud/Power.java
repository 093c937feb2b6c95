package io.sutler.cloud;

/** What can be asked of a machine. {@code START} also wakes one that is suspended. */
public enum Power {
  START,
  STOP,
  SUSPEND,
  REBOOT
}
