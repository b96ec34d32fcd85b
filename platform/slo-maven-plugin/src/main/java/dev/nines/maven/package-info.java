/** The SLO compiler as goals of Maven. */
@NullMarked
package dev.nines.maven;

import org.jspecify.annotations.NullMarked;
