/**
 * New services: the archetype's template filled in, and the checkout's files that name a service.
 */
@NullMarked
package dev.nines.cli.scaffold;

import org.jspecify.annotations.NullMarked;
