"""Businesses of other states of the Union buy without VAT, when VIES knows their number."""

import pytest

from harness.marketplace import marketplace, with_plugin
from harness.values import ADDRESS, amounts, eur
from harness.vies import Vies

RIGA = {**ADDRESS, "city": "Rīga", "postal_code": "LV-1010", "country": "LV"}
VILNIUS = {**ADDRESS, "city": "Vilnius"}


@pytest.fixture(scope="module")
def _peer():
    vies = Vies()
    yield vies
    vies.remove()


@pytest.fixture(scope="module")
def _extended(databases, demo, _peer):
    changes = with_plugin("vat_vies", {"url": _peer.url, "requester": "LT100001234511", "timeout": "500ms"})
    with marketplace(databases, demo, changes) as shop:
        yield shop


@pytest.fixture
def vies(_peer):
    _peer.away, _peer.slow = False, 0
    _peer.asked.clear()
    return _peer


@pytest.fixture
def shop(_extended, vies, request):
    request.node.watched = (_extended.server, _extended.server.log_size())
    return _extended


def order(shop, vat_code, address=RIGA, method="delivery", vendor=None, expected_total=None):
    product = shop.given_product(vendor or shop.given_vendor(), price="121.00", quantity="5", weight_kg="10")
    buyer = shop.given_buyer().has_in_cart((product, "2"))
    body = buyer.checkout({product.vendor_id: method}, address=address, expected_total=expected_total)
    body["billing"]["company"] = {"name": "SIA Koka nams", "code": "40003000000", "vat_code": vat_code}
    return buyer.place(body)


def test_a_business_abroad_pays_net(shop, vies):
    placed = order(shop, "lv 4000 3000 000", expected_total="220.00").ok(201)
    bought = placed["orders"][0]
    assert bought["vat_treatment"] == "reverse_charge"
    line = bought["lines"][0]
    assert (line["unit_price"], line["total"], line["vat_rate"], line["vat"]) == (eur("100.00"), eur("200.00"), "0.00", eur("0.00"))
    assert amounts(bought["totals"]) == {
        "items": "200.00",
        "discount": "0.00",
        "shipping": "20.00",
        "vat": "0.00",
        "grand": "220.00",
    }
    assert bought["vat_summary"] == [{"rate": "0.00", "net": eur("220.00"), "vat": eur("0.00"), "gross": eur("220.00")}]
    assert (vies.asked, vies.requesters[-1]) == (["LV40003000000"], "LT100001234511")
    explained = shop.admin.get(f"/api/admin/orders/{bought['id']}/explain").ok(200)
    assert explained["agrees"] and explained["vat_number"] == "LV40003000000"
    assert explained["vat_number_reference"].startswith("WAPI")


def test_the_buyer_is_told_the_lower_total(shop):
    problem = order(shop, "LV40003000000", expected_total="266.20").refused(409, "cart_changed")
    assert problem["total"] == order(shop, "LV40003000000").ok(201)["purchase"]["total"]


@pytest.mark.parametrize("number", ["LV99999999999", "LV4", "no number", "LT100001234511"])
def test_a_number_that_is_none_pays_vat(shop, number):
    bought = order(shop, number).ok(201)["orders"][0]
    assert bought["vat_treatment"] == "standard"
    assert bought["lines"][0]["vat"] == eur("42.00")


def test_goods_that_stay_in_the_country_pay_vat_and_vies_is_not_asked(shop, vies):
    for bought in (order(shop, "LV40003000000", VILNIUS), order(shop, "LV40003000000", method="pickup")):
        assert bought.ok(201)["orders"][0]["vat_treatment"] == "standard"
    assert vies.asked == []


def test_who_pays_no_vat_has_none_to_take_out(shop, vies):
    bought = order(shop, "LV40003000000", vendor=shop.given_vendor("private")).ok(201)["orders"][0]
    assert (bought["vat_treatment"], bought["lines"][0]["total"]) == ("not_payer", eur("242.00"))
    assert vies.asked == []


@pytest.mark.parametrize("trouble", [{"away": True}, {"slow": 2}], ids=["away", "slow"])
def test_while_vies_does_not_answer_checkout_goes_on_with_vat(shop, vies, trouble):
    for name, value in trouble.items():
        setattr(vies, name, value)
    bought = order(shop, "LV40003000000").ok(201)["orders"][0]
    assert (bought["vat_treatment"], bought["status"]) == ("standard", "confirmed")
    assert bought["lines"][0]["vat"] == eur("42.00")
    assert vies.asked == ["LV40003000000"]
