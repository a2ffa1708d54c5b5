"""Every command of the program, run for real: what it says, and how it ends."""

import json
import signal

import pytest

from harness.client import Client
from harness.operator import built, core_plugins, only, plugin, reload, rewrite, run
from harness.server import Server
from harness.values import address_of
from harness.waiting import eventually

NOTES = [plugin("test.shop", "fixture_shop")]
ENABLED = [entry["id"] for entry in core_plugins()]


@pytest.fixture
def own(databases, request):
    """own(changes): a server, not started, with an empty database."""
    made = []

    def make(changes=None):
        name = databases.create()
        server = Server(databases.url_of(name), changes)
        server.sql = lambda statement: databases.sql(statement, name)
        made.append((server, name))
        request.node.watched = (server, 0)
        return server

    yield make
    for server, name in made:
        server.remove()
        databases.drop(name)


# -- the command line ------------------------------------------------------------------------------


def test_help_names_every_command(own):
    done = run(own(), "--help", config=False)
    assert done.code == 0 and done.err == ""
    for word in ("serve", "migrate", "openapi", "config", "demo", "plugins", "events", "jobs", "user create-admin"):
        assert word in done.out


@pytest.mark.parametrize("words", [(), ("--prot", "1"), ("plugins",), ("plugins", "check"), ("jobs", "list", "--status", "x")])
def test_a_wrong_command_line_ends_with_2_and_does_nothing(own, words):
    server = own()
    done = run(server, *words, config=False)
    assert done.code == 2 and done.out == "" and done.err
    assert server.sql("SELECT count(*) FROM pg_namespace WHERE nspname = 'kernel'") == ["0"]


def test_an_unknown_command_names_those_of_the_plugins(own):
    done = run(own(only(*NOTES)), "shop", "gret")
    assert (done.code, done.out) == (2, "")
    assert 'There is no command "shop".' in done.err and "shop greet" in done.err


def test_a_plugins_command_gets_its_arguments_and_its_errors_are_told(own):
    server = own(only(*NOTES))
    run(server, "migrate")
    done = run(server, "shop", "greet", "Ona")
    assert (done.code, done.out, done.err) == (0, "Labas, Ona\n", "")
    done = run(server, "shop", "greet")
    assert (done.code, done.out, done.err) == (1, "", "usage: statybos shop greet NAME\n")


# -- config, migrate -------------------------------------------------------------------------------


def test_config_check_judges_and_starts_nothing(own):
    server = own()
    done = run(server, "config", "check")
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{server.config}: no mistakes; {len(ENABLED)} plugins enabled.\n"
    assert server.sql("SELECT count(*) FROM pg_namespace WHERE nspname IN ('kernel', 'users')") == ["0"]


def test_config_check_tells_all_mistakes_with_their_places(own):
    server = own()
    rewrite(server, server={"prot": "8080", "workers": "0"}, plugins=core_plugins() + [{"id": "statybos.order"}])
    rewrite(server, "plugins/shipping.yaml", home_contry="LT")
    done = run(server, "config", "check")
    assert (done.code, done.out) == (2, "")
    lines = done.err.splitlines()
    assert len(lines) == 4, done.err
    for said in (
        'server.prot: unknown key, did you mean "port"?',
        "server.workers:",
        'no plugin statybos.order is installed, did you mean "statybos.orders"?',
        'home_contry: unknown key, did you mean "home_country"?',
    ):
        (line,) = [line for line in lines if said in line]
        file, row, column = line.split(" ")[0].split(":")[:3]
        assert file.endswith(".yaml") and int(row) >= 1 and int(column) >= 1


def test_migrate_brings_the_database_up_to_date_once(own):
    server = own()
    for _ in range(2):
        done = run(server, "migrate")
        assert (done.code, done.out) == (0, "The database is up to date.\n")
    applied = server.sql("SELECT DISTINCT plugin FROM kernel.migration ORDER BY plugin")
    assert applied == ["kernel", *sorted(ENABLED)]


def test_migrate_says_which_plugin_failed_and_brings_the_others(own):
    server = own(only(plugin("test.broken", "fixture_broken"), *NOTES))
    done = run(server, "migrate")
    assert (done.code, done.out) == (1, "")
    assert "test.broken" in done.err and "0001_wrong" in done.err
    assert server.sql("SELECT count(*) FROM test_shop.note") == ["0"]


def test_without_a_database_a_command_says_so(own):
    server = own()
    rewrite(server, database={"url": "postgresql://nobody@127.0.0.1:1/none"})
    done = run(server, "migrate")
    assert done.code == 1 and done.out == "" and "Cannot establish connection to the database" in done.err


