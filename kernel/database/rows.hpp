// What a statement answered.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct pg_result;

namespace statybos::kernel::database {

/// One row of Rows, by column number from 0; borrowed from it.
class Row {
public:
    Row(const pg_result* result, int row) : result_(result), row_(row) {}

    bool is_null(int column) const;
    /// PostgreSQL's text form; empty when null. Lives as long as the Rows.
    std::string_view text(int column) const;
    /// For any integer column; 0 when null.
    std::int64_t integer(int column) const;
    /// For a float or numeric column; 0 when null.
    double number(int column) const;
    bool boolean(int column) const;
    /// For a bytea column; empty when null.
    std::string bytes(int column) const;

private:
    const pg_result* result_;
    int row_;
};

/// All rows of one answer, held in memory. Independent of the connection that fetched them.
class Rows {
public:
    class Iterator {
    public:
        Iterator(const pg_result* result, int row) : result_(result), row_(row) {}
        Row operator*() const { return {result_, row_}; }
        Iterator& operator++() {
            ++row_;
            return *this;
        }
        bool operator==(const Iterator&) const = default;

    private:
        const pg_result* result_;
        int row_;
    };

    /// Takes ownership.
    explicit Rows(pg_result* result) : result_(result) {}

    int size() const;
    bool empty() const { return size() == 0; }
    int columns() const;
    Row operator[](int row) const { return {result_.get(), row}; }
    Row front() const { return {result_.get(), 0}; }
    Iterator begin() const { return {result_.get(), 0}; }
    Iterator end() const { return {result_.get(), size()}; }

    /// Rows that an INSERT, UPDATE, DELETE or MERGE touched, or that a SELECT gave.
    std::uint64_t affected() const;
    /// PostgreSQL's name of what was done: "SELECT 3", "COMMIT", …
    std::string_view tag() const;
    const pg_result* raw() const { return result_.get(); }

private:
    struct Clear {
        void operator()(pg_result* result) const noexcept;
    };
    std::unique_ptr<pg_result, Clear> result_;
};

} // namespace statybos::kernel::database
