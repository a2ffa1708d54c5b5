#include "http/problem.hpp"

#include <statybos/json_writer.hpp>

#include "core/log.hpp"

namespace statybos::kernel::http {
namespace {

struct Title {
    unsigned status;
    std::string_view en;
    std::string_view lt;
};

constexpr Title titles[] = {
    {400, "The request cannot be read", "Užklausos nepavyko perskaityti"},
    {401, "Signing in is required", "Būtina prisijungti"},
    {402, "The payment was declined", "Mokėjimas atmestas"},
    {403, "Not allowed", "Neleidžiama"},
    {404, "Not found", "Nerasta"},
    {405, "The method is not allowed here", "Toks metodas čia neleidžiamas"},
    {408, "The request took too long to arrive", "Užklausa siųsta per ilgai"},
    {409, "Conflict with the present state", "Prieštarauja esamai būsenai"},
    {412, "Changed in the meantime", "Tuo tarpu pasikeitė"},
    {413, "The request is too large", "Užklausa per didelė"},
    {414, "The address is too long", "Adresas per ilgas"},
    {415, "The content type is not supported", "Toks turinio tipas nepalaikomas"},
    {417, "The expectation cannot be met", "Lūkesčio įvykdyti negalima"},
    {422, "The input is not acceptable", "Pateikti duomenys netinkami"},
    {428, "A precondition is required", "Būtina išankstinė sąlyga"},
    {429, "Too many requests", "Per daug užklausų"},
    {431, "The request header is too large", "Užklausos antraštė per didelė"},
    {500, "Internal error", "Vidinė klaida"},
    {501, "Not supported", "Nepalaikoma"},
    {503, "Temporarily unavailable", "Laikinai nepasiekiama"},
    {505, "The HTTP version is not supported", "Ši HTTP versija nepalaikoma"},
};

const Title& title_of(unsigned status) {
    for (const Title& title : titles) {
        if (title.status == status) {
            return title;
        }
    }
    return title_of(status >= 500 ? 500 : 400);
}

std::string_view generic_detail(unsigned status, bool lithuanian) {
    if (status == 503) {
        return lithuanian ? "Paslauga šiuo metu nepasiekiama. Pabandykite netrukus."
                          : "The service is unavailable at the moment. Try again shortly.";
    }
    return lithuanian ? "Įvyko klaida. Kreipdamiesi pagalbos nurodykite užklausos numerį."
                      : "Something went wrong. Quote the request id when you ask for help.";
}

void append_member(std::string& out, std::string_view name, std::string_view value) {
    out += ",\"";
    out += name;
    out += "\":";
    append_json_string(out, value);
}

void log_fault(const Error& error, unsigned status, const ProblemContext& context) {
    log(status >= 500 && status != 503 ? LogLevel::error : LogLevel::warning, context.component,
        error.message(),
        {{"code", error.slug()},
         {"status", std::to_string(status)},
         {"request", std::string(context.request_id)},
         {"details", error.details()}});
}

std::string body_of(const Error& error, unsigned status, bool hidden,
                    const ProblemContext& context) {
    const bool lithuanian = context.language == "lt";
    const Title& title = title_of(status);
    std::string body = R"({"type":)";
    append_json_string(body, "urn:statybos:problem:" + error.slug());
    append_member(body, "title", lithuanian ? title.lt : title.en);
    body += ",\"status\":" + std::to_string(status);
    append_member(body, "detail", hidden ? generic_detail(status, lithuanian) : error.message());
    append_member(body, "code", error.slug());
    append_member(body, "request_id", context.request_id);
    if (const std::string details = hidden ? std::string() : error.details(); details.size() > 2) {
        body += ',';
        body.append(details, 1, details.size() - 2);
    }
    body += '}';
    return body;
}

// A plugin's slug goes into a URN and into metrics: what is no name is ours.
Error with_plain_slug(const Error& error) {
    const bool plain = !error.slug().empty() && error.slug().size() <= 64 &&
                       error.slug().find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") ==
                           std::string::npos;
    Error out(error.code(), plain ? error.slug() : "internal_error", error.message());
    out.set_details(error.details());
    return std::move(out).flag(error.flags());
}

} // namespace

unsigned status_of(Errc code) noexcept {
    switch (code) {
    case Errc::malformed:
        return 400;
    case Errc::invalid:
        return 422;
    case Errc::unauthenticated:
        return 401;
    case Errc::forbidden:
        return 403;
    case Errc::not_found:
        return 404;
    case Errc::conflict:
        return 409;
    case Errc::declined:
        return 402;
    case Errc::stale:
        return 412;
    case Errc::precondition_required:
        return 428;
    case Errc::too_large:
        return 413;
    case Errc::unsupported_media:
        return 415;
    case Errc::rate_limited:
        return 429;
    case Errc::unavailable:
    case Errc::timeout:
    case Errc::out_of_memory:
    case Errc::serialization:
        return 503;
    case Errc::internal:
    case Errc::unsupported:
    case Errc::exception:
        break;
    }
    return 500;
}

void write_problem(Response& response, const Error& error, const ProblemContext& context) {
    write_problem(response, status_of(error.code()), error, context);
}

void write_problem(Response& response, unsigned status, const Error& received,
                   const ProblemContext& context) {
    const Error error = with_plain_slug(received);
    const bool hidden = status >= 500 || error.hidden();
    // Overload is counted; a line for each refusal would make it worse.
    if (hidden && !error.is("overloaded")) {
        log_fault(received, status, context);
    }
    std::string retry_after(response.header("Retry-After"));
    std::string allow(response.header("Allow"));
    response.clear();
    response.set_status(status);
    response.set_header("Content-Type", "application/problem+json");
    response.set_header("Cache-Control", "no-store");
    if (status == 429 || status == 503) {
        response.set_header("Retry-After", retry_after.empty() ? "1" : retry_after);
    }
    if (status == 401) {
        response.set_header("WWW-Authenticate", "Bearer");
    }
    if (!allow.empty()) {
        response.set_header("Allow", allow);
    }
    response.set_body(body_of(error, status, hidden, context));
}

} // namespace statybos::kernel::http
