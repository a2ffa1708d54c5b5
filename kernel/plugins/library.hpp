// Plugin libraries that are mapped, for the rest of the process.
#pragma once

#include <string>

#include <statybos/abi/plugin.h>
#include <statybos/error.hpp>

#include "plugins/run_directory.hpp"

namespace statybos::kernel::plugins {

/// A mapped plugin. It is never unmapped: a thread's last instruction, a handler still on some
/// stack, a destructor registered for exit may all lie in it.
struct Library {
    PluginCopy copy;
    const sty_plugin* descriptor = nullptr;
};

/// What a library must say of itself: taken from the manifest that was judged before mapping.
struct Expected {
    std::string id;
    std::string version;
};

/// Maps a copy that passed every check on the file, and compares what it says of itself. The same
/// bytes are mapped once, however often they are asked for. `file` is named in messages.
///
/// @errors plugin_load        the loader refuses it; the message has the loader's words
///         plugin_symbol      it does not export statybos_plugin_v1
///         plugin_epoch       built for another epoch of the waist
///         plugin_level       needs a newer kernel
///         plugin_descriptor  it is incomplete, or its id or version is not the manifest's
Result<const Library*> map_library(const PluginCopy& copy, const Expected& expected,
                                   const std::string& file);

/// Checks what an entry function returned; a step of map_library(). Null is allowed.
Result<> check_descriptor(const sty_plugin* descriptor, const Expected& expected,
                          const std::string& file);

/// How many libraries this process has mapped. Reloads of changed plugins add to it; past some
/// number (64) a restart is due.
std::size_t mapped_libraries();

} // namespace statybos::kernel::plugins
