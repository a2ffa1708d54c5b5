#include "database/binding.hpp"

#include <gtest/gtest.h>

#include "core/host.hpp"
#include "support/test_database.hpp"

namespace statybos::kernel::database {
namespace {

class BindingTest : public ::testing::Test {
protected:
    BindingTest() {
        database_.pool().lease()->script("CREATE TABLE note (text text UNIQUE)");
        engines_.database = &database_.pool();
        context_.engines = &engines_;
    }

    Binding& binding() { return Binding::of(context_); }
    std::int64_t notes() {
        return database_.pool().lease()->query("SELECT count(*) FROM note").front().integer(0);
    }

    statybos::testing::TestDatabase database_;
    Engines engines_;
    Context context_;
};

TEST_F(BindingTest, KeepsWhatIsCommittedAndUndoesTheRest) {
    binding().begin();
    binding().execute("INSERT INTO note VALUES ($1)", "kept");
    binding().begin();
    EXPECT_EQ(binding().depth(), 2u);
    binding().execute("INSERT INTO note VALUES ($1)", "undone");
    binding().rollback();
    EXPECT_EQ(notes(), 0);
    binding().commit();
    EXPECT_EQ(binding().depth(), 0u);
    EXPECT_EQ(notes(), 1);
}

} // namespace
} // namespace statybos::kernel::database
