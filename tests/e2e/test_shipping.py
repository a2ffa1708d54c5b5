"""What it costs to bring goods to the buyer: zones and rates, parcel terminals."""

import pytest

from harness.values import ADDRESS, VILNIUS, eur, unique

ZONES, RATES = "/api/admin/shipping/zones", "/api/admin/shipping/rates"
OWN = "/api/vendors/shipping"
TERMINALS = "/api/admin/shipping/terminals"
HEAD = "code,name,street,city,postal_code,country,lat,lon,opening_hours\n"
KAUNAS = {"lat": 54.8985, "lon": 23.9036}


def country_of():
    """A country that no other story ships to: user-assigned codes of ISO 3166-1."""
    country_of.last = getattr(country_of, "last", -1) + 1
    return "X" + chr(ord("A") + country_of.last)


def flat(price, **more):
    return {"bands": [{"price": eur(price)}], **more}


def given_zone(shop, country, postal_codes=(), **more):
    area = {"country": country, "postal_codes": list(postal_codes)}
    return shop.admin.post(ZONES, {"name": unique("Zona"), "areas": [area], **more}).ok(201)["id"]


def given_rate(shop, zone, price="10.00", **more):
    return shop.admin.post(RATES, {"zone_id": zone, **flat(price, **more)}).ok(201)


def going_to(country, postal_code="50172", **more):
    return {**ADDRESS, "country": country, "postal_code": postal_code, **more}


def offers(shop, vendor, address, **fields):
    """{method: price} for one product of that vendor."""
    guest = shop.given_guest().has_in_cart(shop.given_product(vendor, **fields))
    (item,) = guest.quotes(address).ok(200)["items"]
    return {option["method"]: option["price"]["amount"] for option in item["options"]}


def load(shop, rows, carrier, head=HEAD):
    return shop.admin.put(f"{TERMINALS}/{carrier}", data=(head + rows).encode(), headers={"Content-Type": "text/csv"})


# -- the demo's prices ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "weight, at_home, abroad",
    [
        ("5", "6.05", "12.10"),
        ("5.001", "12.10", "24.20"),
        ("30", "12.10", "24.20"),
        ("30.001", "36.30", "72.60"),
        ("300", "36.30", "72.60"),
        ("300.001", "36.40", "72.80"),
        ("310", "37.30", "74.60"),
    ],
)
def test_delivery_costs_by_weight_and_country(shop, weight, at_home, abroad):
    product = shop.given_product(weight_kg=weight)
    guest = shop.given_guest().has_in_cart(product)
    assert guest.quoted(product.seller, "delivery") == at_home
    for country in ("LV", "EE", "PL"):
        assert guest.quoted(product.seller, "delivery", going_to(country, "1010")) == abroad


def test_a_parcel_goes_to_any_terminal_of_the_list(shop):
    buyer = shop.given_guest().has_in_cart(shop.given_product(price="50.00", weight_kg="30"))
    (item,) = buyer.quotes().ok(200)["items"]
    option = next(option for option in item["options"] if option["method"] == "parcel_terminal")
    assert option["price"] == eur("3.63") and not option["needs_address"]
    cities = [point["address"]["city"] for point in option["pickup_points"]]
    assert cities[:3] == ["Kaunas"] * 3 and len(cities) >= 20
    chosen = option["pickup_points"][-1]
    assert chosen["address"]["country"] == "LT" and {"day", "opens", "closes"} == set(chosen["opening_hours"][0])

    body = buyer.checkout({item["vendor_id"]: "parcel_terminal"}, expected_total="53.63")
    assert buyer.place(body).refused(422, "validation_failed")["errors"][0]["pointer"] == "/shipping/0/pickup_point_id"
    body["shipping"][0]["pickup_point_id"] = "siuntomatai:nowhere"
    buyer.place(body).refused(422, "validation_failed")
    body["shipping"][0]["pickup_point_id"] = chosen["id"]
    (order,) = buyer.place(body).ok(201)["orders"]
    assert (order["shipping"]["method"], order["shipping"]["pickup_point"]) == ("parcel_terminal", chosen)
    assert order["totals"]["shipping"] == eur("3.63")


def test_what_is_too_heavy_for_a_terminal_is_not_offered_one(shop):
    assert "parcel_terminal" in offers(shop, shop.vendor, ADDRESS, weight_kg="30")
    assert "parcel_terminal" not in offers(shop, shop.vendor, ADDRESS, weight_kg="30.001")


