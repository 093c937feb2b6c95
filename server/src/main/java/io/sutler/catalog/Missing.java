package io.sutler.catalog;

/** Why a value cannot be had. */
sealed interface Missing {
  /** A sentence's tail for people: "waits for output 'url' of database". */
  String why();

  /** It comes by itself. */
  record Later(String why) implements Missing {}

  /** Only another plan or other parameters help. */
  record Never(String why) implements Missing {}
}
