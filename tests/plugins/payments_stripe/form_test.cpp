#include "stripe/form.hpp"

#include <gtest/gtest.h>

namespace statybos::payments_stripe::stripe {
namespace {

TEST(FormTest, KeepsBracketsOfNamesAndEncodesValues) {
    Form form;
    form.add("amount", 1'250).add("metadata[note]", "plytelės & 14.5 m²=?");
    EXPECT_EQ(form.text(), "amount=1250&metadata[note]=plytel%C4%97s%20%26%2014.5%20m%C2%B2%3D%3F");
}

TEST(FormTest, LetsNoValueBecomeAParameter) {
    Form form;
    form.add("description", "x&amount=1\r\nHost: evil");
    EXPECT_EQ(form.text(), "description=x%26amount%3D1%0D%0AHost%3A%20evil");
}

} // namespace
} // namespace statybos::payments_stripe::stripe
