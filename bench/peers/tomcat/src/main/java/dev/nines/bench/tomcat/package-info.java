/** Spring MVC on Tomcat as Boot starts it, which answers {@code /ping}. */
package dev.nines.bench.tomcat;
