#include "kernel/client/test_peer.hpp"

#include <csignal>
#include <stdexcept>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace statybos::test {
namespace {

sockaddr_in loopback() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

int bound_socket(int& port) {
    const int bound = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback();
    socklen_t size = sizeof address;
    if (::bind(bound, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::getsockname(bound, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        throw std::runtime_error("the test's server cannot be bound");
    }
    port = ntohs(address.sin_port);
    return bound;
}

std::size_t content_length(const std::string& head) {
    const std::size_t at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

} // namespace

class TestPeer::Stream {
public:
    Stream(int socket, SSL_CTX* tls) : socket_(socket) {
        if (tls != nullptr) {
            ssl_ = SSL_new(tls);
            SSL_set_fd(ssl_, socket);
            open_ = SSL_accept(ssl_) == 1;
        }
    }
    ~Stream() { SSL_free(ssl_); }

    bool open() const { return open_; }

    bool read_request(PeerRequest& request) {
        std::size_t end = 0;
        while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
            if (!fill()) {
                return false;
            }
        }
        request.head = buffer_.substr(0, end + 2);
        const std::size_t size = content_length(request.head);
        while (buffer_.size() < end + 4 + size) {
            if (!fill()) {
                return false;
            }
        }
        request.body = buffer_.substr(end + 4, size);
        buffer_.erase(0, end + 4 + size);
        return true;
    }

    bool write(const std::string& text) {
        std::size_t sent = 0;
        while (sent < text.size()) {
            const auto left = static_cast<int>(text.size() - sent);
            const ssize_t n = ssl_ != nullptr ? SSL_write(ssl_, text.data() + sent, left)
                                              : ::send(socket_, text.data() + sent,
                                                       text.size() - sent, MSG_NOSIGNAL);
            if (n <= 0) {
                return false;
            }
            sent += static_cast<std::size_t>(n);
        }
        return true;
    }

private:
    bool fill() {
        char part[4096];
        const ssize_t n = ssl_ != nullptr ? SSL_read(ssl_, part, sizeof part)
                                          : ::recv(socket_, part, sizeof part, 0);
        if (n <= 0) {
            return false;
        }
        buffer_.append(part, static_cast<std::size_t>(n));
        return true;
    }

    int socket_;
    SSL* ssl_ = nullptr;
    bool open_ = true;
    std::string buffer_;
};

TestPeer::TestPeer(Reply reply, SSL_CTX* tls) : reply_(std::move(reply)), tls_(tls) {
    std::signal(SIGPIPE, SIG_IGN); // SSL_write to a client that has hung up
    listener_ = bound_socket(port_);
    if (::listen(listener_, 64) != 0) {
        throw std::runtime_error("the test's server cannot listen");
    }
    acceptor_ = std::thread([this] { accept_all(); });
}

TestPeer::~TestPeer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        for (const int socket : sockets_) {
            ::shutdown(socket, SHUT_RDWR);
        }
    }
    changed_.notify_all();
    ::shutdown(listener_, SHUT_RDWR);
    acceptor_.join();
    for (std::thread& thread : threads_) {
        thread.join();
    }
    for (const int socket : sockets_) {
        ::close(socket);
    }
    ::close(listener_);
}

std::string TestPeer::url(const std::string& path) const {
    return (tls_ != nullptr ? "https://localhost:" : "http://127.0.0.1:") + std::to_string(port_) +
           path;
}

std::vector<PeerRequest> TestPeer::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

void TestPeer::wait_for_requests(std::size_t count) const {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return requests_.size() >= count; });
}

void TestPeer::accept_all() {
    for (;;) {
        const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        const std::lock_guard lock(mutex_);
        if (socket < 0 || stopping_) {
            if (socket >= 0) {
                ::close(socket);
            }
            return;
        }
        ++connections_;
        sockets_.push_back(socket);
        threads_.emplace_back([this, socket] { serve(socket); });
    }
}

void TestPeer::serve(int socket) {
    {
        Stream stream(socket, tls_);
        while (stream.open() && exchange(stream)) {
        }
    }
    ::shutdown(socket, SHUT_RDWR);
}

bool TestPeer::exchange(Stream& stream) {
    PeerRequest request;
    if (!stream.read_request(request)) {
        return false;
    }
    PeerReply reply;
    {
        std::unique_lock lock(mutex_);
        requests_.push_back(request);
        reply = reply_(static_cast<int>(requests_.size()), request);
        changed_.notify_all();
        if (reply.kind == PeerReply::Kind::hang) {
            changed_.wait(lock, [&] { return stopping_; });
            return false;
        }
    }
    if (reply.kind == PeerReply::Kind::disconnect) {
        return false;
    }
    if (reply.kind == PeerReply::Kind::raw) {
        stream.write(reply.body);
        return false;
    }
    std::string text = "HTTP/1.1 " + std::to_string(reply.status) + " Reason\r\n" + reply.headers;
    text += "Content-Length: " + std::to_string(reply.body.size()) + "\r\n\r\n";
    if (!request.head.starts_with("HEAD ")) {
        text += reply.body;
    }
    return stream.write(text) && !reply.close;
}

int unused_port() {
    int port = 0;
    ::close(bound_socket(port));
    return port;
}

} // namespace statybos::test
