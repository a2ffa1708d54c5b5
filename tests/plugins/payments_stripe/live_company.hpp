// The stand-in for Stripe that the end-to-end stories use (tests/e2e/harness/stripe_company.py), as
// a process of its own, called over real HTTP.
#pragma once

#include <csignal>
#include <cstdio>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

#include <curl/curl.h>
#include <gtest/gtest.h>

#include <statybos/testing/fake_host.hpp>

namespace statybos::payments_stripe {

class LiveCompany {
public:
    LiveCompany() {
        int input[2];
        int output[2];
        EXPECT_EQ(pipe(input), 0);
        EXPECT_EQ(pipe(output), 0);
        process_ = fork();
        if (process_ == 0) {
            dup2(input[0], STDIN_FILENO);
            dup2(output[1], STDOUT_FILENO);
            close(input[1]);
            close(output[0]);
            // Not from its own folder, whose modules have names of Python's.
            execl(STATYBOS_PYTHON, STATYBOS_PYTHON, "-P", STATYBOS_STRIPE_COMPANY, nullptr);
            _exit(127);
        }
        close(input[0]);
        close(output[1]);
        input_ = input[1];
        FILE* lines = fdopen(output[0], "r");
        char line[200] = {};
        EXPECT_NE(std::fgets(line, sizeof line, lines), nullptr);
        std::fclose(lines);
        url_ = line;
        url_.resize(url_.find('\n'));
    }
    ~LiveCompany() {
        close(input_); // it serves until then
        waitpid(process_, nullptr, 0);
    }
    LiveCompany(const LiveCompany&) = delete;
    LiveCompany& operator=(const LiveCompany&) = delete;

    const std::string& url() const { return url_; }

    /// What a plugin's call comes to. @throws Failure unavailable  the connection broke
    statybos::testing::FakeHttpAnswer answer(const statybos::testing::FakeHttpCall& call) {
        CURL* curl = curl_easy_init();
        curl_slist* headers = nullptr;
        for (const auto& [name, value] : call.headers) {
            headers = curl_slist_append(headers, (name + ": " + value).c_str());
        }
        statybos::testing::FakeHttpAnswer answer;
        curl_easy_setopt(curl, CURLOPT_URL, call.url.c_str());
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, call.method.c_str());
        if (call.method == "POST") {
            curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(call.body.size()));
            curl_easy_setopt(curl, CURLOPT_POSTFIELDS, call.body.c_str());
        }
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &LiveCompany::append);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
        const CURLcode done = curl_easy_perform(curl);
        long status = 0;
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
        curl_slist_free_all(headers);
        curl_easy_cleanup(curl);
        if (done != CURLE_OK) {
            throw Failure(Errc::unavailable, "http_unavailable", curl_easy_strerror(done));
        }
        answer.status = static_cast<unsigned>(status);
        return answer;
    }

    /// What tests ask of it, beside Stripe's interface.
    Json play(const std::string& what) {
        return Json::parse(answer({"GET", url_ + "/_test/" + what, {}, {}}).body).value();
    }

private:
    static std::size_t append(char* data, std::size_t size, std::size_t count, void* body) {
        static_cast<std::string*>(body)->append(data, size * count);
        return size * count;
    }

    pid_t process_ = -1;
    int input_ = -1;
    std::string url_;
};

} // namespace statybos::payments_stripe
