"""`server.tls`: the marketplace over HTTPS, asked by real clients."""

import socket
import ssl
import subprocess

import pytest
import requests

from harness.operator import run
from harness.server import Server
from harness.shop import Product, Shop


def certificate(folder, name, days="2"):
    """A key and a certificate for 127.0.0.1 that signs itself."""
    key, chain = folder / f"{name}.key", folder / f"{name}.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", days]
        + ["-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", chain],
        check=True,
        capture_output=True,
    )
    return chain, key


def with_tls(chain, key):
    return {"marketplace.yaml": {"server": {"tls": {"certificate": str(chain), "key": str(key)}}}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tls")


@pytest.fixture(scope="module")
def secure(databases, demo, folder):
    name = databases.create(demo.name)
    chain, key = certificate(folder, "shop")
    server = Server(databases.url_of(name), with_tls(chain, key), data=demo.data)
    server.url = f"https://127.0.0.1:{server.port}"
    server.chain = chain
    patch = pytest.MonkeyPatch()
    patch.setenv("REQUESTS_CA_BUNDLE", str(chain))  # what is_ready() asks with
    try:
        yield server.start()
        server.stop()
    finally:
        patch.undo()
        server.remove()
        databases.drop(name)


def trusting(server, person):
    person.http.verify = str(server.chain)
    return person


def test_a_guest_orders_over_https(secure):
    shop = Shop(secure)
    guest = trusting(secure, shop.given_guest())
    product = Product(guest.get("/api/products/?limit=1&shipping=pickup").ok(200)["items"][0])
    order = guest.order(product).ok(201)["orders"][0]
    assert guest.get("/api/orders/status", params={"number": order["number"], "email": guest.email}).status == 200


def test_curl_trusts_the_certificate_and_nobody_elses(secure, folder):
    stranger, _ = certificate(folder, "stranger")

    def curl(*options):
        command = ["curl", "-sS", "-o", "/dev/null", "-w", "%{http_code} %{ssl_verify_result}"]
        return subprocess.run([*command, *options, f"{secure.url}/health/live"], capture_output=True, text=True, check=False)

    assert curl("--cacert", secure.chain).stdout == "200 0"
    assert curl("--cacert", stranger).returncode == 60


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_current_versions_are_spoken(secure, version):
    context = ssl.create_default_context(cafile=secure.chain)
    context.minimum_version = context.maximum_version = version
    with socket.create_connection(("127.0.0.1", secure.port), timeout=30) as plain:
        with context.wrap_socket(plain, server_hostname="127.0.0.1") as spoken:
            spoken.sendall(b"GET /health/live HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n")
            assert spoken.recv(12) == b"HTTP/1.1 200"


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated")
def test_old_versions_are_refused(secure):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.load_verify_locations(secure.chain)
    context.minimum_version = ssl.TLSVersion.TLSv1_1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    with socket.create_connection(("127.0.0.1", secure.port), timeout=30) as plain:
        with pytest.raises((ssl.SSLError, ConnectionError)):
            context.wrap_socket(plain, server_hostname="127.0.0.1")


def test_plain_http_gets_no_answer_of_the_marketplace(secure):
    with socket.create_connection(("127.0.0.1", secure.port), timeout=30) as plain:
        plain.sendall(b"GET /health/live HTTP/1.1\r\nHost: shop\r\n\r\n")
        plain.settimeout(30)
        try:
            heard = plain.recv(4096)
        except ConnectionError:
            heard = b""
    assert b"200" not in heard and b"live" not in heard


def test_browsers_are_told_to_stay_with_https(secure):
    headers = requests.get(f"{secure.url}/health/live", verify=secure.chain, timeout=30).headers
    assert int(headers["Strict-Transport-Security"].split("max-age=")[1].split(";")[0]) >= 31_536_000


def test_a_key_that_does_not_fit_is_refused_at_the_start(databases, folder):
    chain, _ = certificate(folder, "one")
    _, key = certificate(folder, "other")
    name = databases.create()
    server = Server(databases.url_of(name), with_tls(chain, key))
    try:
        done = run(server, "serve", "--port", "0")
        assert done.code == 1 and "key" in done.err and str(key) in done.err
    finally:
        server.remove()
        databases.drop(name)
