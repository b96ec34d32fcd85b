/** Networks of addresses. */
@NullMarked
package dev.nines.autoconfigure.network;

import org.jspecify.annotations.NullMarked;
