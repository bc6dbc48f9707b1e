"""The notations of hours, dates and options that ``portuguese.words`` would take apart: "9.30", "No. 2", "it's"."""

import re

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.notation import Phrases

_HOUR = re.compile(r"(?<![\d.,:/])([01]?\d|2[0-3])\.([0-5][05])(?![\d/:]|[.,]\d)(?=\s*(?:$|[^\s\d%]|\d))")
_DATE = re.compile(r"(?<![\d.,:/])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(?=\s|$)")
_ORDINAL_OF_MONTH = re.compile(r"(?<=\d)\s?[º°ª](?=\s?/\s?\d)")
_DAY_AND_MONTH = re.compile(
    r"(?<![\d.,:/$])(?<!\$ )(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])(?=\s|,\s|$)(?!\s(?:reais|mil|%))"
)
_NUMBERED = re.compile(r"#\s?(?=[1-3](?!\d))|\b(?:[Nn]o\.|[Nn]ro\.?|[Nn][º°])\s?(?=[1-3]\b(?!\s?(?:de|d)\b))")
_LETS = re.compile(r"(?i)\blet['’]s\b")
_OF_THE_CLOCK = re.compile(r"(?i)\bo\s?['’]?\s?clo(?:ck|c|k)\b")
_HALF_DAY = re.compile(r"(?i)\b([ap])\.m\b\.?")
_MONTH_FIRST = re.compile(
    r"(?<![\d/])(0?[1-9]|1[0-2])/(1[3-9]|2\d|3[01]|[1-9](?= at \d{1,2}(?::\d\d)? ?[AaPp]\.?[Mm]))(?![\d/])"
)
_SHORT_IS = re.compile(r"(?<=[A-Za-z])['’]s\b")
_LAUGHTER = Phrases(r"(?<=\S) (?:k{1,2}|rs|rsrs\w*|haha\w*|hehe\w*|jaja\w*|jeje\w*|lol)\b")
_MARKS = Phrases("[:…](?=\\s)|\\s[-–—]\\s|[\u2600-\u27bf\U0001f300-\U0001faff]+")
_CROSSED = Phrases("\\s?[❌🚫]")
_HALF_LINE = re.compile(
    r"(?im)^((?:(?:vamos|bora|vai|fico|pode ser)\s)?(?:(?:n|d|pel)?[ao]|[aà]s|com|dia|op[cç][aã]o))[ \t]{0,2}\n\s{0,2}"
)
"""A line that breaks off before the name of a slot."""
_STARRED = re.compile(r"(?m)(?<=\n)(?:\*([^*\n]{1,80})|([^*\n]{1,80})\*)$")
"""A line that mends the one before it, as in "*2"."""
_IN_BRACKETS = re.compile(
    r"\s\((?=[^()\d]{2,150}\))(?=[^()]{0,20}[a-zà-ú]{2})(?![^()]{0,150}\b(?:noite|manhã|manha|tarde)\b)"
)
"""A remark in brackets that has no number of its own."""
_HOUR_APART = re.compile(r"(?<=\d) (?=[hH]\b)")


def spoken(text: str) -> str:
    """Return the words of a reply to an offer."""
    text = _ORDINAL_OF_MONTH.sub("", _IN_BRACKETS.sub(", ", text))
    text = _HALF_LINE.sub(r"\1 ", _STARRED.sub(r"digo, \1\2", text))
    text = _LETS.sub("lets", _HOUR_APART.sub("", text))
    text = _NUMBERED.sub("opcao ", _DATE.sub(r"\1/\2 ", text))
    text = _MONTH_FIRST.sub(r"\2/\1", _HALF_DAY.sub(r"\1m", _OF_THE_CLOCK.sub("o clock", text)))
    return portuguese.words(_SHORT_IS.sub(" is", _DAY_AND_MONTH.sub(r"\1/\2", _HOUR.sub(r"\1:\2", text))))


def in_sentences(text: str) -> str:
    """Return the same words, with marks, emoji and laughter each as good as a full stop."""
    return _LAUGHTER.sub(" . ", spoken(_MARKS.sub(". ", _CROSSED.sub(" não dá. ", text))))
