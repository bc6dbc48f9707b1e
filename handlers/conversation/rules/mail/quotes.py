"""The lines of a mail that its sender wrote, apart from those that a program has quoted.

Quotations are known by ``>``, by the line that announces one ("Em seg., 23 de nov. de 2026 às 10:00, Ana escreveu:"),
by Outlook's block ("De: … Enviado: … Para: … Assunto: …") and by separators, in Portuguese, English and Spanish. What
stands between or below lines with ``>`` is the sender's; below an announcement without any, everything is quoted.
"""

import re

MOST_LINES = 50_000
LONGEST_ANNOUNCEMENT = 400
_ANNOUNCEMENT_LINES = 4
_BLOCK_LINES = 10
_LONGEST_SEPARATOR = 120
_LONG_LINE = 68
"""Characters from which on a program may have wrapped a quoted line."""

_BREAK = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_MARKED = re.compile(r"\s{0,3}>")
_DECORATION = " \t*_"
_RULER = re.compile(r"\s*[-_=*]{5,}\s*")

_VERB = r"(?:escreveu|wrote|escribió|escribio|a écrit|ha scritto|schreef)"
_ANNOUNCES = re.compile(
    rf"\b{_VERB}\b[^:]{{0,60}}(?::\d\d[^:]{{0,40}})?:$|\b(?:schreef|schrieb)\b[^:]{{1,150}}:$", re.IGNORECASE
)
_OPENS = re.compile(r"(?:em|no dia|a|à|às|on|el|le|am|il|op)\s", re.IGNORECASE)
_DATED = re.compile(
    r"\b20\d\d\b|\d{1,2}[/.-]\d{1,2}[/.-]\d{2}|\d{1,2}[:h]\d{2}|\d de [a-zç]{3,9}\b|\b\d{1,2} [a-z]{3}\b",
    re.IGNORECASE,
)
_SENDER_FIRST = re.compile(rf"[^<>]{{0,80}}<[^<>@\s]{{1,80}}@[^<>\s]{{1,80}}>\s+{_VERB}\b", re.IGNORECASE)
_SAME_LINE = re.compile(
    rf"[^:]{{0,60}}:\d\d[^:]{{0,120}}<[^<>@\s]{{1,80}}@[^<>\s]{{1,80}}>\s*{_VERB}(?:\s?:\s|\s?$)",
    re.IGNORECASE,
)
"""An announcement without its colon, or, as Yahoo writes on a telephone, with what it quotes on the same line."""
_BETWEEN_DASHES = re.compile(rf"-{{2,}}\s?\S.{{4,250}}\b{_VERB}\b[\s:]{{0,3}}-{{2,}}:?", re.IGNORECASE)
_CITES = re.compile(
    r"(?:citando|quoting|mensaje citado por|zitat von)\s.{0,150}<?[^\s<>@]{1,80}@[^\s<>]{1,80}>?\s?:",
    re.IGNORECASE,
)
_OLD_GMAIL = re.compile(r"\d{4}-\d\d-\d\d \d{1,2}:\d\d\b.{0,200}<[^<>]*@[^<>]*>:")

_FIELDS = {
    "from": r"de|from|remetente|von",
    "sent": r"enviad[oa](?: em| el)?|sent|data|date|fecha|gesendet",
    "to": r"para|to|destinatário|an",
    "copy": r"cc|cco|bcc|c[óo]pia",
    "subject": r"assunto|subject|asunto|betreff",
    "other": r"responder a|reply-to|organização|organization|prioridade|importância|importance",
}
_FIELD = re.compile(
    r"[*_ ]{0,3}(?:"
    + "|".join(f"(?P<{kind}>{names})" for kind, names in _FIELDS.items())
    + r")[*_ ]{0,3}:(?!//)",
    re.IGNORECASE,
)
_OF_A_MAIL = re.compile(r"\S@\S|\b20\d\d\b|\d:\d\d")
"""An address, a year or a time: fields without any may be what somebody writes ("De: segunda, Para: quinta")."""
_SEPARATOR = re.compile(
    r"[-_*=\s]*-{2,}\s*(?:mensagem original|original message|original e?mail|mensaje original|"
    r"(?:mensagem|e-?mail) (?:encaminhad[ao]|reencaminhada)|forwarded message|mensaje reenviado|original appointment|"
    r"compromisso original|ursprüngliche nachricht|message d'origine|messaggio originale)\s*-{2,}[-_*=\s]*"
    r"|\S.{0,80}\s---\d{1,2}[/.]\d{1,2}[/.]\d{4} \d{1,2}:\d\d(?::\d\d)?(?: [AP]M)?---.*"
    r"|(?:início da mensagem (?:re)?encaminhada|begin forwarded message|inicio del mensaje reenviado)\s*:",
    re.IGNORECASE,
)


def split(text: str) -> list[str]:
    """Return the lines of a text, at most ``MOST_LINES``, without invisible characters and blanks at their ends."""
    seen = _UNSEEN.sub("", text).replace("\u00a0", " ")
    return [line.rstrip() for line in _BREAK.split(seen, MOST_LINES)[:MOST_LINES]]


