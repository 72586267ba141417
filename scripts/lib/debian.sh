# Programs that are no Python packages: the machine's own, else Debian's.

apt_install() {
  quietly as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "$1"
}

# need_program NAME PACKAGE FIND: NAME is for people, FIND a command that prints where it is.
need_program() {
  local name=$1 package=$2 find=$3
  local remedy="Install $name (Debian: apt install $package) and run this again."
  "$find" >/dev/null && return
  take_lock
  "$find" >/dev/null && return
  type -P apt-get >/dev/null && quietly as_root true ||
    fail "No $name on this machine, and it cannot be installed from here." "$remedy"
  say "$name: installing with apt-get"
  apt_install "$package" || { quietly as_root apt-get update && apt_install "$package"; } ||
    fail "apt-get cannot install $package. Last output:" "$(last_words 5)" "$remedy"
  "$find" >/dev/null || fail "$name was installed but is not found." "$remedy"
}
