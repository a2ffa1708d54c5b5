#include "database/db_table.hpp"

#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "database/binding.hpp"
#include "database/row_decoder.hpp"

namespace statybos::kernel::database {
namespace {

Binding& binding_of(sty_ctx* ctx) {
    return Binding::of(Context::of(ctx));
}

Result<> no_argument(const char* name) {
    return Error(Errc::invalid, "invalid_argument", std::string(name) + " is missing")
        .flag(STY_ERROR_PRIVATE);
}

sty_rc query(sty_ctx* ctx, sty_str sql, const sty_value* parameters, uint32_t count, sty_row_fn row,
             void* user, sty_error* error) {
    return guarded(error, [&]() -> Result<> {
        if (row == nullptr || (parameters == nullptr && count > 0)) {
            return no_argument(row == nullptr ? "row" : "parameters");
        }
        // Held here and not in the binding: `row` may run further statements.
        const Rows rows = binding_of(ctx).run(view(sql), Values(parameters, count));
        RowDecoder decoder(rows);
        for (int i = 0; i < rows.size(); ++i) {
            const auto columns = decoder.decode(i);
            if (row(user, columns.data(), static_cast<uint32_t>(columns.size())) != STY_OK) {
                break;
            }
        }
        return {};
    });
}

sty_rc execute(sty_ctx* ctx, sty_str sql, const sty_value* parameters, uint32_t count,
               uint64_t* affected, sty_error* error) {
    return guarded(error, [&]() -> Result<> {
        if (parameters == nullptr && count > 0) {
            return no_argument("parameters");
        }
        Binding& binding = binding_of(ctx);
        if (affected == nullptr) {
            binding.run_later(view(sql), Values(parameters, count));
        } else {
            *affected = binding.run(view(sql), Values(parameters, count)).affected();
        }
        return {};
    });
}

sty_rc begin(sty_ctx* ctx, sty_error* error) {
    return guarded(error, [&]() -> Result<> {
        binding_of(ctx).begin();
        return {};
    });
}

sty_rc end(sty_ctx* ctx, uint8_t commit, sty_error* error) {
    return guarded(error, [&]() -> Result<> {
        Binding& binding = binding_of(ctx);
        if (commit != 0) {
            binding.commit();
        } else {
            binding.rollback();
        }
        return {};
    });
}

uint32_t depth(const sty_ctx* ctx) {
    const Binding* binding = Context::of(ctx).database.get();
    return binding == nullptr ? 0 : binding->depth();
}

sty_rc on_end(sty_ctx* ctx, sty_commit_fn fn, void* user, sty_error* error) {
    return guarded(error, [&]() -> Result<> {
        if (fn == nullptr) {
            return no_argument("fn");
        }
        binding_of(ctx).on_end(
            [fn, user](bool committed) { fn(user, static_cast<uint8_t>(committed ? 1 : 0)); });
        return {};
    });
}

} // namespace

const sty_api_db& db_table() {
    static const sty_api_db table{
        sizeof(sty_api_db), 0, &query, &execute, &begin, &end, &depth, &on_end};
    return table;
}

} // namespace statybos::kernel::database
