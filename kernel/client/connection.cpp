#include "client/connection.hpp"

#include <algorithm>
#include <csignal>

#include <unistd.h>

#include <curl/curl.h>

#include "client/address.hpp"

namespace statybos::kernel::client {
namespace {

constexpr std::size_t max_answer_header_bytes = 64 << 10;
constexpr long max_connect_ms = 5000;

struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, FreeList>;

void append(HeaderList& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) {
        throw std::bad_alloc();
    }
    (void)list.release();
    list.reset(longer);
}

bool same_name(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return (x | (x >= 'A' && x <= 'Z' ? 32 : 0)) == (y | (y >= 'A' && y <= 'Z' ? 32 : 0));
    });
}

HeaderList header_list(const Call& call) {
    HeaderList list;
    append(list, "Expect:"); // no round trip for 100-continue
    bool typed = false;
    bool traced = false;
    for (const auto& [name, value] : call.headers) {
        append(list, value.empty() ? name + ";" : name + ": " + value);
        typed = typed || same_name(name, "content-type");
        traced = traced || same_name(name, "traceparent");
    }
    if (!typed) {
        append(list, "Content-Type:"); // libcurl would claim a form
    }
    if (!traced && !call.traceparent.empty()) {
        append(list, "traceparent: " + call.traceparent);
    }
    return list;
}

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    const CURLcode code = curl_easy_setopt(handle, option, value);
    if (code != CURLE_OK) {
        throw Failure(Errc::internal, "http_client",
                      std::string("libcurl refuses an option: ") + curl_easy_strerror(code));
    }
}

bool repeats_harmlessly(const Call& call) {
    return call.repeatable || (call.method != "POST" && call.method != "PATCH");
}

void global_init() {
    static const CURLcode code = [] {
        // OpenSSL writes without MSG_NOSIGNAL, and CURLOPT_NOSIGNAL leaves SIGPIPE to us: a peer
        // that hangs up during a handshake must not end the process.
        struct sigaction action {};
        if (::sigaction(SIGPIPE, nullptr, &action) == 0 && action.sa_handler == SIG_DFL) {
            action.sa_handler = SIG_IGN;
            ::sigaction(SIGPIPE, &action, nullptr);
        }
        return curl_global_init(CURL_GLOBAL_DEFAULT);
    }();
    if (code != CURLE_OK) {
        throw Failure(Errc::internal, "http_client", curl_easy_strerror(code));
    }
}

} // namespace

struct Connection::Exchange {
    const AttemptLimits& limits;
    Answer answer;
    HeaderList headers;
    bool too_large = false;
    bool refused = false;

    // The callbacks are called by C code: nothing may escape them.
    static std::size_t on_body(char* data, std::size_t, std::size_t size, void* user) noexcept {
        auto& self = *static_cast<Exchange*>(user);
        if (self.answer.body.size() + size > self.limits.max_answer) {
            self.too_large = true;
            return 0;
        }
        return self.append_to(self.answer.body, {data, size});
    }

    static std::size_t on_header(char* data, std::size_t, std::size_t size, void* user) noexcept {
        auto& self = *static_cast<Exchange*>(user);
        std::string_view line(data, size);
        while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
            line.remove_suffix(1);
        }
        if (line.starts_with("HTTP/")) { // also after a 1xx answer
            self.answer.headers.clear();
            return size;
        }
        if (self.answer.headers.size() + line.size() + 1 > max_answer_header_bytes) {
            self.too_large = true;
            return 0;
        }
        const std::size_t colon = line.find(':');
        return colon == std::string_view::npos || self.append_header(line, colon) ? size : 0;
    }

    static int on_progress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) noexcept {
        const auto& self = *static_cast<Exchange*>(user);
        return self.limits.stopping != nullptr && self.limits.stopping->load() ? 1 : 0;
    }

    static curl_socket_t on_socket(void* user, curlsocktype, curl_sockaddr* address) noexcept {
        auto& self = *static_cast<Exchange*>(user);
        if (!self.limits.allow_private && !is_public(address->addr)) {
            self.refused = true;
            return CURL_SOCKET_BAD;
        }
        return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    }

private:
    std::size_t append_to(std::string& text, std::string_view more) noexcept {
        try {
            text += more;
            return more.size();
        } catch (const std::bad_alloc&) {
            too_large = true;
            return 0;
        }
    }

    bool append_header(std::string_view line, std::size_t colon) noexcept {
        try {
            std::string name(line.substr(0, colon));
            std::transform(name.begin(), name.end(), name.begin(), [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
            });
            std::string_view value = line.substr(colon + 1);
            value.remove_prefix(std::min(value.find_first_not_of(" \t"), value.size()));
            answer.headers += name + ": " + std::string(value) + "\n";
            return true;
        } catch (const std::bad_alloc&) {
            too_large = true;
            return false;
        }
    }
};

void Connection::Free::operator()(void* handle) const {
    curl_easy_cleanup(handle);
}

Connection::Connection(std::string origin) : origin_(std::move(origin)) {
    global_init();
    handle_.reset(curl_easy_init());
    if (handle_ == nullptr) {
        throw std::bad_alloc();
    }
}

Connection::~Connection() = default;

