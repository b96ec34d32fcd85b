package dev.nines.autoconfigure.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a database may take.
 *
 * @param timeout for one piece of work, from asking for a connection to the last row; less than
 *     what a caller waits (the gateway: 2 s), so that it gets our 503 instead of its own timeout
 * @param retry pause between two attempts to migrate the schema while the database is away
 */
@ConfigurationProperties("nines.database")
record DatabaseProperties(
    @DefaultValue("1500ms") Duration timeout, @DefaultValue("1s") Duration retry) {}
