package io.sutler.driver;

import io.sutler.domain.OperationSpec;
import java.util.Map;

/**
 * An operation to run.
 *
 * @param id the command's id: the same id is the same request
 * @param params valid against the operation's schema; clear secrets as in {@link ComponentView}
 */
public record OperationView(
    String id, String name, OperationSpec spec, Map<String, Object> params) {}
