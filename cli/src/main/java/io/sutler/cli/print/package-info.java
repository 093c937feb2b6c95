/** How data becomes text: tables, JSON, YAML, JSONPath, ages and sizes. */
@NullMarked
package io.sutler.cli.print;

import org.jspecify.annotations.NullMarked;
