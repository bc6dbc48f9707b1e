"""The words for days, hours and options that the grammar of slots does not know, put into those that it knows.

English and Spanish become Portuguese, a weekday with one wrong, missing, doubled or swapped letter becomes the
weekday, and phrases that mean a place in the offer become one word. ``said`` is a result of ``portuguese.words``.
"""

from handlers.conversation.rules.phrases.notation import Phrases

_FOREIGN_DAYS = {
    "monday": "segunda feira",
    "mon": "segunda feira",
    "lunes": "segunda feira",
    "tuesday": "terca feira",
    "tue": "terca feira",
    "tues": "terca feira",
    "martes": "terca feira",
    "wednesday": "quarta feira",
    "wed": "quarta feira",
    "miercoles": "quarta feira",
    "thursday": "quinta feira",
    "thu": "quinta feira",
    "thur": "quinta feira",
    "thurs": "quinta feira",
    "jueves": "quinta feira",
    "friday": "sexta feira",
    "fri": "sexta feira",
    "viernes": "sexta feira",
    "saturday": "sabado",
    "sunday": "domingo",
    "tomorrow": "amanha",
    "tmrw": "amanha",
    "today": "hoje",
    "hoy": "hoje",
    "december": "dezembro",
    "diciembre": "dezembro",
    "november": "novembro",
    "noviembre": "novembro",
    "january": "janeiro",
    "enero": "janeiro",
    "morning": "manha",
    "afternoon": "tarde",
    "evening": "noite",
    "noche": "noite",
    "noon": "meio dia",
    "mediodia": "meio dia",
    "option": "opcao",
    "opcion": "opcao",
    "slot": "horario",
    "number": "numero",
    "second": "segunda alternativa",
    "third": "terceira alternativa",
    "last": "ultima",
    "latest": "ultima",
    "primera": "primeira",
    "primero": "primeiro",
    "primer": "primeiro",
    "tercera": "terceira",
    "tercero": "terceiro",
    "sextou": "sexta",
    "qnta": "quinta",
    "cedinho": "de manha",
    "manhazinha": "manha",
    "tardinha": "tarde",
    "temprano": "de manha",
}
_NAMES = (
    "segunda",
    "terca",
    "quarta",
    "quinta",
    "sexta",
    "sabado",
    "domingo",
    "primeira",
    "terceira",
    "ultima",
)
_OTHER_WORD_LIST = """
    cerca domingos perca primeiras primeiro primeiros quanta quante quartas quarte quarto quartos quarts
    quintal quintas quinto quintos quita sabados seguida segundas segundo segundos serca sesta sextas sexte
    sexto tercas terceiras terceiro terceiros tercera terco terna terra texta ultimas ultimo ultimos
"""
_OTHER_WORDS = frozenset(_OTHER_WORD_LIST.split())
"""Words that are one letter away from a name and mean something else; the plurals are known anyway."""
_NEARLY = Phrases(r"\b[qstdxawgrpu][a-z]{3,8}\b")

_ARTICLE = "(?:a|o|na|no|d[aeo]|pela|pelo|the|la|el|horario|opcao|data)"
_PHRASES = tuple(
    (Phrases(pattern), meaning)
    for pattern, meaning in (
        (r"\bfirst (?=thing)", "de manha "),
        (r"\bfirst (?=one|opcao|horario|is|works|please)|\bthe first\b|^first\b", "primeira opcao "),
        (r"(?<!\bo )(?<!\bno )\bprimeiro , (?!por favor|obrigad|pode|valeu)", ""),
        (r"^(?:um|uma|one|uno)$", "1"),
        (r"\b(?:a|na) um\b", "a 1"),
        (r"^(?:two|dos)$", "2"),
        (r"^three$", "3"),
        (rf"\b{_ARTICLE} mais (?:cedo|proxim[ao]|perto|imediat[ao])\b(?! possivel)", "a maiscedo"),
        (rf"\b{_ARTICLE} (?:earliest|soonest|mas (?:temprano|cercan[ao]))\b", "a maiscedo"),
        (r"\b(?:a|o|na|no|d[ao]|pela|pelo) mais (?:distante|longe|tarde)\b(?! possivel)", "a maislonge"),
        (r"\b(?:middle|del medio|de en medio)(?: (?:one|horario|opcao))?\b", "do meio"),
        (r"\bdepois (?:do|de) almoco\b|\bafter lunch\b|\bdespues del? almuerzo\b", "de tarde"),
        (r"\bantes d[oe] almoco\b", "de manha"),
        (r"\b(?:no |na )?(?:mes que vem|proximo mes|next month|mes proximo)\b", "no mesquevem"),
        (r"\bhalf past (\d{1,2}|one|two|three|four|nine|ten|eleven)\b", r"as \1 e meia"),
        (r"\b(\d{1,2}(?::\d\d)?) ?(?:pm|p m)\b", r"as \1 da tarde"),
        (r"\b(\d{1,2}(?::\d\d)?) ?(?:am|a m)\b", r"as \1 da manha"),
        (r"\bat (?=\d|one|two|three|four|nine|ten|eleven)", "as "),
        (r"\b(?:a|de) las (?=\d|una|dos|cuatro|nueve|diez|once)", "as "),
        (r"\b(?:the |el )?(\d{1,2}) ?(?:th|st|nd|rd)\b", r"dia \1"),
        (r"\bel (?=\d)", "dia "),
        (r"\b(?:by|de|en|por|a) la (?=tarde|noite|manana)", "de "),
        (r"\bde manana\b|\bla manana\b", "de manha"),
        (r"\bmanana\b", "amanha"),
        (r"\bn o (?=[1-3]\b)|\bn (?=[1-3]\b)|\bno (?=[1-3]\b)", "opcao "),
        (r"(?<=as )one\b|(?<=as )una\b|(?<=numero )one\b|(?<=opcao )one\b", "1"),
        (r"(?<=as )(?:two|dos)\b|(?<=numero )(?:two|dos)\b|(?<=opcao )(?:two|dos)\b", "2"),
        (r"(?<=as )three\b|(?<=numero )three\b|(?<=opcao )three\b", "3"),
        (r"(?<=as )(?:four|cuatro)\b", "4"),
        (r"(?<=as )(?:nine|nueve)\b", "9"),
        (r"(?<=as )(?:ten|diez)\b", "10"),
        (r"(?<=as )(?:eleven|once)\b", "11"),
        (r"(?<![\d/:])\b(\d{1,2}) (00|15|30|45)\b(?! (?:de|dias?|minutos?|min|reais|anos))", r"\1:\2"),
    )
)


def known(said: str) -> str:
    """Return the words with those for slots in the grammar's own."""
    said = " ".join(_FOREIGN_DAYS.get(word, word) for word in said.split())
    for pattern, meaning in _PHRASES:
        said = pattern.sub(meaning, said)
    return _NEARLY.sub(lambda found: _weekday(found[0]), said)


def _weekday(word: str) -> str:
    if word in _NAMES or word in _OTHER_WORDS:
        return word
    meant = [day for day in _NAMES if _is_one_slip_away(word, day)]
    return meant[0] if len(meant) == 1 else word


def _is_one_slip_away(word: str, meant: str) -> bool:
    """Return True for one letter wrong, missing or too many, or two neighbours swapped."""
    if abs(len(word) - len(meant)) > 1:
        return False
    start = next((at for at, pair in enumerate(zip(word, meant, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    rest, right = word[start:], meant[start:]
    swapped = rest[:2] == right[1::-1] and rest[2:] == right[2:]
    return swapped or right[1:] == rest[1:] or right == rest[1:] or right[1:] == rest
