package io.sutler.testkit.script;

import io.sutler.driver.Driver;
import io.sutler.driver.RegionView;
import io.sutler.testkit.Bundles;
import io.sutler.testkit.DriverContractTest;
import io.sutler.testkit.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

class ScriptContractTest extends DriverContractTest {
  @Override
  protected Class<? extends Supplier<Driver>> drivers() {
    return ScriptDrivers.class;
  }

  @Override
  protected Views component(RegionView in) {
    var bundle = directory.resolve("bundle");
    // every install that runs makes a thing of its own: two would be seen
    Bundles.script(
        bundle,
        "deploy",
        """
        set -e
        mkdir -p "$PARAM_PLACE"
        case $DEPLOY_PHASE in
          install)
            echo "$PARAM_COLOUR" >"$PARAM_PLACE/thing.$$"
            sleep "${PARAM_BEFORE:-0}" ;;
          update)
            rm -f "$PARAM_PLACE"/*
            echo "$PARAM_COLOUR" >"$PARAM_PLACE/thing.$$" ;;
          remove) rm -rf "$PARAM_PLACE" ;;
          observe)
            [ "$(ls "$PARAM_PLACE")" ] || exit 3
            [ "$(cat "$PARAM_PLACE"/*)" = "$PARAM_COLOUR" ] || { echo "another colour"; exit 4; } ;;
        esac
        """);
    return Views.component("script", "thing", in, bundle)
        .inputs(
            Map.of(
                "script",
                "bin/deploy",
                "observe",
                true,
                "settings",
                Map.of("colour", "red", "place", directory.resolve("things").toString())));
  }

  @Override
  protected Views changed(Views component) {
    return component.input(
        "settings", Map.of("colour", "blue", "place", directory.resolve("things").toString()));
  }

  @Override
  protected Views slow(Views component) {
    return component.input(
        "settings",
        Map.of("colour", "red", "place", directory.resolve("things").toString(), "before", 3));
  }

  @Override
  protected int things(Views component) {
    var things = directory.resolve("things").toFile().list();
    return things == null ? 0 : things.length;
  }

  @Override
  protected String colour(Views component) {
    try (var things = Files.newDirectoryStream(directory.resolve("things"))) {
      return Files.readString(things.iterator().next()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void breakIt(Views component) {
    try (var things = Files.newDirectoryStream(directory.resolve("things"))) {
      for (Path thing : things) {
        Files.writeString(thing, "green");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
