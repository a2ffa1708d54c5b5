// A plugin that does a bit of everything: serves routes, provides a book, decorates the next one
// and calls it in the caller's transaction, refuses and throws. One source, built by each compiler;
// GOLDEN_NAME and GOLDEN_NEXT say which book this is and which comes after it.
#include <memory>
#include <stdexcept>

#include <golden/book.hpp>
#include <statybos/plugin.hpp>

namespace golden {
namespace {

using namespace statybos;

constexpr std::string_view own = GOLDEN_NAME;
constexpr std::string_view next_book = GOLDEN_NEXT;

struct Written {
    std::int64_t written = 0;
};
STATYBOS_RECORD(Written, written)

struct BuiltBy {
    std::string compiler;
    std::string library;
};
STATYBOS_RECORD(BuiltBy, compiler, library)

/// Marks what passes through, so that a row shows who stood in between.
class Marking final : public Forward<Book> {
public:
    Result<std::int64_t> write(Transaction& tx, const Note& note) override {
        return next().write(tx, {note.text + " +" + std::string(own)});
    }
};

class Golden final : public Plugin, public Book {
public:
    explicit Golden(Host host) : Plugin(host) {
        host.provide<Book>(*this, own);
        next_ = host.require<Book>(next_book);
        host.decorate<Book>(
            own, [] { return std::make_unique<Marking>(); }, next_book);
        Router router(host, *this, "golden");
        router.get("/golden/" GOLDEN_NAME, &Golden::built_by).access(Access::anyone);
        router.post("/golden/" GOLDEN_NAME, &Golden::post).access(Access::anyone).without_csrf();
    }

    Result<std::int64_t> write(Transaction& tx, const Note& note) override {
        if (is_asked_to("refuse in ", note)) {
            return Error(Errc::conflict, "closed", "this book is closed")
                .member("book", '"' + std::string(own) + '"');
        }
        tx.execute("INSERT INTO golden.entry (book, text) VALUES ($1, $2)", own, note.text);
        if (is_asked_to("fail in ", note)) {
            throw Failure(Errc::unavailable, "out_of_ink", "this book has no ink");
        }
        if (is_asked_to("throw in ", note)) {
            throw std::runtime_error("a private detail of " + std::string(own));
        }
        auto written = next_(tx.ctx()).write(tx, note);
        return written ? Result<std::int64_t>(*written + 1) : written.error();
    }

private:
    static bool is_asked_to(std::string_view what, const Note& note) {
        return note.text.starts_with(std::string(what) + std::string(own));
    }

    Result<BuiltBy> built_by(Ctx&) {
#ifdef __clang__
        const std::string compiler = "clang++";
#else
        const std::string compiler = "g++";
#endif
#ifdef _LIBCPP_VERSION
        return BuiltBy{compiler, "libc++"};
#else
        return BuiltBy{compiler, "libstdc++"};
#endif
    }

    Result<Written> post(Ctx& ctx, const Note& note) {
        return transact(ctx, [&](Transaction& tx) -> Result<Written> {
            auto written = write(tx, note);
            return written ? Result<Written>(Written{*written}) : written.error();
        });
    }

    Use<Book> next_;
};

} // namespace
} // namespace golden

STATYBOS_PLUGIN(golden::Golden, "golden." GOLDEN_NAME, "1.0.0")
