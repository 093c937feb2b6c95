package io.sutler.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Spark cluster on real hosts, which take its distribution from a site's mirror: what was fetched
 * once for this machine.
 */
@EnabledIfSystemProperty(
    named = "sutler.real.spark",
    matches = "/.+",
    disabledReason = "the distribution of Spark could not be had: see what acceptance/real.sh says")
class RealSparkStory {
  private static final Duration PATIENCE = Duration.ofMinutes(20);
  private static final Path DISTRIBUTION = Path.of(System.getProperty("sutler.real.spark", ""));
  private static final String JOB =
      """
      import socket, time
      from pyspark.sql import SparkSession
      def where(_):
          time.sleep(0.1)
          return socket.gethostname()
      context = SparkSession.builder.getOrCreate().sparkContext
      print("ran on", *sorted(set(context.parallelize(range(20), 20).map(where).collect())))
      """;

  @TempDir Path home;
  private HttpServer mirror;
  private ServerProcess server;
  private Api api;
  private RealEngine engine;
  private SshKey key;

  @BeforeEach
  void start() throws Exception {
    mirror =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(address(), 0),
            DISTRIBUTION.getParent(),
            SimpleFileServer.OutputLevel.NONE);
    mirror.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    mirror.start();
    server = ServerProcess.on(home.resolve("data"));
    engine = new RealEngine(server.installation());
    key = SshKey.in(home);
    api = server.api().patient(PATIENCE);
    var downloads = "http://" + address() + ":" + mirror.getAddress().getPort() + "/";
    RealEngine.prepareRegion(api, Map.of("mirrors", Map.of("downloads", downloads)));
  }

  @AfterEach
  void stop() throws Exception {
    mirror.stop(0);
    server.close();
    engine.sweep();
  }

  /** Of this machine, as its hosts in containers reach it: by which it would go out itself. */
  private static String address() throws IOException {
    try (var unsent = new DatagramSocket()) {
      unsent.connect(new InetSocketAddress("192.0.2.1", 9));
      return unsent.getLocalAddress().getHostAddress();
    }
  }

  @Test
  void a_job_runs_on_both_workers_and_on_the_one_that_is_left() throws Exception {
    api.install("lab", "spark", Map.of("workers", 2, "keys", List.of(key.publicKey())));
    assertThat(job(2)).isEqualTo("ran on lab-worker-0 lab-worker-1");

    api.operate("lab", "run", Map.of());
    PlaybookRuns.newestChangedNothing(api, Api.deployment("lab"));

    api.update("lab", Map.of("workers", 1));
    assertThat(engine.machines()).containsOnlyKeys("head-0", "worker-0");
    assertThat(job(1)).isEqualTo("ran on lab-worker-0");

    api.remove("lab", "?destroyData=true");
    assertThat(engine.things()).isEmpty();
  }

  /** Of as many executors of one core, that are all there before it starts. */
  private String job(int executors) throws Exception {
    var head = api.address("lab", "head-0");
    key.on(head, "cat >/opt/job.py <<'END'\n" + JOB + "END");
    return key.on(
        head,
        "cd /var/lib/sutler-spark && runuser -u spark -- spark-submit --conf spark.cores.max="
            + executors
            + " --conf spark.executor.cores=1"
            + " --conf spark.scheduler.minRegisteredResourcesRatio=1.0"
            + " --executor-memory 512m --driver-memory 512m /opt/job.py 2>/root/job.log"
            + " || { tail -n 50 /root/job.log; exit 1; }");
  }
}
