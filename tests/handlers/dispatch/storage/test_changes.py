import pytest

from handlers.common.rules.accounting import AccountPlace
from handlers.common.rules.model import Kind, State
from handlers.common.storage import contacts
from handlers.dispatch.storage import changes
from tests.handlers.dispatch.known import NOW, contact_item, facts, put, stored

pytestmark = pytest.mark.usefixtures("tables")


def test_changes_that_others_have_overtaken_are_not_made_and_leave_no_line() -> None:
    still, gone = contact_item("c1" * 16, state="new"), contact_item("c2" * 16, state="new")
    put(still)
    put(gone | {"state": "opted_out"})
    wanted = [
        change
        for item in (still, gone)
        for change in changes.end_contact(facts(contact=item), State.UNDELIVERABLE, "no_address", NOW)
    ]
    assert changes.make(wanted) == wanted[:1]
    assert wanted[0].moved == {AccountPlace.WAITING: -1, AccountPlace.FAILED: 1}
    assert stored(still["pk"])["failure"] == "no_address"
    assert [line["to"] for line in contacts.history(still["contactId"])] == ["queued", "undeliverable"]
    assert stored(gone["pk"])["state"] == "opted_out"
    assert list(contacts.history(gone["contactId"])) == []


@pytest.mark.parametrize("state", ["completed", "opted_out", "scheduled"])
def test_a_contact_that_has_ended_or_has_a_meeting_does_not_end_with_a_message(state: str) -> None:
    known = facts(Kind.REMINDER, contact=contact_item(state=state))
    assert changes.end_contact(known, State.UNDELIVERABLE, "undeliverable", NOW) == []


def test_only_follow_ups_end_the_sequence_of_follow_ups() -> None:
    item = put(contact_item(state="contacted", backlog="b", backlogOrder="0#", nextStep="follow_up#2"))
    assert changes.end_follow_ups(facts(Kind.PROPOSAL, contact=item), NOW) == []
    assert changes.make(changes.end_follow_ups(facts(Kind.FOLLOW_UP, contact=item), NOW))
    assert not set(contacts.BACKLOG) & stored(item["pk"]).keys()
