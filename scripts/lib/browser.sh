# Chromium for the browser tests: the machine's own, else Debian's package.

find_browser() {
  type -P chromium || type -P chromium-browser || type -P google-chrome
}

apt_install_browser() {
  quietly as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends chromium
}

need_browser() {
  local remedy="Install Chromium or Chrome (Debian: apt install chromium) and run this again."
  find_browser >/dev/null && return
  take_lock
  find_browser >/dev/null && return
  type -P apt-get >/dev/null && quietly as_root true ||
    fail "No Chromium on PATH, and it cannot be installed from here." "$remedy"
  say "Chromium: installing with apt-get"
  apt_install_browser || { quietly as_root apt-get update && apt_install_browser; } ||
    fail "apt-get cannot install Chromium. Last output:" "$(last_words 5)" "$remedy"
  find_browser >/dev/null || fail "Chromium was installed but is not on PATH." "$remedy"
}
