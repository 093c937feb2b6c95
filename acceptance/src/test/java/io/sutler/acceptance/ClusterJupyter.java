package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Jupyter of a Michman cluster as those who work with it and those who care for it have it.
 *
 * @param deployment path of what the cluster is in the native API
 * @param notebooks with its token
 */
record ClusterJupyter(Api api, String deployment, NotebookServer notebooks) {

  void nobodyGetsInWithoutItsToken() throws Exception {
    var kernels = notebooks.url() + "api/kernelspecs";
    assertThat(NotebookServer.page(kernels)).isEqualTo(403);
    assertThat(NotebookServer.page(kernels + "?token=guessed")).isEqualTo(403);
    assertThat(notebooks.call("GET", "api/kernelspecs", Map.of()).at("/kernelspecs/python3"))
        .isNotEmpty();
  }

  void anotherRunChangesNothing() {
    operate("run");
    PlaybookRuns.newestChangedNothing(api, deployment);
  }

  void aBackupBringsNotebooksBack() throws Exception {
    write("before");
    operate("backup");
    write("after");
    operate("restore");
    Awaitility.await("it is up again, with what it had")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(() -> notebooks.run("print(open('kept.txt').read())").equals("before"));
  }

  private void write(String text) throws Exception {
    var cell = "print(open('kept.txt', 'w').write('" + text + "'))";
    assertThat(notebooks.run(cell)).isEqualTo("" + text.length());
  }

  private void operate(String operation) {
    var path = deployment + "/operations/jupyter." + operation;
    api.reached(api.call("POST", path, Map.of("confirm", true)));
  }
}