def own_runs(lines: list[str]) -> list[list[str]]:
    """Return the lines that the sender wrote, those without a quotation between them together."""
    kinds = [_MARKED.match(line) is not None for line in lines]
    runs, run, place = list[list[str]](), list[str](), 0
    while place < len(lines):
        announced = 0 if kinds[place] else _announcement(lines, place)
        if announced and not _is_marked_next(lines, kinds, place + announced):
            break
        if not kinds[place] and not announced and _begins_quotation(lines, place):
            run = _without_ruler(run)
            break
        if kinds[place] or announced or _is_wrapped(lines, kinds, place):
            runs.append(_without_ruler(run))
            run = []
        else:
            run.append(lines[place])
        place += announced or 1
    return [each for each in [*runs, run] if any(map(str.strip, each))]


def _without_ruler(run: list[str]) -> list[str]:
    """Return a run without the line that Outlook draws below it."""
    end = len(run)
    while end and (not run[end - 1] or _RULER.fullmatch(run[end - 1])):
        end -= 1
    return run[:end]


def _is_marked_next(lines: list[str], kinds: list[bool], place: int) -> bool:
    """Return True if the next line that is not blank begins with ``>``."""
    return next((kinds[each] for each in range(place, len(lines)) if lines[each].strip()), False)


def _announcement(lines: list[str], place: int) -> int:
    """Return the number of lines from ``place`` on that announce a quotation, 0 if they do not.

    The announcement may be wrapped over several lines, of which the last one ends in the verb and a colon.
    """
    first = lines[place].strip(_DECORATION)
    if not first:
        return 0
    opens = _opens(first) or _SENDER_FIRST.match(first) is not None
    for count in range(1, _ANNOUNCEMENT_LINES + 1):
        if place + count > len(lines) or not (last := lines[place + count - 1].strip(_DECORATION)):
            return 0
        if count > 1 and _opens(last):
            return 0
        whole = " ".join(line.strip(_DECORATION) for line in lines[place : place + count])
        if len(whole) > LONGEST_ANNOUNCEMENT:
            return count if opens and _SAME_LINE.match(whole[:LONGEST_ANNOUNCEMENT]) else 0
        if _ANNOUNCES.search(whole):
            return count if opens or (count == 1 and _names_sender(whole)) else 0
        if count == 1 and any(form.fullmatch(whole) for form in (_OLD_GMAIL, _BETWEEN_DASHES, _CITES)):
            return 1
        if opens and _SAME_LINE.match(whole):
            return count
        if not opens:
            return 0
    return 0


def _opens(line: str) -> bool:
    return _OPENS.match(line) is not None and _DATED.search(line[:80]) is not None


def _names_sender(line: str) -> bool:
    """Return True for "Ana <ana@acme.com> wrote:" and "Ana escreveu em 23/11/2026 10:00:"."""
    before, _, after = re.split(rf"(\b{_VERB}\b)", line, maxsplit=1, flags=re.IGNORECASE)
    return ("@" in before and "<" in before) or (0 < len(before.split()) <= 6 and bool(_DATED.search(after)))


def _begins_quotation(lines: list[str], place: int) -> bool:
    line = lines[place].strip(_DECORATION)
    is_separator = len(line) <= _LONGEST_SEPARATOR and _SEPARATOR.fullmatch(line) is not None
    return is_separator or _begins_block(lines, place)


def _begins_block(lines: list[str], place: int) -> bool:
    """Return True for the fields of a header as Outlook and Apple Mail put them above what they quote."""
    first = _FIELD.match(lines[place])
    if first is None:
        return False
    block = lines[place : place + _BLOCK_LINES]
    kinds = {field.lastgroup for line in block if (field := _FIELD.match(line))}
    if not ({"from", "sent", "to", "subject"} <= kinds or any(_OF_A_MAIL.search(line) for line in block)):
        return False
    if first.lastgroup not in ("from", "sent"):
        # The order of Hotmail, which people's own words are in more easily.
        return first.lastgroup in ("to", "subject") and len(kinds) >= 4 and any("@" in line for line in block)
    return (
        {"from"} < kinds and len(kinds & {"sent", "subject", "to"}) >= 2 and bool(kinds & {"sent", "subject"})
    )


def _is_wrapped(lines: list[str], kinds: list[bool], place: int) -> bool:
    """Return True for the end of a long quoted line that a program has wrapped and not marked.

    An answer between two quoted lines stands apart from them, or below a line that is whole.
    """
    if not 0 < place < len(lines) - 1 or not (kinds[place - 1] and kinds[place + 1]):
        return False
    before, line = lines[place - 1], lines[place].strip()
    whole = before.endswith((".", "!", "?", ":", ";", ">"))
    return bool(line) and not whole and len(before) + 1 + len(line.split()[0]) >= _LONG_LINE
