# What `cmake --install <build> --component sdk` brings to a plugin's author: headers, the SDK's
# sources (compiled there, with the author's flags), the CMake package and its tools.
# Included last, when every plugin has stated its contract.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(STATYBOS_INSTALL_CMAKEDIR ${CMAKE_INSTALL_LIBDIR}/cmake/Statybos)
set(STATYBOS_INSTALL_DATADIR ${CMAKE_INSTALL_DATADIR}/statybos/sdk)

get_target_property(STATYBOS_INSTALLED_SOURCES statybos_sdk_objects SOURCES)
list(JOIN STATYBOS_INSTALLED_SOURCES " " STATYBOS_INSTALLED_SOURCES)
get_target_property(STATYBOS_INSTALLED_TESTING_SOURCES statybos_sdk_testing SOURCES)
list(JOIN STATYBOS_INSTALLED_TESTING_SOURCES " " STATYBOS_INSTALLED_TESTING_SOURCES)
get_property(STATYBOS_INSTALLED_CONTRACTS GLOBAL PROPERTY STATYBOS_CONTRACTS)
list(JOIN STATYBOS_INSTALLED_CONTRACTS " " STATYBOS_INSTALLED_CONTRACTS)

configure_package_config_file(sdk/cmake/StatybosConfig.cmake.in ${CMAKE_BINARY_DIR}/StatybosConfig.cmake
  INSTALL_DESTINATION ${STATYBOS_INSTALL_CMAKEDIR}
  PATH_VARS CMAKE_INSTALL_INCLUDEDIR STATYBOS_INSTALL_DATADIR
  NO_CHECK_REQUIRED_COMPONENTS_MACRO)
# Before 1.0 a minor version may change the sources of a plugin; its binaries follow the ABI's rules.
write_basic_package_version_file(${CMAKE_BINARY_DIR}/StatybosConfigVersion.cmake
  VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)

install(FILES ${CMAKE_BINARY_DIR}/StatybosConfig.cmake ${CMAKE_BINARY_DIR}/StatybosConfigVersion.cmake
  sdk/cmake/StatybosPlugin.cmake sdk/cmake/plugin.map
  DESTINATION ${STATYBOS_INSTALL_CMAKEDIR} COMPONENT sdk)
install(DIRECTORY sdk/src DESTINATION ${STATYBOS_INSTALL_DATADIR} COMPONENT sdk)
install(DIRECTORY sdk/tools DESTINATION ${STATYBOS_INSTALL_DATADIR} USE_SOURCE_PERMISSIONS COMPONENT sdk
  PATTERN __pycache__ EXCLUDE)
get_property(contract_dirs GLOBAL PROPERTY STATYBOS_CONTRACT_DIRS)
foreach(directory ${CMAKE_SOURCE_DIR}/sdk/include ${contract_dirs})
  install(DIRECTORY ${directory}/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT sdk)
endforeach()