# -- plugins, openapi ------------------------------------------------------------------------------


def test_plugins_list_shows_what_is_enabled_and_what_is_refused(own):
    folder = str(built("fixture_counter").parent)
    done = run(own(only(*core_plugins()[:1], plugin_loading={"directories": [folder]})), "plugins", "list")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert any(line.startswith("enabled   statybos.users ") for line in lines)
    assert any(line.startswith("disabled  statybos.catalog ") for line in lines)
    assert any(line.startswith("disabled  test.counter 1.0.0  ") for line in lines)
    assert any(line.startswith("refused   ") and "fixture_two_symbols.so" in line for line in lines)


def counted(*names):
    return [plugin(f"test.{name}", f"fixture_{name}") for name in names]


def test_plugins_graph_shows_chains_and_needs(own):
    chain = {"test.counter": {"chain": ["test.double", "test.ten"]}}
    done = run(own(only(*counted("reader", "ten", "double", "counter"), overrides=chain)), "plugins", "graph")
    assert (done.code, done.err) == (0, "")
    start, services, needs = done.out.split("\n\n")
    assert [line.split()[1] for line in start.splitlines()[1:]][-1] == "test.reader"
    assert services.splitlines()[1:] == [
        "  test.counter v1: test.counter 1.0.0",
        "    + test.double 1.0.0, test.double",
        "    + test.ten 1.0.0, test.ten",
    ]
    assert needs.splitlines()[1:] == ["  test.reader -> test.counter of test.counter"]


def test_plugins_check_judges_a_file_without_running_it(own):
    server = own()
    good, bad = built("fixture_counter"), built("fixture_two_symbols")
    done = run(server, "plugins", "check", good, config=False)
    assert (done.code, done.err) == (0, "") and done.out.startswith(f"{good}: test.counter 1.0.0, Apache-2.0\n")
    assert done.out.endswith("It may be loaded.\n")
    done = run(server, "plugins", "check", bad, config=False)
    assert (done.code, done.out) == (1, "")
    assert f"{bad}: exports more than statybos_plugin_v1: another_symbol" in done.err
    done = run(server, "plugins", "check", server.config, config=False)
    assert (done.code, done.out) == (1, "") and "ELF" in done.err


def test_openapi_prints_what_the_server_serves(shop):
    done = run(shop.server, "openapi")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == shop.client().get("/api/openapi.json").ok(200).json


# -- users, demo -----------------------------------------------------------------------------------


def test_user_create_admin_makes_one_who_may_sign_in(shop):
    email = address_of("operator")
    command = ("user", "create-admin", email, "Ona Operatorė")
    done = run(shop.server, *command)
    assert done.code == 1 and "STATYBOS_ADMIN_PASSWORD" in done.err
    password = {"STATYBOS_ADMIN_PASSWORD": "ilgas-slaptazodis-77"}
    done = run(shop.server, *command, environment=password)
    assert (done.code, done.err) == (0, "") and email in done.out
    assert password["STATYBOS_ADMIN_PASSWORD"] not in done.out
    operator = shop.client()
    operator.login(email, password["STATYBOS_ADMIN_PASSWORD"])
    assert "admin" in operator.get("/api/auth/me").ok(200)["roles"]
    done = run(shop.server, *command, environment=password)
    assert (done.code, done.out, done.err) == (1, "", "somebody has registered this address\n")


def test_demo_load_says_when_its_files_are_not_there(own):
    done = run(own(), "demo", "load", "/nowhere")
    assert done.code == 1 and "/nowhere" in done.err


# -- events, jobs ----------------------------------------------------------------------------------


@pytest.fixture
def once(own):
    """A running server on which nothing is tried twice."""
    server = own(only(*NOTES, events={"max_attempts": "1", "poll": "50ms"}, jobs={"max_attempts": "1", "poll": "50ms"}))
    yield server.start()
    server.stop()


def test_a_dead_event_is_listed_and_replayed(once):
    client = Client(once.url)
    assert run(once, "events", "dead").out == "0 deliveries were given up.\n"
    client.post("/notes", {"text": "illegible"}).ok(200)
    eventually(lambda: "1 delivery was given up." in run(once, "events", "dead").out, "the delivery is given up")
    line = run(once, "events", "dead").out.splitlines()[0]
    assert "test.note_written.v1" in line and "test.shop/mark_heard, 1 attempt: " in line and "cannot be read" in line

    done = run(once, "events", "replay", "999999")
    assert (done.code, done.out) == (1, "") and "No delivery 999999 was given up" in done.err
    once.sql("UPDATE test_shop.note SET text = 'legible'")
    done = run(once, "events", "replay", line.split()[0])
    assert (done.code, done.out) == (0, "1 delivery will be tried again.\n")
    eventually(lambda: client.get("/heard").ok(200)["text"] == "1", "it is delivered")
    assert run(once, "events", "dead").out == "0 deliveries were given up.\n"


