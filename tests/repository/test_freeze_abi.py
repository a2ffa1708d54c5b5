"""The frozen layout of the waist notices what was changed, and its tool appends what is new."""
import shutil

import pytest

from conftest import ROOT, run

FROZEN = ROOT / "tests/abi/abi_frozen_v1.c"
TOOL = ROOT / "sdk/tools/freeze_abi.py"


class Waist:
    """A copy of the headers and of the frozen file, to be changed."""

    def __init__(self, folder):
        self.headers, self.frozen = folder / "include", folder / "frozen.c"
        shutil.copytree(ROOT / "sdk/include/statybos/abi", self.headers / "statybos/abi")
        shutil.copy(FROZEN, self.frozen)

    def replace(self, header, old, new):
        path = self.headers / "statybos/abi" / header
        text = path.read_text()
        assert text.count(old) == 1
        path.write_text(text.replace(old, new))

    def compile(self, compiler):
        return run(compiler, "-std=c11", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", f"-I{self.headers}", self.frozen)

    def tool(self, *options):
        return run(TOOL, "--headers", self.headers, "--frozen", self.frozen, *options)


@pytest.fixture
def waist(tmp_path):
    return Waist(tmp_path)


CHANGES = {
    "reordered": ("base.h", "    const char* data;\n    uint64_t size;\n} sty_str;", "    uint64_t size;\n    const char* data;\n} sty_str;",
                  "sty_str.data has moved: append only"),
    "inserted": ("http.h", "    uint32_t deadline_ms;", "    uint32_t patience_ms;\n    uint32_t deadline_ms;",
                 "sty_route.deadline_ms has moved: append only"),
    "another parameter": ("log.h", "int32_t level, sty_str message", "int64_t level, sty_str message",
                          "sty_api_log.write has another type: append a new member instead"),
    "another result": ("db.h", "    uint32_t (*depth)", "    int32_t (*depth)", "sty_api_db.depth has another type"),
    "another callback": ("jobs.h", "uint32_t attempt, sty_error* error)", "uint64_t attempt, sty_error* error)",
                         "sty_job_fn has another type: give the new one a name of its own"),
    "another value": ("base.h", "STY_E_CONFLICT = -7,", "STY_E_CONFLICT = -70,", "STY_E_CONFLICT has another value"),
    "another id": ("mem.h", '"statybos.mem/1"', '"statybos.mem/2"', "STY_API_MEM has another text"),
    "removed": ("context.h", "    void (*close)(sty_ctx* ctx);\n", "", "sty_api_context has become shorter: append only"),
    "grown where it may not": ("base.h", "} sty_span;", "    uint64_t stride;\n} sty_span;", "sty_span has another size: it must never grow"),
}


@pytest.mark.parametrize("compiler", ["gcc", "clang"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_what_is_frozen_does_not_compile(waist, compiler, change):
    assert waist.compile(compiler).returncode == 0
    header, old, new, message = CHANGES[change]
    waist.replace(header, old, new)
    done = waist.compile(compiler)
    assert done.returncode != 0
    assert message in done.stdout


def append_a_function(waist):
    waist.replace("log.h", "} sty_api_log;", "    void (*flush)(const sty_host* host); /* [any] */\n} sty_api_log;")
    waist.replace("base.h", "#define STY_ABI_LEVEL 2u", "#define STY_ABI_LEVEL 3u")


def test_what_was_appended_is_named_until_it_is_recorded(waist):
    append_a_function(waist)
    assert waist.compile("gcc").returncode == 0
    done = waist.tool()
    assert done.returncode == 1
    assert "nothing would keep them as they are:\n  sty_api_log.flush\n" in done.stdout
    assert "--append" in done.stdout


def test_appending_leaves_every_line_as_it_was(waist):
    before = waist.frozen.read_text()
    append_a_function(waist)
    done = waist.tool("--append")
    assert done.returncode == 0, done.stdout
    assert waist.frozen.read_text() == before + "\n/* Level 3. */\nMEMBER(sty_api_log, flush, 16, void (*)(const sty_host* host))\n"
    assert waist.tool().returncode == 0
    assert waist.compile("clang").returncode == 0


def test_a_new_header_is_included_when_it_is_recorded(waist):
    (waist.headers / "statybos/abi/mail.h").write_text(
        '#include "plugin.h"\ntypedef struct sty_api_mail {\n    uint32_t size;\n    uint32_t reserved;\n} sty_api_mail;\n')
    assert waist.tool("--append").returncode == 0
    assert "#include <statybos/abi/mail.h>\nSIZE_AT_LEAST(sty_api_mail, 8)\n" in waist.frozen.read_text()
    assert waist.tool().returncode == 0


def test_nothing_is_recorded_while_a_line_no_longer_holds(waist):
    before = waist.frozen.read_text()
    append_a_function(waist)
    waist.replace("db.h", "    uint32_t (*depth)", "    int32_t (*depth)")
    done = waist.tool("--append")
    assert done.returncode == 1
    assert "no longer holds, and plugins that exist rely on it" in done.stdout
    assert "sty_api_db.depth has another type" in done.stdout
    assert waist.frozen.read_text() == before
