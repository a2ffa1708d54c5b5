// Strong identifiers: a ProductId is not an OrderId, though both are UUIDs.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <statybos/uuid.hpp>

namespace statybos {

/// What STATYBOS_ID derives from; trivially copyable, 16 bytes, ordered, hashable.
template <class Self>
struct StrongId {
    using strong_id = Self;

    Uuid value;

    static constexpr Self from(Uuid value) noexcept {
        Self id;
        id.value = value;
        return id;
    }
    static std::optional<Self> parse(std::string_view text) noexcept {
        const std::optional<Uuid> value = Uuid::parse(text);
        return value ? std::optional<Self>(from(*value)) : std::nullopt;
    }
    /// A new one; see Uuid::v7.
    static Self make(std::int64_t now_us, std::span<const std::uint8_t, 8> random) noexcept {
        return from(Uuid::v7(now_us, random));
    }
    /// A new one by the system's clock and random source.
    static Self make() { return from(Uuid::make()); }

    std::string to_string() const { return value.to_string(); }
    bool is_nil() const noexcept { return value.is_nil(); }

    friend constexpr bool operator==(const Self& a, const Self& b) noexcept {
        return a.value == b.value;
    }
    friend std::strong_ordering operator<=>(const Self& a, const Self& b) noexcept {
        return a.value <=> b.value;
    }
};

/// A type declared by STATYBOS_ID.
template <class T>
concept IdType = requires {
    typename T::strong_id;
};

} // namespace statybos

template <statybos::IdType T>
struct std::hash<T> {
    std::size_t operator()(const T& id) const noexcept { return hash_value(id.value); }
};

/// Declares a strong identifier in the present namespace: `STATYBOS_ID(ShipmentId)`.
#define STATYBOS_ID(Name)                                                                          \
    struct Name : ::statybos::StrongId<Name> {};                                                   \
    [[maybe_unused]] constexpr ::std::string_view statybos_id_name(const Name*) noexcept {         \
        return #Name;                                                                              \
    }

namespace statybos {

STATYBOS_ID(UserId)
STATYBOS_ID(VendorId)
STATYBOS_ID(ProductId)
STATYBOS_ID(CategoryId)
STATYBOS_ID(OrderId)
STATYBOS_ID(PurchaseId)
STATYBOS_ID(PaymentId)
STATYBOS_ID(CartId)
STATYBOS_ID(LineId)

} // namespace statybos
