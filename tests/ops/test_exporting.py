"""A person is told all that is known, in words and as data."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from handlers.common.storage import dynamo
from tests.handlers.items import contact_item
from tests.handlers.meetings.appointments import world
from tests.ops import person
from tests.ops.person import EMAIL, Here


@pytest.fixture
def here(tables: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Here:
    dynamo.client.cache_clear()
    return person.here(tables, monkeypatch, world(monkeypatch))


def export(here: Here, out: Path, who: str = EMAIL) -> tuple[str, dict[str, Any]]:
    done = here.ops("export", who, "--tenant", "acme", "--out", str(out))
    assert done.exit_code == 0, done.output
    page, data = out / "dados-pessoais.md", out / "dados-pessoais.json"
    assert [stat.S_IMODE(each.stat().st_mode) for each in (page, data)] == [0o600, 0o600]
    return page.read_text("utf-8"), json.loads(data.read_text("utf-8"))


def test_the_page_says_in_portuguese_all_that_is_known(here: Here, tmp_path: Path) -> None:
    here.person()
    here.meeting()
    page, _ = export(here, tmp_path / "new" / "folder")
    for line in (
        "# Seus dados pessoais",
        "- Nome: Marcela Segredo",
        "- CPF ou CNPJ: 52998224725",
        "- Outros telefones e e-mails: +551133334444",
        "- Outros dados da lista: apelido: Marcelinha",
        "> Marcela Segredo quer um preço",
    ):
        assert line in page.splitlines()
    assert "você escreveu: sou Marcela Segredo" in page
    assert "aqui é Marcela Segredo" in page
    assert "inbox/acme/spring/lista.xlsx: Padaria \\| Marcela Segredo" in page
    assert "artigo 18" in page


def test_every_value_in_every_place_that_names_the_person_is_in_the_data(here: Here, tmp_path: Path) -> None:
    here.person()
    here.meeting()
    _, data = export(here, tmp_path)
    told = json.dumps(data, ensure_ascii=False).lower()
    for place, text in here.everything():
        if place in here.left() and "/" not in place:
            for mark in person.MARKS:
                assert mark not in text.lower() or mark in told, (place, mark)
    assert {each["file"].rpartition("/")[2] for each in data["files"]} == {
        "lista.xlsx",
        "linhas.csv",
        "antes.csv",
    }
    assert {each["contactId"] for each in data["contacts"]} == {"c1", "c2"}
    assert len(data["meetings"]) == 1
    assert len(data["failures"]) == 3
    assert "bia" not in told.replace("bia@outra.example", "")


def test_nothing_changes_by_an_export_and_nothing_known_is_an_error(here: Here, tmp_path: Path) -> None:
    here.person()
    before = sorted(here.everything())
    export(here, tmp_path)
    assert sorted(here.everything()) == before
    refused = here.ops("export", "x@nobody.example", "--tenant", "acme", "--out", str(tmp_path))
    assert (refused.exit_code, "tenant acme knows nothing of this person" in refused.output) == (1, True)


def test_a_value_cannot_pass_for_markup(here: Here, tmp_path: Path) -> None:
    here.person()
    here.put(**contact_item("c1") | {"company": "# [x](y)\n- z"})
    page, _ = export(here, tmp_path)
    assert "- Empresa: \\# \\[x\\](y) - z" in page.splitlines()


def test_a_contact_is_shown_alone_with_what_belongs_to_it(here: Here) -> None:
    here.person()
    shown = here.ops("show", "c2")
    assert shown.exit_code == 0
    assert "## Contato autumn" in shown.output
    assert "## Contato spring" not in shown.output
    data = json.loads(here.ops("show", "c2", "--json").output)
    assert [each["contactId"] for each in data["contacts"]] == ["c2"]
    assert (here.ops("show", "nope").exit_code, here.ops("why", "nope").exit_code) == (1, 1)
