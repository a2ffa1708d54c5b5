// The rules of a gateway as GoogleTest cases, for the tests of a plugin that brings one:
//
//     #include <gtest/gtest.h>
//     #include <statybos/payments/testing/gateway_suite.hpp>
//
//     class OmegaSubject final : public GatewaySubject { … };
//     STATYBOS_GATEWAY_SUITE(OmegaSubject)
//
// makes one test for each rule, `Gateway/OmegaSubjectSuite.Keeps/<rule>`, on a subject of its own.
// A rule about something that the gateway does not offer is skipped.
#pragma once

#include <statybos/payments/testing/gateway_rules.hpp>

#define STATYBOS_GATEWAY_SUITE(Subject)                                                            \
    class Subject##Suite                                                                           \
        : public ::testing::TestWithParam<::statybos::payments::testing::GatewayRule> {};          \
    TEST_P(Subject##Suite, Keeps) {                                                                \
        using ::statybos::payments::testing::Finding;                                              \
        Subject subject;                                                                           \
        const Finding finding = GetParam().check(subject);                                         \
        if (finding.kind == Finding::Kind::not_offered) {                                          \
            GTEST_SKIP() << "the gateway does not offer this";                                     \
        }                                                                                          \
        if (finding.kind == Finding::Kind::broken) {                                               \
            FAIL() << GetParam().name << ": " << finding.why;                                      \
        }                                                                                          \
    }                                                                                              \
    INSTANTIATE_TEST_SUITE_P(Gateway, Subject##Suite,                                              \
                             ::testing::ValuesIn(::statybos::payments::testing::gateway_rules()),  \
                             [](const auto& rule) { return std::string(rule.param.name); });
