/** A service's health, asked from inside an image that has neither a shell nor curl. */
@NullMarked
package dev.nines.autoconfigure.probe;

import org.jspecify.annotations.NullMarked;
