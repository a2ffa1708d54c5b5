"""What a client may send wrong, on purpose or not: a clear answer, and nobody else notices."""

import json
import select
import socket

import pytest

from harness.raw import Wire, ask_raw
from harness.values import PASSWORD
from harness.waiting import eventually

HOST = b"Host: 127.0.0.1\r\n"
LOGIN = "/api/auth/login"


def post(path, body, headers=b"Content-Type: application/json\r\n"):
    return (
        f"POST {path} HTTP/1.1\r\n".encode() + HOST + headers + f"Content-Length: {len(body)}\r\n\r\n".encode() + body
    )


@pytest.fixture
def wire(shop):
    with Wire(shop.server) as open_wire:
        yield open_wire


@pytest.fixture(autouse=True)
def others_are_served(shop):
    yield
    shop.client().get("/api/products/?limit=1").ok(200)


# -- bodies --------------------------------------------------------------------------------------

NOT_JSON = {
    "nothing": b"",
    "half": b'{"email": "a@b.c", "pass',
    "trailing": b"{} {}",
    "comma": b'{"email": "x",}',
    "single quotes": b"{'email': 'x'}",
    "comment": b"{/* */}",
    "nan": b'{"email": NaN}',
    "bare word": b"email",
    "form": b"email=x&password=y",
    "not utf-8": b'{"email": "\xff\xfe"}',
    "overlong utf-8": b'{"email": "\xc0\xaf"}',
    "lone surrogate": b'{"email": "\\ud800"}',
    "utf-16": '{"email": "x"}'.encode("utf-16"),
    "control character": b'{"email": "a\x01b"}',
    "two of one name": b'{"email": "a", "email": "b"}',
    "deep arrays": b'{"email": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    "deep objects": b'{"a":' * 5000 + b"1" + b"}" * 5000,
    "unclosed depth": b"[" * 100_000,
    "a NUL in front": b"\0{}",
}


@pytest.mark.parametrize("body", NOT_JSON.values(), ids=NOT_JSON.keys())
def test_a_body_that_is_no_json_is_malformed(shop, body):
    answer = shop.client().post(LOGIN, data=body, headers={"Content-Type": "application/json"})
    answer.refused(400, "malformed_json")


WRONG_TYPES = {
    "a number": ({"email": 1, "password": PASSWORD}, {"/email": "wrong_type"}),
    "null": ({"email": None, "password": PASSWORD}, {"/email": "wrong_type"}),
    "a list": ({"email": ["x"], "password": PASSWORD}, {"/email": "wrong_type"}),
    "both": ({"email": {}, "password": True}, {"/email": "wrong_type", "/password": "wrong_type"}),
}


@pytest.mark.parametrize("body, errors", WRONG_TYPES.values(), ids=WRONG_TYPES.keys())
def test_a_wrong_type_is_told_with_its_place(shop, body, errors):
    answer = shop.client().post(LOGIN, body)
    answer.refused(422, "validation_failed")
    assert {pointer: code for pointer, code in answer.input_errors().items() if pointer in errors} == errors


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"1", b"true", b"null"])
def test_a_body_that_is_no_object_is_refused(shop, body):
    answer = shop.client().post(LOGIN, data=body, headers={"Content-Type": "application/json"})
    assert answer.status in (400, 422) and answer["code"] in ("malformed_json", "validation_failed")


def test_unknown_fields_are_refused_by_name(shop):
    answer = shop.client().post(LOGIN, {"email": "a@b.test", "password": PASSWORD, "remember/me": True, "~x": 1})
    answer.refused(422, "validation_failed")
    assert answer.input_errors() == {"/remember~1me": "unknown_field", "/~0x": "unknown_field"}


def test_a_thousand_faults_are_bounded(shop):
    answer = shop.client().post(LOGIN, {f"field_{n}": n for n in range(1000)})
    answer.refused(422, "validation_failed")
    assert len(answer["errors"]) <= 200 and len(answer.body) < 64 * 1024


@pytest.mark.parametrize(
    "text", ["\u0000", "a\u0000b", "\ud7ff\ufffe", "‮evil", "😀" * 50, "'; DROP TABLE users.user;--"]
)
def test_any_characters_in_a_text_do_no_harm(shop, text):
    buyer = shop.given_buyer()
    answer = buyer.patch("/api/auth/me", {"name": text})
    assert answer.status in (200, 422), answer
    if answer.status == 200:
        assert buyer.get("/api/auth/me").ok(200)["name"] == text


def test_a_body_above_a_mebibyte_is_too_large(shop):
    body = json.dumps({"email": "x" * (1024 * 1024 + 1), "password": PASSWORD}).encode()
    answer = shop.client().post(LOGIN, data=body, headers={"Content-Type": "application/json"})
    answer.refused(413, "body_too_large")


