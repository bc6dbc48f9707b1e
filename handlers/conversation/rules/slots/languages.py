"""The English and Spanish phrases for days, hours and options, put into words that the grammar of slots knows.

``said`` is a result of ``portuguese.words`` whose day words are Portuguese already.
"""

from functools import lru_cache

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, meanings, reworded
from handlers.conversation.rules.slots import english, spanish, spelling

_NUMBERS = {
    "one": 1,
    "una": 1,
    "two": 2,
    "dos": 2,
    "three": 3,
    "tres": 3,
    "four": 4,
    "cuatro": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "siete": 7,
    "eight": 8,
    "ocho": 8,
    "nine": 9,
    "nueve": 9,
    "ten": 10,
    "diez": 10,
    "eleven": 11,
    "once": 11,
    "twelve": 12,
    "doce": 12,
    "trece": 13,
    "catorce": 14,
    "nuebe": 9,
    "dies": 10,
    "onse": 11,
    "dose": 12,
    "catorse": 14,
    "dieciseis": 16,
    "diecisiete": 17,
    "dieciocho": 18,
}
_NUMBER = f"(?:{'|'.join(_NUMBERS)})"
_PART = r"(?:in the|de la|por la|a la|en la) (?:manha|manana|tarde|noite)"
_AN_HOUR = Phrases(
    rf"(?<=\bat ){_NUMBER}\b|(?<=\bas ){_NUMBER}\b(?! (?:of|de los)\b)"
    rf"|(?<=\blas ){_NUMBER}(?= (?:{_PART}|y media|en punto))"
    rf"|(?<=\ba las ){_NUMBER}\b|(?<=\bde las ){_NUMBER}\b(?! (?:opc|fechas|que|,))"
    rf"|\b(?<!the ){_NUMBER}(?= (?:o clock|sharp|thirty|[ap] ?m|en punto|y media|y cuarto|hrs|horas|{_PART})\b)"
    rf"|(?<=feira )(?!one|once (?:i|we|the|my)\b){_NUMBER}(?! (?:of|option)\b)\b"
    rf"|(?<=\bthe ){_NUMBER}(?= o clock\b)"
    rf"|^(?!one|two|three|dos|tres|una){_NUMBER}(?= ?$| works| please| pls)"
    rf"|(?<=\bhalf ){_NUMBER}\b|(?<=\bpast ){_NUMBER}\b"
)
_DAY = rf"(?:{WORKDAYS}) feira"
_MONTH = r"(novembro|dezembro)"
_THAT_FALLS = "que (?:ya )?(?:esta|este|es|sea|queda|quede|cae|caiga)"
_OF_THE_LIST = (
    r"(?:de (?:la|su|tu) lista|del listado|(?:de las )?que (?:usted |ustedes |me |nos )*"
    r"(?:mand|envi|pus|propus|propon|ofrec|escrib|dij|suger|mencion)\w+)\b"
)
_MEANINGS = meanings(
    (r"\bgood (?:manha|tarde|noite)\b|\bbuen(?:os|as)? (?:dias?|tardes?|noches?)\b", "hello"),
    (
        r"\bestou (?=(?:you|us|the|my|our|talk|talking|meet|meeting|speak|hear|see|be|have|go|join|do|it|yours)\b)",
        "for ",
    ),
    (r"\bquarter past (\d{1,2})\b|\b(\d{1,2}) y cuarto\b", r"\1\2:15"),
    (r"\b(\d{1,2}) thirty\b", r"\1:30"),
    (r"\b(\d{1,2}) y (?:30|treinta)\b", r"\1:30"),
    (r"(?<=\d) ([ap]) \. m\b(?: \.)?", r" \1m"),
    (r"\b(\d{1,2}) (?:o clock|sharp|en punto)\b|(?<![:\d])\b(\d{1,2}) hs?\b(?! \d)", r"\1\2h"),
    (rf"({_DAY}|manha|tarde|semana|\d|\dh) no mas\b", r"\1 nomas"),
    (r"\b(\d{1,2}(?::\d\d|h)?) (?:in the|de la|por la|en la) (manha|manana|tarde|noite)\b", r"\1 da \2"),
    (r"(?<=\d) da manana\b", " da manha"),
    (r"\b(0[7-9]|1\d)(00|30)(?:h|(?= horas)|(?= ?$))", r"\1:\2"),
    (r"\ba las ([1-3])\b(?! (?:y|da)\b)", r"as \1h"),
    (r"\btipo (?:las )?(?=\d)|\b(?:around|about|a eso de las) (?=\d)", "as "),
    (rf"\b(?:the )?(?:first|primero) (?:of |de )?(?={_MONTH})", "dia 1 de "),
    (rf"\b(\d{{1,2}})(?: ?(?:st|nd|rd|th))? (?:of )?{_MONTH}\b", r"dia \1 de \2"),
    (
        rf"(?<!de )\b{_MONTH} (?:the )?(\d{{1,2}})(?: ?(?:st|nd|rd|th))?\b(?! ?(?:h|:|horas|[ap] ?m)\b)",
        r"dia \2 de \1",
    ),
    (rf"\b{_MONTH} (?:the )?first\b", r"dia 1 de \1"),
    (rf"\b({_DAY}) (?:the )?(?:first|1 st|primeiro)\b(?! (?:thing|opcao|horario|one))", r"\1 dia 1"),
    (
        (
            r"\b(?:the )?([1-3]) ?(?:st|nd|rd|ra|da|era) "
            r"(?:one|opcao|horario|of (?:the|your|those)(?: (?:three|3))?)\b"
        ),
        r"\1a opcao",
    ),
    (
        (
            r"\b(?:thanksgiving|turkey) (?:is )?(?:day )?"
            r"(?=(?:as|at|tarde|manha|one|works|is (?:fine|good|ok|great)|it is)\b)"
        ),
        "dia antes da blackfriday ",
    ),
    (
        r"\b(?:(?:a|one) )?week from (?:hoje|now)\b|\bhoje (?:in )?a week\b|\ba week hoje\b",
        "daqui 1 semana",
    ),
    (
        r"\b(?:whichever|whatever) (?:one )?(?:is|comes|you have) (?:the )?(?:soonest|first|earliest|sooner)\b",
        "a maiscedo",
    ),
    (r"^(?:the )?(?:soonest|earliest)\b", "a maiscedo"),
    (
        (
            rf"\b(?:la|el) (?:opcao )?(?:{_THAT_FALLS} )?mas (?:de manha|tempran[ao]|tempranera?|"
            r"prontit[ao]|pront[ao]|(?:cerca|cercan[ao]|proxim[ao])"
            r"(?! (?:del|al|(?:de|a) (?:tu|su|mi|la|fin)|a el)\b))\b"
            r"(?: de tod[ao]s| a hoje| que (?:tengan?|tenes|tienen?|tienes|haya|hay)\b)?"
        ),
        "a maiscedo",
    ),
    (rf"\b(?:la|el) (?:opcao )?{_THAT_FALLS} (?:antes(?! de)|primeir[ao])\b", "a maiscedo"),
    (rf"\b(?:la|el) (?:opcao )?(?:{_THAT_FALLS} )?mas (?:lejos|lejan[ao]|alejad[ao])\b", "a maislonge"),
    (
        rf"\b(la|el) {_THAT_FALLS} (?:en |de |para )?(?=(?:la )?(?:proxima|outra semana|otra semana)\b)",
        r"\1 de ",
    ),
    (rf"\b(primeir[ao]|segund[ao]|terceir[ao]|ultim[ao]) {_OF_THE_LIST}", r"\1 opcao"),
    (
        r"\b(?:la|el) (?:que encabeza (?:la|su|tu) lista|del (?:principio|comienzo|inicio)(?! de))\b",
        "a primeira opcao",
    ),
    (r"\b(?:la|el) (?:que cierra (?:la|su|tu) lista|del final(?! de))\b", "a ultima opcao"),
    (rf"\b(?:la|el) penultim[ao](?: {_OF_THE_LIST})?", "a do meio"),
    (r"\b(?:la|el) del (?:1|1o|primeiro)\b(?! (?:de|horario|opcao)\b)", "a do dia 1"),
    (rf"\bantes del? (?={_DAY})", "antes de "),
    (rf"\bdespues del? (?={_DAY})", "depois de "),
    (r"\bo (?:a mas tardar|bien|si no|sino) (?=el |la |dia |a )", "ou "),
    (r"\b(?:tempranito|tempranit[ao]|early)\b(?! (?:bird|riser))", "de manha"),
    (r"\ba primeira hora (?:de (?=manana)|de (?:la|esta) manana\b)?", "de manha "),
    (r"\b(?:a )?media manana\b|\bmid manha\b", "de manha"),
    (r"\bantes (?:del? )?(?:almuerzo|meio dia)\b", "de manha"),
    (r"\bvespertin[ao]\b", "de tarde"),
    (
        r"\bsemana (?:que )?(?:entra|entrante|viene|proxima|siguiente)\b|\bsemana que entra\b",
        "proxima semana",
    ),
    (
        r"\b(?:the )?(?:one|opcao|horario) (?:for |in |from |on |of |that is )?(?:the )?next week\b",
        "a da proxima semana",
    ),
    (r"\bnext week (?:is )?(?:one|opcao|horario)\b", "a da proxima semana"),
    (r"\bnext week\b", "proxima semana"),
    (rf"\bnext ({_DAY})\b", r"\1 que vem"),
    (
        r"\b(?:the )?(?:ultima|ultimo) (?:day|dia) (?:of|in|del?) (?:the |this )?(?:month|mes|november)\b",
        "no fimdomes",
    ),
    (r"\b(?:esta|this) (?:misma )?(?:semana|week)\b", "esta semana"),
    (r"\bafter (?=\d)|\bdespues de las? (?=\d)", "depois das "),
    (r"\b(?:before|by) (?=\d)|\bantes de las? (?=\d)", "antes das "),
    (
        (
            r"\b(?:as )?\d{1,2}(?::\d\d|h)?(?: da (?:tarde|manha|noite))? "
            r"(?:de (?:aca|aqui)\b|nuestra\b|hora (?:nuestra|local|peninsular|de aca)\b"
            r"|for us\b|here\b|(?:my|our) (?:time|end)\b)"
        ),
        "",
    ),
    (r"\b(?:el )?mes que (?:entra|viene|vem)\b", "no mesquevem"),
    (
        (
            r"\b(?:as|de las?|de los|of (?:the|your)) 3 "
            r"(?:fechas|opcoes|propuestas|alternativas|dates|horarios)\b"
        ),
        "",
    ),
    (r"\bde las (?=(?:tres|3) \w)", "das "),
    (r"\blas? (2|3|dos) (?=plis|pls|porfa|por favor|please|porfis)", r"a \1 "),
    (r"^(?:la|el|a) dos\b", "a 2"),
)

