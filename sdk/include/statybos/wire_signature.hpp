// What a type counts in the signature of a contract's method: equal hashes, equal wire forms.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/json.hpp>
#include <statybos/money.hpp>
#include <statybos/record.hpp>

namespace statybos {

namespace detail {

/// FNV-1a, 64 bits.
constexpr std::uint64_t hash_text(std::uint64_t hash, std::string_view text) noexcept {
    for (const char c : text) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1'099'511'628'211ULL;
    }
    return hash;
}

constexpr std::uint64_t hash_named(std::uint64_t hash, std::string_view kind,
                                   std::string_view name) noexcept {
    return hash_text(hash_text(hash_text(hash, kind), name), ";");
}

template <class T>
constexpr std::string_view width_of() noexcept {
    return std::string_view("12345678").substr(sizeof(T) - 1, 1);
}

} // namespace detail

/// What the hash of a signature starts from.
inline constexpr std::uint64_t wire_hash_seed = 14'695'981'039'346'656'037ULL;

/// Folds the type into a signature's hash; the same in every compiler. A record counts by its name
/// only, because it may grow, an enumeration by name and width, a scalar by kind and width, a POD
/// by its tag.
template <class T>
constexpr std::uint64_t wire_signature(std::uint64_t hash) {
    using detail::hash_named;
    if constexpr (std::is_void_v<T>) {
        return hash_named(hash, "void", {});
    } else if constexpr (std::is_same_v<T, bool>) {
        return hash_named(hash, "bool", {});
    } else if constexpr (detail::Integer<T>) {
        return hash_named(hash, std::is_signed_v<T> ? "i" : "u", detail::width_of<T>());
    } else if constexpr (std::is_floating_point_v<T>) {
        return hash_named(hash, "f", detail::width_of<T>());
    } else if constexpr (RecordEnum<T>) {
        return hash_named(hash_named(hash, "enum:", statybos_enum_name(static_cast<T*>(nullptr))),
                          {}, detail::width_of<T>());
    } else if constexpr (IdType<T>) {
        return hash_named(hash, "id:", statybos_id_name(static_cast<T*>(nullptr)));
    } else if constexpr (Pod<T>) {
        return hash_named(hash, "pod:", statybos_pod_tag(static_cast<T*>(nullptr)));
    } else if constexpr (std::is_same_v<T, Money>) {
        return hash_named(hash, "money", {});
    } else if constexpr (std::is_same_v<T, Quantity>) {
        return hash_named(hash, "quantity", {});
    } else if constexpr (std::is_same_v<T, Percent>) {
        return hash_named(hash, "percent", {});
    } else if constexpr (std::is_same_v<T, Uuid>) {
        return hash_named(hash, "uuid", {});
    } else if constexpr (std::is_same_v<T, Instant>) {
        return hash_named(hash, "instant", {});
    } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
        return hash_named(hash, "text", {});
    } else if constexpr (std::is_same_v<T, Json>) {
        return hash_named(hash, "json", {});
    } else if constexpr (detail::is_vector<T>) {
        return wire_signature<typename T::value_type>(hash_named(hash, "list:", {}));
    } else if constexpr (detail::is_map<T>) {
        return wire_signature<typename T::mapped_type>(hash_named(hash, "map:", {}));
    } else if constexpr (detail::is_optional<T>) {
        return wire_signature<typename T::value_type>(hash_named(hash, "optional:", {}));
    } else if constexpr (detail::is_maybe<T>) {
        return wire_signature<typename T::value_type>(hash_named(hash, "maybe:", {}));
    } else if constexpr (detail::is_change<T>) {
        return wire_signature<typename T::value_type>(hash_named(hash, "change:", {}));
    } else if constexpr (Record<T>) {
        return hash_named(hash, "record:", record_name<T>());
    } else {
        static_assert(detail::always_false<T>,
                      "this type cannot cross; describe it by STATYBOS_RECORD or STATYBOS_POD");
    }
}

} // namespace statybos
