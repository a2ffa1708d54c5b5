# shellcheck shell=bash
# Configuring and building one preset.

# Beast and JSON need about 1.5 GB a compiler.
jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/MemAvailable/ {print int($2 / 1572864)}' /proc/meminfo)
  ((memory < 1)) && memory=1
  echo $((cores < memory ? cores : memory))
}

# Paths below the clone are hashed as relative ones, so that clones and worktrees share the cache.
export CCACHE_BASEDIR=$ROOT CCACHE_NOHASHDIR=1
# What ccache asks for before it keeps what a precompiled header made; nothing here says __TIME__.
export CCACHE_SLOPPINESS=pch_defines,time_macros

build() { # targets …
  local dir=$ROOT/build/$PRESET
  if [[ ! -f $dir/build.ninja ]]; then
    step "Configuring $PRESET"
    mkdir -p "$dir"
    (cd "$ROOT" && cmake --preset "$PRESET" >"$dir/configure.log" 2>&1) ||
      { tail -n 25 "$dir/configure.log" >&2 && fail "CMake could not configure; the whole log is build/$PRESET/configure.log"; }
  fi
  step "Building $PRESET (${*:-everything}), $(jobs) at a time"
  (cd "$dir" && NINJA_STATUS='    [%f/%t %es] ' ninja -j "$(jobs)" "$@") ||
    fail "the build failed; the first message with 'error:' above says where"
}
