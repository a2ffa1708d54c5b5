// Contracts: abstract classes that one plugin provides and others call, across compilers.
//
// One macro line below the class lists its methods in the order of the ABI:
//
//     struct Stock {
//         virtual ~Stock() = default;
//         virtual Result<void> reserve(Transaction&, const std::vector<StockLine>& lines) = 0;
//     };
//     STATYBOS_INTERFACE(Stock, "statybos.catalog.stock", 1, reserve)
//
// Methods may be appended; anything else makes another major. No overloads, no const methods, no
// default arguments. A provider built before a method was appended is refused, unless the contract
// says how many methods every provider has:
//
//     static constexpr std::size_t required_methods = 1; // methods after that may be `unsupported`
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

#include <statybos/lowering.hpp>

namespace statybos {

namespace detail {

template <class... M>
struct Methods {
    static constexpr std::size_t count = sizeof...(M);
};

template <class T>
struct MethodType;
template <class I, class R, class... A>
struct MethodType<R (I::*)(A...)> {
    using type = R(A...);
};

template <class I>
using Description = decltype(statybos_contract(static_cast<I*>(nullptr)));

template <class F>
struct AbiFunction;
template <class R, class... A>
struct AbiFunction<R(A...)> {
    using pointer = sty_rc (*)(void*, typename Lower<A>::abi...,
                               typename OutOf<typename Return<R>::value>::type*, sty_error*);
    static constexpr std::uint64_t sign(std::uint64_t h) {
        ((h = Lower<A>::sign(hash_text(h, ","))), ...);
        h = hash_text(h, Return<R>::fallible ? ")?" : ")");
        return OutOf<typename Return<R>::value>::sign(h);
    }
};

/// The callee's side: plain arguments in, the method called, its outcome as rc and out.
template <class I, class F>
struct Thunk;
template <class I, class R, class... A>
struct Thunk<I, R(A...)> {
    using Value = typename Return<R>::value;
    using Out = typename OutOf<Value>::type;

    template <R (I::*Method)(A...)>
    static sty_rc call(void* self, typename Lower<A>::abi... args, [[maybe_unused]] Out* out,
                       sty_error* error) noexcept {
        try {
            if constexpr (Return<R>::fallible) {
                R result = (static_cast<I*>(self)->*Method)(Lower<A>::from(args)...);
                if (result.has_error()) {
                    return fill_error(error, result.error());
                }
                if constexpr (!std::is_void_v<Value>) {
                    Give<Value>::put(out, *result);
                }
            } else if constexpr (std::is_void_v<R>) {
                (static_cast<I*>(self)->*Method)(Lower<A>::from(args)...);
            } else {
                Give<Value>::put(out, (static_cast<I*>(self)->*Method)(Lower<A>::from(args)...));
            }
            return STY_OK;
        } catch (...) {
            return translate_exception(error);
        }
    }
};

template <class I, class List>
struct TableOf;
template <class I, class... M>
struct TableOf<I, Methods<M...>> {
    static constexpr std::size_t count = sizeof...(M);
    struct Table {
        sty_service_table head;
        void (*method[count])();
    };
    struct Hashes {
        std::uint64_t of[count];
    };

    static constexpr Hashes hashes() {
        Hashes result{};
        std::uint64_t h = hash_text(wire_hash_seed, Description<I>::id);
        std::size_t i = 0;
        ((h = AbiFunction<typename M::function>::sign(hash_text(hash_text(h, "|"), M::name)),
          result.of[i++] = h),
         ...);
        return result;
    }
    static constexpr Hashes prefix = hashes();

    static const sty_service_table* table() {
        static const Table made{
            {static_cast<std::uint32_t>(sizeof(Table)), Description<I>::major,
             static_cast<std::uint16_t>(count), Description<I>::id, prefix.of, nullptr},
            {reinterpret_cast<void (*)()>(
                static_cast<typename AbiFunction<typename M::function>::pointer>(
                    &Thunk<I, typename M::function>::template call<M::pointer>))...}};
        return &made.head;
    }
};
template <class I>
using Tabled = TableOf<I, typename Description<I>::methods>;

template <class I>
constexpr std::size_t count_required_methods() {
    if constexpr (requires { I::required_methods; }) {
        static_assert(I::required_methods > 0 && I::required_methods <= Tabled<I>::count);
        return I::required_methods;
    } else {
        return Tabled<I>::count;
    }
}

/// The caller's side: arguments lowered, the slot called, rc and out made into the outcome again.
template <class I>
struct ProxyBase : I {
    sty_service service_{};

