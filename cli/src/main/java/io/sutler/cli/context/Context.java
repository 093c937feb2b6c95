package io.sutler.cli.context;

import java.net.URI;
import java.util.Optional;

/**
 * A server that commands can mean.
 *
 * @param tokenFile absolute path of a file that holds the token
 * @param project meant when a command names none
 * @param data data directory, when the control plane is this machine's own
 */
public record Context(
    String name, URI server, Optional<String> tokenFile, String project, Optional<String> data) {}
