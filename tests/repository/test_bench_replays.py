"""What pgbench replays in ./dev bench is what was recorded: whole transactions, with other ids where they must differ."""
import sys

from conftest import ROOT

sys.path.append(str(ROOT / "tests" / "bench"))
from recording import Statement, in_transactions, read_log  # noqa: E402
from replay import Replay  # noqa: E402

ORDER = "01a22479-4493-7e5e-8f3e-71745297ac44"
REFUND = "01a22479-6112-7831-903d-7fee61f8d280"
VENDOR = "01a22482-aeb5-7d1a-813b-8a9e432ff93f"
ANOTHER = "01a22482-fc2d-7418-8381-5b046cb93e76"

LOG = """\
7|statybos|LOG:  execute one: BEGIN
8|statybos|LOG:  execute two: SELECT $1,
\t\t$2
7|statybos|LOG:  execute three: UPDATE a SET b = $1
9|psql|LOG:  statement: SELECT count(*) FROM a
7|statybos|DETAIL:  parameters: $1 = 'it''s'
8|statybos|DETAIL:  parameters: $1 = NULL, $2 = '2'
7|statybos|ERROR:  deadlock detected
\tafter all
7|statybos|LOG:  execute four: COMMIT
"""


def test_the_log_is_read_session_by_session_without_what_the_bench_asked_itself():
    read = [(one.session, one.sql, one.parameters) for one in read_log(LOG)]
    assert read == [
        ("7", "BEGIN", []),
        ("8", "SELECT $1,\n\t$2", [None, "2"]),
        ("7", "UPDATE a SET b = $1", ["it's"]),
        ("7", "COMMIT", []),
    ]


def test_transactions_of_two_sessions_come_one_after_the_other():
    interleaved = ["1 BEGIN", "2 begin;", "1 UPDATE a", "2 UPDATE b", "2 rollback to s", "1 COMMIT", "1 SELECT", "2 ROLLBACK"]
    statements = [Statement(text[2:], session=text[0]) for text in interleaved]
    assert [f"{one.session} {one.sql}" for one in in_transactions(statements)] == [
        "1 BEGIN", "1 UPDATE a", "1 COMMIT", "2 begin;", "2 UPDATE b", "2 rollback to s", "2 ROLLBACK", "1 SELECT",
    ]


def test_a_replay_makes_its_own_ids_anew_and_leaves_what_was_there_before():
    def refund_of(order, refund):
        return [Statement("INSERT INTO r VALUES ($1, $2, $3, $4);", [refund, f"refund:{refund}", order, VENDOR])]

    replay = Replay(refund_of(ORDER, REFUND), refund_of(ANOTHER, ANOTHER), {ORDER: "of(:n)"}, "\\set place 1\n",
                    lambda sqls: [["uuid", "text", "uuid", "uuid"] for _ in sqls])
    made = "('a0000001-0000-4000-8000-' || lpad((:n)::text, 12, '0'))"
    assert replay.script.endswith(
        f"\\set place 1\nINSERT INTO r VALUES (({made})::uuid, (replace(:p0::text, '{REFUND}', {made}))::text,"
        " (of(:n))::uuid, (:p1::text)::uuid);\n"
    )
    assert replay.variables == {"p0": f"refund:{REFUND}", "p1": VENDOR}


def test_a_replay_stops_where_nothing_is_prepared_for_it():
    script = Replay([], [], {}, "", lambda _: []).script
    assert script.index("\\if :i > :last\nSELECT ") < script.index("\\set n ")


def test_bytes_are_no_ids():
    body = "\\x" + "7b22" * 40
    replay = Replay([Statement("SELECT $1", [body])], [], {}, "", lambda _: [["bytea"]])
    assert replay.script.endswith("SELECT (:p0::text)::bytea;\n")
    assert replay.variables == {"p0": body}
