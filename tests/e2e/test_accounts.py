"""Accounts: registering, proving an address, signing in and out, staying signed in, roles."""

import jwt
import pytest

from harness.client import Client
from harness.shop import Shop
from harness.values import PASSWORD, address_of, company


def login(client, email, password=PASSWORD, **more):
    return client.post("/api/auth/login", {"email": email, "password": password, **more})


# -- registering ---------------------------------------------------------------------------------


def test_a_registered_user_is_shown_without_secrets(shop):
    email = address_of("new")
    user = shop.register(shop.client("lt"), email).ok(201)["user"]
    assert set(user) == {
        "id",
        "email",
        "name",
        "user_type",
        "email_verified",
        "roles",
        "company",
        "vendor_id",
        "language",
        "phone",
        "created_at",
    }
    assert (user["email"], user["user_type"], user["email_verified"]) == (email, "private", False)
    assert (user["roles"], user["company"], user["vendor_id"]) == (["customer"], None, None)
    assert user["created_at"].endswith("Z")


def test_a_business_registers_with_its_company(shop):
    firm = company()
    user = shop.register(shop.client(), address_of("firm"), "business", company=firm).ok(201)["user"]
    assert (user["user_type"], user["company"]) == ("business", firm)


def test_the_mailed_token_proves_the_address_once(shop):
    buyer = shop.given_buyer()
    token = shop.awaited_mail(buyer).token
    assert shop.client().post("/api/auth/verify", {"token": token}).ok(200)["user"]["email_verified"] is True
    assert buyer.get("/api/auth/me").ok(200)["email_verified"] is True
    shop.client().post("/api/auth/verify", {"token": token}).refused(422, "invalid_token")


def test_a_wrong_token_proves_nothing(shop):
    buyer = shop.given_buyer()
    for token in ("", "x", "A" * 43, "../../etc/passwd"):
        assert shop.client().post("/api/auth/verify", {"token": token}).status == 422
    assert buyer.get("/api/auth/me").ok(200)["email_verified"] is False


def test_an_address_registers_once_whatever_its_case(shop):
    buyer = shop.given_buyer()
    shop.register(shop.client(), buyer.email).refused(409, "email_taken")
    shop.register(shop.client(), buyer.email.upper()).refused(409, "email_taken")
    assert len(shop.mail_to(buyer)) <= 1


def test_ten_registrations_of_one_address_make_one_account(shop):
    email = address_of("race")
    answers = shop.together(lambda guest: shop.register(guest, email), buyers=10)
    assert sorted(answer.status for answer in answers) == [201] + [409] * 9


@pytest.mark.parametrize("password", ["", "ninechars", "x" * 201, "1234567890", "password123"])
def test_a_weak_password_is_refused(shop, password):
    email = address_of("weak")
    answer = shop.client().post(
        "/api/auth/register", {"email": email, "password": password, "name": "Ona", "user_type": "private"}
    )
    answer.refused(422, "validation_failed")
    assert list(answer.input_errors()) == ["/password"]
    assert login(shop.client(), email, password or "x").status in (401, 422)


def test_all_faults_of_a_registration_are_told_at_once(shop):
    answer = shop.client().post(
        "/api/auth/register",
        {"email": "not an address", "password": "short", "name": "", "user_type": "robot", "admin": True},
    )
    answer.refused(422, "validation_failed")
    assert {"/email", "/password", "/name", "/user_type", "/admin"} <= set(answer.input_errors())
    assert answer.input_errors()["/admin"] == "unknown_field"


def test_messages_come_in_the_language_asked_for(shop):
    body = {"email": "x", "password": "y", "name": "", "user_type": "private"}
    texts = {
        language: shop.client(language).post("/api/auth/register", body).refused(422, "validation_failed")
        for language in ("lt", "en")
    }
    assert texts["lt"]["title"] != texts["en"]["title"]


# -- signing in ----------------------------------------------------------------------------------


def test_the_access_token_can_be_checked_by_others(shop):
    buyer = shop.given_buyer()
    answer = login(shop.client(), buyer.email).ok(200)
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 7200)
    keys = jwt.PyJWKSet.from_dict(shop.client().get("/.well-known/jwks.json").ok(200).json)
    head = jwt.get_unverified_header(answer["access_token"])
    key = next(key for key in keys.keys if key.key_id == head["kid"])
    assert head["alg"] == "ES256"
    claims = jwt.decode(answer["access_token"], key.key, algorithms=["ES256"], options={"verify_aud": False})
    assert claims["sub"] == answer["user"]["id"] and claims["exp"] > claims["iat"]


