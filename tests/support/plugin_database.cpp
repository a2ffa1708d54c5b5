#include "support/plugin_database.hpp"

#include <algorithm>

#include "core/abi.hpp"
#include "database/binding.hpp"
#include "database/db_table.hpp"

namespace statybos::testing {
namespace {

PluginDatabase* current = nullptr;

} // namespace

struct PluginDatabaseTables {
    static sty_ctx* kernel(const sty_ctx* ctx) { return current->kernel_of(ctx).abi(); }

    static sty_rc query(sty_ctx* ctx, sty_str sql, const sty_value* values, std::uint32_t count,
                        sty_row_fn row, void* user, sty_error* error) {
        return kernel::database::db_table().query(kernel(ctx), sql, values, count, row, user,
                                                  error);
    }
    static sty_rc execute(sty_ctx* ctx, sty_str sql, const sty_value* values, std::uint32_t count,
                          std::uint64_t* affected, sty_error* error) {
        return kernel::database::db_table().execute(kernel(ctx), sql, values, count, affected,
                                                    error);
    }
    static sty_rc begin(sty_ctx* ctx, sty_error* error) {
        return kernel::database::db_table().begin(kernel(ctx), error);
    }
    static sty_rc end(sty_ctx* ctx, std::uint8_t commit, sty_error* error) {
        return kernel::database::db_table().end(kernel(ctx), commit, error);
    }
    static std::uint32_t depth(const sty_ctx* ctx) {
        return kernel::database::db_table().depth(kernel(ctx));
    }
    static sty_rc on_end(sty_ctx* ctx, sty_commit_fn fn, void* user, sty_error* error) {
        return kernel::database::db_table().on_end(kernel(ctx), fn, user, error);
    }
    static sty_rc publish(sty_ctx* ctx, sty_str topic, sty_str, sty_str payload, sty_error* error) {
        {
            const std::lock_guard lock(current->mutex_);
            current->published_.emplace_back(view(topic));
        }
        if (!current->listener_) {
            return STY_OK;
        }
        try {
            const auto heard = current->listener_(Ctx(ctx), view(topic), view(payload));
            return heard ? STY_OK : detail::fill_error(error, heard.error());
        } catch (...) {
            return detail::translate_exception(error);
        }
    }
};

namespace {

const sty_api_db real_database{sizeof(sty_api_db),          0,
                               PluginDatabaseTables::query, PluginDatabaseTables::execute,
                               PluginDatabaseTables::begin, PluginDatabaseTables::end,
                               PluginDatabaseTables::depth, PluginDatabaseTables::on_end};
sty_api_events noted_events{};

} // namespace

PluginDatabase::PluginDatabase(FakeHost& host, const std::vector<std::string>& plugins)
    : host_(host), database_(Migrated{plugins}) {
    auto settings = database_.settings(8);
    settings.step_down = true;
    // A crowd on a busy machine waits for its turn.
    settings.lease_timeout = std::chrono::seconds(60);
    application_ = std::make_unique<kernel::database::Pool>(settings);
    engines_.database = application_.get();

    STATYBOS_ASSERT(current == nullptr);
    current = this;
    fake_database_ = detail::tables.db;
    fake_heap_ = detail::tables.mem;
    fake_events_ = detail::tables.events;
    detail::tables.db = &real_database;
    // What the database fails with lies on the kernel's heap.
    detail::tables.mem = &kernel::mem_api();
    noted_events = *detail::tables.events;
    noted_events.publish = PluginDatabaseTables::publish;
    detail::tables.events = &noted_events;
}

PluginDatabase::~PluginDatabase() {
    detail::tables.db = fake_database_;
    detail::tables.mem = fake_heap_;
    detail::tables.events = fake_events_;
    current = nullptr;
}

kernel::Context& PluginDatabase::kernel_of(const sty_ctx* raw) {
    const std::lock_guard lock(mutex_);
    const auto found = std::find_if(requests_.begin(), requests_.end(),
                                    [&](Request* request) { return &request->raw_ == raw; });
    STATYBOS_ASSERT(found != requests_.end());
    return (*found)->kernel_;
}

std::vector<std::string> PluginDatabase::published() {
    const std::lock_guard lock(mutex_);
    return published_;
}

PluginDatabase::Request::Request(PluginDatabase& database)
    : raw_(*database.host_.ctx().raw()), database_(database) {
    kernel_.engines = &database.engines_;
    const std::lock_guard lock(database.mutex_);
    database.requests_.push_back(this);
}

PluginDatabase::Request::~Request() {
    kernel_.database.reset();
    const std::lock_guard lock(database_.mutex_);
    std::erase(database_.requests_, this);
}

} // namespace statybos::testing
