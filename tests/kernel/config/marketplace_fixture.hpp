// A folder with configuration files, and words to load them.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include <gtest/gtest.h>
#include <unistd.h>

#include "config/check.hpp"
#include "kernel/config/yaml.hpp"

namespace statybos::kernel::config {

class MarketplaceFixture : public testing::Test {
protected:
    void SetUp() override {
        root_ = std::filesystem::temp_directory_path() /
                ("statybos-marketplace-" + std::to_string(::getpid()));
        std::filesystem::create_directories(root_ / "config/plugins");
        options_.file = root_ / "config/marketplace.yaml";
        options_.environment = [this](std::string_view name) -> std::optional<std::string> {
            const auto found = variables_.find(std::string(name));
            return found == variables_.end() ? std::nullopt : std::optional(found->second);
        };
    }
    void TearDown() override { std::filesystem::remove_all(root_); }

    void write(const std::string& file, const std::string& text) {
        std::ofstream(root_ / file) << text;
    }

    MarketplaceConfig load(const std::string& text, std::string& mistakes) {
        write("config/marketplace.yaml", text);
        ConfigErrors errors;
        MarketplaceConfig config = load_marketplace(options_, errors);
        mistakes = without_root(to_text(errors));
        return config;
    }
    MarketplaceConfig accepted(const std::string& text) {
        std::string mistakes;
        MarketplaceConfig config = load(text, mistakes);
        EXPECT_EQ(mistakes, "");
        return config;
    }
    std::string refused(const std::string& text) {
        std::string mistakes;
        load(text, mistakes);
        return mistakes;
    }

    std::string without_root(std::string text) const {
        const std::string prefix = root_.string() + "/";
        for (std::size_t i = text.find(prefix); i != std::string::npos; i = text.find(prefix)) {
            text.erase(i, prefix.size());
        }
        return text;
    }

    std::filesystem::path root_;
    LoadOptions options_;
    std::map<std::string, std::string> variables_;
};

} // namespace statybos::kernel::config
