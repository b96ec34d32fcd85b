package dev.nines.autoconfigure.diagnostics;

import reactor.core.publisher.Mono;

/** Judges the tokens of those who want to look inside. */
interface Tokens {
  Mono<Verdict> judge(String token);
}
