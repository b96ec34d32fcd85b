package dev.nines.autoconfigure.database;

/** The schema is there: the moment to try it out, before the first request does. */
public record SchemaMigratedEvent() {}
