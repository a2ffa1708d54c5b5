// A setting after its schema judged it: typed, with defaults filled in.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/units.hpp"

namespace statybos::kernel::config {

/// Text that no log, message or command may show.
struct Secret {
    std::string text;
};

struct Value {
    struct Member;
    using Array = std::vector<Value>;
    using Object = std::vector<Member>;

    std::variant<std::monostate, bool, std::int64_t, double, std::string, Secret, Amount, Array,
                 Object>
        data;

    template <class T>
    const T* as() const {
        return std::get_if<T>(&data);
    }

    /// The member `key` of an object, or null.
    const Value* find(std::string_view key) const;
};

struct Value::Member {
    std::string name;
    Value value;
};

enum class Reveal {
    everything, ///< for the plugin itself
    no_secrets  ///< secrets and passwords inside URLs read "***"
};

/// Durations are milliseconds and sizes bytes, both integers; an amount is
/// {"amount": "12.50", "currency": "EUR"}; members keep the schema's order.
std::string to_json(const Value& value, Reveal reveal);

/// `text` with the password of a URL (`scheme://user:password@…`, `?password=…`) as "***".
std::string without_password(std::string_view text);

} // namespace statybos::kernel::config
