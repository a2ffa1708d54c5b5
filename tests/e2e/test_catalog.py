"""The catalogue: putting goods on sale, changing them, pictures."""

import io

import pytest
from PIL import Image

from harness.values import eur, unique

UNKNOWN = "01890000-0000-7000-8000-000000000000"


# -- on sale -------------------------------------------------------------------------------------


def test_a_new_product_is_shown_as_it_was_given(shop):
    product = shop.given_product(
        title="Likusios plytelės",
        unit="m2",
        quantity="14.5",
        price="9.50",
        discounted_price="7.90",
        weight_kg="18.5",
        condition="surplus",
        attributes={"colour": "pilka", "size": "45×45 cm"},
        category="grindu-plyteles",
        shipping=["pickup"],
    )
    public = shop.product(product)
    assert (public["title"], public["unit"], public["quantity"]) == ("Likusios plytelės", "m2", "14.5")
    assert (public["original_price"], public["discounted_price"]) == (eur("9.50"), eur("7.90"))
    assert public["category"]["slug"] == "grindu-plyteles"
    assert public["attributes"] == {"colour": "pilka", "size": "45×45 cm"}
    assert (public["condition"], public["shipping"], public["status"]) == ("surplus", ["pickup"], "available")
    assert public["location"]["city"] == "Vilnius" and public["vendor"]["id"] == shop.vendor.id
    assert public["weight_kg"] in ("18.5", "18.500") and public["images"] == []
    assert shop.client().get(f"/api/products/{product['slug']}").ok(200)["id"] == product.id


@pytest.mark.parametrize("unit, step", [("pcs", "1"), ("pack", "1"), ("pallet", "1"), ("m2", "0.001"), ("t", "0.001")])
def test_the_step_of_a_quantity_follows_the_unit(shop, unit, step):
    assert shop.given_product(unit=unit)["quantity_step"] == step


REFUSED = {
    "no title": ({"title": ""}, "/title"),
    "category that is not there": ({"category": "nera-tokios"}, "/category"),
    "unknown condition": ({"condition": "mint"}, "/condition"),
    "unknown unit": ({"unit": "dozen"}, "/unit"),
    "negative quantity": ({"quantity": "-1"}, "/quantity"),
    "four decimals": ({"quantity": "1.0001"}, "/quantity"),
    "a number for a quantity": ({"quantity": 5}, "/quantity"),
    "negative price": ({"original_price": eur("-1.00")}, "/original_price"),
    "a third of a cent": ({"original_price": eur("1.003")}, "/original_price"),
    "a price above all bounds": ({"original_price": eur("9" * 30)}, "/original_price"),
    "unknown currency": ({"original_price": {"amount": "1.00", "currency": "XXQ"}}, "/original_price"),
    "a bare number for a price": ({"original_price": 12.5}, "/original_price"),
    "a discount that is none": ({"discounted_price": eur("10.00")}, "/discounted_price"),
    "a discount above the price": ({"discounted_price": eur("10.01")}, "/discounted_price"),
    "no way to get it": ({"shipping": []}, "/shipping"),
    "unknown way to get it": ({"shipping": ["drone"]}, "/shipping"),
    "place off the earth": ({"location": {"city": "X", "country": "LT", "lat": 91.0, "lon": 0.0}}, "/location"),
    "a status one may not set": ({"status": "sold"}, "/status"),
    "a field that is not ours": ({"price": eur("1.00")}, "/price"),
}


@pytest.mark.parametrize("change, pointer", REFUSED.values(), ids=REFUSED.keys())
def test_a_product_is_refused_with(shop, change, pointer):
    answer = shop.vendor.create(**{**shop.product_fields(), **change})
    answer.refused(422, "validation_failed")
    assert all(found.startswith(pointer) for found in answer.input_errors()), answer


def test_all_faults_of_a_product_are_told_at_once(shop):
    answer = shop.vendor.create(title="", unit="dozen", quantity="x", shipping=["drone"], surprise=1)
    answer.refused(422, "validation_failed")
    assert {"/title", "/unit", "/quantity", "/surprise", "/category", "/original_price"} <= set(answer.input_errors())


