from typing import Any

import pytest

from handlers.common.storage import dynamo, statements
from handlers.common.storage.statements import Result, Statement, StatementFailedError
from tests.handlers.lost import lost_answers


@pytest.fixture
def table(tables: dict[str, str]) -> str:
    return tables["contacts"]


def item(number: int, **values: Any) -> dict[str, Any]:
    return {"pk": f"p{number}", "sk": "s", "value": number, **values}


def test_each_statement_is_judged_alone_and_shows_what_refused_it(table: str) -> None:
    statements.run([statements.insert(table, item(1))])
    verdicts = statements.run(
        [
            statements.insert(table, item(1)),
            statements.insert(table, item(2)),
            statements.update(table, "p1", "s", {"state": "x"}, where='"value" = ?', parameters=(7,)),
            statements.update(table, "p3", "s", {"state": "x"}),
        ]
    )
    assert [verdict.result for verdict in verdicts] == [
        Result.DUPLICATE,
        Result.DONE,
        Result.REFUSED,
        Result.REFUSED,
    ]
    refusing = verdicts[2].item
    assert refusing is not None
    assert refusing["value"] == 1
    assert verdicts[3].item is None


def test_attributes_are_set_and_removed_under_names_that_are_keywords(table: str) -> None:
    statements.run([statements.insert(table, item(1, state="new", old="x", tags={"a"}))])
    change = statements.update(
        table, "p1", "s", {"state": "sent", "tags": {"b"}}, ["old"], '"state" = ?', ["new"]
    )
    assert statements.run([change])[0].done
    assert dynamo.read_item(table, "p1", "s") == item(1, state="sent", tags={"b"})


def test_more_than_a_request_takes_go_in_several_in_order(table: str) -> None:
    verdicts = statements.run([statements.insert(table, item(number)) for number in range(60)])
    assert len(verdicts) == 60
    verdicts = statements.run(
        [statements.update(table, f"p{number}", "s", {"x": 1}) for number in range(40, 80)]
    )
    assert [verdict.done for verdict in verdicts] == [True] * 20 + [False] * 20


def test_two_statements_about_one_item_both_count(table: str) -> None:
    statements.run(
        [
            statements.insert(table, item(1)),
            statements.update(table, "p1", "s", {"x": 1}),
            statements.update(table, "p1", "s", {"y": 2}),
        ]
    )
    assert dynamo.read_item(table, "p1", "s") == item(1, x=1, y=2)


def test_a_statement_that_computes_with_nothing_is_invalid_and_any_other_mistake_is_raised(
    table: str,
) -> None:
    statements.run([statements.insert(table, item(1))])
    text, key = f'UPDATE "{table}" SET n = n + ? WHERE pk = ? AND sk = ?', (table, "p1", "s")
    verdict = statements.run([Statement(text, (1, "p1", "s"), key, computes=True)])[0]
    assert verdict.result is Result.INVALID
    with pytest.raises(StatementFailedError):
        statements.run([Statement(text, (1, "p1", "s"), key)])


@pytest.fixture
def throttled(table: str, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Every request throttles its last statement, for as many requests as the list says."""
    left = [0]
    real = dynamo.client().batch_execute_statement
    monkeypatch.setattr(statements, "FIRST_PAUSE", 0.001)

    def batch_execute_statement(Statements: list[Any]) -> Any:  # noqa: N803  the client's own name
        if left[0] == 0:
            return real(Statements=Statements)
        left[0] -= 1
        answer = real(Statements=Statements[:-1]) if len(Statements) > 1 else {"Responses": []}
        return {"Responses": [*answer["Responses"], {"Error": {"Code": "ThrottlingError"}}]}

    monkeypatch.setattr(dynamo.client(), "batch_execute_statement", batch_execute_statement)
    return left


def test_what_is_throttled_is_run_again_and_what_was_done_is_not(table: str, throttled: list[int]) -> None:
    throttled[0] = 3
    verdicts = statements.run([statements.insert(table, item(number)) for number in range(3)])
    assert [verdict.result for verdict in verdicts] == [Result.DONE] * 3


def test_what_stays_throttled_is_an_error(table: str, throttled: list[int]) -> None:
    throttled[0] = 99
    with pytest.raises(StatementFailedError, match="ThrottlingError"):
        statements.run([statements.insert(table, item(1))])


def test_a_statement_knows_the_item_that_it_has_left_where_its_answer_is_lost(table: str) -> None:
    own = {"writer": "w1"}
    made = statements.insert(table, item(1, state="new", **own), own)
    moved = {"state": "queued", "writer": "w2"}
    move = statements.update(table, "p1", "s", moved, (), '"state" = ?', ("new",), {"writer": "w2"})
    for statement in (made, move):
        with lost_answers(dynamo.client(), "BatchExecuteStatement") as asked:
            assert statements.run([statement])[0].done
        assert asked == [2]
    assert statements.run([made])[0].result is Result.DUPLICATE
    another = statements.update(table, "p1", "s", moved, (), '"state" = ?', ("new",), {"writer": "w3"})
    assert statements.run([another])[0].result is Result.REFUSED


def test_a_statement_knows_what_it_has_left_where_the_refused_item_does_not_come_back(
    table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements.run([statements.insert(table, item(1, state="new"))])
    real = dynamo.client().batch_execute_statement

    def without_items(Statements: list[Any]) -> Any:  # noqa: N803  the client's own name
        answer = real(Statements=Statements)
        for response in answer["Responses"]:
            response.get("Error", {}).pop("Item", None)
        return answer

    monkeypatch.setattr(dynamo.client(), "batch_execute_statement", without_items)
    move = statements.update(
        table, "p1", "s", {"state": "queued", "writer": "w"}, (), '"state" = ?', ("new",), {"writer": "w"}
    )
    with lost_answers(dynamo.client(), "BatchExecuteStatement"):
        assert statements.run([move])[0].done
    late = statements.update(table, "p1", "s", {"writer": "v"}, (), '"state" = ?', ("new",), {"writer": "v"})
    (verdict,) = statements.run([late])
    assert verdict.result is Result.REFUSED
    assert verdict.item == item(1, state="queued", writer="w")
