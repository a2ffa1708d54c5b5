// statybos.context/1: who asks, in which language, until when.
#include <statybos/abi/context.h>
#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "core/context.hpp"
#include "core/host.hpp"
#include "database/binding.hpp"
#include "plugins/host_tables.hpp"
#include "plugins/instance.hpp"
#include "plugins/text_arena.hpp"

namespace statybos::kernel::plugins {
namespace {

using std::chrono::duration_cast;
using std::chrono::microseconds;

const sty_principal* principal(const sty_ctx* ctx) noexcept {
    return &Context::of(ctx).principal();
}

sty_str language(const sty_ctx* ctx) noexcept {
    return to_abi(Context::of(ctx).language);
}

sty_str request_id(const sty_ctx* ctx) noexcept {
    return to_abi(Context::of(ctx).request_id);
}

std::int64_t remaining_us(const sty_ctx* ctx) noexcept {
    const auto deadline = Context::of(ctx).deadline;
    if (deadline == Context::Clock::time_point::max()) {
        return INT64_MAX;
    }
    return duration_cast<microseconds>(deadline - Context::Clock::now()).count();
}

sty_rc invalidate(sty_ctx* ctx, sty_span tags, sty_error* error) noexcept {
    return guarded(error, [&]() -> Result<> {
        Context& context = Context::of(ctx);
        const auto given = views(tags);
        if (context.engines == nullptr || context.engines->database == nullptr) {
            return {};
        }
        database::Binding& binding = database::Binding::of(context);
        for (std::string_view tag : given) {
            binding.invalidate(std::string(tag));
        }
        return {};
    });
}

/// A point in time no further away than the clock can count.
Context::Clock::time_point deadline_in(std::int64_t us) {
    constexpr std::int64_t longest = std::int64_t{365} * 24 * 3600 * 1'000'000;
    return us <= 0 || us > longest ? Context::Clock::time_point::max()
                                   : Context::Clock::now() + microseconds(us);
}

sty_rc open_context(const sty_host* host, std::int64_t deadline_us, sty_ctx** ctx,
                    sty_error* error) noexcept {
    return guarded(error, [&]() -> Result<> {
        Instance& instance = Instance::of(host);
        auto opened =
            instance.surroundings().ports->open_context(instance, deadline_in(deadline_us));
        if (!opened) {
            return opened.error();
        }
        *ctx = std::move(*opened).release()->abi();
        return {};
    });
}

void close(sty_ctx* ctx) noexcept {
    if (ctx != nullptr) {
        delete &Context::of(ctx);
    }
}

} // namespace

const sty_api_context& context_api() {
    static const sty_api_context table{
        sizeof(sty_api_context), 0,           &principal,    &language, &request_id,
        &remaining_us,           &invalidate, &open_context, &close};
    return table;
}

} // namespace statybos::kernel::plugins
