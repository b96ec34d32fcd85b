# One image file for every service: docker build --build-arg SERVICE=order .
FROM eclipse-temurin:25-jdk AS build
ARG SERVICE
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -DskipTests -pl services/${SERVICE} -am package \
 && java -Djarmode=tools -jar services/${SERVICE}/target/${SERVICE}-*-SNAPSHOT.jar extract --destination /app \
 && mv /app/${SERVICE}-*.jar /app/service.jar

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 65532 --no-create-home nines
WORKDIR /app
COPY --from=build /app/lib lib
COPY --from=build /app/service.jar service.jar
USER 65532:65532
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-Xmx192m", "-XX:+ExitOnOutOfMemoryError", "-jar", "service.jar"]
