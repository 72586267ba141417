# Messages of the scripts: one line per step, the details only when a step fails.

quiet_log=/dev/null

say() {
  printf '• %s\n' "$*"
}

fail() {
  printf '✗ %s\n' "$1" >&2
  shift
  if (($#)); then
    printf '  %s\n' "$@" >&2
  fi
  exit 1
}

# Runs a command silently and returns its exit code; the output stays in $quiet_log.
quietly() {
  "$@" >"$quiet_log" 2>&1 </dev/null
}

as_root() {
  if ((EUID == 0)); then
    "$@"
  else
    sudo -n "$@"
  fi
}

last_words() {
  grep -v '^[[:space:]]*$' "$quiet_log" 2>/dev/null | tail -n "$1" | cut -c1-300 || true
}

# The comment at the head of the script.
usage() {
  sed -n '2,/^set/s/^#\( \|$\)//p' "$0"
}
