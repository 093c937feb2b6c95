package io.sutler.cloud.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.sutler.cloud.CloudTrouble;
import io.sutler.domain.Blame;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A container engine's API. Calls run on platform threads: the socket's native code would pin a
 * virtual thread's carrier, and hears no interrupt. Thread-safe.
 */
final class Engine {
  private static final int AT_ONCE = 16;
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private final Settings settings;
  private final DockerClient client;
  private final StartService service;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().daemon().name("container-engine-", 0).factory());

  Engine(Settings settings) {
    this.settings = settings;
    var config =
        DefaultDockerClientConfig.createDefaultConfigBuilder()
            .withDockerHost(settings.endpoint())
            .withDockerTlsVerify(false)
            .withApiVersion("1.41")
            .build();
    this.client =
        DockerClientImpl.getInstance(
            config,
            new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .maxConnections(AT_ONCE)
                .connectionTimeout(CONNECT)
                .responseTimeout(ANSWER)
                .build());
    this.service = new StartService(settings.start());
  }

  Settings settings() {
    return settings;
  }

  /** Whether it is Podman rather than Docker. */
  boolean isPodman() throws CloudTrouble, InterruptedException {
    return ask(c -> c.versionCmd().exec()).getComponents().stream()
        .anyMatch(part -> String.valueOf(part.getName()).startsWith("Podman"));
  }

  /**
   * The engine's answer.
   *
   * @throws NotFoundException when what it is about is not there
   * @throws ConflictException when something stands in the way
   */
  <T> T ask(Function<DockerClient, T> call) throws CloudTrouble, InterruptedException {
    try {
      return once(call);
    } catch (Unreachable e) {
      if (!service.start(() -> once(c -> c.pingCmd().exec()))) {
        throw unreachable(e);
      }
      try {
        return once(call);
      } catch (Unreachable again) {
        throw unreachable(again);
      }
    }
  }

  /** Like {@link #ask}; empty when what it is about is not there. */
  <T> Optional<T> find(Function<DockerClient, T> call) throws CloudTrouble, InterruptedException {
    try {
      return Optional.of(ask(call));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /** Asks for what may have been done already. */
  void tell(Function<DockerClient, Object> call) throws CloudTrouble, InterruptedException {
    try {
      ask(call);
    } catch (NotFoundException | NotModifiedException e) {
      // it is as wanted
    }
  }

  private <T> T once(Function<DockerClient, T> call)
      throws Unreachable, CloudTrouble, InterruptedException {
    var answer = threads.submit(() -> call.apply(client));
    try {
      return answer.get();
    } catch (ExecutionException e) {
      return fault(Optional.ofNullable(e.getCause()).orElse(e));
    }
  }

  private <T> T fault(Throwable cause) throws Unreachable, CloudTrouble {
    if (cause instanceof NotFoundException
        || cause instanceof NotModifiedException
        || cause instanceof ConflictException) {
      throw (RuntimeException) cause;
    }
    for (@Nullable Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof IOException) {
        throw new Unreachable(t);
      }
    }
    var said = said(cause);
    boolean full = said.toLowerCase(Locale.ROOT).contains("no space left");
    throw new CloudTrouble(
        full ? Blame.CAPACITY : Blame.PROVIDER,
        full ? "disk-full" : "engine-refused",
        "the container engine said: " + said);
  }

  /** What the engine said, without the JSON around it; at most one line. */
  static String said(Throwable cause) {
    var text = String.valueOf(cause.getMessage());
    int at = text.indexOf("\"message\":\"");
    var words = at < 0 ? text : text.substring(at + 11).split("\"[,}]", 2)[0];
    var line = words.strip().lines().findFirst().orElse("");
    return line.length() > 300 ? line.substring(0, 300) : line;
  }

  private CloudTrouble unreachable(Unreachable e) {
    return new CloudTrouble(
        Blame.PROVIDER,
        "engine-unreachable",
        "the container engine at %s does not answer (%s): start it, or run 'sutler region init'"
            .formatted(settings.endpoint(), e.getMessage()));
  }

  /** Nobody answers there. */
  static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreachable(Throwable cause) {
      super(String.valueOf(cause.getMessage()), cause);
    }
  }
}
