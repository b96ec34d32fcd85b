package dev.nines.autoconfigure.database;

/** Apart from whoever migrates the schema, which need not be there. */
@FunctionalInterface
interface SchemaState {
  /** Whether statements make sense already; the service calls itself ready a little later. */
  boolean isMigrated();
}
