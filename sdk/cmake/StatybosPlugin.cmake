# statybos_add_plugin(): one shared library that the kernel loads, inside this repository and, after
# find_package(Statybos), anywhere else.
#
#   statybos_add_plugin(<name>
#     SOURCES a.cpp b.cpp …
#     MANIFEST manifest.yaml
#     [MAIN src/main.cpp]               the file with STATYBOS_PLUGIN; see below
#     [CONTRACT contract/include]       headers that other plugins may include
#     [USES catalog orders …]           plugins whose contract headers this one includes
#     [LIBRARIES …]                     further libraries
#     [CONFIG_SCHEMA file]              default: what `config_schema` in the manifest names
#     [MIGRATIONS folder]               NNNN_what.sql, carried inside the plugin; default: the
#                                       project's migrations/<name>, where that exists
#     [LIBCXX])                         clang only: libc++, linked statically and hidden; also for
#                                       all plugins of a build, by -DSTATYBOS_LIBCXX=ON
#
# Makes ${CMAKE_BINARY_DIR}/plugins/<name>.so, which exports statybos_plugin_v1 and nothing else,
# carries its manifest in section .statybos.manifest, and is judged right after linking.
#
# With MAIN, the SOURCES become the static library <name>_impl, which unit tests and source forks
# link; its include directory is the folder of MAIN. Without MAIN they go straight into the plugin.
# With CONTRACT, Statybos::<name>_contract is what USES <name> of another plugin links.
include_guard(GLOBAL)

set(STATYBOS_CMAKE_DIR ${CMAKE_CURRENT_LIST_DIR})
if(NOT DEFINED STATYBOS_TOOLS_DIR)
  get_filename_component(STATYBOS_TOOLS_DIR ${CMAKE_CURRENT_LIST_DIR}/../tools ABSOLUTE)
  get_filename_component(STATYBOS_INCLUDE_DIR ${CMAKE_CURRENT_LIST_DIR}/../include ABSOLUTE)
endif()
# Debian's, because it sees Debian's python3-yaml; another python3 on the path may not.
set(STATYBOS_PYTHON /usr/bin/python3 CACHE FILEPATH "Python with the yaml module, used while building plugins")
option(STATYBOS_LIBCXX "Build every plugin with clang's libc++, linked statically and hidden" OFF)

function(statybos_add_plugin name)
  cmake_parse_arguments(ARG "LIBCXX" "MANIFEST;MAIN;CONTRACT;CONFIG_SCHEMA;MIGRATIONS" "SOURCES;USES;LIBRARIES" ${ARGN})
  if(STATYBOS_LIBCXX)
    set(ARG_LIBCXX ON)
  endif()
  _statybos_judge_arguments(${name})
  _statybos_contract(${name} "${ARG_CONTRACT}" "${ARG_USES}")
  _statybos_sdk_library(sdk ${ARG_LIBCXX})
  _statybos_manifest_source(manifest ${name})

  if(ARG_MAIN)
    add_library(${name}_impl STATIC ${ARG_SOURCES})
    get_filename_component(source_dir ${ARG_MAIN} DIRECTORY)
    target_include_directories(${name}_impl PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/${source_dir})
    target_link_libraries(${name}_impl PUBLIC ${name}_uses ${sdk} ${ARG_LIBRARIES})
    _statybos_compile_flags(${name}_impl ${ARG_LIBCXX})
    add_library(${name} MODULE ${ARG_MAIN} ${manifest})
    target_link_libraries(${name} PRIVATE ${name}_impl)
  else()
    add_library(${name} MODULE ${ARG_SOURCES} ${manifest})
    target_link_libraries(${name} PRIVATE ${name}_uses ${sdk} ${ARG_LIBRARIES})
  endif()
  _statybos_compile_flags(${name} ${ARG_LIBCXX})
  _statybos_link_flags(${name} ${ARG_LIBCXX})
  set_property(GLOBAL APPEND PROPERTY STATYBOS_PLUGINS ${name})
endfunction()

# Reads ARG_… of the caller, as _statybos_manifest_source() does.
function(_statybos_judge_arguments name)
  set(where "statybos_add_plugin(${name})")
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${where}: does not know \"${ARG_UNPARSED_ARGUMENTS}\"; "
                        "its arguments are listed at the top of StatybosPlugin.cmake.")
  endif()
  if(NOT ARG_MANIFEST)
    message(FATAL_ERROR "${where}: MANIFEST is missing; the kernel loads no plugin without one.")
  endif()
  if(NOT ARG_SOURCES)
    message(FATAL_ERROR "${where}: SOURCES is missing.")
  endif()
  if(ARG_LIBCXX AND NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "${where}: LIBCXX needs clang; configure with -DCMAKE_CXX_COMPILER=clang++.")
  endif()
endfunction()

# Statybos::<name>_contract for others, and <name>_uses: every contract that this plugin may include.
function(_statybos_contract name include_dir uses)
  add_library(${name}_uses INTERFACE)
  foreach(used IN LISTS uses)
    target_link_libraries(${name}_uses INTERFACE Statybos::${used}_contract)
  endforeach()
  if(include_dir)
    get_filename_component(include_dir ${include_dir} ABSOLUTE)
    add_library(${name}_contract INTERFACE)
    add_library(Statybos::${name}_contract ALIAS ${name}_contract)
    target_include_directories(${name}_contract INTERFACE ${include_dir})
    target_link_libraries(${name}_contract INTERFACE Statybos::sdk)
    target_link_libraries(${name}_uses INTERFACE ${name}_contract)
    set_property(GLOBAL APPEND PROPERTY STATYBOS_CONTRACTS ${name}_contract)
    set_property(GLOBAL APPEND PROPERTY STATYBOS_CONTRACT_DIRS ${include_dir})
  endif()
