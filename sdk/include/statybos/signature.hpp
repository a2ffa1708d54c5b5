// A contract's methods in words, each with the hash that the kernel compares: what the golden file
// of an ABI is made of. For tools and tests; nothing that runs in a plugin needs it.
//
// It spells out the text that the SDK hashes, and the two must agree: a signature in words that is
// not the one that is hashed is an assertion of ours.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/contract.hpp>

namespace statybos {

/// One method of a contract, as other plugins may have been compiled against it.
struct MethodSignature {
    std::string contract; ///< its id
    std::uint16_t major = 0;
    std::size_t index = 0;         ///< its slot in the table
    std::uint64_t prefix_hash = 0; ///< covers this method and all before it
    std::string text;              ///< "reserve(Transaction&, list<StockLine>) -> Result<void>"
};

/// One field of a record that a contract's methods take or give, or one enumerator. The hash knows
/// records by name only, because they may grow; what stands here must stay in its place.
struct FieldSignature {
    std::string contract; ///< the contract that leads to it
    std::uint16_t major = 0;
    std::string type;
    std::size_t index = 0;
    std::string text; ///< "price: optional<Money>" or "slow = 0"
};

namespace detail {

/// A type as it is hashed and as it is read.
struct Spelled {
    std::string hashed;
    std::string words;
};

inline Spelled spelled(std::string_view kind, std::string_view name, std::string words) {
    return {std::string(kind) + std::string(name) + ';', std::move(words)};
}

inline Spelled around(std::string_view kind, const Spelled& inner) {
    return {std::string(kind) + ":;" + inner.hashed, std::string(kind) + '<' + inner.words + '>'};
}

/// The types that have a name given by their declaration.
template <class T>
Spelled spell_named() {
    if constexpr (RecordEnum<T>) {
        const std::string name(statybos_enum_name(static_cast<T*>(nullptr)));
        return {"enum:" + name + ';' + std::string(width_of<T>()) + ';',
                name + ':' + std::to_string(sizeof(T) * 8)};
    } else if constexpr (IdType<T>) {
        const std::string name(statybos_id_name(static_cast<T*>(nullptr)));
        return spelled("id:", name, name);
    } else if constexpr (Pod<T>) {
        const std::string tag(statybos_pod_tag(static_cast<T*>(nullptr)));
        return spelled("pod:", tag, tag);
    } else {
        const std::string name(record_name<T>());
        return spelled("record:", name, name);
    }
}

/// As wire_signature().
template <class T>
Spelled spell() {
    if constexpr (std::is_void_v<T>) {
        return spelled("void", "", "void");
    } else if constexpr (std::is_same_v<T, bool>) {
        return spelled("bool", "", "bool");
    } else if constexpr (Integer<T>) {
        const std::string_view sign = std::is_signed_v<T> ? "i" : "u";
        return spelled(sign, width_of<T>(), std::string(sign) + std::to_string(sizeof(T) * 8));
    } else if constexpr (std::is_floating_point_v<T>) {
        return spelled("f", width_of<T>(), 'f' + std::to_string(sizeof(T) * 8));
    } else if constexpr (std::is_same_v<T, Money>) {
        return spelled("money", "", "Money");
    } else if constexpr (std::is_same_v<T, Quantity>) {
        return spelled("quantity", "", "Quantity");
    } else if constexpr (std::is_same_v<T, Percent>) {
        return spelled("percent", "", "Percent");
    } else if constexpr (std::is_same_v<T, Uuid>) {
        return spelled("uuid", "", "Uuid");
    } else if constexpr (std::is_same_v<T, Instant>) {
        return spelled("instant", "", "Instant");
    } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
        return spelled("text", "", "text");
    } else if constexpr (std::is_same_v<T, Json>) {
        return spelled("json", "", "Json");
    } else if constexpr (is_vector<T>) {
        return around("list", spell<typename T::value_type>());
    } else if constexpr (is_map<T>) {
        return around("map", spell<typename T::mapped_type>());
    } else if constexpr (is_optional<T>) {
        return around("optional", spell<typename T::value_type>());
    } else if constexpr (is_maybe<T>) {
        return around("maybe", spell<typename T::value_type>());
    } else if constexpr (is_change<T>) {
        return around("change", spell<typename T::value_type>());
    } else {
        return spell_named<T>();
    }
}

template <class P>
inline constexpr bool is_span = false;
template <class P>
inline constexpr bool is_span<std::span<const P>> = true;

/// As Lower<P>::sign().
template <class P>
Spelled spell_parameter() {
    using T = std::remove_cvref_t<P>;
    if constexpr (std::is_same_v<P, Transaction&>) {
        return {"t", "Transaction&"};
    } else if constexpr (std::is_same_v<P, Ctx&> || std::is_same_v<P, Session&>) {
        return {"c", "Ctx&"};
    } else if constexpr (std::is_same_v<T, bool>) {
        return {"b", "bool"};
    } else if constexpr (std::is_same_v<T, std::string_view>) {
        return {"s", "text"};
    } else if constexpr (is_span<T>) {
        const Spelled element = spell<std::remove_cv_t<typename T::element_type>>();
        return {"sp" + element.hashed, "span<" + element.words + '>'};
    } else {
        const Spelled type = spell<T>();
        return {(Framed<T> ? "r" : Bytes<T> ? "p" : "v") + type.hashed, type.words};
    }
}

/// As Give<T>::sign().
template <class T>
Spelled spell_result() {
    if constexpr (std::is_void_v<T>) {
        return {"-", "void"};
    } else if constexpr (std::is_same_v<T, std::string>) {
        return {"S", "text"};
    } else {
        const Spelled type = spell<T>();
        return {(Framed<T> ? 'R' : 'V') + type.hashed, type.words};
    }
}

template <class F>
struct SpellMethod;
template <class R, class... A>
struct SpellMethod<R(A...)> {
    /// As TableOf::hashes() and AbiFunction::sign().
    static Spelled spell(const std::string& name) {
        Spelled method{'|' + name, name + '('};
        std::string_view comma;
        const auto add = [&](const Spelled& parameter) {
            method.hashed += ',' + parameter.hashed;
            method.words += std::string(comma) + parameter.words;
            comma = ", ";
        };
        (add(spell_parameter<A>()), ...);
        const Spelled result = spell_result<typename Return<R>::value>();
        method.hashed += (Return<R>::fallible ? ")?" : ")") + result.hashed;
        method.words +=
            Return<R>::fallible ? ") -> Result<" + result.words + '>' : ") -> " + result.words;
        return method;
    }
};

template <class I, class... M>
std::vector<MethodSignature> signatures_of(Methods<M...>) {
    std::vector<MethodSignature> all;
    std::uint64_t hash = hash_text(wire_hash_seed, Description<I>::id);
    const auto add = [&](const Spelled& method) {
        hash = hash_text(hash, method.hashed);
        STATYBOS_ASSERT(hash == Tabled<I>::prefix.of[all.size()]);
        all.push_back({Description<I>::id, Description<I>::major, all.size(), hash, method.words});
    };
    (add(SpellMethod<typename M::function>::spell(M::name)), ...);
    return all;
}

/// Gathers records and enumerations, each once, the ones inside them too.
class FieldCollector {
public:
    FieldCollector(std::string contract, std::uint16_t major)
        : contract_(std::move(contract)), major_(major) {}

