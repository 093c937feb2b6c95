/** Reads the database of a Michman that Sutler takes the place of: MySQL or MariaDB. */
@NullMarked
package io.sutler.cli.michman;

import org.jspecify.annotations.NullMarked;
