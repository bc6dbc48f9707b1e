"""The English phrases for days, hours and options that are said in a way of their own: "the pm one", "month end".

``said`` is a result of ``portuguese.words`` whose day words are Portuguese already.
"""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, meanings, reworded

_ENGLISH = Phrases(r"\b(?:the|is|and|we|you|my|your|i|on|at|of|please|it|this|that|with|will|have)\b")
_TO = Phrases(r"\bestou\b")
_PORTUGUESE = Phrases(r"\b(?:que|nao|para|com|eu|uma?|de|da|do|el|los|las|mi|y)\b")
_ENOUGH_ENGLISH = 2
"""The English words from which on "to" is no "estou" in a reply without Portuguese ones."""

_ORDINALS = {
    "first": 1,
    "segunda alternativa": 2,
    "terceira alternativa": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
}
_HOURS = {"nine": "9", "ten": "10", "eleven": "11", "two": "2", "three": "3", "four": "4", "five": "5"}
_DAY = f"(?:(?:{WORKDAYS}) feira|amanha)"
_DAY_OF_MONTH = Phrases(rf"\b(?:the )?(?:(twenty|thirty) ({'|'.join(_ORDINALS)})|thirtieth|twentieth)\b")
_HOUR_ON = Phrases(
    rf"(?:^|(?<=[.,!?] )|(?<=\bthe )|(?<=\bfor )|(?<=\btake )|(?<=\bit )|(?<=\bdo ))"
    rf"({'|'.join(_HOURS)}|\d{{1,2}}) on (?={_DAY})"
)
_MEANINGS = meanings(
    (r"\b(?:the |that |your )?mid ?week (?=one\b|horario\b|opcao\b|date\b)", "a domeiodasemana "),
    (r"\b(?:the )?(?:one|horario|opcao) (?:in )?(?:the )?(?:middle of the|mid) ?week\b", "a domeiodasemana"),
    (r"(?:\b(?:the|that|your) |^)(?<!\d )pm (?=one\b|horario\b|opcao\b)", "the de tarde "),
    (r"(?:\b(?:the|that|your) |^)am (?=one\b|horario\b|opcao\b)", "the de manha "),
    (r"\b(?:pre|before|prior (?:estou|for)) (?:the )?(?:lunch|meio dia)\b", "de manha"),
    (
        (
            r"(?<=[a-z])(?<! nd)(?<! rd)(?<! st) (?:out )?of (?:the|your|those|these) (?:3|three)\b"
            r"(?: opcoes| horarios)?"
        ),
        "",
    ),
    (
        (
            r"(?<! long)(?<! far)(?<! soon)(?<! well)(?<! such)(?<! same)(?<! much)(?<! just)(?<! late)(?<! early)"
            rf"(?<=[a-z]) as (?=(?:i|we|my|our)\b|{_DAY} (?:i|we|is|will|my|our)\b)"
        ),
        " because ",
    ),
    (r"\b(?:the )?(?:one|opcao|horario) after (?:the |this )?(?:long )?weekend\b", "a da proxima semana"),
    (r"\b(?:the )?first day of (?=novembro|dezembro)", "dia 1 de "),
    (r"(?<=one|ion) (?:on|in) (?:the|your) list\b", ""),
    (r"\bbefore (?:i|we|you) change (?:my|our|your) minds?\b", ""),
    (r"\bopt (?=[1-3abc]\b)", "opcao "),
    (r"\b(?:the )?day after (?:thanksgiving|turkey)(?: day)?\b", "blackfriday"),
    (
        r"\b(?:the )?(?:day before thanksgiving|eve of thanksgiving|thanksgiving eve)(?: day)?\b",
        "antevespera da blackfriday",
    ),
    (r"\b(?:the )?first of (?:the )?(?:next )?month\b", "dia 1"),
    (r"(?:^|(?<=[.,!] )|(?<=of )|(?<=on )|(?<=at ))(?:the )?month end\b", "no fimdomes"),
    (r"\bearly bird (?=one\b|horario\b|opcao\b)", "de manha "),
    (r"\b(?:the )?(?:one )?(?:furthest|farthest) (?:out|away|off)\b", "a maislonge"),
    (r"\b(?:that|which) (?:is not|isn t|ain t) (?:in )?(?:an? |the )?manha(?: one)?\b", "de tarde"),
    (r"\b(?:that|which) (?:is not|isn t|ain t) (?:in )?(?:an? |the )?tarde(?: one)?\b", "de manha"),
    (r"\b(?:(?:in |at )?the )?(?:end of (?:the )?|late )tarde\b", "fim da tarde"),
    (r"\b(?:like )?(\d{1,2}(?::\d\d)?) ?ish\b", r"as \1"),
    (r"(?<=\d\d) (?:hours|hrs)\b", " horas"),
    (r"\b(\d{1,2} ?(?:th|st|nd|rd)) inst\b(?: \.)?", r"\1"),
    (r"\b(amanha|feira|week) is (?=one\b(?! of)|horario\b|is\b)", r"\1 "),
    (
        rf"(?<=feira|manha) (?:one |horario )?(?:over|rather than|instead of) (?:the |on )?{_DAY}",
        "",
    ),
    (rf"\brather (?:the )?({_DAY}) than (?:the )?{_DAY}", r"prefiro \1"),
    (rf" and not (?=(?:the |on )?(?:{_DAY}|\d))", " . not "),
    (
        (
            rf"\b(?:i )?was (?:going|about) (?:estou|for) (?:say|take|pick|choose|suggest|go (?:for|with)) "
            rf"(?:the )?{_DAY}(?: one)?[ ,.]*(?:but )?"
        ),
        "",
    ),
    (r"\bwe (would|could|can|are|will|ll|d|re) both\b", r"we \1"),
    (rf"\bwhy not (?=(?:the |on |do |make it )*(?:{_DAY}|at \d|opcao))", "ok "),
    (r"\b(?:can t|cannot|cant) not be\b", "has for be"),
)


def plainly(said: str) -> str:
    """Return the words with the English phrases in the grammar's own."""
    if len(_ENGLISH.findall(said)) >= _ENOUGH_ENGLISH and not _PORTUGUESE.search(said):
        said = _TO.sub("for", said)
    said = _HOUR_ON.sub(lambda found: f"as {_HOURS.get(found[1], found[1])} ", reworded(said, _MEANINGS))
    return _DAY_OF_MONTH.sub(lambda found: f"dia {_day(found[1], found[2], found[0])}", said)


def _day(tens: str | None, ordinal: str | None, said: str) -> int:
    if tens is None or ordinal is None:
        return 30 if said.endswith("thirtieth") else 20
    return (20 if tens == "twenty" else 30) + _ORDINALS[ordinal]
