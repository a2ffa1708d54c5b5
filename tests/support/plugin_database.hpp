// A plugin's services on a real database, without a kernel around them: FakeHost's tables, but for
// the database, whose statements run for real and in the role that requests have.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include <statybos/testing/fake_host.hpp>

#include "core/context.hpp"
#include "core/host.hpp"
#include "support/test_database.hpp"

namespace statybos::testing {

/// Migrated with the kernel's and the given plugins' migrations. One at a time in a process.
class PluginDatabase {
public:
    PluginDatabase(FakeHost& host, const std::vector<std::string>& plugins);
    ~PluginDatabase();
    PluginDatabase(const PluginDatabase&) = delete;
    PluginDatabase& operator=(const PluginDatabase&) = delete;

    /// What one request has; of one thread at a time. Reaches the services that the host had when
    /// this was made.
    class Request {
    public:
        explicit Request(PluginDatabase& database);
        ~Request();
        Request(const Request&) = delete;
        Request& operator=(const Request&) = delete;

        Ctx ctx() { return Ctx(&raw_); }

    private:
        friend class PluginDatabase;
        sty_ctx raw_;
        kernel::Context kernel_;
        PluginDatabase& database_;
    };

    /// As the role that owns the tables.
    kernel::database::Pool& as_owner() { return database_.pool(); }
    /// As requests are.
    kernel::database::Pool& as_application() { return *application_; }
    /// Called in the transaction that publishes, as a listener in it would be; an error vetoes it.
    using Listener = std::function<Result<void>(Ctx, std::string_view topic, std::string_view)>;
    void on_publish(Listener listener) { listener_ = std::move(listener); }

    /// Topics of what was published and committed or not, in order.
    std::vector<std::string> published();

private:
    friend struct PluginDatabaseTables;

    kernel::Context& kernel_of(const sty_ctx* raw);

    FakeHost& host_;
    const sty_api_db* fake_database_ = nullptr;
    const sty_api_mem* fake_heap_ = nullptr;
    const sty_api_events* fake_events_ = nullptr;
    TestDatabase database_;
    std::unique_ptr<kernel::database::Pool> application_;
    kernel::Engines engines_;
    std::mutex mutex_;
    std::vector<Request*> requests_;
    std::vector<std::string> published_;
    Listener listener_;
};

} // namespace statybos::testing
