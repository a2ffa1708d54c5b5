// Errors as values: what a caller is meant to branch on travels as Result<T>.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/system/result.hpp>

#include <statybos/abi/base.h>

namespace statybos {

/// The classes of error that a caller branches on; each maps to one HTTP status (abi/base.h).
enum class Errc : std::int32_t {
    internal = STY_E_INTERNAL,
    malformed = STY_E_MALFORMED,
    invalid = STY_E_INVALID,
    unauthenticated = STY_E_UNAUTHENTICATED,
    forbidden = STY_E_FORBIDDEN,
    not_found = STY_E_NOT_FOUND,
    conflict = STY_E_CONFLICT,
    declined = STY_E_DECLINED,
    stale = STY_E_STALE,
    precondition_required = STY_E_PRECONDITION_REQUIRED,
    too_large = STY_E_TOO_LARGE,
    unsupported_media = STY_E_UNSUPPORTED_MEDIA,
    rate_limited = STY_E_RATE_LIMITED,
    unavailable = STY_E_UNAVAILABLE,
    timeout = STY_E_TIMEOUT,
    unsupported = STY_E_UNSUPPORTED,
    out_of_memory = STY_E_OUT_OF_MEMORY,
    exception = STY_E_EXCEPTION,
    serialization = STY_E_SERIALIZATION,
};

/// One input that was not acceptable.
struct FieldError {
    std::string pointer; ///< RFC 6901 into the body, or "?name" of a query parameter
    std::string code;    ///< stable, snake_case: "required", "too_small", "unknown_field", …
    std::string message;
};

/// What went wrong: the class to branch on, the stable name, one sentence for a person.
class Error {
public:
    Error() = default;
    Error(Errc code, std::string slug, std::string message)
        : code_(code), slug_(std::move(slug)), message_(std::move(message)) {}

    Errc code() const noexcept { return code_; }
    const std::string& slug() const noexcept { return slug_; }
    const std::string& message() const noexcept { return message_; }
    std::uint32_t flags() const noexcept { return flags_; }
    const std::vector<FieldError>& fields() const noexcept { return fields_; }

    bool is(std::string_view slug) const noexcept { return slug_ == slug; }
    bool retryable() const noexcept { return (flags_ & STY_ERROR_RETRYABLE) != 0; }
    /// The message is for the log and must not reach a client.
    bool hidden() const noexcept { return (flags_ & STY_ERROR_PRIVATE) != 0; }

    /// Adds one input error; they all appear in the problem's `errors`.
    Error&& field(std::string pointer, std::string code, std::string message) && {
        fields_.push_back({std::move(pointer), std::move(code), std::move(message)});
        return std::move(*this);
    }
    void add_field(FieldError error) { fields_.push_back(std::move(error)); }

    /// Adds a member to the problem; `json` is its value as JSON text.
    Error&& member(std::string_view name, std::string_view json) &&;

    Error&& flag(std::uint32_t flags) && {
        flags_ |= flags;
        return std::move(*this);
    }

    /// A JSON object with `errors` and all members, or empty when there is neither.
    std::string details() const;
    /// Replaces members and fields by an object made by details() elsewhere.
    void set_details(std::string json) { received_ = std::move(json); }

private:
    Errc code_ = Errc::internal;
    std::uint32_t flags_ = 0;
    std::string slug_ = "internal_error";
    std::string message_;
    std::vector<FieldError> fields_;
    std::string members_;  // `"name":value` pairs, joined by commas
    std::string received_; // details as another binary made them
};

/// A value or the Error that a caller branches on.
template <class T = void>
using Result = boost::system::result<T, Error>;

/// An Error on its way up to where somebody can answer for it: nobody in this request can help.
class Failure : public std::exception {
public:
    explicit Failure(Error error) : error_(std::move(error)) {}
    Failure(Errc code, std::string slug, std::string message)
        : error_(code, std::move(slug), std::move(message)) {}

    const char* what() const noexcept override { return error_.message().c_str(); }
    const Error& error() const noexcept { return error_; }

private:
    Error error_;
};

/// Found by boost::system::result::value() through argument-dependent look-up.
[[noreturn]] inline void throw_exception_from_error(const Error& error,
                                                    const boost::source_location&) {
    throw Failure(error);
}

[[noreturn]] void assertion_failed(const char* condition, const char* file, int line) noexcept;

} // namespace statybos

/// For what *we* promised; never for what a client, a file or a provider sent.
#define STATYBOS_ASSERT(condition)                                                                 \
    (static_cast<bool>(condition) ? void(0)                                                        \
                                  : ::statybos::assertion_failed(#condition, __FILE__, __LINE__))
