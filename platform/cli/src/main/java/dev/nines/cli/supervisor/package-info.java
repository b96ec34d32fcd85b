/** The detached process that starts the native stack's parts and keeps them running. */
@NullMarked
package dev.nines.cli.supervisor;

import org.jspecify.annotations.NullMarked;
