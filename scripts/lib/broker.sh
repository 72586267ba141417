# Mosquitto for the tests of MQTT: the machine's own, else Debian's package.

# Debian keeps it where only root's PATH looks.
find_broker() {
  type -P mosquitto || PATH=/usr/sbin:/usr/local/sbin type -P mosquitto
}

apt_install_broker() {
  quietly as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends mosquitto
}

need_broker() {
  local remedy="Install Mosquitto (Debian: apt install mosquitto) and run this again."
  find_broker >/dev/null && return
  take_lock
  find_broker >/dev/null && return
  type -P apt-get >/dev/null && quietly as_root true ||
    fail "No mosquitto here, and it cannot be installed from here." "$remedy"
  say "Mosquitto: installing with apt-get"
  apt_install_broker || { quietly as_root apt-get update && apt_install_broker; } ||
    fail "apt-get cannot install Mosquitto. Last output:" "$(last_words 5)" "$remedy"
  find_broker >/dev/null || fail "Mosquitto was installed but is not found." "$remedy"
}
