package dev.nines.cli.stack;

import dev.nines.cli.services.LocalService;
import dev.nines.cli.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The jars of all services.
 *
 * @param others those beyond order and gateway
 */
record ServiceJars(ServiceJar order, ServiceJar gateway, Map<LocalService, ServiceJar> others) {
  static ServiceJars of(Settings settings) {
    Jvm jvm = Jvm.of(settings);
    return new ServiceJars(
        new ServiceJar("order", settings.root(), jvm),
        new ServiceJar("gateway", settings.root(), jvm),
        settings.services().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(),
                    service -> new ServiceJar(service.name(), settings.root(), jvm))));
  }

  ServiceJar of(LocalService service) {
    return Objects.requireNonNull(others.get(service));
  }

  List<ServiceJar> all() {
    List<ServiceJar> all = new ArrayList<>(List.of(order, gateway));
    all.addAll(others.values());
    return all;
  }
}
