"""A campaign that says so takes newer values of a contact over, and never what has become of it."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from handlers.common.rules.tenants import Campaign
from handlers.common.storage import configuration, contacts, dynamo, keys, writes
from handlers.intake.rules.new_contacts import Draft, judge
from handlers.intake.storage import updates
from handlers.intake.storage.inserts import ContactInsert, Origin, Present
from tests.handlers.intake.storage.test_inserts import NOW
from tests.handlers.intake.wishing import PHONE, close, counts, load, people

ANA = {"contactName": "Ana", "company": "Acme", "phone": PHONE}
NEWER = {
    "contactName": "Ana Souza",
    "phone": PHONE,
    "document": "11.222.333/0001-81",
    "email": "ana@nova.com",
}


@pytest.fixture
def place(place: dict[str, str]) -> dict[str, str]:
    campaign = {"tenantId": "acme", "campaignId": "spring", "name": "Spring", "offer": "x"}
    configuration.put_campaign(
        Campaign.model_validate(
            {**campaign, "onDuplicate": "update", "source": "feira", "consent": "cadastro"}
        )
    )
    return place


def history(contact: dict[str, Any]) -> list[tuple[str, str | None]]:
    return [(line["what"], line.get("detail")) for line in contacts.history(contact["contactId"])]


def test_a_contact_keeps_where_it_comes_from_and_on_what_ground_it_may_be_written_to(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    load(place, ANA)
    (ana,) = people(tables)
    assert (ana["source"], ana["consent"]) == ("feira", "cadastro")


@pytest.mark.usefixtures("with_others")
def test_newer_values_are_taken_over_and_nothing_else(place: dict[str, str], tables: dict[str, str]) -> None:
    load(place, {**ANA, "metadata": {"other": "+551133334444"}})
    (before,) = people(tables)
    changed = {"state": "contacted", "attempt": "a"}
    key = {"pk": before["pk"], "sk": before["sk"]}
    writes.made(
        writes.update(tables["contacts"], key, changed, writes.REPEATABLE, remove=("backlog", "backlogOrder"))
    )
    answer = load(place, {**NEWER, "priority": "hot", "metadata": {"other": "+5511977770002"}})
    assert counts(answer) == {"duplicates": 1}
    assert [note["code"] for note in answer["notes"]] == ["duplicate_of_contact", "updated"]
    (after,) = people(tables)
    known = {
        name: after[name] for name in ("contactName", "company", "document", "segment", "phone", "state")
    }
    assert known == {
        "contactName": "Ana Souza",
        "company": "Acme",
        "document": "11222333000181",
        "segment": "B2B",
        "phone": PHONE,
        "state": "contacted",
    }
    assert after["otherAddresses"] == {"+551133334444", "+5511977770002", "ana@nova.com"}
    for name in ("priority", "channel", "nextStep", "createdAt", "jobId", "row", "attempt", "metadata"):
        assert after[name] == before.get(name, "a"), name
    assert not {"email", "backlog"} & after.keys()
    assert history(after) == [("updated", "contactName, segment, document, otherAddresses")]


def test_the_same_list_again_changes_nothing_and_an_empty_cell_takes_nothing_away(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    load(place, ANA)
    before = people(tables)
    again = load(place, ANA), load(place, {"phone": PHONE})
    assert [[note["code"] for note in answer["notes"]] for answer in again] == [["duplicate_of_contact"]] * 2
    assert people(tables) == before


def test_a_campaign_that_does_not_say_so_keeps_its_contacts_as_they_are(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    configuration.put_campaign(Campaign(tenantId="acme", campaignId="spring", name="x", offer="y"))
    load(place, ANA)
    before = people(tables)
    assert [note["code"] for note in load(place, NEWER)["notes"]] == ["duplicate_of_contact"]
    assert people(tables) == before


def test_an_update_that_is_repeated_is_known_and_writes_one_line_of_history(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    load(place, ANA)
    (before,) = people(tables)
    present = Present(_insert(NEWER, "job-2", 7), before)
    assert updates.make(present)
    (after,) = people(tables)
    assert updates.make(Present(present.insert, after))
    assert updates.make(present)
    assert len(history(after)) == 1


def test_a_contact_that_was_erased_meanwhile_does_not_come_back(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    load(place, ANA)
    (before,) = people(tables)
    key = {"pk": before["pk"], "sk": keys.CONTACT_SK}
    writes.made(writes.delete(tables["contacts"], key, writes.REPEATABLE))
    assert not updates.make(Present(_insert(NEWER, "job-2", 7), before))
    assert list(dynamo.collection(tables["contacts"], before["pk"])) == []


def test_of_two_updates_at_once_neither_takes_the_others_addresses_away(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    load(place, ANA)
    (before,) = people(tables)
    rows = [{**ANA, "company": "Nova", "email": f"ana{number}@nova.com"} for number in range(8)]
    inserts = [_insert(row, f"job-{number}", 1) for number, row in enumerate(rows)]
    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(lambda insert: updates.make(Present(insert, before)), inserts))
    (after,) = people(tables)
    assert after["otherAddresses"] == {row["email"] for row in rows}
    assert after["company"] == "Nova"


@pytest.mark.usefixtures("with_others")
def test_a_contact_learns_the_address_under_which_its_person_has_opted_out(
    place: dict[str, str], tables: dict[str, str]
) -> None:
    load(place, ANA)
    close(tables, "+5511977770002", optedOut=True)
    assert counts(load(place, {**ANA, "metadata": {"other": "+5511977770002"}})) == {"optedOut": 1}
    (ana,) = people(tables)
    assert ana["otherAddresses"] == {"+5511977770002"}


def _insert(row: dict[str, Any], job: str, number: int) -> ContactInsert:
    contact = judge(Draft(**row)).contact
    campaign = configuration.campaign("acme", "spring")
    assert contact is not None
    assert campaign is not None
    return ContactInsert(contact, campaign, Origin(job, number), NOW)
