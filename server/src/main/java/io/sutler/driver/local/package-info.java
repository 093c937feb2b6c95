/**
 * What the drivers of this very machine share: programs started in sessions of their own, found
 * again by their tag, ended with all their descendants; bounded output; parameter files; ports;
 * directories that carry their owner. Linux only: it reads {@code /proc}.
 */
@NullMarked
package io.sutler.driver.local;

import org.jspecify.annotations.NullMarked;