_DAYS = {
    "monday": "segunda feira",
    "tuesday": "terca feira",
    "wednesday": "quarta feira",
    "thursday": "quinta feira",
    "friday": "sexta feira",
    "lunes": "segunda feira",
    "martes": "terca feira",
    "miercoles": "quarta feira",
    "jueves": "quinta feira",
    "viernes": "sexta feira",
    "morning": "manha",
    "afternoon": "tarde",
}
_NEARLY_MEANT = {**_DAYS, "wensday": "quarta feira", "perfect": "perfect"}
_OTHER_WORDS = frozenset(
    ["vienes", "lines", "lunas", "lanes", "mares", "mates", "marte", "mourning", "perfecto", "perfecta"]
)
"""Words that are one letter away from a name and mean something else."""
_NEARLY = Phrases(r"\b[mtwfljvap][a-z]{4,9}\b")


def plainly(said: str) -> str:
    """Return the words with the phrases of both languages in the grammar's own."""
    said = _NEARLY.sub(lambda found: _day(found[0]), said)
    said = spanish.plainly(english.plainly(said))
    said = _AN_HOUR.sub(lambda found: str(_NUMBERS[found[0]]), said)
    return " ".join(reworded(said, _MEANINGS).split())


@lru_cache(maxsize=1_000)
def _day(word: str) -> str:
    if word in _OTHER_WORDS or word.removesuffix("s") in _DAYS:
        return word
    meant = {
        day
        for name, day in _NEARLY_MEANT.items()
        if name[0] == word[0] and spelling.is_at_most_one_slip_away(word, name)
    }
    return meant.pop() if len(meant) == 1 else word
