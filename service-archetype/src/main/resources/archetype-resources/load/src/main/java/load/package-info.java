/** Load on the ${artifactId} service, judged by its SLO file. */
@NullMarked
package ${package}.load;

import org.jspecify.annotations.NullMarked;
