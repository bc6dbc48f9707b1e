"""Files of operators: what is wrong in one is said with its place, its value and the cure."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from handlers.common.rules.tenants import Campaign, Tenant
from ops.documents import DocumentError, parse, read

SAMPLES = Path(__file__).parents[2] / "local" / "samples"
AURORA = json.loads((SAMPLES / "aurora.json").read_text(encoding="utf-8"))


def changed(**places: Any) -> dict[str, Any]:
    document = copy.deepcopy(AURORA)
    for place, value in places.items():
        node = document
        *path, last = place.split("__")
        for part in path:
            node = node[int(part) if part.isdigit() else part]
        node[last] = value
    return document


def complaint(document: Any) -> str:
    with pytest.raises(DocumentError) as caught:
        parse(Tenant, document, "aurora.json")
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("aurora.json", Tenant),
        ("horizonte.json", Tenant),
        ("aurora-primavera.json", Campaign),
        ("horizonte-piloto.json", Campaign),
    ],
)
def test_the_samples_can_be_loaded(name: str, model: type[Tenant] | type[Campaign]) -> None:
    assert read(model, SAMPLES / name).tenantId in name


@pytest.mark.parametrize(
    ("document", "line"),
    [
        (
            changed(limits__perMinut=3),
            "aurora.json: limits.perMinut: no such field (value 3): did you mean perMinute?",
        ),
        (
            changed(hosts__0__tz="x"),
            (
                'aurora.json: hosts.0.tz: no such field (value "x"): the fields here are bufferMinutes, calendarId, '
                "conference, email, hostId, hours, meetingMinutes, name, place, timezone"
            ),
        ),
        (
            changed(limits__perHour="6"),
            'aurora.json: limits.perHour: "6" is refused: input should be a valid integer',
        ),
        (
            changed(timezone="Mars/Olympus"),
            (
                "aurora.json: timezone: \"Mars/Olympus\" is refused: 'Mars/Olympus' is no IANA time zone; "
                "write one such as America/Sao_Paulo"
            ),
        ),
        (
            changed(hosts__0__email="Ana <ana@aurora.example>"),
            (
                'aurora.json: hosts.0.email: "Ana <ana@aurora.example>" is refused: '
                "'Ana <ana@aurora.example>' is no e-mail address; write one such as ana@example.com"
            ),
        ),
        (
            {name: value for name, value in AURORA.items() if name != "name"},
            "aurora.json: name: is missing: add it",
        ),
    ],
)
def test_a_wrong_field_is_named_with_its_value_and_the_cure(document: Any, line: str) -> None:
    assert complaint(document) == line


def test_every_problem_of_a_file_is_reported_at_once() -> None:
    lines = complaint(changed(limits__perMinute=0, hosts=[])).splitlines()
    assert [line.split(": ")[1] for line in lines] == ["limits.perMinute", "hosts"]


@pytest.mark.parametrize("document", [[], "aurora", None])
def test_a_document_that_is_no_object_is_refused(document: Any) -> None:
    assert complaint(document).startswith("aurora.json: the document: ")


@pytest.mark.parametrize(
    ("content", "cure"),
    [
        (b'{"tenantId": }', "line 1, column 14: not JSON"),
        ('{"name": "São"}'.encode("latin-1"), "save it as UTF-8"),
        (None, "check the path"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, content: bytes | None, cure: str) -> None:
    path = tmp_path / "tenant.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DocumentError, match=cure):
        read(Tenant, path)
