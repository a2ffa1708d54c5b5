#!/usr/bin/env bash
# Installs the SDK of a build and builds the example plugins against it, as their authors would.
#
#   examples/build.sh [--libcxx] [example …]      default: all of them, with the system's compiler
#
# STATYBOS_BUILD_DIR names the build (build/release); everything lands in its folder `examples`.
set -Eeuo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

build=$(realpath "${STATYBOS_BUILD_DIR:-../build/release}")
sdk=$build/examples/sdk
suffix='' options=()
if [[ ${1:-} == --libcxx ]]; then
  shift
  # GoogleTest is a library of the system's, made for libstdc++: no unit tests here.
  suffix=-libcxx options=(-DCMAKE_CXX_COMPILER=clang++ -DSTATYBOS_LIBCXX=ON -DBUILD_TESTING=OFF)
fi
[[ $# -gt 0 ]] || set -- amber-pay gandras-lockers vip-prices

cmake --install "$build" --component sdk --prefix "$sdk"
for example in "$@"; do
  made=$build/examples/$example$suffix
  cmake -G Ninja -S "$example" -B "$made" -DCMAKE_BUILD_TYPE=Release -DCMAKE_PREFIX_PATH="$sdk" "${options[@]}"
  cmake --build "$made"
done
