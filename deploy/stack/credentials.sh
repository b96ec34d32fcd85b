#!/bin/sh
# Makes the stack's passwords and the key of its development tokens, once: credentials.sh FOLDER. A variable given at the first start is taken, else chance decides.
# One file each, readable by the user of the one container that needs it. Exit status 1 when a variable no longer fits the data.
set -eu
umask 077
folder=$1

keep() { # keep FILE OWNER GIVEN VARIABLE
  file=$folder/$1 owner=$2 given=$3 variable=$4
  if [ ! -s "$file" ]; then
    mkdir -p "${file%/*}"
    printf %s "${given:-$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')}" >"$file.new"
    chown "$owner" "$file.new" "${file%/*}"
    mv "$file.new" "$file"
  elif [ -n "$given" ] && [ "$given" != "$(cat "$file")" ]; then
    echo "$variable is another password than that of the first start, which is in the stored data. Unset it to go on with that," \
      "or start over without the data: docker compose down --volumes" >&2
    exit 1
  fi
}

keep order/NINES_POSTGRES_PASSWORD 65532 "${NINES_POSTGRES_PASSWORD:-}" NINES_POSTGRES_PASSWORD
keep grafana/password 472 "${NINES_GRAFANA_PASSWORD:-}" NINES_GRAFANA_PASSWORD

# The private half stays root's, for ./nines token; the services read the public one.
token=$folder/token
if [ ! -s "$token/key.pem" ]; then
  mkdir -p "$token"
  openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$token/key.pem.new"
  openssl pkey -in "$token/key.pem.new" -pubout -out "$token/public.pem"
  chmod 755 "$token"
  chmod 644 "$token/public.pem"
  mv "$token/key.pem.new" "$token/key.pem"
fi
