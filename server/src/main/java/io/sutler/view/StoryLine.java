package io.sutler.view;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened to a deployment.
 *
 * @param kind command or step
 * @param text one line for people: "update by admin: max_connections 100 -> 50, reached after 1.2
 *     s"
 * @param id of the command or run that it tells of
 */
public record StoryLine(Instant at, String kind, String text, Optional<String> id) {}
