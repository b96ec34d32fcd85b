package dev.nines.cli.inbox;

import java.time.Instant;

/**
 * A mail about an SLO, as {@code nines inbox --json} lists it.
 *
 * @param id in the inbox
 * @param time when it arrived
 * @param status {@code firing}, {@code resolved} or empty
 * @param slo its name; empty if the mail names none
 * @param service whose it is; empty if the mail names none
 * @param severity {@code page}, {@code ticket} or empty
 * @param text the plain part
 */
public record Mail(
    String id,
    Instant time,
    String subject,
    String status,
    String slo,
    String service,
    String severity,
    String text) {}