    template <std::size_t Slot, class R, class... A>
    R call(A... args) {
        using Value = typename Return<R>::value;
        using Function = typename AbiFunction<R(A...)>::pointer;
        if constexpr (Slot >= count_required_methods<I>()) {
            static_assert(Return<R>::fallible, "a method that may be absent returns a Result");
            if (!has(Slot)) {
                return Error(Errc::unsupported, "method_not_offered",
                             "this provider was built before the method was added");
            }
        }
        const auto* table = reinterpret_cast<const typename Tabled<I>::Table*>(service_.table);
        const auto function = reinterpret_cast<Function>(table->method[Slot]);
        sty_error error{}; // becomes an ErrorSlot only when the call has failed
        error.size = sizeof error;
        typename OutOf<Value>::type out;
        const sty_rc rc =
            function(service_.self, Lower<A>::to(static_cast<A>(args))..., &out, &error);
        if (rc != STY_OK) [[unlikely]] {
            return fail<R>(ErrorSlot(error).take(rc));
        }
        if constexpr (std::is_void_v<Value>) {
            return R();
        } else {
            return Give<Value>::take(out);
        }
    }

private:
    bool has(std::size_t slot) const {
        const sty_service_table& table = *service_.table;
        return slot < table.method_count && table.prefix_hash[slot] == Tabled<I>::prefix.of[slot];
    }
    template <class R>
    static R fail(Error error) {
        if constexpr (Return<R>::fallible) {
            if ((error.flags() & STY_ERROR_FROM_EXCEPTION) == 0) {
                return error;
            }
        }
        throw Failure(std::move(error));
    }
};

template <class I>
struct ForwardBase : I {
    std::unique_ptr<I> next_;
};

template <std::size_t Slot, class Base, class List>
struct ProxyChain {
    using type = Base;
};
template <std::size_t Slot, class Base, class M, class... Rest>
struct ProxyChain<Slot, Base, Methods<M, Rest...>>
    : ProxyChain<Slot + 1, typename M::template Proxy<Base, Slot>, Methods<Rest...>> {};

template <class Base, class List>
struct ForwardChain {
    using type = Base;
};
template <class Base, class M, class... Rest>
struct ForwardChain<Base, Methods<M, Rest...>>
    : ForwardChain<typename M::template Forward<Base>, Methods<Rest...>> {};

} // namespace detail

/// A provider in another plugin, called like an object of this one.
template <class I>
class Proxy final : public detail::ProxyChain<0, detail::ProxyBase<I>,
                                              typename detail::Description<I>::methods>::type {
public:
    explicit Proxy(sty_service service) { this->service_ = service; }
    Proxy* operator->() { return this; }
};

/// Base of a decorator: every method calls the next in the chain until it is overridden.
///
///     struct VipPrices final : Forward<PriceRules> {
///         Result<…> prices(Ctx& ctx, …) override { auto list = next().prices(ctx, …); … }
///     };
template <class I>
class Forward : public detail::ForwardChain<detail::ForwardBase<I>,
                                            typename detail::Description<I>::methods>::type {
public:
    I& next() { return *this->next_; }
};

/// `provider` as the border sees it; it must outlive every caller.
template <class I>
sty_service service_of(I& provider) {
    return {detail::Tabled<I>::table(), &provider};
}

} // namespace statybos

#define STATYBOS_PARENS ()
#define STATYBOS_SCAN(...) STATYBOS_SCAN3(STATYBOS_SCAN3(STATYBOS_SCAN3(__VA_ARGS__)))
#define STATYBOS_SCAN3(...) STATYBOS_SCAN2(STATYBOS_SCAN2(STATYBOS_SCAN2(__VA_ARGS__)))
#define STATYBOS_SCAN2(...) STATYBOS_SCAN1(STATYBOS_SCAN1(STATYBOS_SCAN1(__VA_ARGS__)))
#define STATYBOS_SCAN1(...) __VA_ARGS__

#define STATYBOS_EACH(macro, type, ...)                                                            \
    __VA_OPT__(STATYBOS_SCAN(STATYBOS_EACH_STEP(macro, type, __VA_ARGS__)))
#define STATYBOS_EACH_STEP(macro, type, first, ...)                                                \
    macro(type, first) __VA_OPT__(STATYBOS_EACH_AGAIN STATYBOS_PARENS(macro, type, __VA_ARGS__))
#define STATYBOS_EACH_AGAIN() STATYBOS_EACH_STEP

#define STATYBOS_NAMES(type, ...) __VA_OPT__(STATYBOS_SCAN(STATYBOS_NAMES_STEP(type, __VA_ARGS__)))
#define STATYBOS_NAMES_STEP(type, first, ...)                                                      \
    statybos_method_##type##_##first __VA_OPT__(                                                   \
        , STATYBOS_NAMES_AGAIN STATYBOS_PARENS(type, __VA_ARGS__))
#define STATYBOS_NAMES_AGAIN() STATYBOS_NAMES_STEP

#define STATYBOS_METHOD(I, method)                                                                 \
    template <class Base, class F, std::size_t Slot>                                               \
    struct statybos_proxy_##I##_##method;                                                          \
    template <class Base, class R, class... A, std::size_t Slot>                                   \
    struct statybos_proxy_##I##_##method<Base, R(A...), Slot> : Base {                             \
        R method(A... args) final {                                                                \
            return this->template call<Slot, R, A...>(static_cast<A>(args)...);                    \
        }                                                                                          \
    };                                                                                             \
    template <class Base, class F>                                                                 \
    struct statybos_forward_##I##_##method;                                                        \
    template <class Base, class R, class... A>                                                     \
    struct statybos_forward_##I##_##method<Base, R(A...)> : Base {                                 \
        R method(A... args) override { return this->next_->method(static_cast<A>(args)...); }      \
    };                                                                                             \
    struct statybos_method_##I##_##method {                                                        \
        static constexpr const char* name = #method;                                               \
        static constexpr auto pointer = &I::method;                                                \
        using function = typename ::statybos::detail::MethodType<decltype(&I::method)>::type;      \
        template <class Base, std::size_t Slot>                                                    \
        using Proxy = statybos_proxy_##I##_##method<Base, function, Slot>;                         \
        template <class Base>                                                                      \
        using Forward = statybos_forward_##I##_##method<Base, function>;                           \
    };

/// Makes the abstract class `I` a contract: its id, its major version, its methods in ABI order.
#define STATYBOS_INTERFACE(I, contract_id, contract_major, ...)                                    \
    STATYBOS_EACH(STATYBOS_METHOD, I, __VA_ARGS__)                                                 \
    struct statybos_contract_##I {                                                                 \
        static constexpr const char* id = contract_id;                                             \
        static constexpr std::uint16_t major = contract_major;                                     \
        using methods = ::statybos::detail::Methods<STATYBOS_NAMES(I, __VA_ARGS__)>;               \
    };                                                                                             \
    statybos_contract_##I statybos_contract(I*);
