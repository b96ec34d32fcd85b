# One file for every service: docker build --build-arg SERVICE=order .
#
# Built inside Docker, no JDK on the host. The result has a JVM of just the modules needed, the service in layers that change
# at different speeds, and an AOT cache from a training run; no shell, no package manager, no root.

# The two bases have tags that move, on purpose: with each security update. ./nines up --docker takes what is there;
# docker compose build --pull takes what is newest.
FROM eclipse-temurin:25-jdk AS tools
RUN apt-get update && apt-get install -y --no-install-recommends binutils maven && rm -rf /var/lib/apt/lists/*

# Every service at once: that costs hardly more than one, and where several images are built, as compose does, they share it.
# Its format is checked where the code is written.
FROM tools AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    mvn -B -q -Dmaven.test.skip=true -Dspotless.check.skip -pl "$(echo services/*/ | sed 's|/ |,|g; s|/$||')" -am package

FROM tools AS layers
ARG SERVICE
# A version ends in a digit or in SNAPSHOT; jars of sources, documentation and tests do not.
COPY --from=build /src/services/${SERVICE}/target/${SERVICE}-*[0-9T].jar /service.jar
RUN java -Djarmode=tools -jar /service.jar extract --layers --destination /layers \
 && mkdir /probe && cd /probe && jar xf /layers/*/lib/nines-autoconfigure-*.jar dev/nines/autoconfigure/probe/HealthProbe.class

# java.desktop is for java.beans, which Spring reads properties by: what draws, prints and sounds is left out. Profiles, heap
# dumps and threads stay at hand for diagnosis: jdk.jfr, jdk.management.
FROM tools AS runtime
RUN jlink --output /opt/jre --vm server --strip-debug --no-header-files --no-man-pages --compress zip-9 \
    --exclude-files '**/libawt*.so,**/libfontmanager.so,**/libfreetype.so,**/libjavajpeg.so,**/libjawt.so,**/libjsound.so,**/liblcms.so,**/libmlib_image.so,**/libsplashscreen.so' \
    --add-modules java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,java.xml,jdk.jfr,jdk.management,jdk.naming.dns,jdk.net,jdk.unsupported \
 && strip --strip-unneeded /opt/jre/lib/server/libjvm.so

# The cache holds the classes that a start loads, parsed and linked: the very files at the very paths that the image will have.
# The service is started as it will be, without a database, asked for its health and its metrics, and ended. On a port by
# chance: where builds share the host's network, another service's training would answer in its place.
FROM runtime AS trained
COPY --from=layers /probe /probe
COPY --from=layers /layers/dependencies/ /layers/snapshot-dependencies/ /layers/application/ /app/
COPY deploy/image/jvm.options /app/jvm.options
WORKDIR /app
RUN export SERVER_PORT=0 MANAGEMENT_SERVER_PORT=$(shuf -i 20000-29999 -n 1) \
      SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI=https://nobody.invalid; \
    /opt/jre/bin/java @jvm.options -XX:AOTCacheOutput=service.aot -jar service.jar & service=$!; \
    probe() { /opt/jre/bin/java -cp /probe dev.nines.autoconfigure.probe.HealthProbe http://127.0.0.1:$MANAGEMENT_SERVER_PORT/actuator/$1; }; \
    for i in $(seq 120); do if probe health/liveness && probe prometheus; then break; fi; sleep 1; done; \
    kill $service; wait $service; test $? = 143 && test -s service.aot

FROM gcr.io/distroless/base-nossl-debian13:nonroot
ARG SERVICE
# The POM's.
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="nines/${SERVICE}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.licenses="Apache-2.0"
# Two arenas for malloc instead of eight a processor: less resident memory, no measurable cost at these rates.
# The management port is the same in every image, so that one health check and one scrape rule fit all.
ENV MALLOC_ARENA_MAX=2 MANAGEMENT_SERVER_PORT=9000
WORKDIR /app
COPY --from=runtime /opt/jre /opt/jre
COPY --from=layers /probe /probe
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
COPY --from=trained /app/jvm.options /app/service.aot ./
USER 65532:65532
# A JVM each time, of a third of a second or more of a core: often enough to bring a stack up, seldom enough not to slow it down.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["/opt/jre/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx8m", "-cp", "/probe", \
       "dev.nines.autoconfigure.probe.HealthProbe", "http://127.0.0.1:9000/actuator/health/readiness"]
ENTRYPOINT ["/opt/jre/bin/java", "@jvm.options", "-XX:AOTCache=service.aot", "-jar", "service.jar"]
