package io.sutler.cloud.hosts;

/** A value that an inventory gives, and where. */
record Said(String text, int line) {}
