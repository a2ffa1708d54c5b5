"""Codes that lower prices: who keeps them, and what they may say."""

import pytest

from harness.values import eur, unique

ADMIN, OWN = "/api/admin/vouchers", "/api/vendors/vouchers"


def code_of(word="KODAS"):
    return unique(word).upper()


def terms(**changes):
    return {"code": code_of(), "kind": "percent", "value": "10.00", "funded_by": "marketplace", **changes}


def own_terms(**changes):
    return {"code": code_of(), "kind": "percent", "value": "10.00", **changes}


# -- the operator's --------------------------------------------------------------------------------


def test_the_operator_keeps_vouchers(shop):
    vendor = shop.given_vendor()
    asked = terms(
        kind="fixed",
        value=eur("5.00"),
        vendor_id=vendor.id,
        category="katilai",
        minimum=eur("30.00"),
        starts_at="2026-01-01T00:00:00Z",
        ends_at="2036-01-01T02:00:00+02:00",
        limit_total=100,
        limit_per_customer=1,
    )
    made = shop.admin.post(ADMIN, asked).ok(201)
    kept = {**asked, "ends_at": "2036-01-01T00:00:00Z", "used": 0, "id": made["id"], "created_at": made["created_at"]}
    assert made.json == kept
    assert shop.admin.get(f"{ADMIN}/{made['id']}").ok(200).json == kept
    assert kept in shop.admin.items(ADMIN)

    changed = shop.admin.patch(f"{ADMIN}/{made['id']}", {"value": eur("7.50"), "category": None, "limit_total": None}).ok(200)
    assert changed.json == {**kept, "value": eur("7.50"), "category": None, "limit_total": None}
    assert shop.support.get(f"{ADMIN}/{made['id']}").ok(200).json == changed.json

    shop.admin.delete(f"{ADMIN}/{made['id']}").ok(204)
    for answer in (
        shop.admin.get(f"{ADMIN}/{made['id']}"),
        shop.admin.patch(f"{ADMIN}/{made['id']}", {}),
        shop.admin.delete(f"{ADMIN}/{made['id']}"),
    ):
        answer.refused(404, "not_found")
    assert made["id"] not in [row["id"] for row in shop.admin.items(ADMIN)]


def test_vouchers_are_listed_newest_first_and_page_by_page(shop):
    made = [shop.admin.post(ADMIN, terms()).ok(201)["id"] for _ in range(3)]
    page = shop.admin.get(ADMIN, params={"limit": 2}).ok(200)
    assert [row["id"] for row in page["items"]] == [made[2], made[1]]
    following = shop.admin.get(ADMIN, params={"limit": 2, "cursor": page["next_cursor"]}).ok(200)
    assert following["items"][0]["id"] == made[0]
    assert shop.admin.get(ADMIN, params={"cursor": "x"}).status == 422


def test_a_code_is_trimmed_in_capitals_and_there_once(shop):
    code = code_of()
    made = shop.admin.post(ADMIN, terms(code=f"  {code.lower()} ")).ok(201)
    assert made["code"] == code
    shop.admin.post(ADMIN, terms(code=code)).refused(409, "code_taken")
    shop.vendor.post(OWN, own_terms(code=code.lower())).refused(409, "code_taken")
    other = shop.admin.post(ADMIN, terms()).ok(201)
    shop.admin.patch(f"{ADMIN}/{other['id']}", {"code": code}).refused(409, "code_taken")
    shop.admin.delete(f"{ADMIN}/{made['id']}").ok(204)
    shop.admin.patch(f"{ADMIN}/{other['id']}", {"code": code}).ok(200)


def test_all_that_does_not_fit_is_told_at_once(shop):
    answer = shop.admin.post(
        ADMIN,
        terms(
            code="ne kodas",
            value=eur("5.00"),
            funded_by="vendor",
            category="no-such-category",
            starts_at="2026-02-01T00:00:00Z",
            ends_at="2026-01-01T00:00:00Z",
        ),
    )
    answer.refused(422, "validation_failed")
    assert answer.input_errors() == {
        "/code": "bad_format",
        "/value": "bad_format",
        "/vendor_id": "required",
        "/ends_at": "too_small",
        "/category": "unknown_category",
    }


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"value": "0"}, "/value"),
        ({"value": "100.01"}, "/value"),
        ({"value": 10}, "/value"),
        ({"value": None}, "/value"),
        ({"kind": "fixed", "value": "5.00"}, "/value"),
        ({"kind": "fixed", "value": {"amount": "0.00", "currency": "EUR"}}, "/value"),
        ({"kind": "fixed", "value": {"amount": "5.00", "currency": "EUR", "more": 1}}, "/value"),
        ({"kind": "other"}, "/kind"),
        ({"funded_by": "buyer"}, "/funded_by"),
        ({"limit_total": 0}, "/limit_total"),
        ({"limit_per_customer": -1}, "/limit_per_customer"),
        ({"vendor_id": "00000000-0000-7000-8000-000000000000"}, "/vendor_id"),
        ({"more": True}, "/more"),
    ],
)
def test_wrong_terms_are_refused(shop, change, pointer):
    answer = shop.admin.post(ADMIN, terms(**change))
    answer.refused(422, "validation_failed")
    assert list(answer.input_errors()) == [pointer]


