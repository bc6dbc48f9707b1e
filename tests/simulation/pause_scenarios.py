"""A campaign or a tenant that an operator pauses: outreach and follow-ups wait, all else goes on."""

from collections.abc import Iterator
from datetime import timedelta

from handlers.common.storage import configuration, dynamo, keys
from tests.simulation import checkers, tables
from tests.simulation import world as worlds
from tests.simulation.scenarios import Scenario, backlog, contact_id, number_of
from tests.simulation.world import World

PAUSED_SECONDS = 2 * 3600.0
JITTER = 30.0
MOST_RETURNS = 3
"""The times that a message may return to the backlog for a pause: once, and again where a fault came between."""


def _pause(world: World, campaign_id: str) -> None:
    """Pause as ``python -m ops campaign pause`` and ``tenant pause`` do."""
    if any(each.until is None for each in world.pauses):
        return
    key = {"pk": keys.tenant_pk("acme"), "sk": keys.pause_sk(campaign_id)}
    said = {"since": keys.instant(world.clock.now()), "by": "ana", "reason": "too many complaints"}
    worlds.put("config", key | said)
    world.pauses.append(worlds.Paused(world.clock.seconds))


def _resume(world: World) -> None:
    paused = world.pauses[-1]
    if paused.until is None:
        for name in ("", "spring"):
            tables.raw("config")[keys.tenant_pk("acme")].pop(keys.pause_sk(name), None)
        paused.until = world.clock.seconds
        world.look_again()


def _pause_for_a_while(world: World) -> None:
    _pause(world, "spring")
    world.later(PAUSED_SECONDS, lambda: _resume(world))


def _pause_what_is_queued(world: World) -> None:
    """The campaign is paused while its messages are in the queue."""
    world.invoke("release-contacts", {"source": "scheduler"}, "last-minute")
    # As the jitter of a tenant delays them.
    for message in world.cloud.queue:
        message.visible += JITTER
    _pause_for_a_while(world)


def _all_went_out(world: World) -> Iterator[str]:
    """Everybody has been written to in the end, and no message went round in circles meanwhile."""
    for item in tables.every("contacts"):
        if item["sk"] != keys.CONTACT_SK:
            continue
        if item["state"] not in ("contacted", "unknown"):
            yield f"pause: hours after it the contact is {item['state']}"
        history = dynamo.collection(tables.name("contacts"), item["pk"], keys.HISTORY_PREFIX)
        returns = [line for line in history if line.get("detail") == "paused"]
        if len(returns) > MOST_RETURNS:
            yield f"pause: a message returned to the backlog {len(returns)} times"


def _two_contacted(world: World) -> None:
    """Two contacts who are followed up after a day of silence."""
    backlog(2, campaign={"followUpDays": [1]})(world)
    world.settle(world.clock.now() + timedelta(minutes=10))


def _one_answers(world: World) -> None:
    """The tenant is paused, and one of the two answers."""
    _pause(world, "")
    configuration.forget()
    world.reply("r-act", number_of(1), "Tenho interesse, quero agendar uma reunião")


def _only_the_answer(world: World) -> Iterator[str]:
    """Who has answered is offered slots; who has not hears nothing, and is not given up."""
    said = {(own, step.partition("#")[0]) for own, step in checkers.said(world)}
    calls = [event.detail for event in world.cloud.events if event.detail_type == checkers.HUMAN]
    # An answer that was held back until it was worth nothing any more calls a human, too.
    calls_human = any(not call.get("problem", "").endswith("expired") for call in calls)
    if (contact_id(1), "proposal") not in said and not calls_human:
        yield "pause: who has answered is not answered"
    if any(step == "follow_up" for _, step in said):
        yield "pause: a follow-up went out"
    silent = tables.plain(tables.raw("contacts")[keys.contact_pk(contact_id(2))][keys.CONTACT_SK])
    if silent["state"] not in ("contacted", "unknown"):
        yield f"pause: who has said nothing is {silent['state']}"


SCENARIOS = {
    scenario.name: scenario
    for scenario in (
        Scenario(
            "paused-campaign",
            backlog(2),
            _pause_what_is_queued,
            timedelta(hours=5),
            others={"pause": _pause_for_a_while},
            every=2,
            expects=_all_went_out,
        ),
        Scenario(
            "paused-tenant",
            _two_contacted,
            _one_answers,
            timedelta(days=1, hours=2),
            every=3,
            expects=_only_the_answer,
        ),
    )
}
