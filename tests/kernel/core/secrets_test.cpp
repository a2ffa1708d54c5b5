#include "core/secrets.hpp"

#include <fstream>
#include <set>
#include <thread>

#include <gtest/gtest.h>

#include <statybos/strings.hpp>

#include "core/abi.hpp"
#include "core/host.hpp"

namespace statybos::kernel {
namespace {

std::string hex(const std::array<std::uint8_t, 32>& bytes) {
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

Secrets secrets_with(const std::string& current, std::map<std::string, SecretKey> keys) {
    return Secrets::create({current, std::move(keys)}).value();
}

class KeyFileTest : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = testing::TempDir() + "/key_file_XXXXXX";
        directory = ::mkdtemp(pattern.data());
        path = directory / "secret.key";
    }
    void TearDown() override { std::filesystem::remove_all(directory); }

    void write(std::string_view text, std::filesystem::perms mode) const {
        std::ofstream(path) << text;
        std::filesystem::permissions(path, mode);
    }

    std::filesystem::path directory;
    std::filesystem::path path;
};

constexpr auto owner_only =
    std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;

// FIPS 180-4 and RFC 4231 test case 2.
TEST(HashTest, AgreesWithThePublishedVectors) {
    EXPECT_EQ(hex(sha256("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(EqualTest, ComparesWholeTexts) {
    EXPECT_TRUE(equal_in_constant_time("token", "token"));
    EXPECT_TRUE(equal_in_constant_time("", ""));
    EXPECT_FALSE(equal_in_constant_time("token", "tokem"));
    EXPECT_FALSE(equal_in_constant_time("token", "toke"));
}

TEST(SecretsTest, OpensWhatItSealed) {
    const Secrets secrets = secrets_with("k1", {{"k1", SecretKey::random()}});
    for (const std::string& plain : {std::string(), std::string("LT601010012345678901"),
                                     std::string(100'000, 'x'), std::string("\0\1", 2)}) {
        const std::string box = secrets.seal("users.iban", plain).value();
        EXPECT_EQ(box.size(), plain.size() + 2 + 2 + 12 + 16);
        EXPECT_EQ(secrets.open("users.iban", box).value(), plain);
    }
}

TEST(SecretsTest, NeverSealsTheSameTextAlike) {
    const Secrets secrets = secrets_with("k1", {{"k1", SecretKey::random()}});
    std::set<std::string> boxes;
    for (int i = 0; i < 100; ++i) {
        boxes.insert(secrets.seal("purpose", "plain").value());
    }
    EXPECT_EQ(boxes.size(), 100u);
}

TEST(SecretsTest, RefusesAnotherPurposeAsBoxNotAuthentic) {
    const Secrets secrets = secrets_with("k1", {{"k1", SecretKey::random()}});
    const std::string box = secrets.seal("users.iban", "secret").value();
    EXPECT_EQ(secrets.open("users.phone", box).error().slug(), "box_not_authentic");
}

TEST(SecretsTest, RefusesEveryChangedOrCutByteAsBoxNotAuthentic) {
    const SecretKey key = SecretKey::random();
    const Secrets secrets = secrets_with("k1", {{"k1", key}, {"k0", key}});
    const std::string box = secrets.seal("purpose", "secret").value();
    for (std::size_t i = 0; i < box.size(); ++i) {
        std::string changed = box;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        EXPECT_FALSE(secrets.open("purpose", changed)) << i;
        EXPECT_FALSE(secrets.open("purpose", std::string_view(box).substr(0, i))) << i;
    }
    EXPECT_EQ(secrets.open("purpose", box + "x").error().slug(), "box_not_authentic");
    EXPECT_EQ(secrets.open("purpose", "").error().slug(), "box_not_authentic");
}

TEST(SecretsTest, RotatesKeysAndNamesTheMissingOneAsUnknownSecretKey) {
    const SecretKey old_key = SecretKey::random();
    const SecretKey new_key = SecretKey::random();
    const std::string box = secrets_with("k1", {{"k1", old_key}}).seal("p", "plain").value();

    const Secrets rotated = secrets_with("k2", {{"k1", old_key}, {"k2", new_key}});
    EXPECT_EQ(rotated.open("p", box).value(), "plain");
    EXPECT_EQ(rotated.seal("p", "plain").value().substr(2, 2), "k2");

    const Secrets without = secrets_with("k2", {{"k2", new_key}});
    EXPECT_EQ(without.open("p", box).error().slug(), "unknown_secret_key");
    EXPECT_NE(without.open("p", box).error().message().find("\"k1\""), std::string::npos);
}

TEST(SecretsTest, RefusesInvalidSecretKeys) {
    EXPECT_EQ(Secrets::create({"k1", {}}).error().slug(), "invalid_secret_keys");
    EXPECT_EQ(Secrets::create({"k2", {{"k1", SecretKey::random()}}}).error().slug(),
              "invalid_secret_keys");
    EXPECT_EQ(Secrets::create({"K 1", {{"K 1", SecretKey::random()}}}).error().slug(),
              "invalid_secret_keys");
}

TEST(SecretKeyTest, ReadsThirtyTwoBytesOfBase64Only) {
    const SecretKey key = SecretKey::random();
    const SecretKey again = SecretKey::from_base64(key.base64()).value();
    EXPECT_TRUE(std::equal(key.data(), key.data() + SecretKey::size, again.data()));

    for (const std::string& wrong :
         {std::string(), std::string("c2hvcnQ="), key.base64() + "=", std::string(44, '!'),
          std::string(44, '='), std::string(42, 'A') + "=="}) {
        const auto result = SecretKey::from_base64(wrong);
        ASSERT_FALSE(result) << wrong;
        EXPECT_EQ(result.error().slug(), "invalid_secret_key");
    }
}

TEST_F(KeyFileTest, MakesAPrivateFileOnceAndReadsItAgain) {
    const SecretKeys made = load_or_create_key(path).value();
    EXPECT_EQ(std::filesystem::status(path).permissions(), owner_only);
    const SecretKeys read = load_or_create_key(path).value();
    EXPECT_EQ(read.current, made.current);
    EXPECT_EQ(read.keys.at(read.current).base64(), made.keys.at(made.current).base64());
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory), {}), 1);
    EXPECT_TRUE(Secrets::create(made));
}

TEST_F(KeyFileTest, GivesAllWhoStartTogetherTheSameKey) {
    std::vector<std::string> ids(8);
    std::vector<std::thread> threads;
    for (std::string& id : ids) {
        threads.emplace_back([&] { id = load_or_create_key(path).value().current; });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 1u);
}

TEST_F(KeyFileTest, RefusesInsecureKeyFile) {
    write(SecretKey::random().base64(), owner_only | std::filesystem::perms::group_read);
    const auto result = load_or_create_key(path);
    EXPECT_EQ(result.error().slug(), "insecure_key_file");
    EXPECT_NE(result.error().message().find("chmod 600"), std::string::npos);
}

TEST_F(KeyFileTest, RefusesInvalidSecretKeyAndLeavesTheFile) {
    write("not a key", owner_only);
    EXPECT_EQ(load_or_create_key(path).error().slug(), "invalid_secret_key");
    EXPECT_EQ(std::filesystem::file_size(path), 9u);
}

TEST_F(KeyFileTest, SaysWhatIsWrongWithAKeyFileThatCannotBeMade) {
    const auto result = load_or_create_key(directory / "absent" / "secret.key");
    EXPECT_EQ(result.error().slug(), "key_file");
    EXPECT_NE(result.error().message().find("No such file"), std::string::npos);
}

TEST(SecretsApiTest, SealsThroughTheTableAndReportsErrors) {
    const Secrets secrets = secrets_with("k1", {{"k1", SecretKey::random()}});
    Engines engines{.secrets = &secrets};
    HostSide side{"test.plugin", "test", &engines};
    const sty_host host{sizeof(sty_host), STY_ABI_EPOCH, STY_ABI_LEVEL, 0, &side, nullptr};

    sty_buf box{};
    ASSERT_EQ(secrets_api().seal(&host, to_abi("p"), to_abi("plain"), &box, nullptr), STY_OK);
    sty_buf plain{};
    ASSERT_EQ(secrets_api().open(&host, to_abi("p"), {box.data, box.size}, &plain, nullptr),
              STY_OK);
    EXPECT_EQ(view(plain), "plain");
    sty_buf untouched{};
    AbiError error;
    EXPECT_EQ(secrets_api().open(&host, to_abi("q"), {box.data, box.size}, &untouched, error.get()),
              STY_E_INVALID);
    EXPECT_EQ(error.take(STY_E_INVALID).slug(), "box_not_authentic");
    EXPECT_EQ(untouched.data, nullptr);
    free_buf(box);
    free_buf(plain);

    side.engines = nullptr;
    EXPECT_EQ(secrets_api().seal(&host, to_abi("p"), to_abi("plain"), &box, nullptr),
              STY_E_UNAVAILABLE);
    std::uint8_t random[2][16] = {};
    EXPECT_EQ(secrets_api().random(random[0], 16), STY_OK);
    EXPECT_EQ(secrets_api().random(random[1], 16), STY_OK);
    EXPECT_NE(std::memcmp(random[0], random[1], 16), 0);
}

} // namespace
} // namespace statybos::kernel
