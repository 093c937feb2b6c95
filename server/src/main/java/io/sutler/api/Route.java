package io.sutler.api;

/**
 * One method of one path.
 *
 * @param method GET, POST, ...
 * @param path a template: {@code /api/v1/projects/{project}}; a variable takes one segment, up to a
 *     colon
 * @param open whether it may be called without signing in
 */
public record Route(String method, String path, boolean open, Act act) {
  public Route(String method, String path, Act act) {
    this(method, path, false, act);
  }

  /** The same under a prefix. */
  public Route under(String prefix) {
    return new Route(method, prefix + path, open, act);
  }
}