def test_markup_in_a_text_stays_text(shop):
    product = shop.given_product(title='<script>alert(1)</script> & "plyta"', description="<b>ne</b>")
    answer = shop.client().get(f"/api/products/{product.id}").ok(200)
    assert answer["title"] == '<script>alert(1)</script> & "plyta"'
    assert answer.headers["Content-Type"].startswith("application/json")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_two_products_of_one_title_get_two_slugs(shop):
    title = unique("Plyta")
    assert len({shop.given_product(title=title)["slug"] for _ in range(3)}) == 3


def test_a_draft_is_its_vendors_alone(shop):
    draft = shop.given_product(status="draft")
    assert shop.client().get(f"/api/products/{draft.id}").status == 404
    assert shop.given_vendor().get(f"/api/products/{draft.id}").status == 404
    assert shop.vendor.get(f"/api/products/{draft.id}").ok(200)["status"] == "draft"
    assert shop.given_guest().add_to_cart(draft).status in (404, 422)
    shop.vendor.change(draft, status="available").ok(200)
    assert shop.product(draft).status == "available"


# -- changing ------------------------------------------------------------------------------------


def test_a_change_is_seen_at_once(shop):
    product = shop.given_product(price="10.00")
    assert shop.product(product)["original_price"] == eur("10.00")
    shop.vendor.change(product, title="Kitas pavadinimas", original_price=eur("12.00")).ok(200)
    public = shop.product(product)
    assert (public["title"], public["original_price"]) == ("Kitas pavadinimas", eur("12.00"))
    shop.vendor.change(product, discounted_price=eur("11.00")).ok(200)
    shop.vendor.change(product, discounted_price=None).ok(200)
    assert shop.product(product)["discounted_price"] is None


def test_a_price_may_not_sink_below_its_discount(shop):
    product = shop.given_product(price="10.00", discounted_price="8.00")
    shop.vendor.change(product, original_price=eur("8.00")).refused(422, "validation_failed")
    assert shop.product(product)["original_price"] == eur("10.00")


def test_only_the_owner_changes_a_product(shop):
    product, other = shop.given_product(), shop.given_vendor()
    other.change(product, title="Mano").refused(403, "not_owner")
    other.delete(f"/api/products/{product.id}").refused(403, "not_owner")
    shop.given_buyer().patch(f"/api/products/{product.id}", {"title": "Mano"}).refused(403, "forbidden")
    shop.client().delete(f"/api/products/{product.id}").refused(401, "unauthenticated")
    draft = shop.given_product(status="draft")
    assert other.change(draft, title="Mano").status == 404
    assert shop.product(product)["title"] == product["title"]


def test_a_deleted_product_is_gone(shop):
    product = shop.given_product()
    shop.vendor.delete(f"/api/products/{product.id}").ok(204)
    shop.client().get(f"/api/products/{product.id}").refused(404, "not_found")
    assert product.id not in {row["id"] for row in shop.client().items("/api/products/", vendor=shop.vendor.id)}


@pytest.mark.parametrize("key", [UNKNOWN, "nera-tokios-prekes", "..", "%00", "1", "a" * 300])
def test_a_product_that_is_not_there_answers_404(shop, key):
    assert shop.client().get(f"/api/products/{key}").status in (400, 404)


# -- conditional requests ------------------------------------------------------------------------


def test_what_did_not_change_is_not_sent_again(shop):
    product = shop.given_product()
    for path in (f"/api/products/{product.id}", f"/api/products/?vendor={shop.vendor.id}"):
        first = shop.client().get(path).ok(200)
        again = shop.client().get(path, headers={"If-None-Match": first.etag})
        assert (again.status, again.body) == (304, b"")
    shop.vendor.change(product, title="Pakeista").ok(200)
    shop.client().get(f"/api/products/{product.id}", headers={"If-None-Match": first.etag}).ok(200)


