#include "camt/xml.hpp"

#include <memory>

#include <expat.h>

namespace statybos::bank_transfer::camt {
namespace {

constexpr char between_space_and_name = '\n';

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

Error malformed(std::string why) {
    return Error(Errc::malformed, "malformed_xml", "the document is not readable: " + why);
}

} // namespace

/// Builds the tree while expat reads. What throws must not pass through expat, which is C.
class XmlReader {
public:
    XmlReader() : parser_(XML_ParserCreateNS("UTF-8", between_space_and_name), &XML_ParserFree) {
        if (!parser_) {
            throw std::bad_alloc();
        }
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), &XmlReader::start, &XmlReader::end);
        XML_SetCharacterDataHandler(parser_.get(), &XmlReader::characters);
        XML_SetStartDoctypeDeclHandler(parser_.get(), &XmlReader::doctype);
    }

    Result<XmlDocument> read(std::string_view text) {
        const XML_Status status =
            XML_Parse(parser_.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
        if (refusal_.empty() && status == XML_STATUS_OK) {
            return std::move(document_);
        }
        const std::string why =
            refusal_.empty() ? XML_ErrorString(XML_GetErrorCode(parser_.get())) : refusal_;
        return malformed(why + " in line " +
                         std::to_string(XML_GetCurrentLineNumber(parser_.get())));
    }

private:
    static XmlReader& self(void* user) { return *static_cast<XmlReader*>(user); }

    template <class Work>
    void guarded(Work work) noexcept {
        try {
            if (refusal_.empty()) {
                work();
            }
        } catch (...) {
            refuse("no memory is left for it");
        }
    }
    void refuse(const char* why) noexcept {
        refusal_ = why; // short enough for the string's own room
        XML_StopParser(parser_.get(), XML_FALSE);
    }

    static void start(void* user, const XML_Char* name, const XML_Char** attributes) {
        self(user).guarded([&] { self(user).open(name, attributes); });
    }
    static void end(void* user, const XML_Char*) {
        self(user).guarded([&] { self(user).path_.pop_back(); });
    }
    static void characters(void* user, const XML_Char* text, int length) {
        self(user).guarded(
            [&] { self(user).path_.back()->text.append(text, static_cast<std::size_t>(length)); });
    }
    static void doctype(void* user, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        self(user).refuse("a DOCTYPE");
    }

    void open(std::string_view name, const XML_Char** attributes) {
        if (path_.size() >= XmlDocument::most_depth) {
            return refuse("too deep");
        }
        if (document_.elements_.size() >= XmlDocument::most_elements) {
            return refuse("too large");
        }
        XmlElement& element = document_.elements_.emplace_back();
        const std::size_t split = name.find(between_space_and_name);
        if (split != std::string_view::npos) {
            element.space = name.substr(0, split);
            name.remove_prefix(split + 1);
        }
        element.name = name;
        for (; *attributes != nullptr; attributes += 2) {
            element.attributes.emplace_back(attributes[0], attributes[1]);
        }
        if (!path_.empty()) {
            path_.back()->children.push_back(&element);
        }
        path_.push_back(&element);
    }

    std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
    XmlDocument document_;
    std::vector<XmlElement*> path_;
    std::string refusal_;
};

Result<XmlDocument> XmlDocument::parse(std::string_view text) {
    if (text.size() > most_bytes) {
        return malformed("too large");
    }
    return XmlReader().read(text);
}

const XmlElement* XmlElement::find(std::string_view path) const {
    const XmlElement* at = this;
    while (at != nullptr && !path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        const std::string_view step = path.substr(0, slash);
        path.remove_prefix(std::min(slash + 1, path.size()));
        const XmlElement* next = nullptr;
        for (const XmlElement* child : at->children) {
            if (child->name == step) {
                next = child;
                break;
            }
        }
        at = next;
    }
    return at;
}

std::string_view XmlElement::text_at(std::string_view path) const {
    const XmlElement* found = find(path);
    return found == nullptr ? std::string_view() : trimmed(found->text);
}

std::vector<const XmlElement*> XmlElement::all(std::string_view wanted) const {
    std::vector<const XmlElement*> found;
    for (const XmlElement* child : children) {
        if (child->name == wanted) {
            found.push_back(child);
        }
    }
    return found;
}

std::string_view XmlElement::attribute(std::string_view wanted) const {
    for (const auto& [key, value] : attributes) {
        if (key == wanted) {
            return value;
        }
    }
    return {};
}

} // namespace statybos::bank_transfer::camt
