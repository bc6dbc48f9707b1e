"""The words of a person in the text of a mail: without quotation, signature and notices, before any limit on length."""

import re
from collections.abc import Iterable

from handlers.common.rules import reply_texts
from handlers.conversation.rules.mail import disclaimers, links, quotes, signatures

MOST_READ = 100_000
"""Characters without quotations in which signatures and notices are looked for."""
_ARMOUR = "-----BEGIN PGP SIGN"
_ARMOURED = re.compile(
    r"-----BEGIN PGP SIGNED MESSAGE-----\s*?\n(?:[A-Za-z]+: [^\n]*\n)*\s*?\n|"
    r"-----BEGIN PGP SIGNATURE-----(?:(?!-----END)[^\n]*\n?)*(?:-----END PGP SIGNATURE-----)?"
)
_DASHED = re.compile(r"^- (?=-)", re.MULTILINE)
_PICTURES = re.compile(
    r"\[(?:cid:[^\[\]\n]{1,200}|(?:inline )?(?:image|imagem|imagen):[^\[\]\n]{0,200})\]|<#[0-9A-F-]{36}>",
    re.IGNORECASE,
)
MOST_RUNS = 20
"""Runs between quoted lines in which a signature is looked for, the last ones first."""


def words(text: str, sender: str = "", *, signed: bool = True) -> str:
    """Return what the sender of a mail wrote; empty if all of it is quoted or a notice.

    ``sender`` is the sender's name, with which a signature may begin. A signature without any words above it stays if
    ``signed``: it may be what the person wanted to say.
    """
    runs = quotes.own_runs(quotes.split(_shown(text)))
    runs = [*runs[:-MOST_RUNS], *map(_without_notices, runs[-MOST_RUNS:])]
    said = runs[:-MOST_RUNS]
    for run in runs[-MOST_RUNS:]:
        is_last = not signed or any(any(each) for each in said)
        said.append(signatures.without(run, sender, is_last=is_last))
    own = _tidy(said) or (_tidy(map(signatures.without_added, runs)) if signed else "")
    return reply_texts.without_instruction(own).strip()


def _shown(text: str) -> str:
    """Return a text without the names of pictures in it and the armour of a signed one (RFC 9580, section 7)."""
    if _ARMOUR in text:
        text = _DASHED.sub("", _ARMOURED.sub("", text))
    return _PICTURES.sub("", text)


def _without_notices(run: list[str]) -> list[str]:
    linked = links.without("\n".join(run)[:MOST_READ].split("\n"))
    return disclaimers.without("\n".join(linked)).split("\n")


def _tidy(runs: Iterable[list[str]]) -> str:
    """Return the lines without blanks around them, and with one blank line at the most between two."""
    lines = [line.strip() for run in runs for line in (*run, "")]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip("\n")[:MOST_READ]
