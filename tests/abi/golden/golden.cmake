# golden_plugin(name next [LIBCXX]): golden.cpp as plugin golden_<name>, before book <next>; in this
# repository's build and in that of golden/clang.
set(GOLDEN_DIR ${CMAKE_CURRENT_LIST_DIR})

function(golden_plugin name next)
  configure_file(${GOLDEN_DIR}/manifest.yaml.in golden_${name}.yaml @ONLY)
  statybos_add_plugin(golden_${name} SOURCES ${GOLDEN_DIR}/golden.cpp
    MANIFEST ${CMAKE_CURRENT_BINARY_DIR}/golden_${name}.yaml ${ARGN})
  target_include_directories(golden_${name} PRIVATE ${GOLDEN_DIR}/include)
  target_compile_definitions(golden_${name} PRIVATE GOLDEN_NAME="${name}" GOLDEN_NEXT="${next}")
  # Not among the real ones, where `statybos plugins list` would find them.
  set_target_properties(golden_${name} PROPERTIES LIBRARY_OUTPUT_DIRECTORY ${GOLDEN_OUTPUT})
endfunction()
