"""What the checks know of the repository: its files, who includes whom, what was judged before."""
import argparse
import concurrent.futures
import functools
import hashlib
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


@functools.cache
def all_files():
    """Paths relative to the root of what git knows or would add."""
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            stdout=subprocess.PIPE, check=False)
    if listed.returncode != 0:
        sys.exit("the checks ask git which files there are, and this is no git repository; use a clone")
    return sorted(path for path in map(pathlib.Path, filter(None, listed.stdout.decode().split("\0")))
                  if (ROOT / path).is_file())


def files(*suffixes, under=""):
    return [path for path in all_files() if path.suffix in suffixes and str(path).startswith(under)]


@functools.cache
def text(path):
    return (ROOT / path).read_text(encoding="utf-8")


def line_of(content, offset):
    return content.count("\n", 0, offset) + 1


def includes(path):
    """(line, '<' or '"', name) of each #include."""
    content = text(path)
    return [(line_of(content, found.start()), found[1], found[2]) for found in INCLUDE.finditer(content)]


def sources_of(file):
    """What a file of the compile database compiles: the sources that CMake put together, or itself."""
    if file.parent.name != "Unity":
        return [file]
    return [pathlib.Path(found[2]) for found in INCLUDE.finditer(file.read_text(encoding="utf-8"))]


@functools.cache
def include_roots():
    """Folders that `#include` of this repository is relative to, the including file's own aside."""
    roots = [pathlib.Path("sdk/include"), pathlib.Path("kernel")]
    roots += sorted({pathlib.Path(*path.parts[:4]) for path in all_files()
                     if path.parts[0] == "plugins" and path.parts[2:4] == ("contract", "include")})
    return roots


@functools.cache
def resolve(path, name):
    """The repository's file that `#include name` in `path` means, or None for a system header."""
    own = [path.parent]
    if "src" in path.parts:
        own.append(pathlib.Path(*path.parts[:path.parts.index("src") + 1]))
    known = set(all_files())
    for root in own + include_roots():
        candidate = pathlib.Path(os.path.normpath(root / name))
        if candidate in known:
            return candidate
    return None


@functools.cache
def reached(path):
    """The file and every file of the repository that it includes, directly or not."""
    seen, waiting = set(), [path]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        waiting += [found for _, _, name in includes(current) if (found := resolve(current, name))]
    return sorted(seen)


class Findings:
    """What is wrong, where, and what to do about it."""

    def __init__(self, check):
        self.check, self.count = check, 0

    def add(self, path, line, sentence):
        self.count += 1
        print(f"{path}:{line}: {sentence}", flush=True)

    def status(self):
        if self.count:
            print(f"{self.check}: {self.count} finding(s)", flush=True)
        return 1 if self.count else 0


class Judged:
    """Remembers what was found good, by content, across builds and clones."""

    def __init__(self, check, *versions):
        base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
        self.folder = pathlib.Path(base) / "statybos" / "checks" / check
        self.folder.mkdir(parents=True, exist_ok=True)
        self.versions = repr(versions)

    def key(self, paths, *more):
        digest = hashlib.sha256(self.versions.encode() + repr(more).encode())
        for path in paths:
            digest.update(str(path).encode() + b"\0" + text(path).encode() + b"\0")
        return digest.hexdigest()

    def good(self, key):
        return (self.folder / key).exists()

    def remember(self, key):
        (self.folder / key).touch()


def version_of(program):
    return subprocess.run([program, "--version"], stdout=subprocess.PIPE, text=True, check=True).stdout.split("\n")[0]


def each(items, work):
    """work(item) for all of them, one a core at a time; results as they come."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in concurrent.futures.as_completed([pool.submit(work, item) for item in items]):
            yield done.result()


def arguments(description):
    parser = argparse.ArgumentParser(description=description.split("\n")[0])
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "release")
    return parser
