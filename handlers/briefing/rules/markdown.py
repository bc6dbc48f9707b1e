"""Markdown for texts that somebody else wrote."""

import re

LONGEST_QUOTE = 240
"""The longest quotation of a reply, in characters."""


def plain(text: str) -> str:
    """Return a text as one line in which nothing can be read as Markdown."""
    return re.sub(r"([\\`*\[\]<>])", r"\\\1", re.sub(r"\s+", " ", text).strip())


def quote(text: str) -> str:
    """Return the words of a reply as one plain line, cut after ``LONGEST_QUOTE``."""
    own = re.sub(r"\s+", " ", text).strip()
    return plain(own if len(own) <= LONGEST_QUOTE else own[: LONGEST_QUOTE - 1].rstrip() + "…")
