// The gateway suite itself: a gateway without faults keeps every rule, and each rule is broken by
// the fault that it is there for, and by no other than those named here.
#include <gtest/gtest.h>

#include <set>

#include <statybos/payments/testing/gateway_suite.hpp>

#include "paper_gateway.hpp"

namespace statybos::payments::testing {
namespace {

STATYBOS_GATEWAY_SUITE(PaperSubject)

std::set<std::string> broken_by(Fault fault) {
    std::set<std::string> broken;
    for (const GatewayRule& rule : gateway_rules()) {
        PaperSubject subject(fault);
        if (rule.check(subject).kind == Finding::Kind::broken) {
            broken.emplace(rule.name);
        }
    }
    return broken;
}

struct Breach {
    Fault fault;
    std::set<std::string> broken;
};

const std::vector<Breach>& breaches() {
    static const std::vector<Breach> all{
        {Fault::none, {}},
        {Fault::no_title, {"DescribesItself"}},
        {Fault::second_charge, {"TakesMoneyOnceUnderOneKey", "SurvivesALostAnswer"}},
        {Fault::one_reference, {"TellsTwoKeysApart"}},
        {Fault::other_reference, {"LooksUpWhatItMade"}},
        {Fault::unknown_is_pending, {"KnowsNothingOfAnUnknownKey"}},
        {Fault::decline_is_error, {"GivesADeclineAsAnOutcome"}},
        {Fault::takes_before_approval, {"SendsTheBuyerOnAndTakesTheMoneyAfter"}},
        {Fault::forgets_what_was_lost, {"SurvivesALostAnswer"}},
        {Fault::any_currency, {"RefusesAnotherCurrency"}},
        {Fault::captures_twice, {"CapturesOnceWhatWasAuthorized"}},
        {Fault::captures_beyond, {"CapturesNoMoreThanWasAuthorized"}},
        {Fault::cancel_does_nothing, {"LetsAnAuthorizationGo"}},
        {Fault::cancels_captured, {"CancelsNothingThatIsCaptured"}},
        {Fault::answers_what_it_leaves_out, {"IsUnsupportedInWhatItLeavesOut"}},
        {Fault::refunds_twice, {"RefundsOnceUnderOneKey"}},
        {Fault::one_refund_per_amount, {"RefundsInParts"}},
        {Fault::refunds_beyond, {"RefundsNoMoreThanWasTaken"}},
        {Fault::refunds_the_unknown, {"RefundsNothingOfAnUnknownPayment"}},
        {Fault::wrong_amount, {"ReadsWhatAWebhookTells"}},
        {Fault::fresh_event_ids, {"GivesAnEventTheSameIdEachTime"}},
        {Fault::no_signature_check, {"RefusesAForgedWebhook"}},
        {Fault::no_age_check, {"RefusesAnOldWebhook"}},
        {Fault::accepts_anything_signed, {"RefusesAMalformedWebhookThatIsSigned"}},
        {Fault::accepts_webhooks_without_having_any, {"RefusesWebhooksWhenItHasNone"}},
        {Fault::nameless_refunds, {"NamesTheRefundThatAWebhookTellsOf"}},
    };
    return all;
}

TEST(GatewayRulesTest, EachFaultBreaksTheRulesThatAreThereForIt) {
    for (const Breach& breach : breaches()) {
        EXPECT_EQ(broken_by(breach.fault), breach.broken)
            << "fault " << static_cast<int>(breach.fault);
    }
}

TEST(GatewayRulesTest, NoRuleIsKeptByEveryBrokenGateway) {
    std::set<std::string> seen_broken;
    for (const Breach& breach : breaches()) {
        seen_broken.insert(breach.broken.begin(), breach.broken.end());
    }
    for (const GatewayRule& rule : gateway_rules()) {
        EXPECT_TRUE(seen_broken.contains(std::string(rule.name))) << rule.name;
    }
}

} // namespace
} // namespace statybos::payments::testing