def test_a_body_that_only_claims_to_be_huge_is_refused_at_once(wire):
    wire.send(
        f"POST {LOGIN} HTTP/1.1\r\n".encode()
        + HOST
        + b"Content-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n"
    )
    answer = wire.answer()
    assert (answer.status, answer.code) == (413, "body_too_large")


def test_chunks_count_towards_the_limit(wire):
    wire.send(
        f"POST {LOGIN} HTTP/1.1\r\n".encode()
        + HOST
        + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    for _ in range(40):
        if not wire.send(chunk):
            break
    answer = wire.answer()
    assert answer is None or (answer.status, answer.code) == (413, "body_too_large")


def test_a_chunked_body_is_read(wire):
    body = b'{"email": 1, "password": "x"}'
    wire.send(
        f"POST {LOGIN} HTTP/1.1\r\n".encode()
        + HOST
        + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        + b"".join(f"{1:x}\r\n".encode() + bytes([byte]) + b"\r\n" for byte in body)
        + b"0\r\n\r\n"
    )
    assert wire.answer().status == 422


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", "", "x", "multipart/form-data"]
)
def test_another_content_type_is_not_guessed_at(shop, kind):
    answer = shop.client().post(LOGIN, data=b'{"email": "a@b.c", "password": "x"}', headers={"Content-Type": kind})
    answer.refused(415, "unsupported_media_type")


# -- heads ---------------------------------------------------------------------------------------

BROKEN_HEADS = {
    "no http": b"hello\r\n\r\n",
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200,
    "no version": b"GET /\r\n\r\n",
    "http/2 preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "no host": b"GET /health/live HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "host with a path": b"GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
    "space in a name": b"GET / HTTP/1.1\r\n" + HOST + b"X Y: 1\r\n\r\n",
    "space before the colon": b"GET / HTTP/1.1\r\n" + HOST + b"X : 1\r\n\r\n",
    "folded line": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n b\r\n\r\n",
    "NUL in a value": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\0b\r\n\r\n",
    "lone CR": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\rb\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "length and chunks": b"POST / HTTP/1.1\r\n"
    + HOST
    + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "negative length": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n",
    "length in hex": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 0x10\r\n\r\n",
    "bad chunk": post(LOGIN, b"")[:0]
    + b"POST "
    + LOGIN.encode()
    + b" HTTP/1.1\r\n"
    + HOST
    + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "unknown encoding": b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: gzip, chunked\r\n\r\n",
    "version of tomorrow": b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
    "spaces in the target": b"GET /a b HTTP/1.1\r\n" + HOST + b"\r\n",
}


@pytest.mark.parametrize("head", BROKEN_HEADS.values(), ids=BROKEN_HEADS.keys())
def test_a_broken_head_ends_the_connection(shop, head):
    with Wire(shop.server) as wire:
        wire.send(head)
        answer = wire.answer()
        assert answer is None or answer.status in (400, 501, 505), answer
        assert wire.is_closed()


def test_a_head_above_its_limit_is_refused(shop):
    for head in (
        b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 2000 + b"\r\n",
    ):
        answer = ask_raw(shop.server, head)
        assert answer is None or (answer.status, answer.code) == (431, "header_too_large")


