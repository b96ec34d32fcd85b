/** Where everything is: folders, ports and the environment variables that change them. */
@NullMarked
package dev.nines.cli.settings;

import org.jspecify.annotations.NullMarked;
