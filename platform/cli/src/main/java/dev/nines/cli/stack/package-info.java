/** The local stack, natively or in containers: brought up, broken, healed and taken down. */
@NullMarked
package dev.nines.cli.stack;

import org.jspecify.annotations.NullMarked;
