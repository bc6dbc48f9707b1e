"""The text of a reply without what a mail program or a messenger adds to it.

It is cut once, where a reply comes in: whatever reads it afterwards reads the person's own words.
"""

import re
from itertools import pairwise

_QUOTED_LINE = re.compile(r"^\s*[>|]")
_QUOTE_BEGINS = re.compile(
    r"^\s*(?:-{2,}\s*(?:mensagem|e-?mail|original|forwarded|encaminhad).*"
    r"|_{5,}\s*"
    r"|(?:em|on|no dia)\b.{4,160}(?:escreveu|wrote)\s*:?"
    r"|\*?(?:de|from)\s*:\*?\s.{1,120}"
    r"(?:[@<].*|\s\*?(?:enviad[oa]|sent|data|date|para|to|assunto|subject)\s*:.*))\s*$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"^\s*(?:--|—)\s*$"
    r"|^\s*(?:enviad[oa]|sent)\s+(?:d[oe]|pelo|from|via)\b.*$"
    r"|^\s*(?:obter|get)\s+(?:o\s+)?outlook\b.*$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^\s*(?:att|at\.?te|atenciosamente|cordialmente|abs|abra[cç]os?|grat[oa]|(?:best |kind )?regards)"
    r"\s*[.,!]*\s*$",
    re.IGNORECASE,
)
_LONGEST_MARK = 500
"""Characters of a line that may begin a quotation or a signature; longer ones are somebody's words."""
_SENTENCE_ENDS = re.compile(r"(?<=[.!?\n])")
_INSTRUCTION = re.compile(
    r"\b(?:responda|responde|digite|envie)\b[^.!?\n]{0,40}\b(?:sair|parar|stop)\b", re.IGNORECASE
)


def own_words(text: str) -> str:
    """Return the person's own text, without quotations, signatures and our instruction to opt out."""
    kept: list[str] = []
    for line, following in pairwise([*text.splitlines(), ""]):
        # Mail programs may break "Em seg., 23 de nov. de 2026, Ana <ana@…> escreveu:" into two lines.
        broken = not _matches(_QUOTE_BEGINS, following) and _matches(_QUOTE_BEGINS, f"{line} {following}")
        if _matches(_QUOTE_BEGINS, line) or broken:
            break
        if _matches(_SIGNATURE, line) or (_matches(_CLOSING, line) and any(part.strip() for part in kept)):
            break
        if not _QUOTED_LINE.match(line):
            kept.append(line)
    return without_instruction("\n".join(kept)).strip()


def without_instruction(text: str) -> str:
    """Return a text without our instruction to opt out, which must never be read as the person's: "responda SAIR"."""
    sentences = _SENTENCE_ENDS.split(text)
    return "".join(sentence for sentence in sentences if not _INSTRUCTION.search(sentence))


def _matches(pattern: re.Pattern[str], line: str) -> bool:
    return len(line) <= _LONGEST_MARK and pattern.match(line) is not None
