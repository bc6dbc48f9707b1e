"""Encodings are told by the bytes, a line at a time, and a file is never decoded as a whole."""

import pytest

from handlers.intake.rules import encodings

TEXT = "Nome;Telefone\r\nJosé & Cia – São João 😀;11987654321\r\n"


def lines(body: bytes) -> list[str]:
    text, _ = encodings.as_utf8(body)
    return [line for piece in encodings.pieces(text) for line in piece.lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_a_mark(encoding):
    assert "".join(lines(TEXT.encode(encoding))) == TEXT
    assert "".join(lines(b"\xfe\xff" + TEXT.encode("utf-16-be"))) == TEXT


def test_one_line_that_is_not_utf_8_spoils_no_other():
    body = "José\n".encode() + "Pão “x” €\n".encode("cp1252") + "João\n".encode()
    assert lines(body) == ["José\n", "Pão “x” €\n", "João\n"]
    assert encodings.name_of(body) == "UTF-8/Windows-1252"
    assert encodings.name_of("José".encode()) == "UTF-8"


def test_bytes_that_windows_1252_leaves_undefined_are_latin_1_and_doubtful():
    (piece,) = encodings.pieces(b"P\x81o\x80\n")
    assert piece == (["P\x81o€\n"], True)


def test_lines_end_with_any_end_of_a_line_and_with_nothing_else_of_unicode():
    text = "a\rb\r\nc\n\nd\u2028e\x0bf\x85g\r"
    assert lines(text.encode()) == ["a\r", "b\r\n", "c\n", "\n", "d\u2028e\x0bf\x85g\r"]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_pieces_end_where_lines_do_wherever_they_are_cut(monkeypatch, end):
    expected = [f"{'á' * length}{end}" for length in range(40)]
    for size in range(1, 60):
        monkeypatch.setattr(encodings, "PIECE_BYTES", size)
        assert lines("".join(expected).encode()) == expected


def test_a_large_file_is_decoded_in_small_pieces_and_a_line_without_end_is_cut():
    body = "😀;11987654321\n".encode() * 200_000
    longest = max(sum(map(len, piece.lines)) for piece in encodings.pieces(body))
    assert longest <= encodings.PIECE_BYTES
    first, second = lines(b"x" * 5_000_000 + b"\ny\n")
    assert len(first) < 2_000_000
    assert second == "y\n"
