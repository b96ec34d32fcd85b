/** What this service can do, as an OpenAPI document. */
@NullMarked
package dev.nines.order.openapi;

import org.jspecify.annotations.NullMarked;
