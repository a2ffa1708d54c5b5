"""Plugins that are not what they should be: refused, or contained, with file and reason."""

import shutil
import subprocess

import pytest

from harness import settings
from harness.server import Server, binary
from harness.shop import Shop
from harness.waiting import eventually

SHIPPED = settings.read(settings.ROOT / "config" / "marketplace.yaml")["plugins"]


def built(name):
    """A plugin that the unit tests of the kernel are built with."""
    return binary().parent.parent / "test-plugins" / f"{name}.so"


def with_plugins(*more):
    """Settings for the shop and further plugins, each (id, file)."""
    listed = [{"id": identity, "path": str(file)} for identity, file in more]
    return {"marketplace.yaml": {"plugins": [*SHIPPED, *listed]}}


def judged(folder, changes, *words):
    """What a command that starts nothing says of a configuration: its exit code and its words."""
    config = settings.write_variant(folder / "config", changes)
    done = subprocess.run(
        [binary(), *words, "--config", config, "--data", folder / "data"],
        cwd=settings.ROOT,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        text=True,
    )
    return done.returncode, done.stdout


def sound():
    return built("fixture_counter").read_bytes()


# The file's bytes, and what must be said of them.
BAD_FILES = {
    "no library": (lambda: b"#!/bin/sh\necho hello\n", "is no shared library"),
    "nothing": (lambda: b"", "is no shared library"),
    "cut": (lambda: sound()[:3000], "is truncated"),
    "only a head": (lambda: sound()[:64], "is truncated"),
    "section table beyond the end": (lambda: sound()[:40] + b"\xff" * 8 + sound()[48:], ""),
    "zeroes behind the head": (lambda: sound()[:64] + b"\0" * 8000, ""),
    "missing symbol": (lambda: built("fixture_no_symbol").read_bytes(), "does not export statybos_plugin_v1"),
    "second export": (lambda: built("fixture_two_symbols").read_bytes(), "exports more than statybos_plugin_v1"),
    "no manifest": (lambda: built("fixture_no_manifest").read_bytes(), "has no manifest"),
    "unknown key in the manifest": (lambda: sound().replace(b'"title"', b'"titel"'), 'did you mean "title"?'),
    "a manifest that is no JSON": (lambda: sound().replace(b'{"abi"', b'["abi"'), "not readable as JSON"),
    "a manifest of another epoch": (lambda: sound().replace(b'"epoch": 1', b'"epoch": 9'), "epoch"),
}


@pytest.mark.parametrize("content, reason", BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_file_is_refused_before_any_of_its_code_runs(tmp_path, content, reason):
    file = tmp_path / "acme.so"
    file.write_bytes(content())
    code, said = judged(tmp_path, with_plugins(("test.counter", file)), "config", "check")
    assert code == 2
    (line,) = [line for line in said.splitlines() if f"{file}:" in line or f"{file} " in line][:1]
    assert reason in said, said
    assert "marketplace.yaml:" in line


SETTINGS = {
    "unknown": ({"image_max_byte": "1MiB"}, "image_max_byte", 'did you mean "image_max_bytes"?'),
    "of another type": ({"image_max_bytes": "large"}, "image_max_bytes", ""),
    "out of range": ({"images_per_product": "0"}, "images_per_product", ""),
}


@pytest.mark.parametrize("change, name, hint", SETTINGS.values(), ids=SETTINGS.keys())
def test_a_plugins_setting_is_judged_with_its_place(tmp_path, change, name, hint):
    code, said = judged(tmp_path, {"plugins/catalog.yaml": change}, "config", "check")
    assert code == 2
    (line,) = [line for line in said.splitlines() if name in line]
    place = line.split(" ")[0]
    assert place.split(":")[0].endswith("plugins/catalog.yaml") and place.split(":")[1].isdigit(), line
    assert hint in line, line


@pytest.fixture
def serve(databases, demo):
    """Starts the demo's shop with other settings, whether or not it becomes ready."""
    started = []

    def start(changes):
        name = databases.create(demo.name)
        server = Server(databases.url_of(name), changes, demo.data)
        started.append((server, name))
        server.start(ready=False)
        shop = Shop(server)
        eventually(lambda: server.is_alive(), "the server answers", within=90)
        return shop

    yield start
    for server, name in started:
        server.remove()
        databases.drop(name)


CONTAINED = {
    "test.epoch": ("fixture_epoch", "epoch"),
    "test.level": ("fixture_level", "level"),
    "test.mismatch": ("fixture_mismatch", "test.other"),
    "test.throwing": ("fixture_throws_create", "cannot read the price list"),
}


def test_the_shop_goes_on_without_plugins_that_cannot_start(serve):
    shop = serve(with_plugins(*((identity, built(name)) for identity, (name, _) in CONTAINED.items())))
    log = shop.server.tail(lines=1000)
    for identity, (_, reason) in CONTAINED.items():
        assert any(identity in line and reason in line and '"error"' in line for line in log.splitlines()), identity
    ready = shop.client().get("/health/ready")
    assert ready.status == 503
    assert all(identity in ready.body.decode() for identity in CONTAINED)
    assert "price list" not in ready.body.decode() and ".so" not in ready.body.decode()
    shop.given_guest().order(shop.given_product()).ok(201)


def test_an_exception_in_a_handler_is_one_answer(serve):
    shop = serve(with_plugins(("test.throwing", built("fixture_throws"))))
    for _ in range(20):
        problem = shop.client().get("/throw").refused(500, "internal_error")
        assert "price list" not in str(problem)
    assert "the price list has no such page" in shop.server.tail()
    shop.given_guest().order(shop.given_product()).ok(201)


def test_a_file_that_changes_while_it_runs_harms_nobody(serve, tmp_path):
    file = tmp_path / "acme.so"
    tmp_path.chmod(0o755)
    shutil.copy(built("fixture_throws"), file)
    shop = serve(with_plugins(("test.throwing", file)))
    with file.open("r+b") as opened:
        opened.write(b"\0" * 20_000)
        opened.truncate(100)
    shop.client().get("/throw").refused(500, "internal_error")
    shop.client().get("/api/products/?limit=1").ok(200)