def test_a_change_of_what_was_changed_meanwhile_is_refused(shop):
    made = shop.admin.post(ADMIN, terms()).ok(201)
    path = f"{ADMIN}/{made['id']}"
    seen = shop.admin.get(path).ok(200).etag
    changed = shop.admin.patch(path, {"value": "20.00"}, headers={"If-Match": seen}).ok(200)
    assert shop.admin.patch(path, {"value": "30.00"}, headers={"If-Match": seen}).status == 412
    assert shop.admin.get(path).ok(200)["value"] == "20.00"
    shop.admin.patch(path, {"value": "30.00"}, headers={"If-Match": changed.etag}).ok(200)


def test_the_same_key_makes_one_voucher(shop):
    asked, key = terms(), {"Idempotency-Key": unique("key")}
    first = shop.admin.post(ADMIN, asked, headers=key).ok(201)
    assert shop.admin.post(ADMIN, asked, headers=key).ok(201).json == first.json
    shop.admin.post(ADMIN, terms(), headers=key).refused(409, "idempotency_mismatch")


def test_only_admins_change_the_operators_vouchers(shop):
    made = shop.admin.post(ADMIN, terms()).ok(201)
    path = f"{ADMIN}/{made['id']}"
    for person in (shop.support, shop.vendor, shop.given_buyer()):
        for answer in (person.post(ADMIN, terms()), person.patch(path, {"value": "90.00"}), person.delete(path)):
            answer.refused(403, "forbidden")
    assert shop.client().get(ADMIN).status == 401
    assert shop.vendor.get(ADMIN).status == 403
    assert shop.admin.get(path).ok(200)["value"] == "10.00"


# -- a vendor's own --------------------------------------------------------------------------------


def test_a_vendor_keeps_its_own(shop):
    vendor, stranger = shop.given_vendor(), shop.given_vendor()
    made = vendor.post(OWN, own_terms()).ok(201)
    assert (made["funded_by"], made["vendor_id"]) == ("vendor", vendor.id)
    path = f"{OWN}/{made['id']}"
    assert vendor.get(path).ok(200).json == made.json
    assert vendor.items(OWN) == [made.json]
    assert made.json in shop.admin.items(ADMIN)

    assert stranger.items(OWN) == []
    for answer in (stranger.get(path), stranger.patch(path, {"value": "90.00"}), stranger.delete(path)):
        answer.refused(404, "not_found")

    assert vendor.patch(path, {"value": "15.00", "limit_total": 5}).ok(200)["value"] == "15.00"
    vendor.delete(path).ok(204)
    assert vendor.items(OWN) == []


def test_a_vendor_bears_its_vouchers_and_lowers_no_others_goods(shop):
    vendor, stranger = shop.given_vendor(), shop.given_vendor()
    answer = vendor.post(OWN, own_terms(funded_by="marketplace", vendor_id=stranger.id))
    answer.refused(422, "validation_failed")
    assert answer.input_errors() == {"/funded_by": "not_in_list", "/vendor_id": "not_in_list"}
    made = vendor.post(OWN, own_terms(funded_by="vendor", vendor_id=vendor.id)).ok(201)
    for change in ({"funded_by": "marketplace"}, {"vendor_id": stranger.id}):
        assert vendor.patch(f"{OWN}/{made['id']}", change).status == 422
    assert vendor.items(OWN) == [made.json]


def test_a_vendor_sees_what_it_bears_and_nothing_else(shop):
    vendor = shop.given_vendor()
    borne = shop.admin.post(ADMIN, terms(funded_by="vendor", vendor_id=vendor.id)).ok(201)
    gift = shop.admin.post(ADMIN, terms(vendor_id=vendor.id)).ok(201)
    assert [row["id"] for row in vendor.items(OWN)] == [borne["id"]]
    vendor.get(f"{OWN}/{gift['id']}").refused(404, "not_found")


def test_who_sells_nothing_has_no_vouchers(shop):
    buyer = shop.given_buyer()
    assert buyer.get(OWN).status == 403
    assert buyer.post(OWN, own_terms()).status == 403
    assert shop.client().get(OWN).status == 401


# -- the demo's ------------------------------------------------------------------------------------


def test_the_demo_has_vouchers_of_both_funders(shop):
    demo = {row["code"]: row for row in shop.admin.items(ADMIN)}
    assert demo["LABAS10"]["funded_by"] == "marketplace" and demo["LABAS10"]["value"] == "10.00"
    assert demo["NEMUNAS5"]["vendor_id"] == shop.demo_vendor("b").id and demo["NEMUNAS5"]["value"] == eur("5.00")
    assert demo["PLYTELES15"]["vendor_id"] == shop.demo_vendor("a").id and demo["PLYTELES15"]["category"] == "plyteles"
