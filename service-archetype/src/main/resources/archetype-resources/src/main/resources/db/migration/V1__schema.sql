#if($database == "true")
CREATE TABLE ${plural.replace("-", "_")} (
  id         uuid PRIMARY KEY,
  reference  text NOT NULL CHECK (char_length(reference) BETWEEN 1 AND 64),
  amount     numeric(11, 2) NOT NULL CHECK (amount >= 0),
  created_at timestamptz NOT NULL
);
#end
