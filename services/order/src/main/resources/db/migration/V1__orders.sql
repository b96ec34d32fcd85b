CREATE TABLE orders (
  id         uuid PRIMARY KEY, -- UUIDv7: its order is the order of placing
  customer   text NOT NULL CHECK (char_length(customer) BETWEEN 1 AND 64),
  currency   char(3) NOT NULL,
  total      numeric(19, 4) NOT NULL CHECK (total >= 0),
  status     text NOT NULL CHECK (status IN ('PLACED', 'SHIPPED', 'CANCELLED')),
  created_at timestamptz NOT NULL
);

-- A customer's orders, newest first, page by page.
CREATE INDEX orders_by_customer ON orders (customer, id DESC);

CREATE TABLE order_items (
  order_id   uuid NOT NULL REFERENCES orders (id),
  position   integer NOT NULL CHECK (position > 0),
  sku        text NOT NULL CHECK (char_length(sku) BETWEEN 1 AND 64),
  quantity   integer NOT NULL CHECK (quantity > 0),
  unit_price numeric(19, 4) NOT NULL CHECK (unit_price >= 0),
  PRIMARY KEY (order_id, position)
);
