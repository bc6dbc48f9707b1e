"""The benchmark's figures, read by people and by programs."""

import json

from local.bench.figures import Figure
from local.bench.printing import document, table

KEPT = Figure("ingest, requests to AWS", 0.0409, "per contact", 0.06, 0.04, 4, "800 in all")
MISSED = Figure("sent", 1.2, "requests per message", 1.0)
SHOWN = Figure("ingest of 20,000 rows", 8439.2, "rows a second")


def test_a_limit_is_kept_up_to_its_very_value() -> None:
    assert KEPT.met
    assert not MISSED.met
    assert MISSED._replace(value=1.0).met
    assert SHOWN.met


def test_each_figure_stands_beside_its_limit_its_floor_and_the_old_system() -> None:
    header, *lines = table([KEPT, MISSED, SHOWN]).splitlines()
    assert header.split() == ["measured", "limit", "floor", "old"]
    assert " ".join(lines[0].split()) == (
        "ingest, requests to AWS 0.041 0.060 0.040 4.00 per contact 800 in all"
    )
    assert lines[2].split()[-4:] == ["8,439", "rows", "a", "second"]


def test_only_a_limit_that_is_passed_is_called_so() -> None:
    assert [line.endswith("NOT MET") for line in table([KEPT, MISSED, SHOWN]).splitlines()[1:]] == [
        False,
        True,
        False,
    ]


def test_the_data_say_of_each_figure_whether_its_limit_is_kept() -> None:
    data = json.loads(json.dumps(document([KEPT, MISSED])))
    assert data[0] == {
        "what": "ingest, requests to AWS",
        "value": 0.0409,
        "unit": "per contact",
        "limit": 0.06,
        "floor": 0.04,
        "old": 4,
        "detail": "800 in all",
        "met": True,
    }
    assert not data[1]["met"]
