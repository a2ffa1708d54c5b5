// SQL. Parameters are $1, $2, …; rows become records by position (row.hpp).
#pragma once

#include <array>
#include <exception>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <statybos/context.hpp>
#include <statybos/parameter.hpp>
#include <statybos/row.hpp>

namespace statybos {

/// Statements on the context's connection: inside the open transaction, else each on its own.
///
/// A statement that the database refuses throws Failure; its slug tells why: "unique_violation",
/// "foreign_key_violation", "check_violation", "serialization_failure", "database_unavailable" or
/// "database_error". constraint_of() names the constraint.
class Session {
public:
    explicit Session(Ctx ctx) noexcept : ctx_(ctx) {}

    Ctx& ctx() noexcept { return ctx_; }

    /// All rows.
    template <class Row, class... Args>
    std::vector<Row> query(std::string_view sql, const Args&... args) {
        std::vector<Row> rows;
        each<Row>(
            sql, [&](Row&& row) { rows.push_back(std::move(row)); }, args...);
        return rows;
    }

    /// The first row, if any.
    template <class Row, class... Args>
    std::optional<Row> one(std::string_view sql, const Args&... args) {
        std::optional<Row> found;
        each<Row>(
            sql,
            [&](Row&& row) {
                if (!found) {
                    found = std::move(row);
                }
            },
            args...);
        return found;
    }

    /// The only row of a statement that always has one.
    template <class Row, class... Args>
    Row single(std::string_view sql, const Args&... args) {
        auto row = one<Row>(sql, args...);
        if (!row) {
            throw Failure(Errc::internal, "internal_error",
                          "a statement gave no row: " + std::string(sql));
        }
        return std::move(*row);
    }

    /// The number of rows changed.
    template <class... Args>
    std::uint64_t execute(std::string_view sql, const Args&... args) {
        return with_parameters(
            [&](std::span<const sty_value> values) { return execute_raw(sql, values); }, args...);
    }

private:
    template <class Row, class Sink, class... Args>
    void each(std::string_view sql, Sink&& sink, const Args&... args) {
        auto read = [&](std::span<const sty_value> columns) { sink(read_row<Row>(columns)); };
        with_parameters(
            [&](std::span<const sty_value> values) { query_raw(sql, values, RowSink(read)); },
            args...);
    }

    template <class Fn, class... Args>
    static auto with_parameters(Fn&& fn, const Args&... args) {
        const std::array<Parameter, sizeof...(Args)> parameters{to_parameter(args)...};
        std::array<sty_value, sizeof...(Args) + 1> values{};
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            values[i] = parameters[i].value();
        }
        return fn(std::span<const sty_value>(values.data(), sizeof...(Args)));
    }

    /// Borrows a callable; what it throws is parked and thrown again on this side of the border.
    class RowSink {
    public:
        template <class Fn>
        explicit RowSink(Fn& fn)
            : target_(&fn), call_([](void* target, std::span<const sty_value> columns) {
                  (*static_cast<Fn*>(target))(columns);
              }) {}

        void operator()(std::span<const sty_value> columns) const { call_(target_, columns); }

    private:
        void* target_;
        void (*call_)(void*, std::span<const sty_value>);
    };

    void query_raw(std::string_view sql, std::span<const sty_value> values, RowSink sink);
    std::uint64_t execute_raw(std::string_view sql, std::span<const sty_value> values);

    Ctx ctx_;
};

/// The constraint that a database error names, or empty.
std::string constraint_of(const Error& error);

} // namespace statybos
