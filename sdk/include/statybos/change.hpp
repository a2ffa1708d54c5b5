// Fields that may be left out.
#pragma once

#include <optional>
#include <utility>

namespace statybos {

/// A field of a PATCH: absent, null, or a value. Written, an absent one is left out.
template <class T>
class Change {
public:
    using value_type = T;

    constexpr Change() noexcept = default;
    Change(T value) : value_(std::move(value)), present_(true) {}
    static Change clear() {
        Change change;
        change.present_ = true;
        return change;
    }

    /// The client sent this field, be it null or a value.
    bool present() const noexcept { return present_; }
    /// The client sent null.
    bool cleared() const noexcept { return present_ && !value_; }
    bool has_value() const noexcept { return value_.has_value(); }
    /// Only when has_value().
    const T& value() const { return *value_; }
    T& value() { return *value_; }
    /// Makes `target` what the client wants it to be; absent leaves it alone.
    void apply_to(std::optional<T>& target) const {
        if (present_) {
            target = value_;
        }
    }

    friend bool operator==(const Change&, const Change&) = default;

private:
    std::optional<T> value_;
    bool present_ = false;
};

/// As std::optional, but left out when empty instead of written as null, and null is refused: for
/// members that only some answers have, and for fields of a PATCH that cannot be cleared.
template <class T>
class Maybe {
public:
    using value_type = T;

    constexpr Maybe() noexcept = default;
    constexpr Maybe(std::nullopt_t) noexcept {}
    Maybe(T value) : value_(std::move(value)) {}
    Maybe(std::optional<T> value) : value_(std::move(value)) {}

    bool has_value() const noexcept { return value_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }
    /// Only when has_value().
    const T& value() const { return *value_; }
    T& value() { return *value_; }
    const T& operator*() const { return *value_; }
    T& operator*() { return *value_; }
    const T* operator->() const { return &*value_; }
    T* operator->() { return &*value_; }
    const std::optional<T>& as_optional() const noexcept { return value_; }
    T value_or(T other) const { return value_.value_or(std::move(other)); }

    friend bool operator==(const Maybe&, const Maybe&) = default;

private:
    std::optional<T> value_;
};

} // namespace statybos
