"""The subject of a mail, which forwards another or has words of its own where the body has none."""

import re

from handlers.common.rules import reply_texts

LONGEST_FORWARDED = 600
"""Characters of a forwarded mail that a human is shown."""
_ANSWERS = re.compile(
    r"\s*(?:\[[^\[\]]{0,60}\]\s*)*(?:re|res|resp|aw|rif|r)\s*(?:\[\d+\])?\s*:", re.IGNORECASE
)
_FORWARDS = re.compile(
    r"\s*(?:\[[^\[\]]{0,60}\]\s*)*(?:fwd?|enc|rv|wg|i|tr)\s*(?:\[\d+\])?\s*:", re.IGNORECASE
)


def words(subject: str) -> str:
    """Return the words of a subject that its writer chose; none of one that a program took over from another mail."""
    if _ANSWERS.match(subject) or _FORWARDS.match(subject):
        return ""
    return reply_texts.without_instruction(subject).strip()


def forwards(subject: str) -> bool:
    """Return True for the subject of a mail that was forwarded, with or without words above it."""
    return _FORWARDS.match(subject) is not None


def shown(subject: str, signature: str, text: str) -> str:
    """Return what a human is shown of a mail without words: subject, signature, the beginning of a forwarded one."""
    forwarded = " ".join(text.split())[:LONGEST_FORWARDED] if forwards(subject) else ""
    parts = (
        f"[assunto: {subject.strip()}]" if subject.strip() else "",
        signature,
        f"[encaminhado: {forwarded}]" if forwarded else "",
    )
    return "\n".join(filter(None, parts))
