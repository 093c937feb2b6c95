/**
 * The store on SQLite and PostgreSQL: one schema, one dialect as far as it goes, writes grouped
 * into few commits.
 */
@NullMarked
package io.sutler.store.sql;

import org.jspecify.annotations.NullMarked;