def test_everybody_may_look_for_a_terminal(shop):
    anybody = shop.client()
    found = anybody.items("/api/shipping/terminals", carrier="siuntomatai", country="LT", city="kaunas")
    assert {point["address"]["city"] for point in found} == {"Kaunas"} and len(found) == 3
    first = anybody.get("/api/shipping/terminals?limit=2").ok(200)
    assert len(first["items"]) == 2 and first["next_cursor"] == first["items"][-1]["id"]
    anybody.get("/api/shipping/terminals?country=lt").refused(422, "validation_failed")


# -- zones and rates -----------------------------------------------------------------------------


def test_the_first_zone_that_has_the_method_decides(shop):
    country = country_of()
    city = given_zone(shop, country, [f"{country}-01 *", "10000..12999"], position=1)
    whole = given_zone(shop, country, position=2)
    given_rate(shop, whole, "20.00")
    given_rate(shop, city, "5.00")
    given_rate(shop, whole, "60.50", method="crane", name={"lt": "Su kranu", "en": "By crane"})
    ways = {code: offers(shop, shop.vendor, going_to(country, code)) for code in ("01103", "12999", "13000")}
    near, far = {"crane": "60.50", "delivery": "5.00", "pickup": "0.00"}, {"crane": "60.50", "delivery": "20.00", "pickup": "0.00"}
    assert ways == {"01103": near, "12999": near, "13000": far}


def test_goods_worth_enough_go_for_nothing(shop):
    country = country_of()
    given_rate(shop, given_zone(shop, country), "10.00", free_from=eur("100.00"))
    assert offers(shop, shop.vendor, going_to(country), price="99.99")["delivery"] == "10.00"
    assert offers(shop, shop.vendor, going_to(country), price="100.00")["delivery"] == "0.00"


def test_distance_is_charged_by_started_kilometres(shop):
    country = country_of()
    zone = given_zone(shop, country)
    rate = given_rate(shop, zone, "10.00", per_km=eur("0.50"), included_km=20)
    vendor = shop.given_vendor()
    assert vendor.get(f"/api/vendors/{vendor.id}").ok(200)["location"]["lat"] == VILNIUS["lat"]
    # From Vilnius to Kaunas it is 91.292 km: 92 started ones, 20 of them included.
    assert offers(shop, vendor, going_to(country, **KAUNAS))["delivery"] == "46.00"
    assert "delivery" not in offers(shop, vendor, going_to(country))
    shop.admin.patch(f"{RATES}/{rate['id']}", {"assumed_km": 30}).ok(200)
    assert offers(shop, vendor, going_to(country))["delivery"] == "15.00"
    shop.admin.patch(f"{RATES}/{rate['id']}", {"up_to_km": 91}).ok(200)
    assert "delivery" not in offers(shop, vendor, going_to(country, **KAUNAS))


def test_a_vendors_own_rate_stands_in_place_of_the_marketplaces(shop):
    country = country_of()
    zone = given_zone(shop, country)
    given_rate(shop, zone, "10.00")
    vendor, other = shop.given_vendor(), shop.given_vendor()
    assert zone in [known["id"] for known in vendor.get(f"{OWN}/zones").ok(200)["items"]]
    own = vendor.post(OWN, {"zone_id": zone, **flat("7.00")}).ok(201)
    assert own["vendor_id"] == vendor.id
    assert offers(shop, vendor, going_to(country))["delivery"] == "7.00"
    assert offers(shop, other, going_to(country))["delivery"] == "10.00"
    vendor.patch(f"{OWN}/{own['id']}", {"offered": False}).ok(200)
    assert offers(shop, vendor, going_to(country)) == {"pickup": "0.00"}
    assert [rate["id"] for rate in vendor.items(OWN)] == [own["id"]]
    other.get(f"{OWN}/{own['id']}").refused(404, "not_found")
    other.patch(f"{OWN}/{own['id']}", {"offered": True}).refused(404, "not_found")
    other.delete(f"{OWN}/{own['id']}").refused(404, "not_found")
    assert other.items(OWN) == []
    vendor.delete(f"{OWN}/{own['id']}").ok(204)
    assert offers(shop, vendor, going_to(country))["delivery"] == "10.00"