void Connection::prepare(const Call& call, const AttemptLimits& limits, Exchange& exchange) {
    CURL* handle = handle_.get();
    curl_easy_reset(handle); // keeps the connection
    exchange.headers = header_list(call);
    set(handle, CURLOPT_URL, call.url.c_str());
    set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    set(handle, CURLOPT_PROXY, "");
    set(handle, CURLOPT_NOSIGNAL, 1L);
    set(handle, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(handle, CURLOPT_MAXCONNECTS, 2L);
    set(handle, CURLOPT_USERAGENT, "Statybos/1");
    if (!limits.ca_file.empty()) {
        set(handle, CURLOPT_CAINFO, limits.ca_file.c_str());
    }
    const long timeout_ms = std::max<long>(1, static_cast<long>(limits.timeout.count()));
    set(handle, CURLOPT_TIMEOUT_MS, timeout_ms);
    set(handle, CURLOPT_CONNECTTIMEOUT_MS, std::min(timeout_ms, max_connect_ms));
    set(handle, CURLOPT_FRESH_CONNECT, repeats_harmlessly(call) ? 0L : 1L);

    set(handle, CURLOPT_HTTPHEADER, exchange.headers.get());
    if (call.method == "HEAD") {
        set(handle, CURLOPT_NOBODY, 1L);
    } else {
        if (!call.body.empty() || call.method == "POST" || call.method == "PUT" ||
            call.method == "PATCH") {
            set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
            set(handle, CURLOPT_POSTFIELDS, call.body.data());
        }
        set(handle, CURLOPT_CUSTOMREQUEST, call.method.c_str());
    }

    set(handle, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(limits.max_answer));
    set(handle, CURLOPT_WRITEFUNCTION, &Exchange::on_body);
    set(handle, CURLOPT_WRITEDATA, &exchange);
    set(handle, CURLOPT_HEADERFUNCTION, &Exchange::on_header);
    set(handle, CURLOPT_HEADERDATA, &exchange);
    set(handle, CURLOPT_NOPROGRESS, 0L);
    set(handle, CURLOPT_XFERINFOFUNCTION, &Exchange::on_progress);
    set(handle, CURLOPT_XFERINFODATA, &exchange);
    set(handle, CURLOPT_OPENSOCKETFUNCTION, &Exchange::on_socket);
    set(handle, CURLOPT_OPENSOCKETDATA, &exchange);
}

Result<Answer> Connection::attempt(const Call& call, const AttemptLimits& limits) {
    Exchange exchange{.limits = limits, .answer = {}, .headers = {}};
    prepare(call, limits, exchange);
    const CURLcode code = curl_easy_perform(handle_.get());
    if (code != CURLE_OK) {
        return explain(code, exchange);
    }
    long status = 0;
    curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
    exchange.answer.status = static_cast<std::uint32_t>(status);
    return std::move(exchange.answer);
}

// The origin only: a path or query may hold what must not reach a log.
Error Connection::explain(int code, const Exchange& exchange) const {
    const std::string where = origin_ + ": ";
    const std::string reason = curl_easy_strerror(static_cast<CURLcode>(code));
    const auto error = [](Errc kind, std::string slug, std::string message, std::uint32_t flags) {
        return Error(kind, std::move(slug), std::move(message)).flag(flags | STY_ERROR_PRIVATE);
    };
    if (exchange.refused) {
        return error(Errc::forbidden, "address_refused",
                     where + "leads to an address that is not public; "
                             "http_client.allow_private: true permits it",
                     0);
    }
    if (exchange.too_large || code == CURLE_FILESIZE_EXCEEDED) {
        return error(Errc::too_large, "answer_too_large",
                     where + "the answer is larger than " +
                         std::to_string(exchange.limits.max_answer) + " bytes",
                     0);
    }
    switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
        return error(Errc::timeout, "http_timeout",
                     where + "no answer within " + std::to_string(exchange.limits.timeout.count()) +
                         " ms",
                     STY_ERROR_RETRYABLE);
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
        return error(Errc::unavailable, "tls_failed", where + reason, 0);
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
        return error(Errc::unavailable, "http_unreachable", where + reason, STY_ERROR_RETRYABLE);
    default:
        return error(Errc::unavailable, "http_unavailable", where + reason, STY_ERROR_RETRYABLE);
    }
}

ConnectionPool::ConnectionPool(std::size_t max_idle) : max_idle_(max_idle) {}
ConnectionPool::~ConnectionPool() = default;

std::unique_ptr<Connection> ConnectionPool::take(const std::string& origin) {
    {
        const std::lock_guard lock(mutex_);
        const auto last = std::find_if(idle_.rbegin(), idle_.rend(), [&](const auto& connection) {
            return connection->origin() == origin;
        });
        if (last != idle_.rend()) {
            std::unique_ptr<Connection> found = std::move(*last);
            idle_.erase(std::next(last).base());
            return found;
        }
    }
    return std::make_unique<Connection>(origin);
}

void ConnectionPool::give_back(std::unique_ptr<Connection> connection) {
    std::unique_ptr<Connection> oldest; // closes outside the lock
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
    if (idle_.size() > max_idle_) {
        oldest = std::move(idle_.front());
        idle_.pop_front();
    }
}

} // namespace statybos::kernel::client
