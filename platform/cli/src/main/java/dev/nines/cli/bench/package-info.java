/** Side-by-side measurements that anyone can repeat. */
@NullMarked
package dev.nines.cli.bench;

import org.jspecify.annotations.NullMarked;
