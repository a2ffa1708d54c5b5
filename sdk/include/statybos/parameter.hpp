// Values on their way into a statement.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <statybos/abi/base.h>
#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/json.hpp>
#include <statybos/money.hpp>
#include <statybos/record.hpp>

namespace statybos {

/// One parameter of a statement. Text given by the caller is borrowed, so a Parameter lives no
/// longer than what it was made from; text made here (ids, quantities, arrays) is its own.
class Parameter {
public:
    Parameter() noexcept = default; ///< NULL

    static Parameter integer(std::int64_t value) noexcept {
        Parameter parameter(STY_INT64);
        parameter.integer_ = value;
        return parameter;
    }
    static Parameter boolean(bool value) noexcept {
        Parameter parameter(STY_BOOL);
        parameter.integer_ = value ? 1 : 0;
        return parameter;
    }
    static Parameter number(double value) noexcept {
        Parameter parameter(STY_DOUBLE);
        parameter.number_ = value;
        return parameter;
    }
    static Parameter borrowed(std::string_view text, std::uint32_t kind = STY_TEXT) noexcept {
        Parameter parameter(kind);
        parameter.borrowed_ = text;
        return parameter;
    }
    static Parameter owned(std::string text) {
        Parameter parameter(STY_TEXT);
        parameter.owned_ = std::move(text);
        parameter.owns_ = true;
        return parameter;
    }
    /// `write(char*)` puts at most small_size characters and returns how many.
    template <class Write>
    static Parameter small(Write&& write) {
        Parameter parameter(STY_TEXT);
        parameter.small_length_ = static_cast<std::uint8_t>(write(parameter.small_));
        parameter.is_small_ = true;
        return parameter;
    }
    static constexpr std::size_t small_size = 40;

    /// Borrows from this object.
    sty_value value() const noexcept;

private:
    explicit Parameter(std::uint32_t kind) noexcept : kind_(kind) {}

    std::uint32_t kind_ = STY_NULL;
    bool owns_ = false;
    bool is_small_ = false;
    std::uint8_t small_length_ = 0;
    std::int64_t integer_ = 0;
    double number_ = 0;
    std::string_view borrowed_;
    std::string owned_;
    char small_[small_size];
};

namespace detail {

Parameter uuid_parameter(const Uuid& id);
Parameter instant_parameter(Instant instant);
Parameter quantity_parameter(Quantity quantity);
Parameter percent_parameter(Percent percent);
/// An element of an array literal, quoted.
void append_array_element(std::string& out, std::string_view text);

template <class X>
void append_element(std::string& out, const X& value) {
    if constexpr (std::is_same_v<X, std::string>) {
        append_array_element(out, value);
    } else if constexpr (Integer<X>) {
        out += std::to_string(value);
    } else if constexpr (RecordEnum<X>) {
        append_array_element(out, enum_name(value));
    } else if constexpr (IdType<X> || std::is_same_v<X, Uuid> || std::is_same_v<X, Quantity>) {
        out += value.to_string();
    } else {
        static_assert(always_false<X>, "a list of these is not a parameter; pass JSON");
    }
}

template <class X>
Parameter list_parameter(const std::vector<X>& list) {
    std::string text = "{";
    for (const X& element : list) {
        if (text.size() > 1) {
            text += ',';
        }
        append_element(text, element);
    }
    return Parameter::owned(text + '}');
}

} // namespace detail

/// The parameter that `x` makes: integers, bool, double, text, enumerations by name, ids, Instant
/// (timestamptz), Quantity and Percent (numeric), Json (jsonb), vectors of text, ids, integers,
/// quantities or enumerations (arrays); an empty optional, Maybe or Change is NULL.
inline Parameter to_parameter(std::nullptr_t) noexcept {
    return {};
}
inline Parameter to_parameter(std::string_view text) noexcept {
    return Parameter::borrowed(text);
}
inline Parameter to_parameter(const char* text) noexcept {
    return Parameter::borrowed(text);
}
/// For bytea.
inline Parameter bytes_parameter(std::string_view bytes) noexcept {
    return Parameter::borrowed(bytes, STY_BYTES);
}

template <class X>
requires(!std::is_convertible_v<const X&, std::string_view>) Parameter to_parameter(const X& x) {
    static_assert(!std::is_same_v<X, Money>,
                  "Money is two columns: pass money.minor and money.currency.code()");
    if constexpr (std::is_same_v<X, Parameter>) {
        return x;
    } else if constexpr (std::is_same_v<X, bool>) {
        return Parameter::boolean(x);
    } else if constexpr (detail::Integer<X>) {
        static_assert(std::is_signed_v<X> || sizeof(X) < 8, "a database has no uint64");
        return Parameter::integer(static_cast<std::int64_t>(x));
    } else if constexpr (std::is_floating_point_v<X>) {
        return Parameter::number(static_cast<double>(x));
    } else if constexpr (RecordEnum<X>) {
        return Parameter::borrowed(enum_name(x));
    } else if constexpr (std::is_same_v<X, Uuid>) {
        return detail::uuid_parameter(x);
    } else if constexpr (IdType<X>) {
        return detail::uuid_parameter(x.value);
    } else if constexpr (std::is_same_v<X, Instant>) {
        return detail::instant_parameter(x);
    } else if constexpr (std::is_same_v<X, Quantity>) {
        return detail::quantity_parameter(x);
    } else if constexpr (std::is_same_v<X, Percent>) {
        return detail::percent_parameter(x);
    } else if constexpr (std::is_same_v<X, Currency>) {
        return Parameter::owned(std::string(x.code()));
    } else if constexpr (std::is_same_v<X, Json>) {
        return Parameter::owned(x.text());
    } else if constexpr (detail::is_vector<X>) {
        return detail::list_parameter(x);
    } else if constexpr (std::is_same_v<X, std::nullopt_t>) {
        return {};
    } else if constexpr (detail::is_optional<X> || detail::is_maybe<X> || detail::is_change<X>) {
        return x.has_value() ? to_parameter(x.value()) : Parameter();
    } else {
        static_assert(detail::always_false<X>, "this type cannot be a parameter of a statement");
    }
}

} // namespace statybos
