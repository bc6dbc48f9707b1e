"""Checks of DynamoDB's PartiQL and its batches, with the statements that the functions make."""

from handlers.common.storage import statements
from ops.conformance.checks import Check, expect
from ops.conformance.scratch import Scratch
from ops.conformance.tables import Items


def _partiql_clauses(scratch: Scratch) -> None:
    items = Items(scratch)
    items.put(1, state="new", old="x", older="y", kept="z")
    change = items.update(
        1, {"state": "sent", "writer": "w"}, ("old", "older", "absent"), '"state" = ?', ("new",)
    )
    codes = items.run(change)
    expect("the update to be made", codes == [""], codes)
    found = items.read(1)
    expect(
        "two attributes set and two removed", found == {"state": "sent", "writer": "w", "kept": "z"}, found
    )


def _partiql_set_add(scratch: Scratch) -> None:
    items = Items(scratch)
    items.put(1, contacts={"a"}, optedOut=False)
    items.put(2, contacts={"a"})
    text = "SET lastContactId = ? SET contacts = set_add(contacts, ?)"
    codes = items.run(
        items.change(1, text, " AND optedOut = false", "b", {"b"}),
        items.change(2, text, " AND optedOut IS MISSING", "b", {"b"}),
    )
    expect("both updates to be made", codes == ["", ""], codes)
    found = [(items.read(number) or {}).get("contacts") for number in (1, 2)]
    expect("the parameter's member in the set", found == [{"a", "b"}] * 2, found)


def _partiql_conditions(scratch: Scratch) -> None:
    items = Items(scratch)
    for number, state in ((1, "new"), (2, "queued"), (3, "sent")):
        items.put(number, state=state, backlogOrder="1")
    where, parameters = 'backlogOrder = ? AND "state" IN [?, ?]', ("1", "new", "queued")
    codes = items.run(*(items.update(number, {"seen": 1}, (), where, parameters) for number in (1, 2, 3)))
    expect(
        "the two in the list changed, the third refused", codes == ["", "", "ConditionalCheckFailed"], codes
    )


def _partiql_absent(scratch: Scratch) -> None:
    items = Items(scratch)
    codes = items.run(items.update(1, {"state": "new"}))
    expect("ConditionalCheckFailed", codes == ["ConditionalCheckFailed"], codes)
    found = items.read(1)
    expect("no item to be created", found is None, found)


def _batch_each_alone(scratch: Scratch) -> None:
    items = Items(scratch)
    for number in (1, 2, 3, 4):
        items.put(number, state="old")
    codes = items.run(
        items.insert(1, state="new"),
        items.update(2, {"state": "new"}, (), '"state" = ?', ("other",)),
        items.change(3, "SET n = n + ?", "", 1),
        items.update(4, {"state": "new"}),
        items.insert(5, state="new"),
    )
    known = ["DuplicateItem", "ConditionalCheckFailed", "ValidationError", "", ""]
    expect(f"the codes {known} in this order", codes == known, codes)
    found = [(items.read(number) or {}).get("state") for number in range(1, 6)]
    expect("the last two changes made, and no other", found == ["old", "old", "old", "new", "new"], found)


def _batch_of_25(scratch: Scratch) -> None:
    items = Items(scratch)
    numbers = range(statements.STATEMENTS_A_REQUEST)
    codes = items.run(*(items.insert(number, state="new") for number in numbers))
    expect("25 statements made in one request", codes == [""] * len(numbers), codes)


CHECKS = (
    Check("partiql-clauses", "one UPDATE takes several SET and several REMOVE clauses", _partiql_clauses),
    Check(
        "partiql-set-add",
        "set_add takes a set as a parameter, and IS MISSING asks for no attribute",
        _partiql_set_add,
    ),
    Check(
        "partiql-conditions", "an UPDATE holds under IN […] and names in double quotes", _partiql_conditions
    ),
    Check(
        "partiql-absent",
        "an UPDATE of an item that is not there is refused and creates none",
        _partiql_absent,
    ),
    Check(
        "batch-each-alone",
        "each statement of a batch is judged alone, in order, by a code",
        _batch_each_alone,
    ),
    Check("batch-of-25", "a batch takes 25 statements", _batch_of_25),
)
