#include "service/email_channel.hpp"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <memory>

#include <curl/curl.h>

#include <statybos/secrets.hpp>

#include "service/mail_message.hpp"

namespace statybos::notifications {
namespace {

struct EasyDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListDeleter {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Upload {
    std::string_view rest;
};

std::size_t read_upload(char* to, std::size_t size, std::size_t count, void* user) {
    auto& upload = *static_cast<Upload*>(user);
    const std::size_t taken = std::min(size * count, upload.rest.size());
    std::memcpy(to, upload.rest.data(), taken);
    upload.rest.remove_prefix(taken);
    return taken;
}

// 5xx: the server will never take it; everything else may pass.
Error error_of(CURLcode failed, long answer) {
    const std::string message = std::string("the mail was not taken: ") +
                                curl_easy_strerror(failed) +
                                (answer != 0 ? " (" + std::to_string(answer) + ")" : "");
    return answer >= 500 ? Error(Errc::invalid, "mail_refused", message)
                         : Error(Errc::unavailable, "mail_unavailable", message);
}

// A mail is read where the link cannot be clicked beside it.
std::string mail_text_of(const Notification& notification) {
    const std::string link = notification.link.value_or("");
    const bool has_it = notification.text.find(link) != std::string::npos;
    return has_it ? notification.text : notification.text + '\n' + link + '\n';
}

} // namespace

EmailChannel::EmailChannel(Host host, const Settings& settings)
    : host_(host), settings_(settings), folder_(std::filesystem::path(host.data_dir()) / "mail") {}

Result<bool> EmailChannel::reaches(Ctx&, const Notification& notification) {
    return notification.email.has_value();
}

Result<void> EmailChannel::deliver(Ctx& ctx, const Notification& notification) {
    const std::string id = to_hex(sha256(notification.key)).substr(0, 32);
    const Mail mail{settings_.sender,           notification.email.value(), notification.title,
                    mail_text_of(notification), id + "@statybos",           host_.now()};
    const std::string bytes = mail_bytes(mail);
    if (settings_.eml_files) {
        if (auto written = write_file(id, bytes); !written) {
            return written;
        }
    }
    return settings_.smtp.url.empty() ? Result<void>() : send(ctx, mail.to, bytes);
}

Result<void> EmailChannel::write_file(const std::string& name, const std::string& bytes) const {
    std::error_code failed;
    std::filesystem::create_directories(folder_, failed);
    // The name follows from the notification, so another try writes the same file.
    const std::filesystem::path path = folder_ / (name + ".eml");
    const std::filesystem::path beside = folder_ / (name + ".new");
    std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    if (stream) {
        std::filesystem::rename(beside, path, failed);
    }
    if (!stream || failed) {
        return Error(Errc::unavailable, "mail_unavailable", "cannot write " + path.string());
    }
    return {};
}

Result<void> EmailChannel::send(Ctx& ctx, const std::string& to, const std::string& bytes) const {
    const std::unique_ptr<CURL, EasyDeleter> handle(curl_easy_init());
    const std::unique_ptr<curl_slist, ListDeleter> recipients(
        curl_slist_append(nullptr, ('<' + to + '>').c_str()));
    const std::string from = '<' + std::string(address_in(settings_.sender)) + '>';
    Upload upload{bytes};
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(ctx.remaining()).count();
    const long timeout = static_cast<long>(std::min<std::int64_t>(settings_.smtp.timeout, left));
    curl_easy_setopt(handle.get(), CURLOPT_URL, settings_.smtp.url.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(handle.get(), CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
    if (!settings_.smtp.user.empty()) {
        curl_easy_setopt(handle.get(), CURLOPT_USERNAME, settings_.smtp.user.c_str());
        curl_easy_setopt(handle.get(), CURLOPT_PASSWORD, settings_.smtp.password.c_str());
        curl_easy_setopt(handle.get(), CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    }
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, read_upload);
    curl_easy_setopt(handle.get(), CURLOPT_READDATA, &upload);
    curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, std::max(1L, timeout));
    const CURLcode failed = curl_easy_perform(handle.get());
    long answer = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &answer);
    if (failed != CURLE_OK) {
        return error_of(failed, answer);
    }
    return {};
}

} // namespace statybos::notifications
