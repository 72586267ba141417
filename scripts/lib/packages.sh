# What goes into the environment: our requirements, and those of what Home Assistant starts.

install() {
  quietly "$uv" pip install --python "$venv/bin/python" "$@"
}

install_tests() {
  say "Packages: installing Home Assistant and the test tools"
  wanted=(--requirement "$root/requirements_test.txt")
  overridden=false
  if [[ -n $release ]]; then
    install_release
  else
    install "${wanted[@]}"
  fi || fail "The packages of requirements_test.txt cannot be installed." "$(last_words 15)"
}

# Another release of Home Assistant, with the test plugin made for it. The plugin's bound is the
# oldest release we support; without it uv would try hundreds of older plugins.
install_release() {
  local list=$venv/requirements.txt exact=$venv/exact.txt
  local plugin=pytest-homeassistant-custom-component
  case $release in
    latest) echo 'homeassistant' ;;
    beta) echo 'homeassistant>=2026.10.0b0' ;;
    *) echo "homeassistant==$release" ;;
  esac >"$exact"
  sed "s/^$plugin==.*/$plugin>=0.13.371/" requirements_test.txt | cat - "$exact" >"$list"
  wanted=(--requirement "$list")
  install --upgrade "${wanted[@]}" && return
  say "There is no test plugin for Home Assistant $release: it can run here, tests in it cannot"
  overridden=true
  wanted+=(--overrides "$exact")
  install --upgrade "${wanted[@]}"
}

install_components() {
  say "Packages: installing what Home Assistant needs at its start"
  local list=$venv/components.txt constraints requirement missing=()
  PYTHONPATH='' "$venv/bin/python" "$root/scripts/lib/home_assistant_requirements.py" "$root" \
    >"$list" || fail "Home Assistant's requirements cannot be read."
  constraints=$(echo "$venv"/lib/python*/site-packages/homeassistant/package_constraints.txt)
  if "$overridden"; then
    # The plugin pins what another release needs; where they differ, this release counts.
    wanted+=(--overrides "$constraints" --overrides "$list")
  else
    wanted+=(--constraints "$constraints")
  fi
  install "${wanted[@]}" --requirement "$list" && return
  while read -r requirement; do
    install "${wanted[@]}" "$requirement" || missing+=("$requirement")
  done <"$list"
  # Packages of the voice pipeline, which we do not use, need a C compiler.
  if ((${#missing[@]})); then
    say "Left out (Home Assistant starts without what needs them): ${missing[*]}"
  fi
}
