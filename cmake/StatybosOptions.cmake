# Compiler flags that every target of this repository shares.
add_compile_options(-Wall -Wextra -Wshadow -Werror=return-type -fno-omit-frame-pointer)
add_compile_options("$<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor;-Woverloaded-virtual>")

# Most of a small source's compile time goes into the headers it shares with its neighbours.
option(STATYBOS_UNITY "Compile the sources of a target in groups" ON)
if(STATYBOS_UNITY)
  set(CMAKE_UNITY_BUILD ON)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE 6)
  # A source that is included is no header: what it hides, nobody else sees.
  add_compile_options("$<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-subobject-linkage>")
  # CMake includes them by their absolute paths; __FILE__ says what it does without groups, so that
  # clones share the compiler cache.
  add_compile_options("-fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=")
endif()

# A link by it takes an eighth of the time of GNU ld's, and there are more than a hundred.
find_program(STATYBOS_MOLD mold)
if(STATYBOS_MOLD AND NOT STATYBOS_FUZZ)
  add_link_options(-fuse-ld=mold)
endif()

option(STATYBOS_FUZZ "Build the libFuzzer targets; needs clang" OFF)
if(STATYBOS_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "STATYBOS_FUZZ needs clang; configure with CC=clang CXX=clang++.")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

if(STATYBOS_SANITIZE)
  add_compile_options(-fsanitize=${STATYBOS_SANITIZE})
  add_link_options(-fsanitize=${STATYBOS_SANITIZE})
  if(STATYBOS_SANITIZE MATCHES "undefined")
    # vptr needs type_info that Debian's SOCI does not export.
    add_compile_options(-fno-sanitize-recover=all -fno-sanitize=vptr)
    add_link_options(-fno-sanitize=vptr)
    # clang 14 puts its prologue before the parts of a coroutine, too, and cannot assemble that.
    add_compile_options("$<$<COMPILE_LANG_AND_ID:CXX,Clang>:-fno-sanitize=function>")
  endif()
endif()

find_program(STATYBOS_CCACHE ccache)
if(STATYBOS_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${STATYBOS_CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${STATYBOS_CCACHE})
endif()
