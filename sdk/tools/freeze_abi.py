#!/usr/bin/python3
"""Keeps the frozen layout of the C waist complete: what the headers have gained is appended to it.

  freeze_abi.py --headers sdk/include --frozen tests/abi/abi_frozen_v1.c            is it complete?
  freeze_abi.py --headers sdk/include --frozen tests/abi/abi_frozen_v1.c --append   make it so

The frozen file is C11 and asserts each size, offset, type and value; a compiler judges it. Lines
are appended only. Where one of those that stand there no longer holds, nothing is written: plugins
that exist were compiled against it.
"""
import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

HEADERS = "statybos/abi"
# They begin with a size and could grow, but other structs hold them by value or by address.
NEVER_GROW = {"sty_host", "sty_service_table"}
# Says how much of the waist there is, so it is meant to grow.
GROWS = {"STY_ABI_LEVEL"}


class Wrong(Exception):
    pass


def code_of(path):
    text = re.sub(r"/\*.*?\*/", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"\\\n", " ", text)


def one_line(text):
    return re.sub(r"\s+", " ", text).strip()


def members_of(body):
    """(name, type) of each member; those of a union are named as.integer, …"""
    union = re.search(r"union\s*\{([^}]*)\}\s*(\w+)\s*;", body)
    if union:
        inner = [(f"{union[2]}.{name}", kind) for name, kind in members_of(union[1])]
        return members_of(body[:union.start()]) + inner + members_of(body[union.end():])
    found = []
    for declaration in filter(None, (one_line(part) for part in body.split(";"))):
        function = re.fullmatch(r"(.*?\(\*)(\w+)(\)\(.*\))", declaration)
        plain = re.fullmatch(r"(.*?[\s*])(\w+)", declaration)
        if function:
            found.append((function[2], function[1] + function[3]))
        elif plain:
            found.append((plain[2], plain[1].strip()))
        else:
            raise Wrong(f"cannot read the member \"{declaration}\"; write it as the others are")
    return found


def facts_of(path):
    """Assertions without their numbers: (macro, name, type or value)."""
    text = code_of(path)
    for name, value in re.findall(r"^[ \t]*#define[ \t]+(STY_\w+)[ \t]+(\S.*?)[ \t]*$", text, re.MULTILINE):
        if name not in GROWS:
            yield ("TEXT" if value.startswith('"') else "VALUE", name, value)
    text = re.sub(r"^[ \t]*#.*$", "", text, flags=re.MULTILINE)
    for body in re.findall(r"\benum\s*\{([^}]*)\}", text):
        for entry in filter(None, (one_line(part) for part in body.split(","))):
            name, _, value = entry.partition(" = ")
            if not value:
                raise Wrong(f"{path}: {name} has no value of its own; write one, so that it cannot move")
            yield "VALUE", name, value
    for kind, name in re.findall(r"\btypedef\s+(\w+)\s+(sty_\w+)\s*;", text):
        yield "TYPE", name, kind
    for head, name, tail in re.findall(r"\btypedef\s+([^;{}()]*\(\*)(sty_\w+)(\)\([^;]*\))\s*;", text):
        yield "TYPE", name, one_line(head + tail)
    for name, body in re.findall(r"\bstruct\s+(sty_\w+)\s*\{((?:[^{}]|\{[^{}]*\})*)\}", text):
        members = members_of(body)
        grows = members[0] == ("size", "uint32_t") and name not in NEVER_GROW
        yield "SIZE_AT_LEAST" if grows else "SIZE", name, None
        for member, kind in members:
            yield "MEMBER", f"{name}, {member}", kind


def facts_in(headers):
    folder = headers / HEADERS
    paths = sorted(folder.glob("*.h"))
    if not paths:
        raise Wrong(f"{folder}: holds no header; --headers is the folder that holds {HEADERS}")
    # base.h and plugin.h first: what the others are written in.
    paths.sort(key=lambda path: {"base.h": 0, "plugin.h": 1}.get(path.name, 2))
    return paths, [fact for path in paths for fact in facts_of(path)]


