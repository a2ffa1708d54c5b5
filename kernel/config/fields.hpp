// Reading judged settings: the schema has seen to types and defaults.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "config/value.hpp"

namespace statybos::kernel::config {

/// The members of an object; what is absent reads as empty, zero or false. Borrows the value.
class Fields {
public:
    explicit Fields(const Value& value) : value_(value) {}

    /// Also a secret's text.
    std::string text(std::string_view key) const;
    std::int64_t number(std::string_view key) const;
    double fraction(std::string_view key) const;
    bool flag(std::string_view key) const;
    std::chrono::milliseconds duration(std::string_view key) const {
        return std::chrono::milliseconds(number(key));
    }
    std::size_t count(std::string_view key) const { return static_cast<std::size_t>(number(key)); }
    std::vector<std::string> texts(std::string_view key) const;
    const Value::Array& items(std::string_view key) const;
    const Value::Object& members(std::string_view key) const;
    Fields inner(std::string_view key) const;

private:
    template <class T>
    const T* find(std::string_view key) const {
        const Value* found = value_.find(key);
        return found != nullptr ? found->as<T>() : nullptr;
    }

    const Value& value_;
};

} // namespace statybos::kernel::config
