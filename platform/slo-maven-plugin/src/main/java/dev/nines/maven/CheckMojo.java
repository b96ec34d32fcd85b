package dev.nines.maven;

import dev.nines.slo.compiler.Compilation.Compiled;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/** Fails the build where an SLO file has a mistake; writes nothing. */
@Mojo(name = "check", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true)
public final class CheckMojo extends SloMojo {
  @Override
  void use(Compiled compiled) {
    compiled
        .services()
        .forEach(service ->
            getLog().info(service.service() + ": " + service.slos().size() + " SLOs are correct"));
  }
}
