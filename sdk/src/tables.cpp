#include <statybos/tables.hpp>

#include <cstddef>
#include <cstring>
#include <new>

namespace statybos::detail {

Tables tables;

namespace {

// What an error had in the first release of this epoch: a caller of that day gets all that it
// knows.
constexpr std::size_t least_error = offsetof(sty_error, details) + sizeof(sty_buf);

template <class Table>
bool bind(const sty_host* host, const char* id, const Table*& table) noexcept {
    const auto* found = static_cast<const Table*>(host->api(host, id, sizeof(Table)));
    // Bound already for another instance of the plugin, whose threads read it.
    if (table != found) {
        table = found;
    }
    return found != nullptr;
}

// Buffers that cannot be had leave the error without that text rather than failing the failure.
sty_buf try_buffer(std::string_view text) noexcept {
    if (text.empty()) {
        return {nullptr, 0};
    }
    auto* data = static_cast<char*>(tables.mem->alloc(text.size()));
    if (data == nullptr) {
        return {nullptr, 0};
    }
    std::memcpy(data, text.data(), text.size());
    return {data, text.size()};
}

Error from_exception(Errc code, const char* slug, const char* what) {
    return Error(code, slug, what).flag(STY_ERROR_FROM_EXCEPTION | STY_ERROR_PRIVATE);
}

} // namespace

const char* bind_tables(const sty_host* host) noexcept {
    const char* missing = nullptr;
    const auto need = [&](const char* id, auto& table) {
        if (missing == nullptr && !bind(host, id, table)) {
            missing = id;
        }
    };
    need(STY_API_MEM, tables.mem);
    need(STY_API_LOG, tables.log);
    need(STY_API_CONFIG, tables.config);
    need(STY_API_SERVICES, tables.services);
    need(STY_API_CONTEXT, tables.context);
    need(STY_API_HTTP, tables.http);
    need(STY_API_DB, tables.db);
    need(STY_API_EVENTS, tables.events);
    need(STY_API_JOBS, tables.jobs);
    need(STY_API_HTTP_CLIENT, tables.http_client);
    need(STY_API_CLOCK, tables.clock);
    need(STY_API_SECRETS, tables.secrets);
    need(STY_API_METRICS, tables.metrics);
    return missing;
}

sty_buf make_buffer(std::string_view text) {
    // One byte more, so that an empty text is a block too and null means out of memory.
    auto* data = static_cast<char*>(tables.mem->alloc(text.size() + 1));
    if (data == nullptr) {
        throw std::bad_alloc();
    }
    std::memcpy(data, text.data(), text.size());
    data[text.size()] = '\0';
    return {data, text.size()};
}

BufferGuard::~BufferGuard() {
    if (buffer_.data != nullptr) {
        tables.mem->free(buffer_.data);
        buffer_ = {nullptr, 0};
    }
}

sty_rc fill_error(sty_error* target, const Error& error) noexcept {
    const auto code = static_cast<sty_rc>(error.code());
    if (target == nullptr || target->size < least_error || tables.mem == nullptr) {
        return code;
    }
    target->code = code;
    target->flags = error.flags();
    target->slug = try_buffer(error.slug());
    target->message = try_buffer(error.message());
    try {
        target->details = try_buffer(error.details());
    } catch (...) {
        target->details = {nullptr, 0};
    }
    return code;
}

sty_rc translate_exception(sty_error* target) noexcept {
    try {
        throw;
    } catch (const Failure& failure) {
        Error error = failure.error();
        return fill_error(target, std::move(error).flag(STY_ERROR_FROM_EXCEPTION));
    } catch (const std::bad_alloc&) {
        return fill_error(target,
                          from_exception(Errc::out_of_memory, "out_of_memory", "out of memory"));
    } catch (const std::exception& exception) {
        return fill_error(target,
                          from_exception(Errc::exception, "internal_error", exception.what()));
    } catch (...) {
        return fill_error(target, from_exception(Errc::exception, "internal_error",
                                                 "an exception that is no std::exception"));
    }
}

void ErrorSlot::release() noexcept {
    for (sty_buf* buffer : {&raw_.slug, &raw_.message, &raw_.details}) {
        if (buffer->data != nullptr) {
            tables.mem->free(buffer->data);
        }
    }
}

Error ErrorSlot::take(sty_rc rc) {
    std::string slug(view(raw_.slug));
    std::string message(view(raw_.message));
    Error error(static_cast<Errc>(rc), slug.empty() ? "internal_error" : std::move(slug),
                message.empty() ? "a call over the border failed without a message"
                                : std::move(message));
    error.set_details(std::string(view(raw_.details)));
    return std::move(error).flag(raw_.flags);
}

} // namespace statybos::detail
