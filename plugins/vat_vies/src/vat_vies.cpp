#include "vat_vies.hpp"

namespace statybos::vat_vies {
namespace {

constexpr std::size_t state_letters = 2;

// What goes over the wire, under VIES's own names.
struct Question {
    std::string countryCode;                     // NOLINT(readability-identifier-naming)
    std::string vatNumber;                       // NOLINT(readability-identifier-naming)
    Maybe<std::string> requesterMemberStateCode; // NOLINT(readability-identifier-naming)
    Maybe<std::string> requesterNumber;          // NOLINT(readability-identifier-naming)
};
STATYBOS_RECORD(Question, countryCode, vatNumber, requesterMemberStateCode, requesterNumber)

struct Fault {
    std::string error;
};
STATYBOS_RECORD(Fault, error)

struct Answer {
    std::optional<bool> valid;
    std::optional<std::string> name;
    std::optional<std::string> requestIdentifier;    // NOLINT(readability-identifier-naming)
    std::optional<std::vector<Fault>> errorWrappers; // NOLINT(readability-identifier-naming)
};
STATYBOS_RECORD(Answer, valid, name, requestIdentifier, errorWrappers)

Question question_of(std::string_view vat_number, std::string_view requester) {
    Question question;
    question.countryCode = vat_number.substr(0, state_letters);
    question.vatNumber = vat_number.substr(state_letters);
    if (!requester.empty()) {
        question.requesterMemberStateCode = std::string(requester.substr(0, state_letters));
        question.requesterNumber = std::string(requester.substr(state_letters));
    }
    return question;
}

// Some states tell no names and VIES sends dashes in their place.
std::optional<std::string> told(const std::optional<std::string>& text) {
    return text && !text->empty() && *text != "---" ? text : std::nullopt;
}

Error unavailable(const std::string& why) {
    return Error(Errc::unavailable, "vies_unavailable", "VIES gave no answer: " + why);
}

} // namespace

Result<orders::VatNumberAnswer> VatVies::check(Ctx& ctx, std::string_view vat_number) {
    if (vat_number.size() <= state_letters) {
        return orders::VatNumberAnswer{};
    }
    HttpCall call;
    call.method = "POST";
    call.url = settings_.url + "/check-vat-number";
    call.headers = {{"Content-Type", "application/json"}, {"Accept", "application/json"}};
    call.body = write_json(question_of(vat_number, settings_.requester));
    call.timeout = std::chrono::milliseconds(settings_.timeout);
    const auto response = http_.send(ctx, call);
    if (!response) {
        return response.error();
    }
    const auto answer = read_stored_json<Answer>(response->body);
    if (!answer) {
        return unavailable("status " + std::to_string(response->status));
    }
    if (answer->errorWrappers && !answer->errorWrappers->empty()) {
        const std::string& fault = answer->errorWrappers->front().error;
        // Its own word for what cannot be a number of that state: no state is asked then.
        return fault == "INVALID_INPUT" ? Result<orders::VatNumberAnswer>(orders::VatNumberAnswer{})
                                        : Result<orders::VatNumberAnswer>(unavailable(fault));
    }
    if (response->status != 200 || !answer->valid) {
        return unavailable("status " + std::to_string(response->status));
    }
    return orders::VatNumberAnswer{*answer->valid, told(answer->name),
                                   told(answer->requestIdentifier)};
}

} // namespace statybos::vat_vies
