// A client that sends exactly the bytes it is told to and shows exactly those it got.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace statybos::test {

struct Answer {
    int status = 0; // 0: the connection ended instead
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;

    std::string header(std::string_view name) const {
        for (const auto& [field, value] : headers) {
            if (field == name) {
                return value;
            }
        }
        return {};
    }
    bool has(std::string_view name) const {
        for (const auto& [field, value] : headers) {
            if (field == name) {
                return true;
            }
        }
        return false;
    }
    bool says(std::string_view text) const { return body.find(text) != std::string::npos; }
    /// The `code` of a problem.
    std::string code() const {
        const std::string mark = "\"code\":\"";
        const auto at = body.find(mark);
        return at == std::string::npos
                   ? std::string()
                   : body.substr(at + mark.size(),
                                 body.find('"', at + mark.size()) - at - mark.size());
    }
};

class RawClient {
public:
    static constexpr int patience_ms = 20'000;

    explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~RawClient() { close(); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool connected() const { return connected_; }
    void close() {
        if (socket_ >= 0) {
            ::close(socket_);
            socket_ = -1;
        }
    }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// The next answer; `head_only` when it answers HEAD.
    Answer read(bool head_only = false) {
        Answer answer;
        const auto end = wait_for_head();
        if (!end) {
            return answer;
        }
        parse_head(input_.substr(0, *end), answer);
        input_.erase(0, *end + 4);
        const std::string length = answer.header("Content-Length");
        if (!head_only && !length.empty()) {
            const std::size_t size = std::stoul(length);
            while (input_.size() < size && fill()) {
            }
            answer.body = input_.substr(0, size);
            input_.erase(0, size);
        }
        return answer;
    }

    Answer ask(std::string_view bytes) {
        send(bytes);
        return read(bytes.substr(0, 5) == "HEAD ");
    }

    /// Everything up to and with `text`; what came before the end of the connection otherwise.
    std::string read_until(std::string_view text) {
        for (;;) {
            const auto at = input_.find(text);
            if (at != std::string::npos) {
                std::string read = input_.substr(0, at + text.size());
                input_.erase(0, at + text.size());
                return read;
            }
            if (!fill()) {
                return std::exchange(input_, {});
            }
        }
    }

    /// Waits for the end of the connection; false when more bytes come instead.
    bool ended() { return input_.empty() && !fill() && input_.empty(); }

private:
    bool fill() {
        pollfd wait{socket_, POLLIN, 0};
        if (::poll(&wait, 1, patience_ms) <= 0) {
            return false;
        }
        char buffer[16384];
        const ssize_t size = ::recv(socket_, buffer, sizeof buffer, 0);
        if (size <= 0) {
            return false;
        }
        input_.append(buffer, static_cast<std::size_t>(size));
        return true;
    }

    std::optional<std::size_t> wait_for_head() {
        for (;;) {
            const auto end = input_.find("\r\n\r\n");
            if (end != std::string::npos) {
                return end;
            }
            if (!fill()) {
                return std::nullopt;
            }
        }
    }

    static void parse_head(const std::string& head, Answer& answer) {
        answer.status = std::stoi(head.substr(head.find(' ') + 1, 3));
        std::size_t at = head.find("\r\n");
        while (at != std::string::npos) {
            const auto next = head.find("\r\n", at + 2);
            const std::string line = head.substr(at + 2, next - at - 2);
            const auto colon = line.find(": ");
            answer.headers.emplace_back(line.substr(0, colon), line.substr(colon + 2));
            at = next;
        }
    }

    int socket_;
    bool connected_ = false;
    std::string input_;
};

/// "GET /x HTTP/1.1" with a Host and these further lines, each with its CRLF.
inline std::string request(std::string_view line, std::string_view lines = {},
                           std::string_view body = {}) {
    std::string out(line);
    out += " HTTP/1.1\r\nHost: shop.test\r\n";
    out += lines;
    if (!body.empty()) {
        out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    }
    out += "\r\n";
    out += body;
    return out;
}

inline std::string json_post(std::string_view path, std::string_view body,
                             std::string_view lines = {}) {
    return request("POST " + std::string(path),
                   "Content-Type: application/json\r\n" + std::string(lines), body);
}

} // namespace statybos::test
