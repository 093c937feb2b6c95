package io.sutler.driver.servers;

import io.sutler.cloud.Machine;

/** A machine, and whether SSH answers on it. */
record Seen(Machine machine, boolean answers) {}
