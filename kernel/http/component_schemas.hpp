// The schemas of all plugins in one OpenAPI document, each under a name of its own.
#pragma once

#include <map>
#include <string>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

namespace statybos::kernel::http {

/// Plugins are written apart and call their records as they like. Whoever comes first keeps the
/// name; what another plugin means by it stands beside, as "<owner>.<name>". Two that describe the
/// same thing, down to what they refer to, share one schema.
class ComponentSchemas {
public:
    /// @param own  All schemas that `owner` brings; what they refer to is among them. Once an
    /// owner.
    void add(const std::string& owner, const boost::json::object& own);

    /// Points the references in `described`, which `owner` declared, to the names given here.
    void resolve(const std::string& owner, boost::json::value& described) const;

    const boost::json::object& all() const { return all_; }

private:
    using NewNames = std::map<std::string, std::string, std::less<>>;

    static void rename(boost::json::value& described, const NewNames& names);
    /// One more of the owner's names that means something else by now, or false.
    bool find_clash(const std::string& owner, const boost::json::object& own,
                    NewNames& names) const;

    boost::json::object all_;
    std::map<std::string, NewNames> renamed_; // by owner
};

} // namespace statybos::kernel::http
