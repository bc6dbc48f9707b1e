"""The look at the contact file before anything starts: a wrong one is one line with the cure."""

import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from local import samples
from local.campaign import contact_file
from local.errors import LocalError

SAMPLES = Path(samples.__file__).parent


@pytest.mark.parametrize("name", ["leads.xlsx", "leads.csv", "horizonte-contacts.json"])
def test_the_samples_can_be_taken_in(name: str) -> None:
    assert contact_file.checked(SAMPLES / name) == SAMPLES / name


def complaint(path: Path) -> str:
    with pytest.raises(LocalError) as caught:
        contact_file.checked(path)
    line = str(caught.value)
    assert line.startswith(f"{path}: ")
    assert "\n" not in line
    return line


@pytest.mark.parametrize(
    ("name", "content", "cure"),
    [
        ("none.xlsx", None, "there is no such file: name another with CONTACTS=file"),
        ("list.pdf", b"%PDF", "export the list as XLSX or CSV"),
        ("list", b"x", "Name the columns in a line above the contacts"),
        ("list.csv", b"", "is empty: put the list here again"),
        ("list.csv", b"Nome;Idade\nAna;3\n", "one of Email and Telefone is enough"),
        ("list.xlsx", b"not a workbook", "found: 'not a workbook'"),
    ],
)
def test_a_wrong_file_is_told_with_the_cure(
    tmp_path: Path, name: str, content: bytes | None, cure: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert re.search(re.escape(cure), complaint(path))


def test_a_workbook_with_another_sheet_that_is_understood_can_be_taken_in(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Planilha1"
    book.active.append(["Nome", "Email", "Telefone"])
    book.save(tmp_path / "leads.xlsx")
    assert contact_file.checked(tmp_path / "leads.xlsx")


def test_a_folder_is_no_contact_file(tmp_path: Path) -> None:
    folder = tmp_path / "leads.xlsx"
    folder.mkdir()
    assert "cannot be read" in complaint(folder)
