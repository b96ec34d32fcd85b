package ${package};

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * One as it is kept and answered.
 *
 * @param reference the client's own name for it
 * @param createdAt to the microsecond, which is what PostgreSQL keeps
 */
record ${className}(UUID id, String reference, BigDecimal amount, Instant createdAt) {}
