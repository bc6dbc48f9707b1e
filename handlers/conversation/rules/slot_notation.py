"""The notations of hours, dates and options that ``portuguese.words`` would take apart: "9.30", "No. 2", "it's"."""

import re

from handlers.common.rules import portuguese

_HOUR = re.compile(r"(?<![\d.,:/])([01]?\d|2[0-3])\.([0-5][05])(?![\d/:]|[.,]\d)(?=\s*(?:$|[^\s\d%]|\d))")
_DATE = re.compile(r"(?<![\d.,:/])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.(?=\s|$)")
_NUMBERED = re.compile(r"#\s?(?=[1-3](?!\d))|\b(?:[Nn]o\.|[Nn]ro\.?|[Nn][º°])\s?(?=[1-3]\b(?!\s?(?:de|d)\b))")
_LETS = re.compile(r"(?i)\blet['’]s\b")
_SHORT_IS = re.compile(r"(?<=[A-Za-z])['’]s\b")


def spoken(text: str) -> str:
    """Return the words of a reply to an offer."""
    text = _LETS.sub("lets", text)
    text = _NUMBERED.sub("opcao ", _DATE.sub(r"\1/\2 ", text))
    return portuguese.words(_SHORT_IS.sub(" is", _HOUR.sub(r"\1:\2", text)))
