"""The words for times that are asked for, but choose no slot, in those of the grammar: "mornings", "perto das 9"."""

import re

from handlers.conversation.rules.phrases.notation import Phrases, meanings, reworded
from handlers.conversation.rules.slots import day_parts

_BOUND_BY_A_PART = Phrases(
    r"\b(antes|depois|apos|a partir|ate|after|before)(?: d?as?)* as (\d{1,2}) da (manha|tarde|noite)\b"
)
"""Such as "before 4pm"."""
_NOON = 12
_MEANINGS = meanings(
    (r"\b(?:mornings|(?:de |as |nas |pelas ){0,2}manhas|(?:por |en )?las (?:mananas|manhas))\b", "de manha"),
    (r"\b(?:afternoons|(?:(?:de|as|nas|pelas) ){1,2}tardes|(?:por |en )?las tardes)\b", "de tarde"),
    (r"\b(?:evenings|(?:(?:de|as|nas|pelas) ){1,2}noites|(?:por |en )?las noches)\b", "de noite"),
    (r"\b(mon|tues|wednes|thurs|fri)days\b", r"\1day"),
    (r"\bmonday\b", "segunda feira"),
    (r"\btuesday\b", "terca feira"),
    (r"\bwednesday\b", "quarta feira"),
    (r"\bthursday\b", "quinta feira"),
    (r"\bfriday\b", "sexta feira"),
    (
        r"\b(?:mais )?(?:pert(?:o|inho)|proxim[oa]) d[ae]s (?=\d)|\b(?:closer|close) (?:estou|to|for) (?:as )?(?=\d)",
        "por volta das ",
    ),
    (r"\b(?:depois|apos|despues|after)(?: d[eo]l?)? no fimdomes\b", "no mesquevem"),
    (r"\bde \d+ em \d+ (?:dias|semanas)\b|\b[ao] proxim[ao] (?:e|sera|seria|cai|fica)\b", " "),
)


def plainly(known: str) -> str:
    """Return the words of a result of ``vocabulary.known`` with such times in the words of the grammar."""
    said = _BOUND_BY_A_PART.sub(_bound, day_parts.plainly(known))
    return " ".join(reworded(said, _MEANINGS).split())


def _bound(found: re.Match[str]) -> str:
    hour = int(found[2]) % _NOON + (_NOON if found[3] != "manha" else 0)
    return f"{found[1]} das {hour}"
