"""Imports point one way."""

from pathlib import Path

import pytest

from tests import imports

ROOT = Path(__file__).resolve().parent.parent

CAPABILITIES = {
    "common": (),
    "intake": ("common",),
    "dispatch": ("common",),
    "meetings": ("common",),
    "conversation": ("common", "meetings"),
    "briefing": ("common", "meetings", "conversation"),
    "retention": ("common", "meetings"),
    "attention": ("common", "meetings", "conversation", "briefing"),
}
"""Capability: the others that it may know."""

ROOMS = {"rules": ("rules",), "storage": ("rules", "storage"), "partners": ("rules", "partners")}
"""Room of a capability: the rooms that it may know, in its own capability and in those that this one may know."""

READING = (
    "phrases",
    "sentences",
    "slots",
    "choices",
    "intents",
    "beside",
    "agreed",
    "absences",
    "wishes",
    "dialogue",
    "reading",
)
"""The rooms of the rules by which a reply is read, from the ground up."""

RULES_OF_CONVERSATION = {
    **{room: READING[: place + 1] for place, room in enumerate(READING)},
    "mail": ("phrases", "mail"),
    "whatsapp": ("whatsapp",),
    "inbound": ("mail", "whatsapp", "inbound"),
    "pages": ("pages",),
}
"""Room of the rules of a conversation: the rooms that it may know, beside what a reading is."""

EVERYWHERE = ("handlers.environment", "handlers.observability")
"""Known to every module of the handlers but the rules, which are pure."""

PACK_ROOMS = ("aws", "resources", "graph", "access", "judging", "rules")
"""The rooms of the policy pack, from the ground up; judging knows no access, so that other rules may do without."""


def pack_rooms(room: str) -> tuple[str, ...]:
    """Return what a room of the policy pack may import: itself, those below it, and the reading of values."""
    known = PACK_ROOMS[: PACK_ROOMS.index(room) + 1]
    return tuple(
        f"policies.guardrails.{each}" for each in ("values", *known) if (room, each) != ("judging", "access")
    )


PACKAGES = {
    "components": ("components",),
    "examples": ("components",),
    "examples.orders.functions": (),
    "ops": ("ops", "handlers"),
    # Its modules import each other relatively, so that the folder may be copied elsewhere.
    "policies": ("policies",),
    **{f"policies.guardrails.{room}": pack_rooms(room) for room in PACK_ROOMS},
}
"""Package: what of ours its modules may import, by prefix."""

ONLY_HERE = {"boto3": "storage", "urllib3": "partners"}
"""Library that reaches out: the one room that may import it."""


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_imports_only_what_it_may(package: str) -> None:
    assert imports.modules(package)
    assert imports.wrong(package, PACKAGES[package]) == []


@pytest.mark.parametrize("capability", CAPABILITIES)
def test_a_capability_knows_only_those_below_it(capability: str) -> None:
    known = (capability, *CAPABILITIES[capability])
    package = f"handlers.{capability}"
    assert len(imports.modules(package)) > 1
    assert imports.wrong(package, (*EVERYWHERE, *(f"handlers.{each}" for each in known))) == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_of_a_capability_knows_only_the_rooms_below_it(room: str) -> None:
    allowed = tuple(f"handlers.{capability}.{each}" for capability in CAPABILITIES for each in ROOMS[room])
    if room != "rules":
        allowed += EVERYWHERE
    found = [f"handlers.{capability}.{room}" for capability in CAPABILITIES]
    assert any(imports.modules(package) for package in found)
    assert [wrong for package in found for wrong in imports.wrong(package, allowed)] == []


def test_every_rule_of_a_conversation_is_in_a_room_but_what_a_reading_is() -> None:
    package = "handlers.conversation.rules"
    rooms = {name.split(".")[3] for name in imports.modules(package) if name != package}
    assert rooms == {*RULES_OF_CONVERSATION, "replies", "understanding"}


@pytest.mark.parametrize("room", RULES_OF_CONVERSATION)
def test_a_room_of_the_rules_of_a_conversation_knows_only_those_below_it(room: str) -> None:
    package = "handlers.conversation.rules"
    known = (*RULES_OF_CONVERSATION[room], "replies", "understanding")
    allowed = ("handlers.common.rules", "handlers.meetings.rules", *(f"{package}.{each}" for each in known))
    assert imports.wrong(f"{package}.{room}", allowed) == []


def test_only_the_program_and_the_bench_know_the_figures_of_the_stack() -> None:
    known = {
        name
        for name in imports.importers("components.catalogue")
        if not imports.within(name, ("components",))
    }
    # The program itself, __main__.py, is in no package.
    assert known == {"local.bench.ingest", "local.bench.recording.__main__", "local.bench.rig"}
    assert {
        name for name in imports.importers("components.catalogue") if imports.within(name, ("components",))
    } <= set(imports.modules("components.catalogue"))


@pytest.mark.parametrize("library", ONLY_HERE)
def test_only_storage_knows_aws_and_only_partners_know_http(library: str) -> None:
    importers = {name for name in imports.importers(library) if imports.within(name, ("handlers",))}
    assert importers
    assert [name for name in importers if name.split(".")[-2] != ONLY_HERE[library]] == []


def test_no_entry_point_is_imported_by_another_module_of_the_handlers() -> None:
    entry_points = {path.stem for path in (ROOT / "handlers").glob("*.py") if path.stem != "__init__"}
    entry_points -= {"entry_point", *(name.rpartition(".")[2] for name in EVERYWHERE)}
    assert entry_points
    for entry_point in entry_points:
        importers = imports.importers(f"handlers.{entry_point}")
        assert not [name for name in importers if imports.within(name, ("handlers",))], entry_point


def test_the_graph_sees_imports_wherever_they_stand() -> None:
    # Inside a function, relatively, and for types alone.
    assert "handlers.dispatch.mailing" in imports.imported("handlers.dispatch.providers")
    assert "policies.guardrails.values" in imports.imported("policies.guardrails.rules.tracing")
    assert imports.wrong("ops.scale", ("handlers",)) != []
