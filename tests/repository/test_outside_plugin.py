"""A third party's project builds from an installed SDK, and a wrong one is told what to change."""
import ctypes
import json
import pathlib
import shutil

import pytest

import check_plugin
from conftest import ROOT, run

PROJECTS = pathlib.Path(__file__).parent / "outside"


class Project:
    """A copy of an outside project, built where it was copied to."""

    def __init__(self, folder, sdk, name, *options):
        self.source = folder / name
        self.build_dir = folder / f"{name}-build"
        self.options = [f"-DCMAKE_PREFIX_PATH={sdk}", *options]
        self.original = PROJECTS / name
        self.restore()

    def restore(self):
        """Undoes what a test changed; the build folder stays, so that the SDK is compiled once."""
        shutil.rmtree(self.source, ignore_errors=True)
        shutil.copytree(self.original, self.source, copy_function=shutil.copy)

    def replace(self, file, old, new):
        path = self.source / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def configure(self):
        return run("cmake", "-G", "Ninja", "-S", self.source, "-B", self.build_dir, *self.options)

    def build(self):
        configured = self.configure()
        assert configured.returncode == 0, configured.stdout
        return run("ninja", "-C", self.build_dir)

    def built(self):
        done = self.build()
        assert done.returncode == 0, done.stdout
        plugin, = (self.build_dir / "plugins").iterdir()
        return plugin


COMPILERS = {
    "g++": ["-DCMAKE_CXX_COMPILER=g++"],
    "clang++": ["-DCMAKE_CXX_COMPILER=clang++"],
    "clang++ and libc++": ["-DCMAKE_CXX_COMPILER=clang++", "-DPARCELS_LIBCXX=ON"],
}


@pytest.fixture(scope="session")
def shared_parcels(tmp_path_factory, sdk):
    return Project(tmp_path_factory.mktemp("g++"), sdk, "parcels", *COMPILERS["g++"])


@pytest.fixture
def parcels(shared_parcels):
    yield shared_parcels
    shared_parcels.restore()


def by_hand(folder, compiler, source, *flags):
    """A shared library as somebody builds it who does without statybos_add_plugin()."""
    (folder / "hand.cpp").write_text(source)
    done = run(compiler, "-std=c++20", "-shared", "-fPIC", *flags, folder / "hand.cpp", "-o", folder / "hand.so")
    assert done.returncode == 0, done.stdout
    return folder / "hand.so"


def manifest_of(plugin):
    return json.loads(check_plugin.Elf(plugin).content(".statybos.manifest"))


class Descriptor(ctypes.Structure):
    """sty_plugin of abi/plugin.h."""
    _fields_ = [("size", ctypes.c_uint32), ("epoch", ctypes.c_uint32), ("level", ctypes.c_uint32), ("flags", ctypes.c_uint32),
                ("id", ctypes.c_char_p), ("id_size", ctypes.c_uint64), ("version", ctypes.c_char_p), ("version_size", ctypes.c_uint64),
                ("create", ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p))]


@pytest.mark.parametrize("compiler", COMPILERS)
def test_a_plugin_builds_loads_and_calls_the_sdk_with(compiler, tmp_path, sdk):
    plugin = Project(tmp_path, sdk, "parcels", *COMPILERS[compiler]).built()
    assert plugin.name == "parcels.so"
    assert [symbol.name for symbol in check_plugin.Elf(plugin).exported()] == ["statybos_plugin_v1"]
    assert not [library for library in check_plugin.Elf(plugin).needed() if library.startswith("libc++")]

    entry = ctypes.CDLL(str(plugin)).statybos_plugin_v1
    entry.restype = ctypes.POINTER(Descriptor)
    descriptor = entry().contents
    instance = ctypes.c_void_p()
    assert descriptor.id[:descriptor.id_size] == b"omega.parcels"
    assert descriptor.create(None, ctypes.byref(instance), None) == 0


def test_an_authors_unit_test_links_the_installed_fake_host(parcels):
    parcels.built()
    done = run("ninja", "-C", parcels.build_dir, "parcels_test")
    assert done.returncode == 0, done.stdout
    assert run(parcels.build_dir / "parcels_test").returncode == 0


def test_a_plugin_in_plain_c_needs_no_cpp_compiler(tmp_path, sdk):
    plugin = Project(tmp_path, sdk, "plain_c", "-DCMAKE_CXX_COMPILER=/bin/false").built()
    assert manifest_of(plugin)["id"] == "acme.plain-c"
    assert list(check_plugin.faults(plugin)) == []


def test_the_plugin_carries_manifest_schema_migrations_and_abi(parcels):
    manifest = manifest_of(parcels.built())
    assert manifest["id"] == "omega.parcels"
    assert manifest["version"] == "1.4.0"
    assert manifest["title"]["lt"] == "Omega siuntos"
    assert manifest["abi"] == {"epoch": 1, "level": 2}
    assert manifest["config_schema"]["properties"]["limit"] == {"type": "integer", "minimum": 1, "maximum": 30}
    migration, = manifest["migrations"]
    assert migration["name"] == "0001_parcel.sql"
    assert migration["sql"] == (PROJECTS / "parcels/migrations/0001_parcel.sql").read_text()