def test_a_stale_change_does_not_win(shop):
    product = shop.given_product()
    path = f"/api/products/{product.id}"
    etag = shop.vendor.get(path).etag
    shop.vendor.patch(path, {"title": "Pirmas"}, headers={"If-Match": etag}).ok(200)
    assert shop.vendor.patch(path, {"title": "Antras"}, headers={"If-Match": etag}).status == 412
    assert shop.product(product)["title"] == "Pirmas"


def test_an_absolute_quantity_needs_to_know_the_present_one(shop):
    product = shop.given_product(quantity="5")
    path = f"/api/products/{product.id}"
    shop.vendor.patch(path, {"quantity": "7"}).refused(428, "if_match_required")
    etag = shop.vendor.get(path).etag
    shop.given_guest().order(product).ok(201)
    assert shop.vendor.patch(path, {"quantity": "7"}, headers={"If-Match": etag}).status == 412
    assert shop.product(product)["quantity"] == "4"
    etag = shop.vendor.get(path).etag
    shop.vendor.patch(path, {"quantity": "7"}, headers={"If-Match": etag}).ok(200)
    assert shop.product(product)["quantity"] == "7"


def test_of_two_corrections_from_one_reading_one_wins(shop):
    product = shop.given_product(quantity="5")
    path = f"/api/products/{product.id}"
    etag = shop.vendor.get(path).etag
    answers = shop.together(
        lambda quantity: shop.vendor.patch(path, {"quantity": quantity}, headers={"If-Match": etag}), list("6789")
    )
    assert sorted(answer.status for answer in answers) == [200, 412, 412, 412]
    (won,) = [quantity for quantity, answer in zip("6789", answers) if answer.status == 200]
    assert shop.product(product)["quantity"] == won


def test_a_relative_quantity_adds_to_what_is_there(shop):
    product = shop.given_product(quantity="5")
    shop.vendor.change(product, quantity_change="2.000").ok(200)
    shop.vendor.change(product, quantity_change="-3").ok(200)
    assert shop.product(product)["quantity"] == "4"


def test_stock_is_never_taken_below_zero(shop):
    product = shop.given_product(quantity="5")
    answers = shop.together(lambda _: shop.vendor.change(product, quantity_change="-1"), buyers=10)
    assert sum(answer.status == 200 for answer in answers) == 5
    assert {answer.status for answer in answers} <= {200, 409, 422}
    assert shop.product(product)["quantity"] == "0"


def test_a_product_that_is_sold_leaves_the_lists_and_stays_reachable(shop):
    product = shop.given_product(quantity="1")
    shop.given_guest().order(product).ok(201)
    assert (shop.product(product).status, shop.product(product)["quantity"]) == ("sold", "0")
    assert product.id not in {row["id"] for row in shop.client().items("/api/products/", vendor=shop.vendor.id)}
    assert shop.given_guest().add_to_cart(product).status in (409, 422)


# -- pictures ------------------------------------------------------------------------------------


def picture(kind="JPEG", size=(640, 480), exif=False):
    buffer, image = io.BytesIO(), Image.new("RGB", size, "#a4503c")
    more = {}
    if exif:
        tags = Image.Exif()
        tags[0x010F], tags[0x0131] = "Camera of Petras", "GPS 54.6872 25.2797"
        more["exif"] = tags
    image.save(buffer, kind, **more)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_kept_and_served(shop, kind):
    product = shop.given_product()
    image = shop.vendor.upload(product, f"plyta.{kind.lower()}", picture(kind), f"image/{kind.lower()}").ok(201)
    assert [row["id"] for row in shop.product(product)["images"]] == [image["id"]]
    for name in ("url", "thumbnail_url"):
        path = image[name].removeprefix(shop.server.url)
        served = shop.client().get(path).ok(200)
        assert served.headers["Content-Type"].startswith("image/")
        assert Image.open(io.BytesIO(served.body)).size[0] <= 640


def test_what_a_camera_wrote_into_a_picture_is_dropped(shop):
    product = shop.given_product()
    image = shop.vendor.upload(product, "a.jpg", picture(exif=True), "image/jpeg").ok(201)
    served = shop.client().get(image["url"].removeprefix(shop.server.url)).ok(200)
    assert b"Camera of Petras" not in served.body and b"54.6872" not in served.body