def recorded_in(frozen):
    text = frozen.read_text(encoding="utf-8")
    return set(re.findall(r"^MEMBER\((\w+, [\w.]+),", text, re.MULTILINE) + re.findall(r"^[A-Z_]+\((\w+),", text, re.MULTILINE))


def compile_c(source, headers, *arguments):
    return subprocess.run(["gcc", "-std=c11", f"-I{headers}", *arguments, source], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)


def numbers_of(facts, paths, headers):
    """What sizeof and offsetof are, by asking a compiled program."""
    asked = [f"sizeof({name})" if macro.startswith("SIZE") else f"offsetof({name})"
             for macro, name, _ in facts if macro.startswith(("SIZE", "MEMBER"))]
    lines = [f"#include <{path.relative_to(headers)}>" for path in paths] + ["#include <stddef.h>", "#include <stdio.h>", "int main(void) {"]
    lines += [f'    printf("%zu\\n", {question});' for question in asked] + ["    return 0;", "}", ""]
    with tempfile.TemporaryDirectory() as folder:
        source, program = pathlib.Path(folder, "ask.c"), pathlib.Path(folder, "ask")
        source.write_text("\n".join(lines), encoding="utf-8")
        done = compile_c(source, headers, "-o", program)
        if done.returncode != 0:
            raise Wrong(f"the headers do not compile:\n{done.stdout}")
        answers = subprocess.run([program], stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    return iter(answers)


def lines_of(facts, paths, headers):
    numbers = numbers_of(facts, paths, headers)
    for macro, name, what in facts:
        if macro.startswith("SIZE"):
            yield f"{macro}({name}, {next(numbers)})"
        elif macro == "MEMBER":
            yield f"{macro}({name}, {next(numbers)}, {what})"
        else:
            yield f"{macro}({name}, {what})"


def append(frozen, lines, names, level):
    """`names` of headers: those that are new are included from here on."""
    text = frozen.read_text(encoding="utf-8")
    title = f"/* Level {level}. */"
    if title not in text:
        text += f"\n{title}\n"
    text += "".join(f"#include <{name}>\n" for name in names if f"<{name}>" not in text)
    frozen.write_text(text + "".join(f"{line}\n" for line in lines), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--headers", required=True, type=pathlib.Path, help=f"the folder that holds {HEADERS}")
    parser.add_argument("--frozen", required=True, type=pathlib.Path)
    parser.add_argument("--append", action="store_true")
    asked = parser.parse_args()
    try:
        paths, facts = facts_in(asked.headers)
        holds = compile_c(asked.frozen, asked.headers, "-fsyntax-only")
        if holds.returncode != 0:
            raise Wrong(f"{asked.frozen} no longer holds, and plugins that exist rely on it: undo the change in the headers, and append "
                        f"instead\n{holds.stdout}")
        recorded = recorded_in(asked.frozen)
        missing = [fact for fact in facts if fact[1] not in recorded]
        if missing and asked.append:
            level = re.search(r"#define\s+STY_ABI_LEVEL\s+(\d+)", code_of(asked.headers / HEADERS / "base.h"))[1]
            names = [path.relative_to(asked.headers) for path in paths]
            append(asked.frozen, lines_of(missing, paths, asked.headers), names, level)
            print(f"{asked.frozen}: {len(missing)} line(s) appended")
        elif missing:
            names = "".join(f"\n  {name.replace(', ', '.')}" for _, name, _ in missing)
            raise Wrong(f"not in {asked.frozen}, so nothing would keep them as they are:{names}\n"
                        f"Raise STY_ABI_LEVEL if that is not done, then run: {sys.argv[0]} --headers {asked.headers} "
                        f"--frozen {asked.frozen} --append")
    except Wrong as wrong:
        sys.exit(str(wrong))


if __name__ == "__main__":
    main()
