// The channel `email`: by SMTP where one is named, and into .eml files where the operator wants
// them.
#pragma once

#include <filesystem>

#include <statybos/host.hpp>
#include <statybos/notifications/notification_channel.hpp>

#include "settings.hpp"

namespace statybos::notifications {

class EmailChannel final : public NotificationChannel {
public:
    EmailChannel(Host host, const Settings& settings);

    Result<bool> reaches(Ctx& ctx, const Notification& notification) override;
    Result<void> deliver(Ctx& ctx, const Notification& notification) override;

private:
    Result<void> write_file(const std::string& name, const std::string& bytes) const;
    Result<void> send(Ctx& ctx, const std::string& to, const std::string& bytes) const;

    Host host_;
    const Settings& settings_;
    std::filesystem::path folder_;
};

} // namespace statybos::notifications