def test_published_keys_are_public_ones(shop):
    for key in shop.client().get("/.well-known/jwks.json").ok(200)["keys"]:
        assert (key["kty"], key["crv"]) == ("EC", "P-256") and "d" not in key


def test_a_wrong_password_and_an_unknown_address_look_alike(shop):
    buyer = shop.given_buyer()
    wrong = login(shop.client(), buyer.email, "not-the-password").json
    unknown = login(shop.client(), address_of("nobody"), "not-the-password").json
    assert wrong["status"] == 401
    assert {**wrong, "request_id": ""} == {**unknown, "request_id": ""}


def test_an_address_signs_in_whatever_its_case(shop):
    login(shop.client(), shop.given_buyer().email.upper()).ok(200)


def test_twenty_wrong_passwords_close_the_account_for_a_while(shop):
    buyer, other = shop.given_buyer(), shop.given_buyer()
    answers = [login(shop.client(), buyer.email, "not-the-password") for _ in range(21)]
    assert [answer.status for answer in answers] == [401] * 20 + [429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert login(shop.client(), buyer.email).status == 429
    login(shop.client(), other.email).ok(200)


def forgeries(token):
    head, claims, signature = token.split(".")
    nobody = jwt.encode({"sub": "x"}, None, algorithm="none")
    yield "unsigned", f"{jwt.encode({}, None, algorithm='none').split('.')[0]}.{claims}."
    yield "none", nobody
    yield "other_claims", f"{head}.{claims[:-4]}AAAA.{signature}"
    yield "cut", f"{head}.{claims}.{signature[:-4]}"
    yield "symmetric", jwt.encode({"sub": "x"}, "secret", algorithm="HS256")
    yield "empty", ""
    yield "long", "x" * 8000


def test_a_forged_token_opens_nothing(shop):
    buyer = shop.given_buyer()
    token = buyer.http.headers["Authorization"].removeprefix("Bearer ")
    for name, forged in forgeries(token):
        client = shop.client()
        client.use_token(forged)
        assert (name, client.get("/api/auth/me").status) == (name, 401)
    buyer.get("/api/auth/me").ok(200)


def test_without_a_token_private_things_answer_401(shop):
    client = shop.client()
    for path in ("/api/auth/me", "/api/orders/", "/api/notifications", "/api/vendors/orders"):
        client.get(path).refused(401, "unauthenticated")


# -- staying signed in ---------------------------------------------------------------------------


def test_a_refresh_gives_a_new_pair(shop):
    buyer = shop.given_buyer()
    before = (buyer.http.headers["Authorization"], buyer.refresh_token)
    buyer.refresh()
    assert buyer.http.headers["Authorization"] != before[0] and buyer.refresh_token != before[1]
    buyer.get("/api/auth/me").ok(200)


def test_a_reused_refresh_token_ends_the_whole_family(shop):
    buyer, elsewhere = shop.given_buyer(), shop.client()
    login_elsewhere = elsewhere.login(buyer.email, PASSWORD)
    stolen = buyer.refresh_token
    buyer.refresh()
    thief = shop.client()
    assert thief.post("/api/auth/refresh", {"refresh_token": stolen}).status == 401
    assert buyer.post("/api/auth/refresh", {"refresh_token": buyer.refresh_token}).status == 401
    assert buyer.get("/api/auth/me").status == 401
    assert login_elsewhere.status == 200 and elsewhere.get("/api/auth/me").status == 200


def test_one_refresh_token_used_ten_times_at_once_gives_at_most_one_pair(shop):
    buyer = shop.given_buyer()
    body = {"refresh_token": buyer.refresh_token}
    answers = shop.together(lambda guest: guest.post("/api/auth/refresh", body), buyers=10)
    assert sum(answer.status == 200 for answer in answers) <= 1
    assert {answer.status for answer in answers} <= {200, 401}


def test_an_invented_refresh_token_is_refused(shop):
    for token in ("", "x", "A" * 64, "A" * 5000):
        assert shop.client().post("/api/auth/refresh", {"refresh_token": token}).status in (401, 422)


def test_logging_out_ends_the_session_at_once(shop):
    buyer = shop.given_buyer()
    buyer.post("/api/auth/logout").ok(204)
    assert buyer.get("/api/auth/me").status == 401
    assert buyer.post("/api/auth/refresh", {"refresh_token": buyer.refresh_token}).status == 401
    login(shop.client(), buyer.email).ok(200)


# -- cookies -------------------------------------------------------------------------------------


@pytest.fixture
def browser(shop):
    """A device whose session lives in cookies; `csrf` is what its pages know."""
    buyer, client = shop.given_buyer(), shop.client()
    answer = login(client, buyer.email, session="cookie").ok(200)
    client.csrf, client.signed_in = answer["csrf_token"], answer
    return client


def test_tokens_of_a_cookie_session_stay_out_of_reach_of_scripts(browser):
    answer = browser.signed_in
    assert not {"access_token", "refresh_token"} & {k for k, v in answer.json.items() if v}
    cookies = answer._response.raw.headers.getlist("Set-Cookie")
    secret = [cookie for cookie in cookies if "cart" not in cookie.split("=")[0].lower()]
    assert secret
    for cookie in secret:
        assert "httponly" in cookie.lower() and "samesite=" in cookie.lower(), cookie
    browser.get("/api/auth/me").ok(200)


def test_a_cookie_session_changes_nothing_without_its_csrf_token(browser):
    for headers in ({}, {"X-CSRF-Token": "guess"}, {"X-CSRF-Token": ""}):
        browser.patch("/api/auth/me", {"name": "Kitas Vardas"}, headers=headers).refused(403, "csrf_failed")
    assert browser.get("/api/auth/me")["name"] != "Kitas Vardas"
    browser.patch("/api/auth/me", {"name": "Kitas Vardas"}, headers={"X-CSRF-Token": browser.csrf}).ok(200)


def test_a_csrf_token_of_another_session_does_not_fit(shop, browser):
    other = shop.client()
    token = login(other, shop.given_buyer().email, session="cookie").ok(200)["csrf_token"]
    browser.patch("/api/auth/me", {"name": "X"}, headers={"X-CSRF-Token": token}).refused(403, "csrf_failed")


def test_a_cookie_session_is_refreshed_and_ended_by_its_cookies(browser):
    answer = browser.post("/api/auth/refresh", {}, headers={"X-CSRF-Token": browser.csrf}).ok(200)
    csrf = answer.json.get("csrf_token", browser.csrf)
    browser.get("/api/auth/me").ok(200)
    browser.post("/api/auth/logout", headers={"X-CSRF-Token": csrf}).ok(204)
    assert browser.get("/api/auth/me").status == 401


# -- me and roles --------------------------------------------------------------------------------


def test_a_user_changes_what_is_theirs_and_nothing_else(shop):
    buyer = shop.given_buyer()
    changed = buyer.patch("/api/auth/me", {"name": "Ona Žemaitė", "language": "en", "phone": "+37061234567"}).ok(200)
    assert (changed["name"], changed["language"], changed["phone"]) == ("Ona Žemaitė", "en", "+37061234567")
    for forbidden in ({"roles": ["admin"]}, {"email_verified": True}, {"vendor_id": "x"}, {"id": "x"}):
        answer = buyer.patch("/api/auth/me", forbidden)
        answer.refused(422, "validation_failed")
        assert list(answer.input_errors().values()) == ["unknown_field"]
    assert buyer.get("/api/auth/me")["roles"] == ["customer"]


def test_a_buyer_may_neither_sell_nor_operate(shop):
    buyer = shop.given_buyer()
    buyer.post("/api/products/", shop.product_fields()).refused(403, "forbidden")
    buyer.get("/api/admin/orders").refused(403, "forbidden")
    path = f"/api/admin/vendors/{shop.vendor.id}/verification"
    buyer.post(path, {"status": "suspended"}).refused(403, "forbidden")


def test_support_reads_but_does_not_decide(shop):
    shop.support.get("/api/admin/orders").ok(200)
    assert shop.support.verify(shop.vendor.id, "suspended").status == 403
    assert shop.client().get(f"/api/vendors/{shop.vendor.id}").ok(200)["verification_status"] == "verified"


def test_accounts_of_the_demo_have_their_roles(shop):
    def roles(email):
        return set(login(Client(shop.server.url), email).ok(200)["user"]["roles"])

    assert "admin" in roles("admin@demo.test") and "support" in roles("support@demo.test")
    assert "admin" not in roles("support@demo.test")
    assert all("vendor" in roles(f"vendor-{letter}@demo.test") for letter in "abp")
    assert roles("buyer@demo.test") == {"customer"} == roles("business@demo.test")


def test_sessions_survive_a_restart(own_server):
    shop = Shop(own_server.server)
    buyer = shop.given_buyer()
    own_server.server.stop()
    own_server.server.start()
    buyer.get("/api/auth/me").ok(200)
    buyer.refresh()
