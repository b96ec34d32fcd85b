/** The services beyond order and gateway, as their folders describe them. */
@NullMarked
package dev.nines.cli.services;

import org.jspecify.annotations.NullMarked;
