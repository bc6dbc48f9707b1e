"""The signature below somebody's words: found and cut.

A line of ``--`` and the lines that programs add ("Enviado do meu iPhone") are certain. A closing ("Atenciosamente,") is
one only above something like a name, and the words above it are never none. Closings and announcements of quotations in
further languages are those of mail-parser-reply.
"""

import re
import unicodedata
from itertools import islice

from mailparser_reply.parser import EmailMessage

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_SPANISH

LIBRARY_LANGUAGES = ("en", "es", "de", "fr", "it")
"""Of the library's thirteen, those of mails in Brazil; some of the others take Portuguese words for their own."""
LIBRARY_LINES, LIBRARY_WIDTH = 150, 120
"""The most that the library reads of a text, in lines and characters: it takes the cube of a line's length."""
LONGEST_SIGNATURE = 25
"""Lines of a signature."""

_DELIMITER = re.compile(r"--\s*|[-_–—]{2,}\s*")
_SENT_FROM = re.compile(
    r"(?:enviad[oa] (?:do|da|de|desde|a partir d[oe]|pelo|por|com o?|via|usando)|sent (?:from|via|with|using)|"
    r"obte(?:r|nha) o|obtén|obtener|get|baixe o|descarga)\b.{0,60}\b(?:iphone|ipad|ios|android|galaxy|samsung|xiaomi|"
    r"motorola|moto|lg|huawei|blackberry|outlook|yahoo|gmail|mail|e-?mail|correio|windows|celular|smartphone|m[óo]vil|"
    r"phone|mobile|dispositivo|tablet|aplicativo|proton|spark|app)\b.{0,40}|"
    r"(?:enviado|sent) (?:do|from|desde) (?:o |mi |meu |my )\S{2,20}(?: \S{1,15}){0,2}\.?|"
    r"(?:von mein\w{1,2} \S.{1,40} gesendet|(?:envoyé|inviato) (?:de|da|depuis|à partir de|con) \S.{1,40}|"
    r"(?:télécharger|holen sie sich|scarica) outlook \S.{1,20})",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:muit[oa]s? )?(?:att|atte|at\.te|atenciosamente|cordialmente|respeitosamente|abra[çc]os?|abs|abç|bjs|beijos|"
    r"(?:um |grande |forte )*abra[çc]o|sauda[çc][õo]es|(?:com os )?(?:meus |melhores |os )*cumprimentos|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|un abrazo|"
    r"(?:best|kind|kindest|warm)(?: regards| wishes)?|regards|sincerely|cheers|yours (?:truly|sincerely)|"
    r"(?P<thanks>(?:desde já,? )?(?:grat[oa]|obrigad[oa]|agradeço)(?: desde já| pela atenção| e abraços?)?|"
    r"thanks(?: and regards)?|thank you|(?:muchas )?gracias)))(?![\w])\s*[,.:!;–-]*\s*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][\w.'’-]*")
_PARTICLES = frozenset(("da", "das", "de", "do", "dos", "del", "della", "e", "la", "y", "van", "von"))
_WORD = re.compile(r"[^\W\d_]+")
_BAR = re.compile(r"\s[|•·–-]\s|[|•]")
_CONTACT = re.compile(r"\S@\S|\bwww\.|https?://|\d{4,5}[-. ]?\d{4}\b")
_LONGEST_NAME = 30
_OF_AN_OFFICE = re.compile(
    r"(?:hor[aá]rio de |hor[aá]rios? de )?(?:atendimento|funcionamento|expediente)\b.*|(?:horario de )?atenci[oó]n\b.*|"
    r"(?:office |opening |business )?hours\b.*|(?:av|avenida|rua|r|alameda|al|pra[cç]a|rod|rodovia|calle)\b\.? .*\d.*|"
    r"(?:sala|conjunto|suite|ramal|cep|tel|fone|cel|celular|whatsapp|phone|mobile|ext)\b.*\d.*|.*(?:\S@\S|\bwww\.|https?://).*",
    re.IGNORECASE,
)
"""A line of a signature that tells where and when somebody can be met."""
_NO_NAMES = re.compile(
    rf"domingo|{WORKDAYS}|sabado|{WORKDAYS_SPANISH}|monday|tuesday|wednesday|"
    r"thursday|friday|primeir[ao]|terceir[ao]|segundo|ultim[ao]|sim|nao|ok|sair|parar|pare|cancelar|remover|stop|yes|no|"
    r"unsubscribe|descadastr\w*|excluir|parem|remov[ae]m?|chega|basta|baja"
)
"""Answers of one word that a capital makes look like a name."""
_POSTSCRIPT = re.compile(r"(?:p\.?\s?s\.?|obs\.?|em tempo)\s*[:.–-]", re.IGNORECASE)


def without_added(run: list[str]) -> list[str]:
    """Return the lines of a run without those that programs add."""
    return [line for line in run if not _is_added(line)]


def without(run: list[str], sender: str = "", *, is_last: bool = False) -> list[str]:
    """Return the lines of a run without the signature in it, which may begin with the sender's name alone.

    All of a run can be a signature only if there are words in runs above it (``is_last``).
    """
    kept = _without_delimited(without_added(run))
    cut = _closing(kept)
    if cut is None:
        cut = _name_of(kept, {_folded(word) for word in _WORD.findall(sender)})
    if cut is None:
        cut = _name_above_an_office(kept)
    if cut is None:
        cut = _library_cut(kept)
    if cut is None or not (is_last or any(map(str.strip, kept[:cut]))):
        return kept
    return [*kept[:cut], *_postscript(kept[cut:])]


