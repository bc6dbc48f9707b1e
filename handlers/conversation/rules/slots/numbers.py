"""The numbers and ordinals by which a reply names a slot in a way of its own: "la 1", "nr 2", "the 3rd", "al 30".

``said`` is a result of ``languages.plainly``.
"""

from handlers.conversation.rules.phrases.notation import meanings, reworded

DAY_ALONE = r"(?:2[4-9]|3[01])"
"""A number that is a day, whatever stands beside it."""
_NO_HOUR = r"(?= ?$| (?!de |da |por |y media|h|:|\d))"
_MEANINGS = meanings(
    *(
        (rf"\b(?<!\ba )(?<!\bde )la (?:{number}|{word}){_NO_HOUR}|\bnr (?:\. )?{number}\b", f"opcao {number}")
        for number, word in ((1, "uno"), (2, "dos"), (3, "tres"))
    ),
    (r"\bnem ([1-3])(?= ?$| (?:nem|[.,!?]))", r"nem a \1"),
    (
        (
            r"\b(?:lets do|put (?:me|us) (?:down|in) for|make it|go (?:with|for)|i ll take) (?:the )?"
            r"([4-9]|[12]\d|3[01])(?= ?$| (?:[.,!]|please|then)(?! ?\d))"
        ),
        r"pode ser a de \1",
    ),
    (
        r"(?:^|(?<=[.,!?] ))(?:the )?([123]) ?(?:st|nd|rd)(?: (?:one|opcao|horario))?(?= ?$| (?!of ))",
        r"ordinal\1",
    ),
    (
        rf"\b(?:of the|(?<=apunto )al|(?<=anoto )al|(?<=sumo )al|let it be|(?<=quero )e o) (?={DAY_ALONE}\b)",
        "dia ",
    ),
    # "The option I prefer" is none.
    (r"\b(opcao|op|alternativa|item|proposta|hipotese) i(?= ?$| [.,!])", r"\1 1"),
    (r"\b(opcao|op|alternativa|item|proposta|hipotese) ii\b(?! \d)", r"\1 2"),
    (r"^(n?a )ii(?= ?$| [.,!])", r"\1opcao 2"),
    (r"\bter (?=(?:[12]\d|3[01])\b)", "terca feira "),
    (r"\b(?:the )?top (?:one|horario|opcao)\b", "primeira opcao"),
    (r"\b(?:the )?bottom (?:one|horario|opcao)\b", "ultima opcao"),
)


def plainly(said: str) -> str:
    """Return the words with such numbers in the grammar's own."""
    return reworded(said, _MEANINGS)
