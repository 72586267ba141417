# Chromium for the browser tests.

find_browser() {
  type -P chromium || type -P chromium-browser || type -P google-chrome
}

need_browser() {
  need_program Chromium chromium find_browser
}
