package io.sutler.api.v1;

import io.sutler.api.Route;
import java.util.List;

/** The routes of one kind of resource, below {@code /api/v1}. */
interface Resource {
  List<Route> routes();
}
