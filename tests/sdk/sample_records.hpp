// Records that the tests of this folder share.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <statybos/ids.hpp>
#include <statybos/instant.hpp>
#include <statybos/json.hpp>
#include <statybos/money.hpp>
#include <statybos/record.hpp>

namespace sample {

enum class Unit { pcs, m2, private_ };
STATYBOS_ENUM(Unit, pcs, m2, private_)

struct Place {
    std::string city;
    std::optional<double> lat;
    friend bool operator==(const Place&, const Place&) = default;
};
STATYBOS_RECORD(Place, city, lat)

/// One field of every kind.
struct Everything {
    bool flag = false;
    std::int32_t small = 0;
    std::int64_t large = 0;
    std::uint32_t count = 0;
    double ratio = 0;
    std::string text;
    Unit unit = Unit::pcs;
    statybos::Money price;
    statybos::Quantity quantity;
    statybos::Percent rate;
    statybos::Uuid uuid;
    statybos::ProductId product;
    statybos::Instant at;
    std::optional<std::string> note;
    std::vector<std::string> tags;
    Place place;
    std::vector<Place> places;
    std::map<std::string, std::int64_t> counts;
    statybos::Json extra;
    statybos::Change<std::string> change;
    statybos::Maybe<std::int64_t> maybe;
    std::string new_;
    friend bool operator==(const Everything&, const Everything&) = default;
};
STATYBOS_RECORD(Everything, flag, small, large, count, ratio, text, unit, price, quantity, rate,
                uuid, product, at, note, tags, place, places, counts, extra, change, maybe, new_)

/// The JSON that everything() is written as.
inline constexpr const char* everything_json =
    R"({"flag":true,"small":-7,"large":9007199254740993,"count":4294967295,"ratio":0.1,)"
    R"("text":"Plytelės \"A\"","unit":"private","price":{"amount":"12.50","currency":"EUR"},)"
    R"("quantity":"14.5","rate":"21.00","uuid":"0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f6",)"
    R"("product":"0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f7","at":"2026-11-22T12:00:00Z",)"
    R"("note":null,"tags":["a","b c"],"place":{"city":"Vilnius","lat":54.6872},)"
    R"("places":[{"city":"Kaunas","lat":null}],"counts":{"x":1,"y":-2},)"
    R"("extra":{"any":[1,2.50,"\u010d"]},"change":null,"maybe":3,"new":"yes"})";

inline Everything everything() {
    Everything all;
    all.flag = true;
    all.small = -7;
    all.large = 9007199254740993;
    all.count = 4294967295;
    all.ratio = 0.1;
    all.text = "Plytelės \"A\"";
    all.unit = Unit::private_;
    all.price = statybos::eur(1250);
    all.quantity = {14500};
    all.rate = {2100};
    all.uuid = *statybos::Uuid::parse("0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f6");
    all.product = *statybos::ProductId::parse("0192f3a4-5b6c-7d8e-8f90-a1b2c3d4e5f7");
    all.at = *statybos::Instant::parse("2026-11-22T12:00:00Z");
    all.tags = {"a", "b c"};
    all.place = {"Vilnius", 54.6872};
    all.places = {{"Kaunas", std::nullopt}};
    all.counts = {{"x", 1}, {"y", -2}};
    all.extra = statybos::Json::trusted(R"({"any":[1,2.50,"č"]})");
    all.change = statybos::Change<std::string>::clear();
    all.maybe = std::int64_t{3};
    all.new_ = "yes";
    return all;
}

} // namespace sample
