// A runtime on a database of its own, with plugins from the fixtures.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "kernel/http/support/raw_client.hpp"
#include "kernel/plugins/plugin_fixture.hpp"
#include "runtime/marketplace.hpp"
#include "runtime/runtime.hpp"
#include "support/test_database.hpp"

namespace statybos::kernel {

class RuntimeTest : public ::testing::Test {
protected:
    RuntimeTest() {
        std::filesystem::create_directories(folder_.path() / "config");
        write_config("");
    }

    /// The operator's YAML: `plugins` is the list's items, one a line.
    void write_config(const std::string& plugins, const std::string& more = "") {
        std::ofstream(folder_.path() / "config/marketplace.yaml")
            << "server: {port: 0, stop_patience: 10s}\n"
            << "events: {poll: 50ms}\n"
            << "jobs: {poll: 50ms}\n"
            << "plugins:" << (plugins.empty() ? " []\n" : "\n" + plugins) << more;
    }

    static std::string plugin(const std::string& name, const std::string& id) {
        return "  - {id: " + id + ", path: " + plugins::fixture(name).string() + "}\n";
    }

    void make() {
        MarketplaceSource source;
        source.config = folder_.path() / "config/marketplace.yaml";
        Marketplace marketplace = read_marketplace(source).value();
        marketplace.settings.database = database_.settings(8);
        runtime_ = Runtime::create(std::move(marketplace.settings), marketplace.read_plan).value();
    }

    void start() {
        make();
        runtime_->start().value();
        runtime_->start_background();
        runtime_->listen().value();
    }

    test::Answer ask(const std::string& bytes) {
        return test::RawClient(runtime_->port()).ask(bytes);
    }
    test::Answer get(const std::string& path, const std::string& lines = "") {
        return ask(test::request("GET " + path, lines));
    }

    /// Asks `path` until the answer is `body`; the test's own time limit ends it otherwise.
    void wait_for(const std::string& path, const std::string& body) {
        while (get(path).body != body) {
            std::this_thread::yield();
        }
    }

    /// Rows of the shop's table.
    std::int64_t notes() {
        return database_.pool().lease()->query("SELECT count(*) FROM test_shop.note")[0].integer(0);
    }

    testing::TestDatabase database_;
    plugins::TemporaryFolder folder_;
    std::unique_ptr<Runtime> runtime_;
};

} // namespace statybos::kernel