def _is_added(line: str) -> bool:
    bare = line.strip(" \t*_<>[]")
    return (
        len(bare) <= 100
        and _SENT_FROM.fullmatch(re.sub(r"<[^<>]*>|\(?https?://\S+", "", bare).strip()) is not None
    )


def _without_delimited(lines: list[str]) -> list[str]:
    """Return the lines above the delimiter of a signature; of an ornament without a name below it, all."""
    for place, line in enumerate(lines):
        if _DELIMITER.fullmatch(line) and (line.strip() == "--" or _is_signature(lines, place + 1)):
            return [*lines[:place], *_postscript(lines[place:])]
    return lines


def _postscript(lines: list[str]) -> list[str]:
    """Return what is written below a signature and says so."""
    return next((lines[place:] for place, line in enumerate(lines) if _POSTSCRIPT.match(line)), [])


def _closing(lines: list[str]) -> int | None:
    """Return the place of the line at which a signature with a closing begins; thanks are left to the words."""
    for place, line in enumerate(lines):
        bare = line.strip(" *_")
        found = _CLOSING.match(bare)
        if found is None:
            continue
        rest = bare[found.end() :]
        if not rest and _is_signature(lines, place + 1):
            return place + 1 if found["thanks"] else place
        is_with_name = rest and not found["thanks"] and re.search(r"[,.:–-]\s*$", found[0]) and _is_name(rest)
        if is_with_name and sum(map(bool, lines[place:])) <= LONGEST_SIGNATURE:
            return place
    return None


def _name_of(lines: list[str], sender: set[str]) -> int | None:
    """Return the place of the sender's own name, if nothing but a few lines of a signature follows it."""
    for place in range(max(0, len(lines) - LONGEST_SIGNATURE), len(lines)):
        named = _BAR.split(lines[place], maxsplit=1)[0]
        name = {_folded(word) for word in _WORD.findall(named)} - _PARTICLES
        if (
            name
            and name <= sender
            and ":" not in named
            and (len(name) > 1 or len(lines[place]) < _LONGEST_NAME)
        ):
            below = "\n".join(lines[place + 1 :]).rstrip()
            if "\n\n" not in f"\n{below}" or _CONTACT.search(below):
                return _above_closing(lines, place)
    return None


def _name_above_an_office(lines: list[str]) -> int | None:
    """Return the place of a name below which nothing but office hours and addresses stands."""
    written = [place for place, line in enumerate(lines) if line.strip()]
    last = len(written)
    while last and _OF_AN_OFFICE.fullmatch(lines[written[last - 1]].strip(" *_")):
        last -= 1
    if not 1 < last < len(written) or lines[written[last - 2]].rstrip().endswith(":"):
        return None
    return written[last - 1] if _is_name(lines[written[last - 1]]) else None


def _above_closing(lines: list[str], place: int) -> int:
    """Return the place of the closing above a name; that of the name if there is none, and of thanks."""
    above = next((each for each in range(place - 1, -1, -1) if lines[each].strip()), place)
    found = _CLOSING.fullmatch(lines[above].strip(" *_"))
    return above if found and not found["thanks"] else place


def _folded(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word.lower()) if sign.isalpha())


def _is_signature(lines: list[str], start: int) -> bool:
    """Return True if few lines are left from ``start`` on, of which the first that is not blank looks like a name."""
    below = (lines[place] for place in range(start, len(lines)) if lines[place].strip())
    written = list(islice(below, LONGEST_SIGNATURE + 1))
    return 0 < len(written) <= LONGEST_SIGNATURE and _is_name(written[0])


def _is_name(line: str) -> bool:
    """Return True for words that begin with capitals, particles apart; one word in capitals may be a command."""
    words = line.strip(" *_,.-|").replace("|", " ").split()
    named = [word for word in words if word.lower() not in _PARTICLES]
    if not named or len(words) > 6 or not all(_NAME.fullmatch(word) and word[0].isupper() for word in named):
        return False
    return len(named) > 1 or not (named[0].isupper() or _NO_NAMES.fullmatch(_folded(named[0])))


def _library_cut(lines: list[str]) -> int | None:
    """Return the line at which the library sees a signature or the announcement of a quotation begin."""
    shown = [line.strip()[:LIBRARY_WIDTH] for line in lines[:LIBRARY_LINES]]
    # The library strips lines and reads on from where it stopped: lines that are blank in a row cost it dearly.
    rows = [place for place, line in enumerate(shown) if line or (place and shown[place - 1])]
    message = EmailMessage(
        "\n".join(shown[row] for row in rows), list(LIBRARY_LANGUAGES), keep_hyphen_lists=True
    )
    first, *others = message.read().replies
    kept = first.content
    if first.signatures and _is_signature(first.signatures.split("\n"), 1):
        kept = kept[: kept.rfind(first.signatures)]
    elif not others or not re.search(r"@|\d:\d\d", others[0].headers or ""):
        return None
    written = [row for row in rows if shown[row]]
    above = sum(1 for line in kept.split("\n") if line.strip())
    return written[above] if 0 < above < len(written) else None
