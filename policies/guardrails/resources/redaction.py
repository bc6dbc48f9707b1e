"""The readable part of a value: enough to mend the resource, and nothing secret or personal.

A message ends in terminals, in comments on pull requests and in code hosts' lists of alerts. ARNs, names, actions,
numbers and the words of AWS are readable. Not shown are what the program marked as secret, whatever stands under a
property that holds people's own text or secrets (tags, environment variables, descriptions, …), and what has the
shape of a secret or of personal data, wherever it stands.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pulumi_policy.proxy import UnknownValueError

from .marks import HIDDEN, OWN_KEYS, Secret, structure_in

LONGEST_SHOWN = 160
"""Characters of a value that a message shows."""
_FREE_TEXT = re.compile(
    r"(^|\.)(tags|tagsall|defaulttags|variables|description|comment|userdata|input|inputtemplate|inputtransformer"
    r"|body|payload|secretstring|secretbinary|value|content|contentbase64)(\.|\[|$)",
    re.IGNORECASE,
)
"""Properties whose values are anybody's text: nothing below them is shown."""
_SENSITIVE = re.compile(
    r"password|passphrase|secret|token|credential|api_?key|private_?key|connection_?string|externalid",
    re.IGNORECASE,
)
"""Properties whose values may be secret: of these only ARNs are shown."""

_NAMES = r"password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|signature"
_SHAPES = [
    re.compile(pattern, flags)
    for pattern, flags in (
        (r"-----BEGIN [A-Z ]+-----.*?(-----END [A-Z ]+-----|$)", re.DOTALL),
        (r"(?<=://)[^\s/@\"]+@", 0),
        (r"(?<=\?)[\w.%-]+=[^\s\"']+", 0),
        (rf"[\w-]*(?:{_NAMES})[\"']?(?:=|:\s*[\"']|:\s)\s*[\"']?[^\s\"';,&]+", re.IGNORECASE),
        (r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+", 0),
        (r"\beyJ[\w-]{8,}(?:\.[\w-]*){0,2}", 0),
        (r"\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b", 0),
        (
            r"\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|[spr]k_(?:live|test)_|sk-|npm_|AIza|SG\.)[\w.-]{8,}",
            0,
        ),
        (r"(?<!\d)\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)|(?<!\d)\d{2}\.\d{3}\.\d{3}/\d{4}-\d{2}(?!\d)", 0),
        (r"(?<![\w:/.-])\+\d[\d ().-]{6,}\d", 0),
        (r"(?<![\w:/.-])\(?\d{2}\)?[ -]?9?\d{4}-\d{4}(?![\w-])", 0),
        # Twelve digits are an AWS account.
        (r"(?<![\w.-])(?:\d{10,11}|\d{13,})(?![\w/-]|[.:]\w)", 0),
    )
]
"""Private keys, credentials and queries in URLs, named secrets, e-mail addresses, tokens, Brazilian registry numbers,
telephone numbers and longer runs of digits."""
_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_WORD = re.compile(rf"arn:aws[\w-]*:[^\s\"',\]}}]+|[A-Za-z0-9+/=]{{40,}}|[A-Za-z0-9+=]{{20,}}|{_UUID}")
"""ARNs, and what a random text may be: an ARN is found first, so that no part of it is taken for one."""
_ARN = re.compile(r"arn:aws[\w-]*:[^\s\"']+")
_NOTE = re.compile(r"\((a value|\d+ characters)\)")
"""Said by a rule in the place of a value."""
_PLAIN_WORD = re.compile(r"(?<!\S)[^\W\d_]+[.,;:!?]*(?!\S)")
FEWEST_WORDS = 3
"""So many words one after the other are a sentence or somebody's name, not a word of AWS."""


def shown(found: Any, field: str = "") -> str:
    """Return the value found at a property's path as a message shows it: as JSON, shortened, without secrets."""
    if found is None or found == "":
        return "not set"
    try:
        readable = _readable(found, field)
    except UnknownValueError:
        return "not known before the deployment"
    if readable == HIDDEN:
        return "a value that is not shown"
    text = scrubbed(json.dumps(readable, ensure_ascii=False, default=_kind))
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 1]}…"


def scrubbed(text: str) -> str:
    """Return the text without what has the shape of a secret or of personal data."""
    for shape in _SHAPES:
        text = shape.sub(HIDDEN, text)
    return _WORD.sub(_word, text)


def _readable(found: Any, field: str) -> Any:
    """Return a value as plain data with everything hidden that its place or its mark forbids to show."""
    if isinstance(found, Mapping):
        return {_readable_key(key, field): _readable(found[key], f"{field}.{key}") for key in found}
    if _is_list(found):
        return [_readable(found[index], field) for index in range(len(found))]
    if found is None or isinstance(found, bool) or _NOTE.fullmatch(str(found)):
        return found
    if _FREE_TEXT.search(field):
        return HIDDEN
    if not isinstance(found, str) or found == "*":
        return found
    return _readable_text(found, field)


def _readable_key(key: Any, field: str) -> Any:
    return HIDDEN if isinstance(key, Secret) and OWN_KEYS.search(field) else key


def _readable_text(text: str, field: str) -> Any:
    if isinstance(text, Secret):
        return HIDDEN
    if text[:1] in "{[" and (structure := structure_in(text)) is not None:
        return _readable(structure, field)
    if _SENSITIVE.search(field) and not _ARN.fullmatch(text):
        return HIDDEN
    if re.search(r"[\n{}<>]", text) or len(_PLAIN_WORD.findall(text)) >= FEWEST_WORDS:
        return HIDDEN
    return text


def _word(match: re.Match[str]) -> str:
    """Return a long word as it is where it is an ARN, a path or made of letters alone; a random one is hidden."""
    word = match.group()
    if word.startswith("arn:"):
        return word
    if "/" in word and not all(re.search(kind, word) for kind in ("[A-Z]", "[a-z]", r"\d")):
        return "/".join(_WORD.sub(_word, part) for part in word.split("/"))
    return HIDDEN if re.search(r"\d", word) and re.search(r"[A-Za-z]", word) else word


def _is_list(found: Any) -> bool:
    return isinstance(found, Sequence) and not isinstance(found, str | bytes)


def _kind(found: Any) -> str:
    return f"({type(found).__name__})"
