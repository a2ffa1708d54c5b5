"""The plugins in examples/ build from an installed SDK, know nothing else of us, and pass their own tests."""
import json
import os
import pathlib

import pytest

import check_plugin
from conftest import BUILD, ROOT, run

EXAMPLES = ("amber-pay", "gandras-lockers", "vip-prices")
MADE = BUILD / "examples"


def build(*arguments):
    cache = {"CMAKE_CXX_COMPILER_LAUNCHER": "ccache", "CCACHE_BASEDIR": str(ROOT), "CCACHE_NOHASHDIR": "1"}
    done = run(ROOT / "examples/build.sh", *arguments, env={**os.environ, "STATYBOS_BUILD_DIR": str(BUILD), **cache})
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.fixture(scope="module", autouse=True)
def built():
    build()


def plugin_of(folder):
    plugin, = (MADE / folder / "plugins").iterdir()
    return plugin


@pytest.mark.parametrize("example", EXAMPLES)
def test_its_plugin_may_be_loaded(example):
    assert list(check_plugin.faults(plugin_of(example))) == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_passes_its_own_unit_tests(example):
    done = run("ctest", "--test-dir", MADE / example, "--output-on-failure", "--no-tests=error")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_sees_the_installed_sdk_and_nothing_else_of_ours(example):
    ninja = (MADE / example / "build.ninja").read_text()
    seen = {pathlib.Path(word.removeprefix("-I")) for line in ninja.splitlines() if line.startswith("  INCLUDES = ")
            for word in line.split()[2:] if word != "-isystem"}
    ours = {folder for folder in seen if folder.is_relative_to(ROOT)}
    assert ours == {MADE / "sdk/include", ROOT / "examples" / example / "src"}


def test_a_decorator_builds_by_clang_with_libcxx(tmp_path):
    build("--libcxx", "vip-prices")
    plugin = plugin_of("vip-prices-libcxx")
    assert list(check_plugin.faults(plugin)) == []
    assert "libstdc++.so.6" not in check_plugin.Elf(plugin).needed()
    assert json.loads(check_plugin.Elf(plugin).content(".statybos.manifest"))["id"] == "acme.vip-prices"
