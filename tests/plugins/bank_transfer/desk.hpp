// The plugin's services on a real database, payments that write down what they are told, and a bank
// that writes statements.
#pragma once

#include <gtest/gtest.h>

#include <statybos/secrets.hpp>

#include "service/bank_entries.hpp"
#include "service/bank_transfer_gateway.hpp"
#include "service/transfer_refunds.hpp"
#include "support/plugin_database.hpp"

namespace statybos::bank_transfer {

inline constexpr const char* our_iban = "LT089999900000099900";

class TellingPayments final : public payments::PaymentEvents {
public:
    std::vector<payments::GatewayEvent> told;
    payments::EventVerdict verdict = payments::EventVerdict::recorded;

    Result<std::vector<payments::RecordedEvent>>
    record(Transaction&, std::string_view gateway,
           const std::vector<payments::GatewayEvent>& events) override {
        EXPECT_EQ(gateway, "bank_transfer");
        std::vector<payments::RecordedEvent> verdicts;
        for (const payments::GatewayEvent& event : events) {
            told.push_back(event);
            verdicts.push_back({event.event_id, verdict});
        }
        return verdicts;
    }
};

/// The services, within reach.
class Services final : public Plugin {
public:
    explicit Services(Host host)
        : Plugin(host),
          settings_(host.settings<Settings>()),
          events_(host.require<payments::PaymentEvents>()),
          gateway(host, transfers, settings_),
          entries(host, entry_store, transfers, events_, settings_),
          refunds(host, transfers, events_) {}

private:
    Settings settings_;
    Use<payments::PaymentEvents> events_;

public:
    TransferStore transfers;
    EntryStore entry_store;
    BankTransferGateway gateway;
    BankEntries entries;
    TransferRefunds refunds;
};

class Desk {
public:
    Desk() {
        host.give<payments::PaymentEvents>(told_);
        services = &host.create<Services>();
        database_ = std::make_unique<statybos::testing::PluginDatabase>(
            host, std::vector<std::string>{"bank_transfer"});
        request_ = std::make_unique<statybos::testing::PluginDatabase::Request>(*database_);
    }

    Ctx ctx() { return request_->ctx(); }
    std::vector<payments::GatewayEvent>& told() { return told_.told; }
    TellingPayments& payments() { return told_; }

    static payments::GatewayPayment payment(std::int64_t amount = 5'000) {
        payments::GatewayPayment made;
        made.payment_id = PaymentId::make();
        made.idempotency_key = made.payment_id.to_string();
        made.amount = eur(amount);
        made.description = "P-1";
        return made;
    }
    payments::GatewayOutcome create(const payments::GatewayPayment& payment) {
        Ctx context = ctx();
        return services->gateway.create(context, payment).value();
    }

    /// One credit of a statement, as a bank writes it.
    static std::string credit(const std::string& amount, const std::string& text,
                              const std::string& bank_reference, bool structured = false) {
        const std::string remittance =
            structured ? "<Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp><Ref>" +
                             text + "</Ref></CdtrRefInf></Strd>"
                       : "<Ustrd>" + text + "</Ustrd>";
        return "<Ntry><Amt Ccy=\"EUR\">" + amount +
               "</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>"
               "<BookgDt><Dt>2026-11-20</Dt></BookgDt><AcctSvcrRef>" +
               bank_reference +
               "</AcctSvcrRef><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Ona Petrauskienė</Nm></Dbtr>"
               "<DbtrAcct><Id><IBAN>LT121000011101001000</IBAN></Id></DbtrAcct></RltdPties>"
               "<RmtInf>" +
               remittance + "</RmtInf></TxDtls></NtryDtls></Ntry>";
    }
    static std::string statement(const std::string& entries, const std::string& iban = our_iban,
                                 const std::string& number = "2026-11-20") {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
               "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.02\">"
               "<BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>" +
               number + "</Id><Acct><Id><IBAN>" + iban + "</IBAN></Id></Acct>" + entries +
               "</Stmt></BkToCstmrStmt></Document>";
    }
    Result<ImportReport> import(const std::string& entries) {
        return services->entries.import(ctx(), statement(entries));
    }

    statybos::testing::FakeHost host{R"({"name":"UAB Statybos","iban":")" + std::string(our_iban) +
                                         R"(","bic":"","currencies":["EUR"]})",
                                     "bank_transfer"};
    Services* services = nullptr;

private:
    TellingPayments told_;
    std::unique_ptr<statybos::testing::PluginDatabase> database_;
    std::unique_ptr<statybos::testing::PluginDatabase::Request> request_;
};

} // namespace statybos::bank_transfer