NO_PICTURES = {
    "text": b"just text",
    "markup": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "nothing": b"",
    "a cut one": picture()[:200],
    "a head alone": b"\xff\xd8\xff\xe0" + b"\0" * 40,
    "a program": b"\x7fELF" + b"\0" * 400,
}


@pytest.mark.parametrize("data", NO_PICTURES.values(), ids=NO_PICTURES.keys())
def test_a_file_that_is_no_picture_is_refused(shop, data):
    product = shop.given_product()
    assert shop.vendor.upload(product, "plyta.jpg", data, "image/jpeg").status in (415, 422)
    assert shop.product(product)["images"] == []


def test_a_picture_above_the_limit_is_refused(shop):
    product = shop.given_product()
    answer = shop.vendor.upload(product, "plyta.jpg", b"\xff\xd8" + b"\0" * (10 * 1024 * 1024 + 4096), "image/jpeg")
    assert answer.status == 413


def test_a_picture_of_absurd_size_is_refused(shop):
    product = shop.given_product()
    bomb = picture("PNG", (20_000, 20_000))
    assert shop.vendor.upload(product, "bomb.png", bomb, "image/png").status in (413, 415, 422)
    shop.product(product)


def test_pictures_are_the_owners_business(shop):
    product, other = shop.given_product(), shop.given_vendor()
    assert other.upload(product, "a.jpg", picture(), "image/jpeg").status == 403
    image = shop.vendor.upload(product, "a.jpg", picture(), "image/jpeg").ok(201)
    path = f"/api/products/{product.id}/images/{image['id']}"
    assert other.delete(path).status == 403
    shop.vendor.delete(path).ok(204)
    assert shop.product(product)["images"] == []
    shop.vendor.delete(path).refused(404, "not_found")


def test_a_picture_that_is_taken_away_is_served_no_more(shop):
    product = shop.given_product()
    image = shop.vendor.upload(product, "a.jpg", picture(), "image/jpeg").ok(201)
    url = image["url"].removeprefix(shop.server.url)
    shop.client().get(url).ok(200)
    shop.vendor.delete(f"/api/products/{product.id}/images/{image['id']}").ok(204)
    shop.client().get(url).refused(404, "not_found")


def test_pictures_are_put_in_order_and_described(shop):
    product = shop.given_product()
    ids = [shop.vendor.upload(product, "a.jpg", picture(), "image/jpeg").ok(201)["id"] for _ in range(3)]
    last = f"/api/products/{product.id}/images/{ids[2]}"
    changed = shop.vendor.patch(last, {"position": 0, "alt": "Iš priekio"}).ok(200)
    assert (changed["position"], changed["alt"]) == (0, "Iš priekio")
    images = shop.product(product)["images"]
    assert [(row["id"], row["position"]) for row in images] == [(ids[2], 0), (ids[0], 1), (ids[1], 2)]
    shop.vendor.patch(last, {"position": 99}).ok(200)
    assert [row["id"] for row in shop.product(product)["images"]] == [ids[0], ids[1], ids[2]]
    shop.vendor.patch(last, {"position": -1, "alt": "x" * 301}).refused(422, "validation_failed")
    assert shop.given_vendor().patch(last, {"alt": "Mano"}).status == 403


def test_pictures_that_come_at_once_all_find_a_place(shop):
    product = shop.given_product()
    answers = shop.together(lambda _: shop.vendor.upload(product, "a.jpg", picture(), "image/jpeg"), buyers=4)
    assert {answer.status for answer in answers} == {201}
    assert [row["position"] for row in shop.product(product)["images"]] == [0, 1, 2, 3]


def test_a_pictures_text_is_text(shop):
    product = shop.given_product()
    for alt in (b"\xff\xfe", b"a\0b", b"x" * 301):
        files = {"file": ("a.jpg", picture(), "image/jpeg"), "alt": (None, alt)}
        shop.vendor.post(f"/api/products/{product.id}/images", files=files).refused(422, "validation_failed")
    assert shop.product(product)["images"] == []
