// How each parameter and result of a contract crosses the border. What is not listed here may not
// cross, and the compiler says so.
#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <statybos/money.hpp>
#include <statybos/record.hpp>
#include <statybos/tables.hpp>
#include <statybos/transaction.hpp>
#include <statybos/wire.hpp>
#include <statybos/wire_signature.hpp>

namespace statybos::detail {

template <class T>
concept Scalar = std::is_arithmetic_v<T> || std::is_enum_v<T>;

/// Crosses as its bytes: what STATYBOS_POD declared, and the SDK's own value types.
template <class T>
concept Bytes = Pod<T> || IdType<T> || std::same_as<T, Uuid> || std::same_as<T, Money> ||
    std::same_as<T, Quantity> || std::same_as<T, Percent> || std::same_as<T, Instant>;

static_assert(sizeof(Uuid) == 16 && sizeof(Money) == 16 && sizeof(Quantity) == 8);
static_assert(sizeof(Percent) == 4 && sizeof(Instant) == 8);

/// Travels in wire form: records, and vectors, optionals and maps of what can travel.
template <class T>
concept Framed = Record<T> || is_vector<T> || is_optional<T> || is_map<T>;

/// A parameter of type P: `abi` is what crosses, `to` makes it, `from` gives what the method takes.
template <class P>
struct Lower {
    static_assert(
        always_false<P>,
        "this type may not cross the border between plugins: use integers, enums, ids, Pods, "
        "std::string_view, std::span<const Pod>, const Record&, const std::vector<Record>&, "
        "const std::optional<Record>&, Ctx&, Session& or Transaction&");
};

template <Scalar P>
requires(!std::is_same_v<P, bool>) struct Lower<P> {
    using abi = P;
    static abi to(P value) { return value; }
    static P from(abi value) { return value; }
    static constexpr std::uint64_t sign(std::uint64_t h) {
        return wire_signature<P>(hash_text(h, "v"));
    }
};

template <>
struct Lower<bool> {
    using abi = std::uint8_t;
    static abi to(bool value) { return value ? 1 : 0; }
    static bool from(abi value) { return value != 0; }
    static constexpr std::uint64_t sign(std::uint64_t h) { return hash_text(h, "b"); }
};

template <Bytes P>
struct Lower<P> {
    using abi = const P*;
    static abi to(const P& value) { return &value; }
    static const P& from(abi value) { return *value; }
    static constexpr std::uint64_t sign(std::uint64_t h) {
        return wire_signature<P>(hash_text(h, "p"));
    }
};
template <Bytes P>
struct Lower<const P&> : Lower<P> {};

template <>
struct Lower<std::string_view> {
    using abi = sty_str;
    static abi to(std::string_view value) { return to_abi(value); }
    static std::string_view from(abi value) { return view(value); }
    static constexpr std::uint64_t sign(std::uint64_t h) { return hash_text(h, "s"); }
};

template <Bytes P>
struct Lower<std::span<const P>> {
    using abi = sty_span;
    static abi to(std::span<const P> value) { return {value.data(), value.size()}; }
    static std::span<const P> from(abi value) {
        return {static_cast<const P*>(value.data), static_cast<std::size_t>(value.size)};
    }
    static constexpr std::uint64_t sign(std::uint64_t h) {
        return wire_signature<P>(hash_text(h, "sp"));
    }
};

template <Framed T>
struct Lower<const T&> {
    using abi = sty_str;
    /// Keeps the encoded form alive until the call has returned.
    class Encoded {
    public:
        explicit Encoded(const T& value) { wire_write(writer_, value); }
        operator sty_str() const { return to_abi(writer_.bytes()); } // NOLINT: that is its purpose

    private:
        WireWriter writer_;
    };
    static Encoded to(const T& value) { return Encoded(value); }
    static T from(abi value) {
        T decoded{};
        WireReader reader(view(value));
        if (!wire_read(reader, decoded)) {
            throw Failure(Errc::internal, "internal_error",
                          "a record arrived damaged at the border");
        }
        return decoded;
    }
    static constexpr std::uint64_t sign(std::uint64_t h) {
        return wire_signature<T>(hash_text(h, "r"));
    }
};

template <class Handle>
struct LowerContext {
    using abi = sty_ctx*;
    static abi to(Ctx& ctx) { return ctx.raw(); }
    static abi to(Session& session) { return session.ctx().raw(); }
    static constexpr std::uint64_t sign(std::uint64_t h) { return hash_text(h, "c"); }
};
template <>
struct Lower<Ctx&> : LowerContext<Ctx> {
    struct Held {
        Ctx ctx;
        operator Ctx&() { return ctx; } // NOLINT: that is its purpose
    };
    static Held from(abi raw) { return Held{Ctx(raw)}; }
};
template <>
struct Lower<Session&> : LowerContext<Session> {
    struct Held {
        Session session;
        operator Session&() { return session; } // NOLINT: that is its purpose
    };
    static Held from(abi raw) { return Held{Session(Ctx(raw))}; }
};
template <>
struct Lower<Transaction&> : LowerContext<Transaction> {
    struct Held {
        Transaction transaction;
        operator Transaction&() { return transaction; } // NOLINT: that is its purpose
    };
    static Held from(abi raw) { return Held{Transaction::join(Ctx(raw))}; }
    static constexpr std::uint64_t sign(std::uint64_t h) { return hash_text(h, "t"); }
};

/// A result of type T: the callee fills `abi`, the caller takes it apart.
template <class T>
struct Give {
    static_assert(always_false<T>,
                  "this type may not be the result of a contract's method: use void, "
                  "integers, enums, ids, Pods, std::string, a record, or a vector, "
                  "optional or map of those");
};

template <class T>
requires(Scalar<T> || Bytes<T>) struct Give<T> {
    using abi = T;
    static void put(abi* out, const T& value) { *out = value; }
    static T take(abi& value) { return value; }
    static constexpr std::uint64_t sign(std::uint64_t h) {
        return wire_signature<T>(hash_text(h, "V"));
    }
};

template <>
struct Give<std::string> {
    using abi = sty_buf;
    static void put(abi* out, std::string_view value) { *out = make_buffer(value); }
    static std::string take(abi& buffer) {
        const BufferGuard guard(buffer);
        return std::string(view(buffer));
    }
    static constexpr std::uint64_t sign(std::uint64_t h) { return hash_text(h, "S"); }
};

template <Framed T>
struct Give<T> {
    using abi = sty_buf;
    static void put(abi* out, const T& value) {
        WireWriter writer;
        wire_write(writer, value);
        *out = make_buffer(writer.bytes());
    }
    static T take(abi& buffer) {
        const BufferGuard guard(buffer);
        return Lower<const T&>::from({buffer.data, buffer.size});
    }
    static constexpr std::uint64_t sign(std::uint64_t h) {
        return wire_signature<T>(hash_text(h, "R"));
    }
};

/// A method's return type: plain T, void, or a Result of those.
template <class R>
struct Return {
    using value = R;
    static constexpr bool fallible = false;
};
template <class T>
struct Return<Result<T>> {
    using value = T;
    static constexpr bool fallible = true;
};

template <class T>
struct OutOf {
    using type = typename Give<T>::abi;
    static constexpr std::uint64_t sign(std::uint64_t h) { return Give<T>::sign(h); }
};
template <>
struct OutOf<void> {
    using type = std::uint8_t;
    static constexpr std::uint64_t sign(std::uint64_t h) { return hash_text(h, "-"); }
};

} // namespace statybos::detail
