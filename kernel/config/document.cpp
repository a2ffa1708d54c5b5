#include "config/document.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "config/file_content.hpp"
#include "config/utf8.hpp"

namespace statybos::kernel::config {
namespace {

constexpr std::size_t longest_key = 128;

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

struct Refused {
    Position at;
    std::string message;
};

/// Builds the tree from yaml-cpp's events. YAML::Node is not used: it forgets duplicate keys and
/// whether a scalar was quoted.
class TreeBuilder final : public YAML::EventHandler {
public:
    TreeBuilder(std::shared_ptr<const std::string> file, const DocumentLimits& limits)
        : file_(std::move(file)), limits_(limits) {}

    Node take() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        if (wants_key()) {
            throw Refused{place(mark), "a key must not be empty or null"};
        }
        add_leaf(make(Node::Kind::null, mark), anchor);
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& value) override {
        refuse_tag(mark, tag);
        if (wants_key()) {
            take_key(mark, value, anchor);
            return;
        }
        Node node = make(Node::Kind::scalar, mark);
        node.text = value;
        add_leaf(std::move(node), anchor);
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        if (wants_key()) {
            throw Refused{place(mark), "a key must be written out, not be an alias"};
        }
        const auto found = anchors_.find(anchor);
        if (found == anchors_.end()) {
            throw Refused{place(mark), "an alias must not lie inside what it stands for"};
        }
        if (++aliases_ > limits_.aliases) {
            throw Refused{place(mark),
                          "more than " + std::to_string(limits_.aliases) + " aliases in one file"};
        }
        if (open_.size() + found->second.depth > limits_.depth) {
            refuse_depth(mark);
        }
        count_nodes(mark, found->second.nodes);
        attach(Node(found->second.node));
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(Node::Kind::sequence, mark, tag, anchor);
    }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(Node::Kind::mapping, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        Node node;
        YAML::anchor_t anchor;
        std::size_t nodes_before;
        std::size_t deepest = 1;
        std::optional<std::string> key; // of a mapping, whose value comes next
        Position key_at;
        std::map<std::string, std::uint32_t> keys; // with their lines
    };
    struct Anchored {
        Node node;
        std::size_t nodes;
        std::size_t depth;
    };

    Position place(const YAML::Mark& mark) const {
        if (mark.is_null()) {
            return {file_, 0, 0};
        }
        return {file_, static_cast<std::uint32_t>(mark.line + 1),
                static_cast<std::uint32_t>(mark.column + 1)};
    }

    Node make(Node::Kind kind, const YAML::Mark& mark) {
        count_nodes(mark, 1);
        Node node;
        node.kind = kind;
        node.at = place(mark);
        return node;
    }

    bool wants_key() const {
        return !open_.empty() && open_.back().node.is_mapping() && !open_.back().key;
    }

    void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
        if (!tag.empty() && tag != "?" && tag != "!") {
            throw Refused{place(mark), "tags are not used here; the schema gives the type"};
        }
    }

    [[noreturn]] void refuse_depth(const YAML::Mark& mark) const {
        throw Refused{place(mark),
                      "nested deeper than " + std::to_string(limits_.depth) + " levels"};
    }

    void count_nodes(const YAML::Mark& mark, std::size_t more) {
        nodes_ += more;
        if (nodes_ > limits_.nodes) {
            throw Refused{place(mark),
                          "more than " + std::to_string(limits_.nodes) + " values in one file"};
        }
    }

