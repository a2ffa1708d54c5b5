#include <statybos/session.hpp>

#include <statybos/json_reader.hpp>

namespace statybos {

void Session::query_raw(std::string_view sql, std::span<const sty_value> values, RowSink sink) {
    struct State {
        RowSink& sink;
        std::exception_ptr parked;
    } state{sink, nullptr};
    const sty_row_fn on_row = [](void* user, const sty_value* columns,
                                 std::uint32_t count) noexcept {
        auto& current = *static_cast<State*>(user);
        try {
            current.sink({columns, count});
            return sty_rc{STY_OK};
        } catch (...) {
            current.parked = std::current_exception();
            return sty_rc{STY_E_EXCEPTION};
        }
    };
    detail::ErrorSlot error;
    const sty_rc rc =
        detail::tables.db->query(ctx_.raw(), to_abi(sql), values.data(),
                                 static_cast<std::uint32_t>(values.size()), on_row, &state, &error);
    if (state.parked) {
        std::rethrow_exception(state.parked);
    }
    error.check(rc);
}

std::uint64_t Session::execute_raw(std::string_view sql, std::span<const sty_value> values) {
    detail::ErrorSlot error;
    std::uint64_t affected = 0;
    error.check(detail::tables.db->execute(ctx_.raw(), to_abi(sql), values.data(),
                                           static_cast<std::uint32_t>(values.size()), &affected,
                                           &error));
    return affected;
}

std::string constraint_of(const Error& error) {
    const auto details = Json::parse(error.details());
    return details ? details->find("constraint").as_string().value_or(std::string())
                   : std::string();
}

} // namespace statybos
