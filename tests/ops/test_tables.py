"""What commands print, and the names that they refuse."""

import click
import pytest

from ops import nearest, tables


def test_a_table_is_aligned_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    tables.show(("name", "contacts", "note"), [("spring", 12_000, None), ("autumn sale", 3, "paused")])
    assert capsys.readouterr().out.splitlines() == [
        "name         contacts  note",
        "spring         12,000",
        "autumn sale         3  paused",
    ]


def test_a_terminal_gets_a_drawn_table_with_every_cell(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    tables.show(("name", "note"), [("spring", "[red]as it is"), ("autumn", True)])
    shown = capsys.readouterr().out
    assert "─" in shown
    for cell in ("name", "spring", "[red]as it is", "True"):
        assert cell in shown


@pytest.mark.parametrize("width", [20, 60])
def test_a_terminal_that_is_too_narrow_gets_a_row_after_the_other_with_nothing_cut(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", str(width))
    columns = ("tenant", "campaign", "contacts", "sent", "state")
    tables.show(
        columns, [("aurora", "primavera", 12_000, 3, "goes on"), ("horizonte", "piloto", 4, 0, "paused")]
    )
    shown = capsys.readouterr().out
    for cell in (*columns, "aurora", "primavera", "12,000", "paused"):
        assert cell in shown
    assert ("campaign  primavera\n" in shown) == (width == 20)


def test_a_cell_steers_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    tables.show(("name",), [("Ana\x1b[2J\nBia",)])
    assert capsys.readouterr().out.splitlines() == ["name", "Ana [2J Bia"]


def test_nothing_is_printed_for_no_rows(capsys: pytest.CaptureFixture[str]) -> None:
    tables.show(("name",), [])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("given", "known", "found"),
    [
        ("aurrora", ("horizonte", "aurora"), "aurora"),
        ("AURORA", ("aurora", "acme"), "aurora"),
        ("zzz", ("aurora",), "aurora"),
        ("aurora", (), None),
    ],
)
def test_the_nearest_name_is_found_whatever_its_case(
    given: str, known: tuple[str, ...], found: str | None
) -> None:
    assert nearest.nearest(given, known) == found


def test_an_unknown_name_is_refused_with_the_nearest_and_the_cure() -> None:
    with pytest.raises(click.ClickException) as refused:
        nearest.refuse_unknown("tenant", "aurrora", ("aurora",), "see python -m ops tenant list")
    assert refused.value.message == (
        "there is no tenant aurrora: did you mean aurora? See python -m ops tenant list"
    )
    with pytest.raises(click.ClickException, match="there is no tenant a: there is none; load one"):
        nearest.refuse_unknown("tenant", "a", (), "load one")