def test_an_order_keeps_the_price_that_it_was_placed_with(shop):
    country = country_of()
    rate = given_rate(shop, given_zone(shop, country), "10.00")
    buyer = shop.given_buyer().has_in_cart(product := shop.given_product(price="50.00"))
    body = buyer.checkout({product.vendor_id: "delivery"}, expected_total="60.00", address=going_to(country))
    shop.admin.patch(f"{RATES}/{rate['id']}", flat("12.00")).ok(200)
    assert buyer.place(body).refused(409, "cart_changed")["total"] == eur("62.00")
    body["expected_total"] = eur("62.00")
    (order,) = buyer.place(body).ok(201)["orders"]
    shop.admin.delete(f"{RATES}/{rate['id']}").ok(204)
    assert buyer.get(f"/api/orders/{order['id']}").ok(200)["totals"]["shipping"] == eur("12.00")


def test_zones_and_rates_are_kept_as_they_were_given(shop):
    country = country_of()
    zone = given_zone(shop, country, [f"{country}-01 *"])
    shown = shop.admin.get(f"{ZONES}/{zone}").ok(200)
    assert shown["areas"] == [{"country": country, "postal_codes": ["01*"]}]
    shop.admin.patch(f"{ZONES}/{zone}", {"areas": [{"country": country}]}).ok(200)
    assert shop.admin.get(f"{ZONES}/{zone}").ok(200)["areas"] == [{"country": country, "postal_codes": []}]
    bands = [{"up_to_kg": "0.5", "price": eur("1.00")}, {"up_to_kg": "12.345", "price": eur("2.00")}]
    rate = shop.admin.post(RATES, {"zone_id": zone, "bands": bands, "per_kg": eur("0.01")}).ok(201)
    assert shop.admin.get(f"{RATES}/{rate['id']}").ok(200).json == rate.json
    assert rate["bands"] == bands and rate["vendor_id"] is None and rate["method"] == "delivery"
    assert [one["id"] for one in shop.admin.items(RATES, zone=zone)] == [rate["id"]]
    shop.admin.post(RATES, {"zone_id": zone, **flat("1.00")}).refused(409, "rate_exists")
    shop.admin.delete(f"{ZONES}/{zone}").refused(409, "zone_in_use")
    shop.admin.delete(f"{RATES}/{rate['id']}").ok(204)
    shop.admin.delete(f"{ZONES}/{zone}").ok(204)
    shop.admin.get(f"{ZONES}/{zone}").refused(404, "not_found")


@pytest.mark.parametrize(
    "fields, pointer",
    [
        ({"bands": []}, "/bands"),
        ({"bands": [{"price": {"amount": 1, "currency": "EUR"}}]}, "/bands/0/price"),
        ({"bands": [{"up_to_kg": "5", "price": eur("1.00")}, {"up_to_kg": "5", "price": eur("2.00")}]}, "/bands/1/up_to_kg"),
        ({"bands": [{"price": eur("1.00")}, {"up_to_kg": "5", "price": eur("2.00")}]}, "/bands/0/up_to_kg"),
        ({"bands": [{"price": eur("-1.00")}]}, "/bands/0/price"),
        ({"per_kg": eur("0.10")}, "/per_kg"),
        ({"free_from": {"amount": "1.00", "currency": "PLN"}}, "/free_from"),
        ({"included_km": 5}, "/included_km"),
        ({"method": "pickup"}, "/method"),
        ({"method": "Delivery!"}, "/method"),
        ({"zone_id": "01890a5d-ac96-774b-bcce-b302099a8057"}, "/zone_id"),
        ({"vendor_id": "01890a5d-ac96-774b-bcce-b302099a8057"}, "/vendor_id"),
    ],
)
def test_a_rate_that_cannot_be_is_refused(shop, fields, pointer):
    zone = shop.admin.items(ZONES)[0]["id"]
    before = shop.admin.items(RATES)
    answer = shop.admin.post(RATES, {"zone_id": zone, "method": unique("m"), **flat("1.00"), **fields})
    answer.refused(422, "validation_failed")
    assert any(at.startswith(pointer) for at in answer.input_errors()), answer
    assert shop.admin.items(RATES) == before


@pytest.mark.parametrize(
    "area, pointer",
    [
        ({"country": "lt"}, "/areas/0/country"),
        ({"country": "LT", "postal_codes": ["*1"]}, "/areas/0/postal_codes/0"),
        ({"country": "LT", "postal_codes": ["01*", "9..1"]}, "/areas/0/postal_codes/1"),
    ],
)
def test_a_zone_that_cannot_be_is_refused(shop, area, pointer):
    answer = shop.admin.post(ZONES, {"name": unique("Zona"), "areas": [area]})
    answer.refused(422, "validation_failed")
    assert pointer in answer.input_errors()


