# shellcheck shell=bash
# What ./dev tells a person: which step, how far, how long.
STARTED=$SECONDS

if [[ -t 1 ]]; then
  BOLD=$'\e[1m' DIM=$'\e[2m' RED=$'\e[31m' PLAIN=$'\e[0m'
else
  BOLD='' DIM='' RED='' PLAIN=''
fi

elapsed() { # seconds since, as 1:23
  local seconds=$((SECONDS - $1))
  printf '%d:%02d' $((seconds / 60)) $((seconds % 60))
}

step() { printf '%s==> %s%s %s(%s)%s\n' "$BOLD" "$1" "$PLAIN" "$DIM" "$(elapsed "$STARTED")" "$PLAIN"; }
note() { printf '    %s\n' "$1"; }
fail() {
  printf '%sdev: %s%s\n' "$RED" "$1" "$PLAIN" >&2
  exit "${2:-1}"
}