    template <class T>
    void visit() {
        if constexpr (is_map<T>) {
            visit<typename T::mapped_type>();
        } else if constexpr (is_vector<T> || is_optional<T> || is_maybe<T> || is_change<T>) {
            visit<typename T::value_type>();
        } else if constexpr (is_span<T>) {
            visit<std::remove_cv_t<typename T::element_type>>();
        } else if constexpr (Record<T>) {
            if (seen_.insert(std::string(record_name<T>())).second) {
                visit_record<T>();
            }
        } else if constexpr (RecordEnum<T>) {
            if (seen_.insert(spell<T>().words).second) {
                visit_enum<T>();
            }
        }
    }

    template <class R, class... A>
    void visit_method(R (*)(A...)) {
        (visit<std::remove_cvref_t<A>>(), ...);
        visit<typename Return<R>::value>();
    }

    std::vector<FieldSignature> take() { return std::move(found_); }

private:
    template <class T>
    void visit_record() {
        std::size_t index = 0;
        for_each_field<T>([&](auto field) {
            const std::string type = spell<typename decltype(field)::type>().words;
            add(std::string(record_name<T>()), index++, std::string(field.name) + ": " + type);
        });
        for_each_field<T>([&](auto field) { visit<typename decltype(field)::type>(); });
    }

    template <class T>
    void visit_enum() {
        std::size_t index = 0;
        for (const auto& [name, value] : enum_entries<T>) {
            add(std::string(statybos_enum_name(static_cast<T*>(nullptr))), index++,
                std::string(name) + " = " + std::to_string(value));
        }
    }

    void add(std::string type, std::size_t index, std::string text) {
        found_.push_back({contract_, major_, std::move(type), index, std::move(text)});
    }

    std::string contract_;
    std::uint16_t major_;
    std::set<std::string> seen_;
    std::vector<FieldSignature> found_;
};

template <class I, class... M>
std::vector<FieldSignature> fields_of(Methods<M...>) {
    FieldCollector collector(Description<I>::id, Description<I>::major);
    (collector.visit_method(static_cast<typename M::function*>(nullptr)), ...);
    return collector.take();
}

} // namespace detail

/// All methods of contract `I`, in the order of its table.
template <class I>
std::vector<MethodSignature> signatures() {
    return detail::signatures_of<I>(typename detail::Description<I>::methods{});
}

/// All fields of the records, and all enumerators, that cross with contract `I`.
template <class I>
std::vector<FieldSignature> field_signatures() {
    return detail::fields_of<I>(typename detail::Description<I>::methods{});
}

} // namespace statybos
