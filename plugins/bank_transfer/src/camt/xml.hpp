// A bounded XML document as a tree. Names are local: a bank may use any prefix for the namespace.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <statybos/error.hpp>

namespace statybos::bank_transfer::camt {

struct XmlElement {
    std::string name;
    std::string space; ///< its namespace
    std::string text;  ///< all of it, between children too
    std::vector<std::pair<std::string, std::string>> attributes;
    std::vector<const XmlElement*> children;

    /// The first child of that name, at a path "NtryDtls/TxDtls"; null when there is none.
    const XmlElement* find(std::string_view path) const;
    /// Text of what find() finds, without blanks around it; empty when there is none.
    std::string_view text_at(std::string_view path) const;
    std::vector<const XmlElement*> all(std::string_view name) const;
    std::string_view attribute(std::string_view name) const;
};

class XmlDocument {
public:
    static constexpr std::size_t most_bytes = 16 << 20;
    static constexpr std::size_t most_elements = 500'000;
    static constexpr std::size_t most_depth = 40;

    /// Reads well-formed XML without a document type: entities of its own are never expanded.
    /// @errors malformed malformed_xml  says the line
    static Result<XmlDocument> parse(std::string_view text);

    const XmlElement& root() const { return elements_.front(); }

private:
    friend class XmlReader;
    std::deque<XmlElement> elements_; // a deque, because the tree points into it
};

} // namespace statybos::bank_transfer::camt