def test_the_manifest_survives_strip(parcels, tmp_path):
    plugin = shutil.copy(parcels.built(), tmp_path)
    before = manifest_of(plugin)
    assert run("strip", "--strip-all", plugin).returncode == 0
    assert manifest_of(plugin) == before
    assert list(check_plugin.faults(plugin)) == []


def test_a_changed_schema_is_embedded_by_the_next_build(parcels):
    parcels.built()
    parcels.replace("config.schema.yaml", "maximum: 30", "maximum: 40")
    manifest = manifest_of(parcels.built())
    assert manifest["config_schema"]["properties"]["limit"]["maximum"] == 40


def test_a_second_export_is_refused(tmp_path):
    plugin = by_hand(tmp_path, "g++", 'extern "C" { void statybos_plugin_v1() {} void omega_extra() {} }')
    assert next(check_plugin.faults(plugin)).startswith(
        "exports 1 symbol(s) beside statybos_plugin_v1: omega_extra; link with the SDK's version script")


def test_a_symbol_shared_between_plugins_is_refused(tmp_path):
    plugin = by_hand(tmp_path, "g++", "template <class T> struct One { static inline int count = 0; };\n"
                                      'extern "C" int* statybos_plugin_v1() { return &One<int>::count; }')
    assert any("would share with other plugins (UNIQUE): _ZN3OneIiE5countE" in fault for fault in check_plugin.faults(plugin))


def test_a_dynamic_libcxx_is_refused_with_the_recipe(tmp_path):
    plugin = by_hand(tmp_path, "clang++", '#include <iostream>\nextern "C" void statybos_plugin_v1() { std::cout << 1; }', "-stdlib=libc++")
    assert any("needs libc++.so.1 at run time" in fault and "statybos_add_plugin(… LIBCXX)" in fault
               for fault in check_plugin.faults(plugin))


def test_a_plugin_without_manifest_is_refused(tmp_path):
    plugin = by_hand(tmp_path, "g++", 'extern "C" void statybos_plugin_v1() {}')
    assert list(check_plugin.faults(plugin)) == [
        "has no section .statybos.manifest; give statybos_add_plugin() a MANIFEST, and do not strip sections by name"]


@pytest.mark.parametrize("size", [0, 4, 63, 64, 1000])
def test_a_file_that_is_cut_short_is_refused(tmp_path, parcels, size):
    file = tmp_path / "cut.so"
    file.write_bytes(parcels.built().read_bytes()[:size])
    fault, = check_plugin.faults(file)
    assert "is it a shared library built for this machine?" in fault


def test_a_missing_entry_fails_the_build(parcels):
    parcels.replace("src/main.cpp", "statybos_plugin_v1()", "another_name()")
    done = parcels.build()
    assert done.returncode != 0
    assert "exports no statybos_plugin_v1; write STATYBOS_PLUGIN(" in done.stdout


def test_an_undefined_symbol_fails_the_build(parcels):
    parcels.replace("CMakeLists.txt", "SOURCES src/service/prices.cpp", "SOURCES src/empty.cpp")
    (parcels.source / "src/empty.cpp").write_text("")
    done = parcels.build()
    assert done.returncode != 0
    assert "undefined reference to `omega::price_of" in done.stdout


def test_a_wrong_manifest_fails_the_build_with_every_fault(parcels):
    parcels.replace("manifest.yaml", "licence:", "license:")
    parcels.replace("manifest.yaml", "version: 1.4.0", "version: 1.4")
    done = parcels.build()
    assert done.returncode != 0
    assert 'manifest.yaml: license: unknown key, did you mean "licence"?' in done.stdout
    assert "manifest.yaml: version: must have three parts, such as 1.4.0" in done.stdout


def test_an_unknown_contract_is_refused_while_configuring(parcels):
    parcels.replace("CMakeLists.txt", "CONTRACT contract/include", "CONTRACT contract/include USES nowhere")
    done = parcels.configure()
    assert done.returncode != 0
    assert "Statybos::nowhere_contract" in done.stdout


def test_libcxx_asks_for_clang(parcels):
    parcels.replace("CMakeLists.txt", '"clang with libc++" OFF', '"clang with libc++" ON')
    parcels.replace("CMakeLists.txt", "PARCELS_LIBCXX", "PARCELS_OTHER")
    done = parcels.configure()
    assert done.returncode != 0
    assert "LIBCXX needs clang; configure with -DCMAKE_CXX_COMPILER=clang++" in " ".join(done.stdout.split())


def test_another_minor_version_is_refused_before_1_0(parcels):
    parcels.replace("CMakeLists.txt", "Statybos 0.1", "Statybos 0.2")
    done = parcels.configure()
    assert done.returncode != 0
    assert "requested version \"0.2\"" in done.stdout


def test_installed_headers_are_those_of_the_tree(sdk):
    tree = {path.relative_to(ROOT / "sdk/include") for path in (ROOT / "sdk/include").rglob("*") if path.is_file()}
    installed = {path.relative_to(sdk / "include") for path in (sdk / "include").rglob("*") if path.is_file()}
    assert tree <= installed