@pytest.mark.parametrize("who, status", [("anybody", 401), ("buyer", 403), ("vendor", 403)])
def test_zones_rates_and_terminals_are_the_operators(shop, who, status):
    person = {"anybody": shop.client, "buyer": shop.given_buyer, "vendor": lambda: shop.vendor}[who]()
    for path in (ZONES, RATES, TERMINALS):
        assert person.get(path).status == status, path
    assert person.post(ZONES, {"name": "x", "areas": [{"country": "LT"}]}).status == status
    assert person.put(f"{TERMINALS}/siuntomatai", data=b"x").status == status
    assert person.delete(f"{TERMINALS}/siuntomatai").status == status
    if who != "vendor":
        assert person.get(OWN).status == person.get(f"{OWN}/pickup-points").status == status


def test_support_reads_and_changes_nothing(shop):
    for path in (ZONES, RATES, TERMINALS):
        shop.support.get(path).ok(200)
    assert shop.support.post(ZONES, {"name": "x", "areas": [{"country": "LT"}]}).status == 403
    assert shop.support.put(f"{TERMINALS}/siuntomatai", data=b"x").status == 403


# -- terminals -----------------------------------------------------------------------------------


def test_a_list_of_terminals_replaces_the_one_before(shop):
    country, carrier = country_of(), unique("vezejas")
    given_rate(shop, given_zone(shop, country), "2.49", method="parcel_terminal", carrier=carrier)
    assert "parcel_terminal" not in offers(shop, shop.vendor, going_to(country))
    rows = f'T1,"Ąžuolas; ""A""",Ozo g. 1,Vilnius,01103,{country},54.7,25.2,24/7\nT2,B,Ozo g. 2,Vilnius,01103,{country},,,\n'
    assert load(shop, rows, carrier).ok(200)["terminals"] == 2
    assert offers(shop, shop.vendor, going_to(country))["parcel_terminal"] == "2.49"
    load(shop, f"T3,C,Ozo g. 3,Vilnius,01103,{country},,,\n", carrier).ok(200)
    assert [point["id"] for point in shop.client().items("/api/shipping/terminals", carrier=carrier)] == [f"{carrier}:T3"]
    known = {row["carrier"]: row["terminals"] for row in shop.admin.items(TERMINALS)}
    assert known[carrier] == 1 and known["siuntomatai"] >= 20
    shop.admin.delete(f"{TERMINALS}/{carrier}").ok(204)
    shop.admin.delete(f"{TERMINALS}/{carrier}").refused(404, "not_found")
    assert "parcel_terminal" not in offers(shop, shop.vendor, going_to(country))


def test_all_that_is_wrong_with_a_list_is_told_and_nothing_changes(shop):
    carrier = unique("vezejas")
    load(shop, "T1,A,Ozo g. 1,Vilnius,01103,LT,,,\n", carrier).ok(200)
    answer = load(shop, "T2,,Ozo g. 1,Vilnius,01103,LT,95,,\nT2,B,S,C,1,LT,,,maybe\nx\n", carrier)
    answer.refused(422, "validation_failed")
    assert answer.input_errors() == {
        "/lines/2/name": "required",
        "/lines/2/lat": "bad_format",
        "/lines/3/opening_hours": "bad_format",
        "/lines/3/code": "repeated",
        "/lines/4": "bad_format",
    }
    for data in (b"", b"\x00\xff\xfe", HEAD.encode(), b"a,b,c\n1,2,3\n", b"," * 100_000):
        shop.admin.put(f"{TERMINALS}/{carrier}", data=data).refused(422, "validation_failed")
    assert shop.admin.put(f"{TERMINALS}/{carrier}", data=b"x" * (4 * 1024 * 1024 + 1)).status == 413
    assert [point["name"] for point in shop.client().items("/api/shipping/terminals", carrier=carrier)] == ["A"]


def test_an_operator_loads_terminals_from_the_terminal(shop, tmp_path):
    carrier, file = unique("vezejas"), tmp_path / "list.csv"
    file.write_text(HEAD + "T1,A,Ozo g. 1,Vilnius,01103,LT,54.7,25.2,Mo-Fr 08:00-18:00\n", encoding="utf-8")
    assert shop.server.command("terminals", "load", carrier, str(file)) == f"{carrier} has 1 terminal now.\n"
    (point,) = shop.client().items("/api/shipping/terminals", carrier=carrier)
    assert [hours["day"] for hours in point["opening_hours"]] == ["monday", "tuesday", "wednesday", "thursday", "friday"]
