// The classes of this module that a source fork may replace: decisions that no contract covers.
#pragma once

#include <memory>

#include "service/issuing.hpp"
#include "service/printer.hpp"

namespace statybos::documents {

/// A fork overrides a maker and returns a class derived from the one that stands here.
struct Parts {
    virtual ~Parts() = default;

    /// When documents come about, and what their numbers look like.
    virtual std::unique_ptr<Issuing> make_issuing(Host host, DocumentStore& store, Readers readers,
                                                  const Settings& settings) const {
        return std::make_unique<Issuing>(host, store, readers, settings);
    }

    /// How documents look.
    virtual std::unique_ptr<Printer> make_printer(const Settings& settings) const {
        return std::make_unique<Printer>(settings);
    }
};

} // namespace statybos::documents
