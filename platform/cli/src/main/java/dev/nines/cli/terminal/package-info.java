/** What people and machines see: colours, tables, progress and one JSON object. */
@NullMarked
package dev.nines.cli.terminal;

import org.jspecify.annotations.NullMarked;
