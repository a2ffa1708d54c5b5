#define BOOST_DLL_USE_STD_FS

#include "plugins/library.hpp"

#include <cstddef>
#include <map>
#include <mutex>

#include <boost/dll/shared_library.hpp>

#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "plugins/mapped_ranges.hpp"

namespace statybos::kernel::plugins {
namespace {

struct Mapped {
    boost::dll::shared_library handle;
    Library library;
};

struct Registry {
    std::mutex mutex;
    std::map<std::string, Mapped> by_hash;
};

Registry& registry() {
    static auto* const never_destroyed = new Registry;
    return *never_destroyed;
}

Error refused(const char* slug, const std::string& file, std::string reason) {
    return {Errc::invalid, slug, file + ": " + std::move(reason)};
}

Result<boost::dll::shared_library> open(const PluginCopy& copy, const std::string& file) {
    try {
        return boost::dll::shared_library(copy.path, boost::dll::load_mode::rtld_now |
                                                         boost::dll::load_mode::rtld_local);
    } catch (const std::exception& failure) {
        return refused("plugin_load", file,
                       std::string("the loader refuses it: ") + failure.what());
    }
}

Result<const sty_plugin*> ask(const boost::dll::shared_library& handle, const Expected& expected,
                              const std::string& file) {
    if (!handle.has(STY_ENTRY_SYMBOL)) {
        return refused("plugin_symbol", file,
                       std::string("it does not export ") + STY_ENTRY_SYMBOL +
                           ". Build it with statybos_add_plugin().");
    }
    auto& entry = handle.get<const sty_plugin*()>(STY_ENTRY_SYMBOL);
    remember_range(reinterpret_cast<const void*>(&entry), expected.id.c_str());
    try {
        return entry();
    } catch (...) {
        return refused("plugin_descriptor", file,
                       std::string(STY_ENTRY_SYMBOL) +
                           "() threw: " + current_exception_as_error().message());
    }
}

// What a descriptor had in the first release of this epoch; plugins of that day stay complete.
constexpr std::size_t least_descriptor = offsetof(sty_plugin, destroy) + sizeof(void (*)());

bool is_complete(const sty_plugin& descriptor) {
    return descriptor.size >= least_descriptor && descriptor.create != nullptr &&
           descriptor.start != nullptr && descriptor.stop != nullptr &&
           descriptor.destroy != nullptr;
}

} // namespace

Result<> check_descriptor(const sty_plugin* descriptor, const Expected& expected,
                          const std::string& file) {
    if (descriptor == nullptr) {
        return refused("plugin_descriptor", file,
                       std::string(STY_ENTRY_SYMBOL) + "() returned nothing");
    }
    if (descriptor->size < offsetof(sty_plugin, id) || descriptor->epoch != STY_ABI_EPOCH) {
        return refused("plugin_epoch", file,
                       "it was built for epoch " + std::to_string(descriptor->epoch) +
                           " of the plugin interface; this kernel speaks epoch " +
                           std::to_string(STY_ABI_EPOCH) +
                           ". Install a release of the plugin for this kernel.");
    }
    if (descriptor->level > STY_ABI_LEVEL) {
        return refused("plugin_level", file,
                       "it needs level " + std::to_string(descriptor->level) +
                           " of the plugin interface; this kernel has level " +
                           std::to_string(STY_ABI_LEVEL) + ". Install a newer kernel.");
    }
    if (!is_complete(*descriptor)) {
        return refused("plugin_descriptor", file,
                       "its descriptor is incomplete: size " + std::to_string(descriptor->size) +
                           " of " + std::to_string(least_descriptor) + ", or a null function");
    }
    if (view(descriptor->id) != expected.id || view(descriptor->version) != expected.version) {
        return refused("plugin_descriptor", file,
                       "its code says " + std::string(view(descriptor->id)) + ' ' +
                           std::string(view(descriptor->version)) + ", its manifest says " +
                           expected.id + ' ' + expected.version + ". Rebuild it.");
    }
    return {};
}

Result<const Library*> map_library(const PluginCopy& copy, const Expected& expected,
                                   const std::string& file) {
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    auto known = all.by_hash.find(copy.sha256);
    if (known == all.by_hash.end()) {
        auto handle = open(copy, file);
        if (!handle) {
            return handle.error();
        }
        // Kept from here on, also when it is refused: its static objects exist already.
        known = all.by_hash.try_emplace(copy.sha256, Mapped{std::move(*handle), {copy}}).first;
    }
    auto& [handle, library] = known->second;
    if (library.descriptor == nullptr) {
        auto descriptor = ask(handle, expected, file);
        if (!descriptor) {
            return descriptor.error();
        }
        library.descriptor = *descriptor;
    }
    if (auto checked = check_descriptor(library.descriptor, expected, file); !checked) {
        return checked.error();
    }
    return &library;
}

std::size_t mapped_libraries() {
    Registry& all = registry();
    const std::lock_guard lock(all.mutex);
    return all.by_hash.size();
}

} // namespace statybos::kernel::plugins