def test_a_dead_job_is_listed_and_retried(once):
    client = Client(once.url)
    client.post("/readings", {"text": "later"}).ok(200)
    listed = lambda: run(once, "jobs", "list", "--status", "dead").out  # noqa: E731
    line = eventually(listed, "the job is given up")
    assert " dead " in line and "test.shop/read later, 1 attempt: " in line
    done = run(once, "jobs", "retry", "999999")
    assert (done.code, done.out) == (1, "") and "No job 999999 was given up" in done.err
    client.post("/notes", {"text": "later"}).ok(200)
    done = run(once, "jobs", "retry", line.split()[0])
    assert (done.code, done.out) == (0, "1 job will run again.\n")
    eventually(lambda: not run(once, "jobs", "list").out.count("test.shop/read"), "the job is done")
    assert client.get("/heard").ok(200)["text"] == "1"


# -- serve -----------------------------------------------------------------------------------------


def test_serve_says_where_and_ends_with_0(own):
    server = own(only(*NOTES)).start()
    said = f"Statybos serves http://127.0.0.1:{server.port} (process {server.process.pid})"
    eventually(lambda: said in server.tail(), "the server says where it is", within=10)
    server.stop()


def test_serve_refuses_a_port_that_is_taken(own, shop):
    done = run(own(), "serve", "--port", str(shop.server.port))
    assert done.code == 1 and str(shop.server.port) in done.err


def test_an_undecided_order_prints_the_yaml_to_paste(own):
    server = own(only(*counted("counter", "ten", "double", "reader")))
    done = run(server, "serve", "--port", "0")
    assert (done.code, done.out) == (1, "")
    said = "nobody decided in which order test.ten and test.double decorate test.counter."
    assert said in done.err
    assert said in run(server, "plugins", "graph").err
    pasted = done.err[done.err.index("overrides:\n") :]
    text = server.config.read_text(encoding="utf-8")
    server.config.write_text(text.replace("overrides: {}", "") + pasted, encoding="utf-8")
    server.start()
    assert Client(server.url).get("/test.reader").ok(200).body == b"22"
    server.stop()


def test_plugins_that_need_each_other_are_named_as_a_path(own):
    server = own(only(*counted("hen", "egg", "counter")))
    for command in (("serve", "--port", "0"), ("plugins", "graph")):
        done = run(server, *command)
        assert (done.code, done.out) == (1, "")
        assert "in a circle: test.hen -> (test.egg) -> test.egg -> (test.hen) -> test.hen." in done.err


# -- after a crash ---------------------------------------------------------------------------------


@pytest.fixture
def crashing(own):
    return own(only(*core_plugins(), plugin("test.crash", "fixture_crash"), *counted("counter")))


def crash(server):
    server.start()
    client = Client(server.url)
    with pytest.raises(OSError):
        client.get("/test.crash")
    process, server.process = server.process, None
    return process.wait(60)


def test_a_crash_names_the_plugin_and_offers_safe_mode(crashing):
    assert crash(crashing) == -signal.SIGSEGV
    assert "statybos: killed by SIGSEGV in the code of plugin test.crash" in crashing.tail()

    since = crashing.log_size()
    crashing.start()
    said = crashing.tail(since)
    assert "The last run was killed: SIGSEGV in the code of plugin test.crash" in said
    assert "statybos serve --safe-mode leaves out the plugins of third parties." in said
    crashing.stop()

    since = crashing.log_size()
    crashing.start()  # a clean end is no crash
    assert "killed" not in crashing.tail(since)
    crashing.stop()


def test_safe_mode_leaves_third_parties_out_and_keeps_their_settings(crashing):
    crash(crashing)
    written = crashing.config.read_text(encoding="utf-8")
    crashing.start(options=["--safe-mode"])
    client = Client(crashing.url)
    client.get("/test.crash").refused(404, "not_found")
    client.get("/api/products/?limit=1").ok(200)
    client.get("/health/ready").ok(200)
    assert "reloaded;" in reload(crashing)  # safe it stays
    client.get("/test.crash").refused(404, "not_found")
    crashing.stop()
    assert crashing.config.read_text(encoding="utf-8") == written
