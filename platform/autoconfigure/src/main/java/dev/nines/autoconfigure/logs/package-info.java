/**
 * One flat JSON object a line on standard output, with the trace's id, never blocking a request.
 */
@NullMarked
package dev.nines.autoconfigure.logs;

import org.jspecify.annotations.NullMarked;
