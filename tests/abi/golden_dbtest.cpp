// Plugins of four compilers in one kernel. A note given to golden.clang passes through all of them
// in one transaction: clang → gxx → libcxx → c99, each writing it down, each decorated by the one
// before it.
#include "abi_fixture.hpp"

namespace statybos::kernel {
namespace {

using test::Answer;
using test::json_post;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class GoldenTest : public AbiTest {
protected:
    GoldenTest() {
        write_config(entry("golden_clang", "golden.clang") + entry("golden_gxx", "golden.gxx") +
                     entry("golden_libcxx", "golden.libcxx") + entry("golden_c99", "golden.c99"));
        start();
    }

    Answer write(const std::string& book, const std::string& text) {
        return ask(json_post("/golden/" + book, R"({"text":")" + text + R"("})"));
    }

    std::vector<std::string> rows() {
        std::vector<std::string> all;
        const auto lease = database_.pool().lease();
        const auto found =
            lease->query("SELECT book || ': ' || text FROM golden.entry ORDER BY id");
        for (int row = 0; row < found.size(); ++row) {
            all.emplace_back(found[row].text(0));
        }
        return all;
    }
};

TEST_F(GoldenTest, RunPluginsOfAllCompilersInOneKernel) {
    EXPECT_THAT(failures(), IsEmpty());
    EXPECT_EQ(get("/golden/gxx").body, R"({"compiler":"g++","library":"libstdc++"})");
    EXPECT_EQ(get("/golden/clang").body, R"({"compiler":"clang++","library":"libstdc++"})");
    EXPECT_EQ(get("/golden/libcxx").body, R"({"compiler":"clang++","library":"libc++"})");
    EXPECT_EQ(get("/golden/c99").body, R"({"standard":199901})");
}

TEST_F(GoldenTest, ShareOneTransactionAndDecorateEachOther) {
    const Answer answer = write("clang", "bricks");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, R"({"written":4})");
    EXPECT_THAT(rows(),
                ElementsAre("clang: bricks", "gxx: bricks +clang", "libcxx: bricks +clang +gxx",
                            "c99: bricks +clang +gxx +libcxx"));
}

TEST_F(GoldenTest, ServeARouteEachWithATransactionOfItsOwn) {
    EXPECT_EQ(write("gxx", "tiles").body, R"({"written":3})");
    EXPECT_EQ(write("libcxx", "sand").body, R"({"written":2})");
    EXPECT_EQ(write("c99", "lime").body, R"({"written":1})");
    EXPECT_THAT(rows(), ElementsAre("gxx: tiles", "libcxx: tiles +gxx", "c99: tiles +gxx +libcxx",
                                    "libcxx: sand", "c99: sand +libcxx", "c99: lime"));
}

TEST_F(GoldenTest, RefuseAcrossEveryBorderAndUndoEverything) {
    for (const std::string book : {"clang", "gxx", "libcxx", "c99"}) {
        SCOPED_TRACE(book);
        const Answer answer = write("clang", "refuse in " + book);
        EXPECT_EQ(answer.status, 409);
        EXPECT_EQ(answer.code(), "closed");
        EXPECT_TRUE(answer.says(R"("detail":"this book is closed")"));
        EXPECT_TRUE(answer.says(R"("book":")" + book + '"'));
    }
    EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(GoldenTest, FailAcrossEveryBorderAndUndoEverything) {
    for (const std::string book : {"clang", "gxx", "libcxx"}) {
        SCOPED_TRACE(book);
        const Answer answer = write("clang", "fail in " + book);
        EXPECT_EQ(answer.status, 503);
        EXPECT_EQ(answer.code(), "out_of_ink");
    }
    EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(GoldenTest, ThrowAcrossEveryBorderWithoutTellingAClientWhat) {
    for (const std::string book : {"clang", "gxx", "libcxx"}) {
        SCOPED_TRACE(book);
        const Answer answer = write("clang", "throw in " + book);
        EXPECT_EQ(answer.status, 500);
        EXPECT_EQ(answer.code(), "internal_error");
        EXPECT_FALSE(answer.says("private"));
    }
    EXPECT_THAT(rows(), IsEmpty());
    EXPECT_EQ(write("clang", "bricks").status, 200);
}

} // namespace
} // namespace statybos::kernel
