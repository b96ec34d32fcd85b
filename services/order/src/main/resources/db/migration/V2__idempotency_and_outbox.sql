-- Which order a client's Idempotency-Key stands for. Written by the very statement that stores the order.
CREATE TABLE idempotency_keys (
  client      text NOT NULL, -- the authenticated principal; empty where nobody is
  key         text NOT NULL CHECK (char_length(key) BETWEEN 1 AND 255),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  order_id    uuid NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (client, key)
);

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Taken for ever, and standing for no order: what the service warms up with, so that it stores nothing.
INSERT INTO idempotency_keys (client, key, fingerprint, order_id, created_at)
VALUES ('', 'nines-warm-up', decode(repeat('00', 32), 'hex'), '00000000-0000-0000-0000-000000000000', 'infinity');

-- What happened to orders, to be told to others. Written by the very statement that makes it happen.
--
-- Rows are read in the order of (tx, id), and only those of transactions older than every running one. A sequence alone
-- has gaps that fill later: a number is drawn before its transaction commits, and a slower one may commit a lower number
-- after a reader has passed it.
CREATE TABLE outbox (
  tx         xid8 NOT NULL DEFAULT pg_current_xact_id(),
  id         bigint GENERATED ALWAYS AS IDENTITY,
  order_id   uuid NOT NULL,
  type       text NOT NULL CHECK (type IN ('order.created', 'order.cancelled')),
  payload    json NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tx, id)
);

-- How far things have got in the outbox: 'removed' by retention, and each sink that events are pushed to.
CREATE TABLE outbox_positions (
  name text PRIMARY KEY,
  tx   xid8 NOT NULL,
  id   bigint NOT NULL
);

INSERT INTO outbox_positions (name, tx, id) VALUES ('removed', '0', 0);
