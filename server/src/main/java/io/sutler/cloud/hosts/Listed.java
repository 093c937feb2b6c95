package io.sutler.cloud.hosts;

import java.util.Map;
import java.util.Set;

/**
 * A host as an inventory lists it.
 *
 * @param groups that it is in, also by their children
 * @param vars its own before its groups', and a child group's before its parents'
 */
record Listed(String name, int line, Set<String> groups, Map<String, Said> vars) {}
