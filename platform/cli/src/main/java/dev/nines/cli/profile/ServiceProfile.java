package dev.nines.cli.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a request costs a service, and whose code spends it. */
public final class ServiceProfile {
  private final String service;
  private final long requests;
  private final Profile cpu;
  private final Profile allocation;

  /**
   * A row of the table.
   *
   * @param origin whose code
   * @param cpu share of the CPU time, of Java code
   * @param allocation share of the bytes
   */
  public record Row(String origin, double cpu, double allocation) {}

  private ServiceProfile(String service, long requests, Profile cpu, Profile allocation) {
    this.service = service;
    this.requests = requests;
    this.cpu = cpu;
    this.allocation = allocation;
  }

  /**
   * Reads a recording.
   *
   * @param requests that were answered meanwhile
   */
  public static ServiceProfile read(String service, Path recording, long requests)
      throws IOException {
    return new ServiceProfile(
        service,
        requests,
        Profile.of(recording, Profile.CPU),
        Profile.of(recording, Profile.ALLOCATION));
  }

  /** False where the recorder took no samples of CPU time, which it does on Linux alone. */
  public boolean hasCpu() {
    return cpu.total() > 0;
  }

  public double bytesPerRequest() {
    return requests == 0 ? 0 : allocation.total() / requests;
  }

  /** Whose code spends how much, the most expensive first. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Origin origin : Origin.values()) {
      rows.add(
          new Row(
              origin.title(),
              cpu.shares().getOrDefault(origin, 0.0),
              allocation.shares().getOrDefault(origin, 0.0)));
    }
    rows.sort(Comparator.comparingDouble(Row::cpu).thenComparingDouble(Row::allocation).reversed());
    return rows;
  }

  /**
   * Draws both flame graphs.
   *
   * @return their files
   */
  public List<Path> draw(Path folder) throws IOException {
    Path time = folder.resolve(service + "-cpu.svg");
    Path bytes = folder.resolve(service + "-allocation.svg");
    Files.writeString(
        time, FlameSvg.of(cpu, "%s, GET /ping: CPU time of Java code".formatted(service)));
    Files.writeString(
        bytes,
        FlameSvg.of(
            allocation,
            String.format(
                Locale.ROOT,
                "%s, GET /ping: %.1f KiB allocated a request",
                service,
                bytesPerRequest() / 1024)));
    return List.of(time, bytes);
  }

  /** For a machine. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("service", service);
    json.put("requests", requests);
    json.put("bytes_per_request", Math.round(bytesPerRequest()));
    json.put("cpu_samples", Math.round(cpu.total()));
    json.put("rows", rows());
    return json;
  }
}
