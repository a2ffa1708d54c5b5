"""Vendors: applying, being verified, what the public sees."""

from harness.values import VILNIUS, bank_account, company, unique

PUBLIC = {
    "id",
    "slug",
    "display_name",
    "kind",
    "description",
    "location",
    "verification_status",
    "rating",
    "product_count",
    "created_at",
}


def application(**changes):
    return {
        "display_name": unique("Sandėlis"),
        "kind": "business",
        "location": VILNIUS,
        "company": company(),
        "iban": bank_account(),
        **changes,
    }


def seen(shop, vendor):
    return shop.client().get(f"/api/vendors/{vendor.id}")


def test_an_applicant_waits_for_verification(shop):
    vendor = shop.applicant()
    assert vendor.get("/api/auth/me")["vendor_id"] == vendor.id
    assert "vendor" in vendor.get("/api/auth/me")["roles"]
    assert vendor.id not in {row["id"] for row in shop.client().items("/api/vendors/")}


def test_an_applicant_prepares_products_that_appear_on_verification(shop):
    vendor = shop.applicant()
    product = shop.given_product(vendor)
    assert shop.client().get(f"/api/products/{product.id}").status == 404
    assert shop.client().items("/api/products/", vendor=vendor.id) == []
    assert [row["id"] for row in vendor.items("/api/vendors/products")] == [product.id]
    shop.admin.verify(vendor.id).ok()
    assert shop.product(product)["vendor"]["verification_status"] == "verified"
    assert [row["id"] for row in shop.client().items("/api/products/", vendor=vendor.id)] == [product.id]


def test_the_role_of_a_vendor_comes_with_the_next_refresh(shop):
    buyer = shop.given_buyer()
    buyer.post("/api/vendors/", application(kind="private", company=None)).ok(201)
    buyer.post("/api/products/", shop.product_fields()).refused(403, "forbidden")
    buyer.refresh()
    buyer.post("/api/products/", shop.product_fields()).ok(201)


def test_a_user_is_one_vendor(shop):
    shop.applicant().post("/api/vendors/", application()).ok(409)


def test_an_application_is_checked_at_once(shop):
    answer = shop.given_buyer().post(
        "/api/vendors/",
        {"display_name": "", "kind": "robot", "location": {"city": "", "country": "Lietuva", "lat": 100}, "iban": "x"},
    )
    answer.refused(422, "validation_failed")
    assert {"/display_name", "/kind", "/iban"} <= set(answer.input_errors())
    assert any(pointer.startswith("/location") for pointer in answer.input_errors())


def test_an_iban_with_wrong_check_digits_is_refused(shop):
    right = bank_account()
    wrong = f"LT{(int(right[2:4]) + 1) % 100:02d}{right[4:]}"
    answer = shop.given_buyer().post("/api/vendors/", application(iban=wrong))
    answer.refused(422, "validation_failed")
    assert list(answer.input_errors()) == ["/iban"]


def test_a_business_names_its_company(shop):
    answer = shop.given_buyer().post("/api/vendors/", application(company=None))
    answer.refused(422, "validation_failed")
    assert list(answer.input_errors()) == ["/company"]


def test_the_public_profile_tells_no_more_than_it_should(shop):
    profile = seen(shop, shop.vendor).ok(200)
    assert set(profile.json) == PUBLIC
    assert profile["rating"]["count"] == 0 and profile["verification_status"] == "verified"
    text = profile.body.decode()
    assert shop.vendor.email not in text and "LT" + shop.vendor.slug not in text and "iban" not in text


def test_a_vendor_is_reached_by_its_slug(shop):
    assert shop.client().get(f"/api/vendors/{shop.vendor.slug}").ok(200)["id"] == shop.vendor.id


def test_two_vendors_of_one_name_get_two_slugs(shop):
    name, slugs = unique("Tas pats"), set()
    for _ in range(2):
        person = shop.given_buyer()
        slugs.add(person.post("/api/vendors/", application(display_name=name)).ok(201)["slug"])
    assert len(slugs) == 2


def test_the_list_shows_the_demo_page_by_page(shop):
    rows = shop.client().items("/api/vendors/", limit=5)
    assert len({row["id"] for row in rows}) == len(rows) >= 12
    assert {"plyteliu-namai", "nemuno-statyba", "jono-likuciai"} <= {row["slug"] for row in rows}
    assert {row["verification_status"] for row in rows} == {"verified"}


def test_a_vendor_changes_its_own_profile_only(shop):
    vendor, other = shop.given_vendor(), shop.given_vendor()
    vendor.patch(f"/api/vendors/{vendor.id}", {"description": "Dirbame ir šeštadieniais."}).ok(200)
    assert seen(shop, vendor)["description"] == "Dirbame ir šeštadieniais."
    assert other.patch(f"/api/vendors/{vendor.id}", {"description": "Mano!"}).status == 403
    assert shop.client().patch(f"/api/vendors/{vendor.id}", {"description": "Mano!"}).status == 401
    assert vendor.patch(f"/api/vendors/{vendor.id}", {"verification_status": "verified"}).status == 422
    assert seen(shop, vendor)["description"] == "Dirbame ir šeštadieniais."


def test_a_suspended_vendor_sells_nothing_more(shop):
    vendor = shop.given_vendor()
    product = shop.given_product(vendor)
    buyer = shop.given_guest().has_in_cart(product)
    shop.admin.verify(vendor.id, "suspended", reason="Negauname atsakymų").ok()
    assert shop.client().get(f"/api/products/{product.id}").status == 404
    assert shop.client().items("/api/products/", vendor=vendor.id) == []
    assert buyer.place(buyer.checkout({vendor.id: "pickup"})).status in (409, 422)
    assert vendor.orders() == []


def test_a_rejected_vendor_does_not_become_public(shop):
    vendor = shop.applicant()
    product = shop.given_product(vendor)
    shop.admin.verify(vendor.id, "rejected", reason="Neteisingas kodas").ok()
    assert shop.client().get(f"/api/products/{product.id}").status == 404
    assert vendor.id not in {row["id"] for row in shop.client().items("/api/vendors/")}


def test_only_an_admin_verifies(shop):
    vendor = shop.applicant()
    path = f"/api/admin/vendors/{vendor.id}/verification"
    vendor.post(path, {"status": "verified"}).refused(403, "forbidden")
    shop.client().post(path, {"status": "verified"}).refused(401, "unauthenticated")
    assert shop.admin.verify(vendor.id, "excellent").status == 422
    assert shop.admin.verify("01890000-0000-7000-8000-000000000000").status == 404


def test_a_vendor_sees_its_drafts_and_the_public_does_not(shop):
    vendor = shop.given_vendor()
    draft, shown = shop.given_product(vendor, status="draft"), shop.given_product(vendor)
    assert {row["id"] for row in vendor.items("/api/vendors/products")} == {draft.id, shown.id}
    assert [row["id"] for row in shop.client().items(f"/api/vendors/{vendor.id}/products")] == [shown.id]
    assert [row["id"] for row in shop.client().items(f"/api/vendors/{vendor.slug}/products")] == [shown.id]
