// Plugins that are really loaded: the fixtures of this folder in a private run directory.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/api_directory.hpp"
#include "plugins/instance.hpp"
#include "plugins/library.hpp"
#include "plugins/run_directory.hpp"

namespace statybos::kernel::plugins {

inline std::filesystem::path fixture(const std::string& name) {
    return std::filesystem::path(STATYBOS_PLUGINS_DIR) / ("fixture_" + name + ".so");
}

/// A folder that is gone when the test ends.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "statybos-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// Loads fixtures; the journal tells what the kernel called, in order.
class LoadedPluginTest : public ::testing::Test, public Ports {
protected:
    LoadedPluginTest() : run_(RunDirectory::create(folder_.path() / "run").value()) {}

    Result<const Library*> map(const std::string& name, const std::string& id,
                               const std::string& version = "1.0.0") {
        auto copy = run_.copy(fixture(name));
        if (!copy) {
            return copy.error();
        }
        return map_library(*copy, {id, version}, name + ".so");
    }

    std::shared_ptr<Instance> load(const std::string& name, const std::string& id,
                                   const std::string& settings = "{}") {
        return std::make_shared<Instance>(*map(name, id).value(),
                                          InstanceSettings{id, id, settings, folder_.path()},
                                          surroundings_);
    }

    std::vector<std::string> journal() const {
        std::vector<std::string> lines;
        std::ifstream file(folder_.path() / "journal");
        for (std::string line; std::getline(file, line);) {
            lines.push_back(line);
        }
        return lines;
    }

    Result<std::unique_ptr<Context>> open_context(Instance&, Context::Clock::time_point) override {
        return std::make_unique<Context>();
    }

    TemporaryFolder folder_;
    RunDirectory run_;
    SlotTable slots_;
    ApiDirectory apis_ = basic_apis();
    Engines engines_;
    Surroundings surroundings_{&engines_, &slots_, &apis_, this};
};

} // namespace statybos::kernel::plugins
