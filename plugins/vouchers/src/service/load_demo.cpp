#include "service/load_demo.hpp"

#include <fstream>
#include <iterator>

namespace statybos::vouchers {
namespace {

struct DemoVoucher {
    std::string code;
    VoucherKind kind = VoucherKind::percent;
    Json value;
    VoucherFunder funded_by = VoucherFunder::marketplace;
    std::optional<std::string> vendor; ///< slug
    std::optional<std::string> category;
    std::optional<Money> minimum;
    std::optional<std::int32_t> limit_total;
    std::optional<std::int32_t> limit_per_customer;
};
STATYBOS_RECORD(DemoVoucher, code, kind, value, funded_by, vendor, category, minimum, limit_total,
                limit_per_customer)

Error unreadable(const std::string& path, const std::string& why) {
    return Error(Errc::invalid, "usage", path + ": " + why);
}

Result<std::vector<DemoVoucher>> read_vouchers(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        return unreadable(path, "cannot be read");
    }
    const auto list = Json::parse(std::string{std::istreambuf_iterator<char>(stream), {}});
    if (!list) {
        return unreadable(path, list.error().message());
    }
    std::vector<DemoVoucher> vouchers;
    for (const Json& item : list->items()) {
        auto voucher = read_stored_json<DemoVoucher>(item.text());
        if (!voucher) {
            return unreadable(path, voucher.error().message());
        }
        vouchers.push_back(std::move(*voucher));
    }
    return vouchers;
}

Terms terms_of(const DemoVoucher& demo) {
    Terms terms;
    terms.code = demo.code;
    terms.kind = demo.kind;
    terms.value = value_of(demo.value);
    terms.funded_by = demo.funded_by;
    terms.category = demo.category;
    terms.minimum = demo.minimum;
    terms.limit_total = demo.limit_total;
    terms.limit_per_customer = demo.limit_per_customer;
    return terms;
}

} // namespace

Result<std::string> LoadDemo::run(Ctx& ctx, const CommandCall& call) {
    if (call.arguments.size() != 1) {
        return Error(Errc::invalid, "usage", "usage: statybos demo load FOLDER");
    }
    const std::string path = call.arguments[0] + "/vouchers.json";
    const auto demos = read_vouchers(path);
    if (!demos) {
        return demos.error();
    }
    Session session(ctx);
    std::size_t made = 0;
    for (const DemoVoucher& demo : *demos) {
        if (store_.has_code(session, normal_code(demo.code))) {
            continue;
        }
        Terms terms = terms_of(demo);
        if (demo.vendor) {
            const auto vendor = vendors_(ctx).find(session, *demo.vendor);
            if (!vendor) {
                return unreadable(path, "there is no vendor " + *demo.vendor);
            }
            terms.vendor_id = vendor->id;
        }
        if (auto created = vouchers_.create(ctx, {}, terms); !created) {
            return created.error();
        }
        ++made;
    }
    return std::to_string(made) + " vouchers made";
}

} // namespace statybos::vouchers
