/** Nines' auto-configuration of a service, one package a feature. */
@NullMarked
package dev.nines.autoconfigure;

import org.jspecify.annotations.NullMarked;
