// Plugins that exist only as declarations, for tests of composition.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <statybos/strings.hpp>

#include "plugins/composition.hpp"

namespace statybos::kernel::plugins {

/// A contract's table with `methods` methods; `form` goes into every hash, so that two tables agree
/// exactly when their forms do.
class TableFixture {
public:
    TableFixture(std::string contract, std::uint16_t major, std::uint16_t methods,
                 std::uint64_t form)
        : contract_(std::move(contract)), hashes_(methods) {
        for (std::uint16_t i = 0; i < methods; ++i) {
            hashes_[i] = form * 1000 + i;
        }
        table_ = {sizeof(sty_service_table), major,          methods,
                  contract_.c_str(),         hashes_.data(), nullptr};
    }

    sty_service service() const { return {&table_, nullptr}; }

private:
    std::string contract_;
    std::vector<std::uint64_t> hashes_;
    sty_service_table table_{};
};

/// shop.plugin("a").provides("x").needs("y") …; shop.compose() gives the plan.
class CompositionTest : public ::testing::Test {
protected:
    class PluginBuilder {
    public:
        PluginBuilder(CompositionTest& test, std::size_t index) : test_(test), index_(index) {}

        PluginBuilder& provides(std::string contract, std::string name = "",
                                std::uint16_t methods = 2, std::uint16_t major = 1,
                                std::uint64_t form = 1) {
            test_.tables_.emplace_back(contract, major, methods, form);
            EXPECT_TRUE(declared().add_provision(contract, name, test_.tables_.back().service()));
            return *this;
        }
        PluginBuilder& needs(std::string contract, std::string name = "", std::uint16_t methods = 1,
                             std::uint16_t major = 1, std::uint64_t form = 1) {
            return require(contract, name, methods, major, form, false, false);
        }
        PluginBuilder& may_use(std::string contract, std::string name = "") {
            return require(contract, name, 1, 1, 1, true, false);
        }
        PluginBuilder& needs_all(std::string contract, std::uint64_t form = 1) {
            return require(contract, "", 1, 1, form, false, true);
        }
        PluginBuilder& decorates(std::string contract, std::string label = "",
                                 std::string name = "") {
            EXPECT_TRUE(declared().add_decoration(
                {contract, name, label.empty() ? member().id : label, &never_called, nullptr}));
            return *this;
        }
        PluginBuilder& after(std::string contract, std::string other) {
            member().places.push_back({contract, "", {std::move(other)}, {}});
            return *this;
        }
        PluginBuilder& before(std::string contract, std::string other) {
            member().places.push_back({contract, "", {}, {std::move(other)}});
            return *this;
        }
        PluginBuilder& failed(std::string why) {
            member().failure = std::move(why);
            return *this;
        }
        PluginBuilder& promising(std::string contract) {
            member().declarations = nullptr;
            member().promised.push_back({std::move(contract), ""});
            return *this;
        }
        Member& member() { return test_.members_[index_]; }

    private:
        Declarations& declared() { return *test_.declared_[index_]; }
        PluginBuilder& require(const std::string& contract, const std::string& name,
                               std::uint16_t methods, std::uint16_t major, std::uint64_t form,
                               bool optional, bool all) {
            const sty_requirement wanted{.size = sizeof(sty_requirement),
                                         .major = major,
                                         .method_count = methods,
                                         .contract = to_abi(contract),
                                         .name = to_abi(name),
                                         .prefix_hash = form * 1000 + methods - 1,
                                         .optional = optional ? 1u : 0u,
                                         .reserved = 0};
            EXPECT_TRUE(declared().add_requirement(wanted, all));
            return *this;
        }
        static sty_rc never_called(void*, sty_service, sty_service*, void (**)(void*), sty_error*) {
            ADD_FAILURE() << "composing must not call into a plugin";
            return STY_E_INTERNAL;
        }

        CompositionTest& test_;
        std::size_t index_;
    };

    PluginBuilder plugin(std::string id) {
        declared_.push_back(std::make_unique<Declarations>());
        Member member;
        member.id = id;
        member.instance = std::move(id);
        member.version = "1.0.0";
        member.declarations = declared_.back().get();
        members_.push_back(std::move(member));
        return {*this, members_.size() - 1};
    }

    Composition composed() const { return compose(members_, overrides_); }

    /// The one error of a composition that must have exactly one.
    std::string error() const {
        const Composition composition = composed();
        EXPECT_EQ(composition.errors.size(), 1u);
        return composition.errors.empty() ? "" : composition.errors.front();
    }

    std::vector<std::string> started() const {
        std::vector<std::string> ids;
        for (std::size_t member : composed().start_order) {
            ids.push_back(members_[member].instance);
        }
        return ids;
    }

    /// Labels of the decorators around `contract`, innermost first.
    std::vector<std::string> chain_of(const std::string& contract) const {
        std::vector<std::string> labels;
        for (const ComposedService& service : composed().services) {
            if (service.key.contract == contract) {
                for (const ComposedDecorator& decorator : service.chain) {
                    labels.push_back(decorator.decoration->label);
                }
            }
        }
        return labels;
    }

    std::deque<TableFixture> tables_;
    std::vector<std::unique_ptr<Declarations>> declared_;
    std::vector<Member> members_;
    Overrides overrides_;
};

} // namespace statybos::kernel::plugins