    void take_key(const YAML::Mark& mark, const std::string& key, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor) {
            throw Refused{place(mark), "a key must not carry an anchor"};
        }
        if (key.size() > longest_key || std::any_of(key.begin(), key.end(), is_control)) {
            throw Refused{place(mark), "a key must be one line of at most 128 bytes"};
        }
        if (key == "<<") {
            throw Refused{place(mark), "merge keys (<<) are not supported; write the keys out"};
        }
        Open& mapping = open_.back();
        const Position at = place(mark);
        const auto [first, fresh] = mapping.keys.try_emplace(key, at.line);
        if (!fresh) {
            throw Refused{at, "duplicate key \"" + key + "\", first in line " +
                                  std::to_string(first->second)};
        }
        mapping.key = key;
        mapping.key_at = at;
    }

    void add_leaf(Node node, YAML::anchor_t anchor) {
        if (anchor != YAML::NullAnchor) {
            anchors_[anchor] = {node, 1, 0};
        }
        attach(std::move(node));
    }

    void open(Node::Kind kind, const YAML::Mark& mark, const std::string& tag,
              YAML::anchor_t anchor) {
        refuse_tag(mark, tag);
        if (wants_key()) {
            throw Refused{place(mark), "a key must be a plain word, not a list or a mapping"};
        }
        if (open_.size() >= limits_.depth) {
            refuse_depth(mark);
        }
        const std::size_t before = nodes_;
        open_.push_back({make(kind, mark), anchor, before, 1, std::nullopt, {}, {}});
    }

    void close() {
        Open done = std::move(open_.back());
        open_.pop_back();
        if (done.anchor != YAML::NullAnchor) {
            anchors_[done.anchor] = {done.node, nodes_ - done.nodes_before, done.deepest};
        }
        if (!open_.empty()) {
            open_.back().deepest = std::max(open_.back().deepest, done.deepest + 1);
        }
        attach(std::move(done.node));
    }

    void attach(Node node) {
        if (open_.empty()) {
            root_ = std::move(node);
            return;
        }
        Open& parent = open_.back();
        if (parent.node.is_sequence()) {
            parent.node.items.push_back(std::move(node));
            return;
        }
        if (node.is_null()) {
            // yaml-cpp places an empty value at whatever follows it.
            node.at = parent.key_at;
        }
        parent.node.members.push_back({std::move(*parent.key), parent.key_at, std::move(node)});
        parent.key.reset();
    }

    std::shared_ptr<const std::string> file_;
    DocumentLimits limits_;
    std::vector<Open> open_;
    std::map<YAML::anchor_t, Anchored> anchors_;
    Node root_;
    std::size_t nodes_ = 0;
    std::size_t aliases_ = 0;
};

Error refusal(Position at, std::string message) {
    return to_error({{std::move(at), {}, std::move(message)}});
}

} // namespace

const Node* Node::find(std::string_view key) const {
    for (const Member& member : members) {
        if (member.key == key) {
            return &member.value;
        }
    }
    return nullptr;
}

Result<Node> parse_yaml(std::string_view text, const std::string& name,
                        const DocumentLimits& limits) {
    const auto file = std::make_shared<const std::string>(name);
    if (text.size() > limits.bytes) {
        return refusal({file}, "larger than " + std::to_string(limits.bytes) + " bytes");
    }
    if (const auto line = first_line_that_is_not_text(text)) {
        return refusal({file, *line, 1}, "holds bytes that are not UTF-8 text");
    }
    std::istringstream stream{std::string(text)};
    TreeBuilder builder(file, limits);
    try {
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
        Node root = builder.take();
        if (TreeBuilder second(file, limits); parser.HandleNextDocument(second)) {
            return refusal({file, second.take().at.line, 1},
                           "a second document (---) in one file; keep the first only");
        }
        if (!root.at.file) {
            root.at = {file, 1, 1};
        }
        return root;
    } catch (const Refused& refused) {
        return refusal(refused.at, refused.message);
    } catch (const YAML::Exception& error) {
        return refusal({file, static_cast<std::uint32_t>(error.mark.line + 1),
                        static_cast<std::uint32_t>(error.mark.column + 1)},
                       "not readable as YAML: " + error.msg);
    }
}

Result<Node> read_yaml(const std::filesystem::path& file, std::string shown,
                       const DocumentLimits& limits) {
    if (shown.empty()) {
        shown = file.string();
    }
    auto text = read_file(file, limits.bytes);
    if (!text) {
        return refusal({std::make_shared<const std::string>(shown)}, text.error().message());
    }
    return parse_yaml(*text, shown, limits);
}

} // namespace statybos::kernel::config
