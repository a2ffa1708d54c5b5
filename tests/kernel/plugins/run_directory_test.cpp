#include "plugins/run_directory.hpp"

#include <sys/stat.h>

#include "plugin_fixture.hpp"

namespace statybos::kernel::plugins {
namespace {

namespace fs = std::filesystem;

class RunDirectoryTest : public ::testing::Test {
protected:
    fs::path write(const std::string& name, const std::string& content) {
        std::ofstream(folder_.path() / name) << content;
        return folder_.path() / name;
    }

    TemporaryFolder folder_;
    fs::path parent_ = folder_.path() / "run";
};

TEST_F(RunDirectoryTest, IsPrivate) {
    const RunDirectory run = RunDirectory::create(parent_).value();
    EXPECT_EQ(fs::status(run.path()).permissions(), fs::perms::owner_all);
    EXPECT_TRUE(run.path().is_absolute());
}

TEST_F(RunDirectoryTest, NamesACopyByItsHash) {
    const RunDirectory run = RunDirectory::create(parent_).value();
    const PluginCopy copy = run.copy(write("abc.so", "abc")).value();
    EXPECT_EQ(copy.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(copy.path, run.path() / (copy.sha256 + ".so"));
    EXPECT_EQ(fs::file_size(copy.path), 3u);
    EXPECT_EQ(fs::status(copy.path).permissions(), fs::perms::owner_read | fs::perms::owner_exec);
}

TEST_F(RunDirectoryTest, DoesNotNoticeALaterChangeOfTheFile) {
    const RunDirectory run = RunDirectory::create(parent_).value();
    const PluginCopy first = run.copy(write("a.so", "abc")).value();
    const PluginCopy second = run.copy(write("a.so", "changed")).value();
    EXPECT_NE(first.path, second.path);
    EXPECT_EQ(fs::file_size(first.path), 3u);
}

TEST_F(RunDirectoryTest, TakesTheSameFileTwice) {
    const RunDirectory run = RunDirectory::create(parent_).value();
    const fs::path file = write("a.so", "abc");
    EXPECT_EQ(run.copy(file).value().path, run.copy(file).value().path);
}

TEST_F(RunDirectoryTest, RefusesWhatIsNoFile) {
    const RunDirectory run = RunDirectory::create(parent_).value();
    const auto missing = run.copy(folder_.path() / "missing.so");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().slug(), "plugin_file");
    EXPECT_EQ(missing.error().message(),
              (folder_.path() / "missing.so").string() + ": No such file or directory");
    ASSERT_EQ(::mkfifo((folder_.path() / "pipe.so").c_str(), 0600), 0);
    EXPECT_EQ(run.copy(folder_.path() / "pipe.so").error().message(),
              (folder_.path() / "pipe.so").string() + ": not a regular file");
}

TEST_F(RunDirectoryTest, IsGoneWithItsOwner) {
    fs::path path;
    {
        const RunDirectory run = RunDirectory::create(parent_).value();
        path = run.path();
        ASSERT_TRUE(run.copy(write("a.so", "abc")));
    }
    EXPECT_FALSE(fs::exists(path));
    EXPECT_TRUE(fs::exists(parent_));
}

TEST_F(RunDirectoryTest, SweepsWhatAKilledProcessLeftAndNothingElse) {
    const RunDirectory living = RunDirectory::create(parent_).value();
    fs::create_directories(parent_ / "plugins-killed");
    fs::create_directories(parent_ / "somebody-elses");
    const RunDirectory next = RunDirectory::create(parent_).value();
    EXPECT_FALSE(fs::exists(parent_ / "plugins-killed"));
    EXPECT_TRUE(fs::exists(parent_ / "somebody-elses"));
    EXPECT_TRUE(fs::exists(living.path()));
}

TEST_F(RunDirectoryTest, RefusesAParentThatOthersMayWrite) {
    fs::create_directories(parent_);
    fs::permissions(parent_, fs::perms::all);
    const auto refused = RunDirectory::create(parent_);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message(), ::testing::HasSubstr("chmod go-w"));
}

} // namespace
} // namespace statybos::kernel::plugins
