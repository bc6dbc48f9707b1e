"""The words of a person in the text of a mail: without quotation, signature and notices, before any limit on length."""

from collections.abc import Iterable

from handlers.common.rules import reply_texts
from handlers.conversation.rules import mail_disclaimers, mail_quotes, mail_signatures

MOST_READ = 100_000
"""Characters without quotations in which signatures and notices are looked for."""
MOST_RUNS = 20
"""Runs between quoted lines in which a signature is looked for, the last ones first."""


def words(text: str) -> str:
    """Return what the sender of a mail wrote; empty if all of it is quoted or a notice.

    A signature without any words above it stays: it may be what the person wanted to say.
    """
    runs = mail_quotes.own_runs(mail_quotes.split(text))
    runs = [*runs[:-MOST_RUNS], *map(_without_notices, runs[-MOST_RUNS:])]
    signed = [*runs[:-MOST_RUNS], *map(mail_signatures.without, runs[-MOST_RUNS:])]
    own = _tidy(signed) or _tidy(map(mail_signatures.without_added, runs))
    return reply_texts.without_instruction(own).strip()


def _without_notices(run: list[str]) -> list[str]:
    return mail_disclaimers.without("\n".join(run)[:MOST_READ]).split("\n")


def _tidy(runs: Iterable[list[str]]) -> str:
    """Return the lines without blanks around them, and with one blank line at the most between two."""
    lines = [line.strip() for run in runs for line in (*run, "")]
    kept = [line for place, line in enumerate(lines) if line or (place and lines[place - 1])]
    return "\n".join(kept).strip("\n")[:MOST_READ]
