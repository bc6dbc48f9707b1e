"""The links by which mailing lists let their readers go, as programs put them below a mail: found and cut.

A link is known by what it is made of and not by its words alone, which people use too: an address behind it, brackets
around it, "aqui", or further links beside it.
"""

import re
from itertools import pairwise

from handlers.common.rules import portuguese
from handlers.conversation.rules.phrases.stopping import mailing_links

ADDRESS = "<https://link>"
"""The mark behind the words of a link whose own address is not kept."""
_LONGEST = 200
"""Characters of a line that may be links, their addresses apart."""
_ADDRESS = re.compile(
    r"<\s*(?:https?|mailto):[^<>\s]*\s*>|[(\[]\s*(?:https?|mailto):[^\s()\[\]]*\s*[)\]]|"
    r"\b(?:https?://|mailto:)\S+|\[\d{1,2}\]",
    re.IGNORECASE,
)
_ONLY_ADDRESS = re.compile(r"\s*<\s*(?:https?|mailto):[^<>\s]*\s*>\s*", re.IGNORECASE)
_BARS = re.compile(r"[|•·»›]+")
_DASHES = re.compile(r"\s[-–—/]\s|[,;]")
_BRACKETED = re.compile(r"[\W_]*[\[(<]\s*\w[^\[\]()<>]*\s*[\])>][\W_]*")
_MAILER = re.compile(
    r"[\W_]*(?:(?:e-?mail |mensagem |message |mensaje )?(?:enviad[oa]|sent|delivered|entregue) (?:por|pel[oa]|com|via|"
    r"by|with|con|através d[aeo])|powered by|desenvolvido por) (?:[ao] )?(?:hubspot|mail ?chimp|rd ?station|brevo|"
    r"sendinblue|e-?goi|mailer ?lite|active ?campaign|sendgrid|mailjet|klaviyo|dinamize|locaweb|constant contact|"
    r"get ?response|pipedrive|salesforce|zoho|lead ?lovers|mautic|substack|apollo|lemlist)\b[^\n]{0,20}",
    re.IGNORECASE,
)


def is_one(words: str) -> bool:
    """Return True for nothing but the words of such a link."""
    said = portuguese.words(words[:_LONGEST])
    return bool(mailing_links.WORDS.fullmatch(said) and mailing_links.LEAVES.search(said))


def without(lines: list[str]) -> list[str]:
    """Return the lines without links; of a line of such words alone, if it stands beside another one that is cut."""
    cut = [False] * len(lines)
    for place, line in enumerate(lines):
        below = lines[place + 1] if place + 1 < len(lines) else ""
        if _ONLY_ADDRESS.fullmatch(below) and _is_cut(f"{line} {below}"):
            cut[place] = cut[place + 1] = True
        elif _is_cut(line):
            cut[place] = True
    written = [place for place, line in enumerate(lines) if line.strip()]
    for order in (written, written[::-1]):
        for before, place in pairwise(order):
            cut[place] = cut[place] or (cut[before] and is_one(lines[place]))
    return [line for line, is_cut in zip(lines, cut, strict=True) if not is_cut]


def _is_cut(line: str) -> bool:
    bare = _ADDRESS.sub(" ", line)
    if len(bare) > _LONGEST:
        return False
    if _MAILER.fullmatch(bare.strip()):
        return True
    links = [each for each in _BARS.split(bare) if each.strip()]
    if len(links) > 1:
        return any(map(is_one, links))
    links = [each for each in _DASHES.split(bare) if each.strip(" .:")]
    if not (any(map(is_one, links)) and all(is_one(each) or _is_beside(each) for each in links)):
        return False
    leads = bare != line or _BRACKETED.fullmatch(bare) or mailing_links.HERE.search(portuguese.words(bare))
    return len(links) > 1 or bool(leads)


def _is_beside(words: str) -> bool:
    return mailing_links.BESIDE.fullmatch(portuguese.words(words)) is not None
