package dev.nines.autoconfigure.masking.policy;

/** Policies for tests. */
final class PolicyTexts {
  /** Says everything that a policy may say. */
  static final String CORRECT =
      """
      apiVersion: nines.dev/v1
      kind: DataMaskPolicy
      metadata:
        name: shop
      spec:
        scope:
          services: [shop, pay-*]
          signals: [logs, traces]
        fields:
          - path: body.user_id
            type: hash-sha256
          - path: body.customer.*.phone
            type: partial
          - path: headers.X-Tenant
            type: redact
          - path: query.q
            type: redact
          - path: log.address
            type: redact
          - path: span.**.id
            type: redact
        dropDefaults: [emails]
      """;

  private PolicyTexts() {}
}
