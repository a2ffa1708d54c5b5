"""Each check finds what it is there for, says where and what to do, and is content with the rest."""
import json
import shutil

import pytest

from conftest import ROOT, run


class Tree:
    """A small repository with the checks of this one."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(ROOT / ".ci", folder / ".ci", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "sdk/tools", folder / "sdk/tools", ignore=shutil.ignore_patterns("__pycache__"))
        for name in (".clang-format", ".clang-tidy"):
            shutil.copy(ROOT / name, folder)
        self.write(".gitignore", "build/\n__pycache__/\ncache/\n")
        self.write("sdk/include/statybos/error.hpp", "#pragma once\n")
        run("git", "init", "-q", folder)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)

    def check(self, name):
        """Exit status and lines of output."""
        (self.folder / "build").mkdir(exist_ok=True)
        done = run(self.folder / ".ci/checks" / name, "--build", self.folder / "build",
                   env={"PATH": "/usr/bin:/bin", "XDG_CACHE_HOME": str(self.folder / "cache")})
        return done.returncode, done.stdout


@pytest.fixture
def tree(tmp_path):
    return Tree(tmp_path)


INCLUDES = {
    "kernel includes a plugin": (
        "kernel/http/a.cpp", "statybos/catalog/stock.hpp", "the kernel knows no plugin"),
    "kernel includes SOCI outside of its database room": (
        "kernel/http/a.cpp", "soci/soci.h", "which only kernel/database knows"),
    "plugin includes Beast": ("plugins/orders/src/http/a.cpp", "boost/beast.hpp", "which only kernel/http knows"),
    "plugin includes the kernel": (
        "plugins/orders/src/main.cpp", "core/log.hpp", "only the SDK and contract headers of other plugins"),
    "plugin includes another's inside": (
        "plugins/orders/src/main.cpp", "../../catalog/src/store/a.hpp", "only the SDK and contract headers"),
    "contract includes another contract": (
        "plugins/orders/contract/include/statybos/orders/a.hpp", "statybos/catalog/stock.hpp", "a contract may include the SDK only"),
    "SDK includes a contract": (
        "sdk/include/statybos/a.hpp", "statybos/catalog/stock.hpp", "the SDK knows neither kernel nor plugins"),
    "SDK includes OpenSSL": ("sdk/src/a.cpp", "openssl/sha.h", "must not drag that in"),
    "routes call another plugin": (
        "plugins/orders/src/http/a.cpp", "statybos/catalog/stock.hpp", "called by service/, not by http/"),
    "example includes the kernel": ("examples/pay/src/a.cpp", "core/log.hpp", "only the SDK and contract headers"),
    "a header that is not there": ("plugins/orders/src/a.cpp", "statybos/nowhere.hpp", "no header of the SDK or of a contract"),
}


def with_neighbours(tree):
    tree.write("kernel/core/log.hpp", "#pragma once\n")
    tree.write("plugins/catalog/contract/include/statybos/catalog/stock.hpp", "#include <statybos/error.hpp>\n")
    tree.write("plugins/catalog/src/store/a.hpp", "#pragma once\n")
    tree.write("plugins/orders/src/service/buy.cpp", '#include <statybos/catalog/stock.hpp>\n#include <statybos/error.hpp>\n')
    tree.write("kernel/http/server.cpp", '#include <boost/beast.hpp>\n#include "core/log.hpp"\n')


@pytest.mark.parametrize("case", INCLUDES)
def test_layers_refuses(case, tree):
    file, name, advice = INCLUDES[case]
    with_neighbours(tree)
    mark = f'"{name}"' if name.startswith("..") else f"<{name}>"
    tree.write(file, f"#include <vector>\n#include {mark}\n")
    status, output = tree.check("layers")
    assert status == 1
    assert output.startswith(f"{file}:2: includes ")
    assert advice in output.split("\n")[0]
    assert output.endswith("layers: 1 finding(s)\n")


def test_layers_is_content_with_the_allowed_directions(tree):
    with_neighbours(tree)
    assert tree.check("layers") == (0, "")


def test_layers_prints_a_circle_of_rooms(tree):
    tree.write("kernel/core/a.hpp", '#include "http/b.hpp"\n')
    tree.write("kernel/http/b.hpp", '#include "events/c.hpp"\n')
    tree.write("kernel/events/c.hpp", '#include "core/a.hpp"\n')
    status, output = tree.check("layers")
    assert status == 1
    assert "closes a circle of rooms: kernel/core → kernel/http → kernel/events → kernel/core" in output
    assert output.endswith("layers: 1 finding(s)\n")


ROOM_FAULTS = {
    "SQL in http": ("http", 'auto q = "SELECT 1 FROM catalog.product";', "SQL belongs into store/"),
    "a transaction in http": ("http", "void f(Transaction& tx);", "transactions belong into service/"),
    "an event from http": ("http", "tx.publish(event);", "events are published by service/"),
    "SQL in service": ("service", 'auto q = "UPDATE orders.line SET x = 1";', "SQL belongs into store/"),
    "JSON in service": ("service", "#include <boost/json.hpp>", "belongs into http/"),
    "an event from store": ("store", "tx.publish(event);", "events are published by service/"),
    "another schema in store": ("store", 'auto q = "SELECT id FROM catalog.product";', "schema catalog: call a contract of that plugin"),
    "SQL in a subscriber": ("subscribers", 'auto q = "DELETE FROM orders.line";', "a subscriber calls a service"),
}


@pytest.mark.parametrize("case", ROOM_FAULTS)
def test_layers_keeps_the_rooms_of_a_plugin(case, tree):
    room, line, advice = ROOM_FAULTS[case]
    with_neighbours(tree)
    tree.write(f"plugins/orders/src/{room}/a.cpp", f"// SELECT and Transaction in a comment are no fault\n{line}\n")
    status, output = tree.check("layers")
    assert status == 1
    assert f"plugins/orders/src/{room}/a.cpp:2: " in output
    assert advice in output


def test_layers_keeps_foreign_keys_inside_a_schema(tree):
    tree.write("migrations/orders/0001_line.sql", "-- REFERENCES catalog.product in words\nCREATE TABLE orders.line (\n"
               "  purchase uuid REFERENCES orders.purchase,\n  product uuid REFERENCES catalog.product);\n")
    status, output = tree.check("layers")
    assert status == 1
    assert output.startswith("migrations/orders/0001_line.sql:4: a foreign key into schema catalog")
    assert output.endswith("layers: 1 finding(s)\n")


def test_sizes_asks_for_a_reason_beyond_400_lines(tree):
    tree.write("kernel/core/a.cpp", "int a;\n" * 400)
    tree.write("kernel/core/b.cpp", "int b;\n" * 401)
    tree.write("kernel/core/c.cpp", "// Long because it is one table.\n" + "int c;\n" * 400)
    status, output = tree.check("sizes")
    assert status == 1
    assert output.startswith("kernel/core/b.cpp:401: has more than 400 lines; divide it by concept")
    assert output.endswith("sizes: 1 finding(s)\n")


def test_format_names_the_file_and_the_remedy_and_fix_mends_it(tree):
    tree.write("kernel/core/a.cpp", "int  a ;\n")
    tree.write("kernel/core/b.cpp", "int b;\n")
    assert tree.check("format") == (
        1, "kernel/core/a.cpp:1: is not formatted as .clang-format says; run ./dev format\nformat: 1 finding(s)\n")
    assert run(tree.folder / ".ci/checks/format", "--fix").returncode == 0
    assert (tree.folder / "kernel/core/a.cpp").read_text() == "int a;\n"
    assert tree.check("format") == (0, "")


def test_docs_follows_links_and_anchors(tree):
    tree.write("docs/other.md", "# The rooms of `kernel/`\n")
    tree.write("docs/a.md", "[good](other.md) [good](other.md#the-rooms-of-kernel) [web](https://example.org/x)\n"
               "`[code](nowhere.md)`\n\n[gone](nowhere.md)\n[gone](other.md#the-attic)\n")
    status, output = tree.check("docs")
    assert status == 1
    assert output.split("\n")[:2] == [
        "docs/a.md:4: links to nowhere.md, which is not there; mend the link or write the page",
        "docs/a.md:5: links to #the-attic, which is no heading of other.md; mend the link"]
    assert output.endswith("docs: 2 finding(s)\n")


def test_docs_compares_quoted_code_with_its_file(tree):
    tree.write("examples/a.cpp", "void f() {\n    one();\n    two();\n}\n")
    tree.write("docs/a.md", "```cpp examples/a.cpp\none();\ntwo();\n```\n\n```cpp\nanything();\n```\n")
    assert tree.check("docs") == (0, "")
    tree.write("examples/a.cpp", "void f() {\n    one();\n    three();\n    two();\n}\n")
    status, output = tree.check("docs")
    assert status == 1
    assert output.startswith("docs/a.md:1: quotes examples/a.cpp, where these lines do not stand any more")


def test_docs_wants_every_block_of_a_quoting_page_to_name_its_file(tree):
    tree.write("docs/a.md", "<!-- all code is quoted -->\n\n```cpp\nanything();\n```\n")
    assert tree.check("docs") == (1, "docs/a.md:3: quotes no file on a page whose code is all quoted; name one after ```cpp\n"
                                     "docs: 1 finding(s)\n")


def test_headers_must_compile_alone(tree):
    tree.write("sdk/include/statybos/good.hpp", "#pragma once\n#include <string>\ninline std::string f() { return {}; }\n")
    assert tree.check("headers")[0] == 0
    tree.write("sdk/include/statybos/lacks.hpp", "#pragma once\ninline std::string g() { return {}; }\n")
    tree.write("sdk/include/statybos/twice.hpp", "inline int h() { return 1; }\n")
    tree.write("sdk/include/statybos/abi/cpp.h", "#pragma once\nstruct A { bool b; };\n")
    status, output = tree.check("headers")
    assert status == 1
    assert "sdk/include/statybos/lacks.hpp:1: does not compile alone with clang++ -std=c++20" in output
    assert "sdk/include/statybos/twice.hpp:1: does not compile alone with clang++ -std=c++20" in output
    for compiler in ("gcc", "clang"):
        assert f"sdk/include/statybos/abi/cpp.h:1: does not compile alone with {compiler} -std=c99" in output
    assert "good.hpp:1" not in output


def test_exports_misses_a_plugin_that_was_not_built(tree):
    tree.write("plugins/catalog/manifest.yaml", "id: statybos.catalog\n")
    status, output = tree.check("exports")
    assert status == 1
    assert output.startswith("plugins/catalog/manifest.yaml:1: has no ")


def configured(tree, *names):
    """A compile database as CMake writes it."""
    (tree.folder / "build").mkdir()
    files = [tree.folder / "kernel/core" / name for name in names]
    (tree.folder / "build/compile_commands.json").write_text(json.dumps(
        [{"directory": str(tree.folder), "file": str(file), "command": f"/usr/bin/c++ -std=c++20 -o x.o -c {file}"} for file in files]))


def test_tidy_judges_names_and_only_what_changed(tree):
    configured(tree, "a.cpp", "b.cpp")
    tree.write("kernel/core/a.cpp", "namespace {\nint BadName = 1;\n}\nint a() { return BadName; }\n")
    tree.write("kernel/core/b.cpp", "int b() { return 1; }\n")
    status, output = tree.check("tidy")
    assert status == 1
    assert output.startswith("kernel/core/a.cpp:2: invalid case style for variable 'BadName'")
    assert "tidy: 1 finding(s)" in output
    tree.write("kernel/core/a.cpp", "namespace {\nint good_name = 1;\n}\nint a() { return good_name; }\n")
    assert tree.check("tidy") == (0, "tidy: 2 judged, 0 are as they were\n")
    assert tree.check("tidy") == (0, "tidy: 0 judged, 2 are as they were\n")


def grouped(tree, *names):
    """A compile database as CMake writes it when sources are compiled as one."""
    unity = tree.folder / "build/kernel.dir/Unity/unity_0_cxx.cxx"
    tree.write(unity, "".join(f'#include "{tree.folder}/kernel/core/{name}"\n' for name in names))
    (tree.folder / "build/compile_commands.json").write_text(json.dumps(
        [{"directory": str(tree.folder), "file": str(unity), "command": f"/usr/bin/c++ -std=c++20 -o x.o -c {unity}"}]))


def test_tidy_looks_into_the_sources_that_were_put_together(tree):
    grouped(tree, "a.cpp")
    tree.write("kernel/core/a.cpp", "namespace {\nint BadName = 1;\n}\nint a() { return BadName; }\n")
    status, output = tree.check("tidy")
    assert status == 1
    assert output.startswith("kernel/core/a.cpp:2: invalid case style for variable 'BadName'")


@pytest.mark.parametrize(("first", "second", "good"), [
    ("const char* name", "const Row& row", False),
    ("", "int line", False),
    ("const core::Row& row", "const Row& row", False),
    ("const Row& row", "const Column& column", True),
])
def test_local_functions_that_a_call_could_mix_up_have_two_names(tree, first, second, good):
    grouped(tree, "a.cpp", "b.cpp")
    tree.write("kernel/core/a.cpp", f"namespace {{\n\nstd::string refusal({first}) {{\n}}\n\n}} // namespace\n")
    tree.write("kernel/core/b.cpp", f"namespace {{\n\nconst Error&\nrefusal({second}) {{\n}}\n\n}} // namespace\n")
    finding = ("kernel/core/b.cpp:4: refusal() is also in kernel/core/a.cpp, which may be compiled with it; say in its name what it is "
               "for\nhelpers: 1 finding(s)\n")
    assert tree.check("helpers") == ((0, "") if good else (1, finding))


def test_tidy_halves_a_room_whose_names_clash(tree):
    configured(tree, "a.cpp", "b.cpp")
    for name in "ab":
        tree.write(f"kernel/core/{name}.cpp", f"namespace {{\nint same = 1;\n}}\nint {name}() {{ return same; }}\n")
    assert tree.check("tidy") == (0, "tidy: 2 judged, 0 are as they were\n")
