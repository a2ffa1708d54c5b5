# shellcheck shell=bash
# Debian's packages: .ci/packages.txt, installed when something is missing.

listed_packages() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' -e 's/[[:space:]]*$//' "$ROOT/.ci/packages.txt"; }

# A package of another origin may stand in for several of Debian's: NodeSource's nodejs brings npm.
missing_packages() {
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}, ${Provides}\n' 2>/dev/null |
    sed -n 's/^ii *//p' | tr ',' '\n' | sed -e 's/^ *//' -e 's/ .*//' | sort -u)
  comm -23 <(listed_packages | sort -u) <(printf '%s\n' "$installed")
}

as_root() {
  if [[ $EUID -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "installing packages needs root, and there is no sudo. As root: apt-get install $(missing_packages | tr '\n' ' ')"
  fi
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 \
    -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 "$@"
}

# Debian's postgresql-15 starts a server of its own when it is installed; the marketplace runs its
# database itself, so a machine that had none shall have none afterwards.
forbid_default_cluster() {
  local dir=/etc/postgresql-common/createcluster.d
  if ! dpkg-query -W postgresql-15 >/dev/null 2>&1 && [[ ! -e $dir/statybos.conf ]]; then
    as_root mkdir -p "$dir"
    echo 'create_main_cluster = false' | as_root tee "$dir/statybos.conf" >/dev/null
  fi
}

install_packages() {
  local -a missing
  if ! command -v dpkg-query >/dev/null || ! grep -qs '^VERSION_ID="12"' /etc/os-release; then
    fail "this is not Debian 12, whose packages ./dev installs. Install the equivalents of .ci/packages.txt, then use --no-install." 2
  fi
  mapfile -t missing < <(missing_packages)
  [[ ${#missing[@]} -eq 0 ]] && return
  step "Installing ${#missing[@]} Debian packages"
  note "${missing[*]}"
  forbid_default_cluster
  local attempt
  for attempt in 1 2 3; do
    if apt update && apt install --no-install-recommends -y "${missing[@]}" >"$ROOT/build/install.log" 2>&1; then
      note "done"
      return
    fi
    [[ $attempt -lt 3 ]] && note "apt-get failed (attempt $attempt of 3), trying again in 5 seconds" && sleep 5
  done
  tail -n 15 "$ROOT/build/install.log" >&2 || true
  fail "could not install the packages above. The log is build/install.log; when they are installed by hand, use --no-install."
}