endfunction()

# The SDK's compiled part. Inside the repository it is a target already; elsewhere, and for libc++,
# it is compiled here, with the flags of this build. A build without C++ needs the headers only.
function(_statybos_sdk_library result libcxx)
  get_property(languages GLOBAL PROPERTY ENABLED_LANGUAGES)
  if(NOT CXX IN_LIST languages)
    set(${result} Statybos::sdk PARENT_SCOPE)
    return()
  endif()
  set(target statybos_sdk_objects)
  if(libcxx)
    set(target statybos_sdk_objects_libcxx)
  endif()
  if(NOT TARGET ${target})
    if(NOT DEFINED STATYBOS_SDK_SOURCES)
      get_target_property(directory statybos_sdk_objects SOURCE_DIR)
      get_target_property(STATYBOS_SDK_SOURCES statybos_sdk_objects SOURCES)
      list(TRANSFORM STATYBOS_SDK_SOURCES PREPEND ${directory}/)
    endif()
    add_library(${target} STATIC EXCLUDE_FROM_ALL ${STATYBOS_SDK_SOURCES})
    target_link_libraries(${target} PUBLIC Statybos::sdk)
    _statybos_compile_flags(${target} ${libcxx})
    # Most of their compile time goes into the headers that they share.
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-subobject-linkage>)
  endif()
  set(${result} ${target} PARENT_SCOPE)
endfunction()

# manifest.yaml, the configuration's schema and the migrations as one source file.
function(_statybos_manifest_source result name)
  get_property(languages GLOBAL PROPERTY ENABLED_LANGUAGES)
  set(suffix c)
  if(CXX IN_LIST languages)
    set(suffix cpp)
  endif()
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${name}_manifest.${suffix})
  set(options "")
  set(files "")
  get_filename_component(manifest ${ARG_MANIFEST} ABSOLUTE)
  if(ARG_CONFIG_SCHEMA)
    get_filename_component(schema ${ARG_CONFIG_SCHEMA} ABSOLUTE)
    list(APPEND options --config-schema ${schema})
  endif()
  if(NOT ARG_MIGRATIONS AND IS_DIRECTORY ${PROJECT_SOURCE_DIR}/migrations/${name})
    set(ARG_MIGRATIONS ${PROJECT_SOURCE_DIR}/migrations/${name})
  endif()
  if(ARG_MIGRATIONS)
    get_filename_component(migrations ${ARG_MIGRATIONS} ABSOLUTE)
    list(APPEND options --migrations ${migrations})
    file(GLOB files CONFIGURE_DEPENDS ${migrations}/*.sql)
  endif()
  set(tool ${STATYBOS_TOOLS_DIR}/embed_manifest.py)
  set(abi_header ${STATYBOS_INCLUDE_DIR}/statybos/abi/base.h)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${STATYBOS_PYTHON} ${tool} --manifest ${manifest} ${options} --abi-header ${abi_header}
            --output ${output} --depfile ${output}.d
    DEPENDS ${manifest} ${files} ${tool} ${abi_header}
    DEPFILE ${output}.d
    COMMENT "Embedding the manifest of ${name}"
    VERBATIM)
  set(${result} ${output} PARENT_SCOPE)
endfunction()

function(_statybos_compile_flags target libcxx)
  set_target_properties(${target} PROPERTIES
    C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON POSITION_INDEPENDENT_CODE ON)
  target_compile_options(${target} PRIVATE -ffunction-sections -fdata-sections)
  if(libcxx)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-stdlib=libc++>)
  endif()
endfunction()

function(_statybos_link_flags target libcxx)
  set(map ${STATYBOS_CMAKE_DIR}/plugin.map)
  set(check ${STATYBOS_TOOLS_DIR}/check_plugin.py)
  set_target_properties(${target} PROPERTIES
    PREFIX "" SUFFIX ".so" LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/plugins LINK_DEPENDS "${map};${check}")
  target_link_options(${target} PRIVATE -Wl,--version-script=${map} -Wl,--gc-sections -Wl,--as-needed)
  # The kernel reads, judges and copies the whole file at each start.
  target_link_options(${target} PRIVATE -Wl,--compress-debug-sections=zlib)
  # The sanitizers' own symbols are found in the executable, at load time.
  if(NOT STATYBOS_SANITIZE AND NOT "${CMAKE_C_FLAGS} ${CMAKE_CXX_FLAGS}" MATCHES "-fsanitize")
    target_link_options(${target} PRIVATE -Wl,-z,defs)
  endif()
  if(libcxx)
    # Hidden inside the plugin: a dynamic libc++ would bind to the kernel's libstdc++ in parts.
    target_link_options(${target} PRIVATE -stdlib=libc++ -nostdlib++)
    target_link_libraries(${target} PRIVATE -Wl,-Bstatic -lc++ -lc++abi -Wl,-Bdynamic -lgcc_s -lc -lm -lpthread)
  endif()
  add_custom_command(TARGET ${target} POST_BUILD
    COMMAND ${STATYBOS_PYTHON} ${check} $<TARGET_FILE:${target}> VERBATIM)
endfunction()
