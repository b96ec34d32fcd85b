package dev.nines.cli.stack;

import dev.nines.cli.postgres.PostgresBinaries;
import dev.nines.cli.postgres.PostgresCluster;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.supervisor.Plan;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.token.DevelopmentKey;
import dev.nines.cli.tools.ToolFinder;
import dev.nines.cli.tools.Toolbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes everything ready that the parts are started with, side by side. */
record Preparation(Settings settings, Terminal terminal) {
  Plan prepare() {
    ServiceJars jars = ServiceJars.of(settings);
    List<ServiceJar> all = jars.all();
    Configuration configuration = new Configuration(settings);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<PostgresCluster> cluster = threads.submit(step("database", this::cluster));
      Future<DevelopmentKey> key =
          threads.submit(step("token key", () -> DevelopmentKey.in(settings.home())));
      Future<Toolbox> tools = threads.submit(step("tools", this::tools));
      List<Future<Path>> extracted =
          all.stream()
              .map(jar -> threads.submit(step(jar.name() + "'s jar", jar::extracted)))
              .toList();
      configuration.write().lines().map("  "::concat).forEach(terminal::progress);
      extracted.forEach(Preparation::await);
      await(key);
      archiveClasses(threads, all);
      return new Parts(settings).plan(await(cluster), jars, await(tools), configuration);
    }
  }

  private void archiveClasses(ExecutorService threads, List<ServiceJar> services) {
    List<Future<Boolean>> archives =
        services.stream()
            .map(service ->
                threads.submit(
                    step(
                        service.name() + "'s classes",
                        () -> service.archiveClasses(new Parts(settings).training()))))
            .toList();
    archives.forEach(Preparation::await);
  }

  private PostgresCluster cluster() {
    PostgresCluster cluster =
        new PostgresCluster(
            PostgresBinaries.in(settings.tools()), settings.home().resolve("postgres"));
    if (!cluster.initialised()) {
      cluster.initialise();
    }
    return cluster;
  }

  Toolbox tools() {
    return ToolFinder.standard(
            settings.environment(), settings.tools(), line -> terminal.progress("  " + line))
        .find();
  }

  // What takes no time is not worth a line.
  private <T> Callable<T> step(String title, Callable<T> work) {
    return () -> {
      long start = System.nanoTime();
      T result = work.call();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      if (took.toMillis() > 500) {
        Lines.prepared(terminal, title, took);
      }
      return result;
    };
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new Refusal(String.valueOf(e.getCause()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    }
  }
}