def test_a_target_above_its_limit_is_refused(shop):
    answer = ask_raw(shop.server, b"GET /" + b"a" * 12_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n")
    assert answer is None or answer.status in (414, 431)


PATHS = [
    "/../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/api/products/%2e%2e%2fadmin",
    "/api//products",
    "/api/products/%zz",
    "/api/products/%00",
    "/api/products/%ff%fe",
    "/api\\products",
    "/%u0061pi",
    "//evil.test/api",
    "/api/products/.%2e/",
    "/api/products/" + "%41" * 1000,
    "/.git/config",
    "/media/../../etc/passwd",
    "/media/%2e%2e/%2e%2e/etc/passwd",
    "/;/x",
    "/?%",
    "/api/products/?limit=%zz",
    "/api/products/?limit=1&limit=2",
    "/api/products/?" + "a=1&" * 1000,
    "/api/products/?limit=%00",
    "/api/products/?q=%ff",
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
def test_a_hostile_path_finds_nothing(shop, path):
    answer = ask_raw(shop.server, f"GET {path} HTTP/1.1\r\n".encode("latin-1") + HOST + b"\r\n")
    assert answer.status in (400, 404, 414, 422), (path, answer)
    assert b"root:" not in answer.body and b"[core]" not in answer.body
    assert answer.headers["content-type"].startswith("application/problem+json")


HEADERS = [
    ("Authorization", "Bearer " + "a" * 7000),
    ("Authorization", "Basic YTpi"),
    ("Authorization", "Bearer"),
    ("Cookie", "a=b; " * 800),
    ("Cookie", '=;;=;"\\'),
    ("If-None-Match", '"' * 500),
    ("If-None-Match", "W/"),
    ("Accept-Language", "lt;q=9, *;q=x, " * 50),
    ("X-Request-Id", "<script>" * 20),
    ("traceparent", "00-zz-zz-zz"),
    ("X-Forwarded-For", "6.6.6.6, evil"),
    ("Range", "bytes=0-0,-1"),
    ("Accept", "text/html;;;"),
    ("Origin", "null"),
    ("X-Cart-Token", "\xff\xfe"),
    ("Accept-Encoding", "gzip;q=2,,"),
]


@pytest.mark.parametrize("name, value", HEADERS, ids=lambda text: text[:20].encode("ascii", "replace").decode())
def test_a_strange_header_is_answered_calmly(shop, name, value):
    answer = ask_raw(
        shop.server, b"GET /api/products/?limit=1 HTTP/1.1\r\n" + HOST + f"{name}: {value}\r\n\r\n".encode("latin-1")
    )
    assert answer.status in (200, 304, 400, 401, 403), (name, answer)
    assert "<script>" not in answer.headers.get("x-request-id", "")


def test_a_method_that_is_not_there_answers_405_with_what_is(shop):
    for method in ("DELETE", "PUT", "BREW", "TRACE"):
        answer = shop.client().ask(method, "/api/products/categories")
        assert answer.status in (405, 501), answer
        if answer.status == 405:
            assert "GET" in answer.headers["Allow"]


def test_requests_in_one_packet_are_answered_in_order(wire):
    one = b"GET /api/products/categories HTTP/1.1\r\n" + HOST + b"X-Request-Id: %s\r\n\r\n"
    wire.send(b"".join(one % name for name in (b"first-1", b"second-2", b"third-3")))
    answers = [wire.answer() for _ in range(3)]
    assert [answer.status for answer in answers] == [200] * 3
    assert [answer.headers["x-request-id"] for answer in answers] == ["first-1", "second-2", "third-3"]


def test_a_smuggled_request_is_not_carried_out(wire):
    hidden = b"GET /api/hidden HTTP/1.1\r\n" + HOST + b"\r\n"
    wire.send(post(LOGIN, b"{}" + hidden).replace(f"Content-Length: {2 + len(hidden)}".encode(), b"Content-Length: 2"))
    first = wire.answer()
    assert first.status == 422
    second = wire.answer()
    assert second is None or second.status == 404


# -- slow and many -------------------------------------------------------------------------------


def test_slow_clients_hold_up_nobody(shop):
    wires = [Wire(shop.server) for _ in range(100)]
    try:
        for wire in wires:
            wire.send(b"POST " + LOGIN.encode() + b" HTTP/1.1\r\n" + HOST + b"Content-Length: 500\r\nContent-")
        for _ in range(20):
            shop.client().get("/api/products/categories").ok(200)
        # Not one of them was given up for that: they still have the server's ear.
        assert select.select([wire.socket for wire in wires], [], [], 0)[0] == []
        for wire in wires:
            wire.send(b"Type: application/json\r\n\r\n{")
        shop.given_guest().order(shop.given_product()).ok(201)
    finally:
        for wire in wires:
            wire.socket.close()


def test_a_client_that_never_finishes_its_head_is_let_go(shop):
    with Wire(shop.server, timeout=60) as wire:
        wire.send(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ")
        answer = wire.answer()
        assert answer is None or answer.status == 408
        assert wire.is_closed()


def test_a_client_that_goes_away_in_the_middle_costs_nothing(shop):
    for cut in (10, 60, 120):
        for _ in range(50):
            with Wire(shop.server) as wire:
                wire.send(post(LOGIN, b"{" + b" " * 200)[:cut])
    for _ in range(50):
        with Wire(shop.server) as wire:
            wire.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            wire.send(b"GET /api/products/?limit=100 HTTP/1.1\r\n" + HOST + b"\r\n")
    eventually(lambda: shop.client().get("/health/ready").status == 200, "the server is well")


def test_memory_stays_bounded_under_large_bodies(shop):
    client, before = shop.client(), shop.server.resident_bytes()
    body = b'{"email": "' + b"x" * 1_000_000 + b'"}'
    for _ in range(200):
        assert client.post(LOGIN, data=body, headers={"Content-Type": "application/json"}).status == 422
    assert shop.server.resident_bytes() - before < 200 * 1024 * 1024
