package io.sutler.api.michman;

import io.sutler.access.Policy;
import io.sutler.access.SignIn;
import java.util.Optional;

/**
 * Who is let in, and how far.
 *
 * @param callers who is behind a request
 * @param policy takes away of what Sutler's own rules allow
 * @param signIn what is at {@code /auth}; empty for nothing
 */
public record Entry(Callers callers, Policy policy, Optional<SignIn> signIn) {}
