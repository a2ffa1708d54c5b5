"""One server and one loaded demo for all stories; a server of its own for those that break it."""

import fcntl
import json
import os
import shutil
import types

import pytest

from harness.databases import Cluster, Databases
from harness.server import Server, binary
from harness.shop import Shop


class Own:
    """A server with its database. A story that got one to itself may kill it and stop PostgreSQL."""

    def __init__(self, databases, demo=None):
        """@param demo  `name` and `data` of what to begin with a copy of; None: with nothing"""
        self.database = databases
        self.name = databases.create(demo and demo.name)
        self.server = Server(databases.url_of(self.name), data=demo and demo.data)
        self.data = self.server.data
        self.shop = Shop(self.server)

    def remove(self):
        self.server.remove()
        self.database.drop(self.name)


@pytest.fixture(scope="session")
def databases():
    url = os.environ.get("STATYBOS_TEST_DATABASE_URL")
    if url:
        yield Databases(url)
        return
    cluster = Cluster()
    yield cluster
    cluster.remove()


def load_demo(databases):
    """Database and data folder with the demo, to be copied: loading takes longer than copying."""
    binary()
    own = Own(databases)
    own.server.command("demo", "load")
    return own


@pytest.fixture(scope="session")
def demo(databases, tmp_path_factory):
    """The first of several processes loads it, the others wait; it goes with the cluster."""
    if "PYTEST_XDIST_WORKER" not in os.environ or isinstance(databases, Cluster):
        own = load_demo(databases)
        yield own
        own.remove()
        return
    folder = tmp_path_factory.getbasetemp().parent
    with (folder / "demo.json").open("a+", encoding="utf-8") as note:
        fcntl.flock(note, fcntl.LOCK_EX)
        note.seek(0)
        text = note.read()
        if not text:
            own = load_demo(databases)
            text = json.dumps({"name": own.name, "data": shutil.move(own.data, folder / "demo")}, default=str)
            note.write(text)
            own.server.remove()
    yield types.SimpleNamespace(**json.loads(text))


@pytest.fixture(scope="session")
def server(databases, demo):
    own = Own(databases, demo)
    try:
        yield own.server.start()
        own.server.stop()
    finally:
        own.remove()


@pytest.fixture(scope="session")
def _shop(server):
    return Shop(server)


@pytest.fixture
def shop(_shop, request):
    """The marketplace that all stories share; whoever matters to a story, the story makes."""
    request.node.watched = (_shop.server, _shop.server.log_size())
    return _shop


@pytest.fixture
def own_server(databases, demo, request):
    own = Own(databases, demo)
    request.node.watched = (own.server, 0)
    try:
        own.server.start()
        yield own
        if own.server.process:
            own.server.stop()
    finally:
        own.remove()


@pytest.fixture(scope="module")
def _breakable():
    cluster = Cluster()
    demo = load_demo(cluster)
    yield cluster, demo
    demo.server.remove()
    cluster.remove()


@pytest.fixture
def own_database(_breakable, request):
    """Like own_server, on a PostgreSQL that only this module's stories use."""
    cluster, demo = _breakable
    own = Own(cluster, demo)
    request.node.watched = (own.server, 0)
    try:
        own.server.start()
        yield own
        if own.server.process:
            own.server.stop()
    finally:
        own.remove()


def pytest_collection_modifyitems(items):
    """The slow ones first: what begins last ends the run."""
    items.sort(key=lambda item: "slow" not in item.keywords)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    report = (yield).get_result()
    watched = getattr(item, "watched", None)
    if report.failed and watched:
        server, since = watched
        report.sections.append(("the server's log", server.tail(since)))
