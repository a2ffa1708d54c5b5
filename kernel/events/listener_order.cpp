#include "events/listener_order.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace statybos::kernel::events {
namespace {

using Listeners = std::vector<const Subscription*>;

// follows[i] holds j: listener j is called after listener i.
using Edges = std::vector<std::vector<std::size_t>>;

std::optional<std::size_t> index_of(const Listeners& listeners, const std::string& name) {
    const auto found = std::find_if(listeners.begin(), listeners.end(),
                                    [&](const Subscription* s) { return s->name == name; });
    return found == listeners.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - listeners.begin()));
}

Error unknown_listener(const Listeners& listeners, const Subscription& who,
                       std::string_view relation, const std::string& name) {
    std::string known;
    for (const Subscription* listener : listeners) {
        if (listener != &who) {
            known += (known.empty() ? "" : ", ") + listener->name;
        }
    }
    return {Errc::invalid, "unknown_listener",
            who.topic + ": " + who.name + " is to be called " + std::string(relation) + ' ' + name +
                ", which does not listen in the transaction; who does: " +
                (known.empty() ? "nobody else" : known)};
}

Result<Edges> edges_of(const Listeners& listeners) {
    Edges follows(listeners.size());
    for (std::size_t i = 0; i < listeners.size(); ++i) {
        for (const std::string& name : listeners[i]->before) {
            const auto later = index_of(listeners, name);
            if (!later) {
                return unknown_listener(listeners, *listeners[i], "before", name);
            }
            follows[i].push_back(*later);
        }
        for (const std::string& name : listeners[i]->after) {
            const auto earlier = index_of(listeners, name);
            if (!earlier) {
                return unknown_listener(listeners, *listeners[i], "after", name);
            }
            follows[*earlier].push_back(i);
        }
    }
    return follows;
}

// Every listener that is left waits for another one that is left, so walking from one to whom it
// waits for comes around.
Error circle(const Listeners& listeners, const Edges& follows, const std::vector<bool>& placed) {
    const auto waits_for = [&](std::size_t who) {
        for (std::size_t i = 0; i < listeners.size(); ++i) {
            if (!placed[i] && std::count(follows[i].begin(), follows[i].end(), who) != 0) {
                return i;
            }
        }
        return who;
    };
    std::vector<std::size_t> walk{
        static_cast<std::size_t>(std::find(placed.begin(), placed.end(), false) - placed.begin())};
    std::size_t next = waits_for(walk.back());
    while (std::find(walk.begin(), walk.end(), next) == walk.end()) {
        walk.push_back(next);
        next = waits_for(walk.back());
    }
    std::string path = listeners[next]->name;
    for (auto step = walk.rbegin(); *step != next; ++step) {
        path += " -> " + listeners[*step]->name;
    }
    path += " -> " + listeners[next]->name;
    return {Errc::conflict, "listener_circle",
            listeners[next]->topic + ": the listeners wait for each other: " + path +
                "; take one `before` or `after` away"};
}

} // namespace

Result<Listeners> ordered(const Listeners& listeners) {
    auto follows = edges_of(listeners);
    if (!follows) {
        return follows.error();
    }
    std::vector<std::size_t> waits(listeners.size(), 0);
    for (const auto& later : *follows) {
        for (const std::size_t i : later) {
            ++waits[i];
        }
    }
    Listeners sorted;
    std::vector<bool> placed(listeners.size(), false);
    while (sorted.size() < listeners.size()) {
        std::size_t next = 0;
        while (next < listeners.size() && (placed[next] || waits[next] != 0)) {
            ++next;
        }
        if (next == listeners.size()) {
            return circle(listeners, *follows, placed);
        }
        placed[next] = true;
        sorted.push_back(listeners[next]);
        for (const std::size_t later : (*follows)[next]) {
            --waits[later];
        }
    }
    return sorted;
}

} // namespace statybos::kernel::events
