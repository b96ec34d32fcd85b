#!/bin/sh
# Switches Alertmanager's receivers: one that reads its secret from a file of this folder, `..._file: receivers/NAME`, is on when
# that file is filled in. Alertmanager has no such switch; without its file a receiver fails, and is tried again, at every alert.
#
#   sh switch.sh FOLDER RUNNING [PROGRAM [ARGUMENT...]]
#
# writes to RUNNING what Alertmanager is to run: FOLDER/generated/alertmanager.yml (else FOLDER/alertmanager.yml) without the
# receivers that are off, its paths absolute, and says which are on and off if that has changed. A file that can't be used is
# told on standard error. Without a program, that changes nothing and the exit status is 1; with one, that receiver is off,
# and the program is run in this one's place. For any POSIX shell and awk, busybox's included; lists must be in block style.
set -fu

folder=$1 running=$2
shift 2
configuration=$folder/generated/alertmanager.yml
[ -f "$configuration" ] || configuration=$folder/alertmanager.yml
status=0

unusable() { # unusable NAME 'FACT. FIX.': never shows what is in the file, a secret
  echo "alerting-rules/receivers/$1: $2" >&2
  status=1
  return 1
}

filled() { # filled KEY NAME: whether the file holds what the key needs; an empty one is just off
  [ -e "$folder/receivers/$2" ] || return 1
  content=$(cat "$folder/receivers/$2" 2>/dev/null) ||
    unusable "$2" "it can't be read by user $(id -u), who runs Alertmanager. Make it a file that others may read: chmod 644." || return 1
  # Alertmanager, too, passes over blanks and line ends around it.
  set -- "$1" "$2" $(printf '%s' "$content" | tr '\r' ' ')
  [ $# -gt 2 ] || return 1
  [ $# -eq 3 ] || unusable "$2" "it holds $(($# - 2)) words. Leave nothing but the address or key in it." || return 1
  case $1:$3 in
    *url_file:http://[!/]* | *url_file:https://[!/]*) ;;
    *url_file:*) unusable "$2" "what it holds is no web address. Write one that begins with https:// or http://, without quotes." ;;
    routing_key_file:*[!0-9A-Za-z]*) unusable "$2" "its key has other characters than letters and digits. Copy the integration key again." ;;
    routing_key_file:*) [ ${#3} -eq 32 ] || unusable "$2" "its key has ${#3} characters instead of 32. Copy the integration key again." ;;
  esac
}

on=' ' said=
for use in $(sed -n "s/^ *-\{0,1\} *\([a-z_]*_file\): *['\"]\{0,1\}receivers\/\([A-Za-z0-9._-]*\).*/\1:\2/p" "$configuration" | sort -u); do
  if filled "${use%%:*}" "${use#*:}"; then
    on="$on$use " said="$said, ${use#*:} on"
  else
    said="$said, ${use#*:} off"
  fi
done
[ $status -eq 0 ] || [ $# -gt 0 ] || exit 1

FOLDER=$folder ON=$on awk '
  # A kept item; the key of its list goes before the first one.
  function item_ends() {
    if (item != "" && !off) { printf "%s%s", key, item; key = "" }
    item = ""; off = 0
  }
  function list_ends() {
    item_ends()
    if (depth >= 0 && key != "" && anchor != "") gone[anchor] = 1
    key = ""; depth = -1
  }
  function absolute(path) {
    path = ENVIRON["FOLDER"] "/" path
    gsub(/\047/, "\047\047", path)
    return "\047" path "\047"
  }
  BEGIN { depth = -1 }
  {
    match($0, /^ */); indent = RLENGTH
    blank = $0 ~ /^ *(#.*)?$/
    dashed = $0 ~ /^ *- /
    missing = 0
  }
  depth >= 0 && !blank && (indent < depth || indent == depth && !dashed) { list_ends() }
  !blank && !dashed && indent == 0 { templates = $0 ~ /^templates:/ }
  templates && dashed && $0 !~ /^ *- *[\047"]?\// {
    path = $0
    sub(/^ *- */, "", path); gsub(/[\047"]/, "", path)
    $0 = substr($0, 1, index($0, "-")) " " absolute(path)
  }
  /^ *(- )?[a-z_]+_file: *[\047"]?receivers\// {
    name = substr($0, index($0, "receivers/") + 10); sub(/[^A-Za-z0-9._-].*/, "", name)
    option = $0; sub(/^ *(- )?/, "", option); sub(/:.*/, "", option)
    missing = !index(ENVIRON["ON"], " " option ":" name " ")
    $0 = substr($0, 1, index($0, ":")) " " absolute("receivers/" name)
  }
  depth < 0 && /^ *(- )?[a-z0-9_]+_configs: *\*/ {
    alias = $0; sub(/.*\*/, "", alias); sub(/[ #].*/, "", alias)
    if (!(alias in gone)) print
    next
  }
  depth < 0 && /^ *(- )?[a-z0-9_]+_configs: *(&.*|#.*)?$/ {
    match($0, /^ *(- )?/); depth = RLENGTH
    anchor = $0
    if (!sub(/.*: *&/, "", anchor)) anchor = ""
    sub(/[ #].*/, "", anchor)
    key = $0 "\n"
    next
  }
  depth < 0 { print; next }
  dashed && (item == "" || indent == dash) { item_ends(); dash = indent }
  item != "" || dashed { item = item $0 "\n"; off = off || missing; next }
  { key = key $0 "\n" }
  END { list_ends() }
' "$configuration" >"$running.new"

if cmp -s "$running.new" "$running"; then
  rm "$running.new"
else
  mv "$running.new" "$running"
  [ -z "$said" ] || echo "receivers: ${said#, }"
fi
[ $# -eq 0 ] || exec "$@"
