// Prometheus metrics of a plugin.
#pragma once

#include <initializer_list>
#include <string_view>

#include <statybos/host.hpp>

namespace statybos {

/// A series of numbers under one name; declared in the plugin's constructor.
class Metric {
public:
    static Metric counter(Host& host, std::string_view name, std::string_view help,
                          std::initializer_list<std::string_view> labels = {});
    static Metric gauge(Host& host, std::string_view name, std::string_view help,
                        std::initializer_list<std::string_view> labels = {});
    /// Of seconds.
    static Metric histogram(Host& host, std::string_view name, std::string_view help,
                            std::initializer_list<std::string_view> labels = {});

    /// Adds to a counter, sets a gauge, observes into a histogram; as many label values as names.
    void record(double value, std::initializer_list<std::string_view> labels = {}) const;

private:
    static Metric declare(Host& host, std::uint32_t kind, std::string_view name,
                          std::string_view help, std::initializer_list<std::string_view> labels);
    Metric(const sty_host* host, std::uint32_t id) : host_(host), id_(id) {}

    const sty_host* host_;
    std::uint32_t id_;
};

} // namespace statybos
