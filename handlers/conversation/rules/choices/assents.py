"""The slot that a reply assents to behind what it tells of its day: "quarta a barbearia fica parada. Marca aí"."""

from collections.abc import Sequence

from handlers.conversation.rules.choices import conditions
from handlers.conversation.rules.choices import segments as slot_segments
from handlers.conversation.rules.choices.segments import Stance
from handlers.conversation.rules.phrases.choosing import excuses, plans, segments
from handlers.conversation.rules.phrases.notation import Phrases, pattern
from handlers.conversation.rules.phrases.parts import PART
from handlers.conversation.rules.slots import grammar
from handlers.conversation.rules.slots.mentions import OfferedSlot, fitting

_ASSENT = pattern(r"""
    (?:entao |e |esta |ai |ja |sim |ok )*(?:marca(?:do|r)?|marque|fech(?:a|ou|ado|amos)|combinado|confirmad[oa]
        |agenda|perfeito|bora|topo|pode (?:marcar|agendar|confirmar|contar|por|botar|colocar|ser)
        |(?:pode[m]? |puede[n]? )?(?:lig|cham|llam)(?:a|ar|ue|e|me)[mn]?(?: (?:que|por|eu|yo|a|gente|vou))* at[ei]+nd\w*
        |(?:pode )?mand(?:a|e|ar) (?:o )?(?:link|convite)|(?:e|vai ser|fic[ao] com) (?:ness[ae]|ess[ae]|el[ea])
        |aceito [ao] (?:horario|proposta|convite)|(?:o )?(?:seu )?horario (?:de voces )?(?:cabe|serve
        |encaixa))(?: (?:entao|ai|comigo|ja|sim|n?el[ea]|n?ess[ae]|mesm[oa]|propost[oa]|ne|para mim|esse|por favor))*
""")
"""A part, to be matched in full, that takes what was told before it."""
_AGREED = Phrases(r"(?<=[.,!] )(?:marcado|combinado|fechado|certo) \?")
"""An assent that asks for another one."""
_TAKES_BACK = Phrases(r"\b(?:mas|porem|so que|nao|outr[ao]s?|se|ou|depois|antes|talvez)\b")


def assented(said: str, slots: Sequence[OfferedSlot]) -> OfferedSlot | None:
    """Return the only slot that a reply names, if an assent stands behind it and nothing speaks against it.

    ``said`` is a result of ``vocabulary.known``.
    """
    said = _AGREED.sub(" combinado .", said)
    mentions = grammar.parse(said).mentions
    fits = fitting(mentions, slots)
    if "?" in said or len(fits) != 1 or all(mention.bare for mention in mentions):
        return None
    parts = [part.strip(" .,!?") for part in PART.findall(said)]
    naming = [place for place, part in enumerate(parts) if grammar.parse(part).mentions]
    behind = parts[naming[-1] + 1 :] if naming else []
    if not any(map(_ASSENT.fullmatch, behind)) or any(map(_TAKES_BACK.search, behind)):
        return None
    if conditions.is_open(said) or excuses.NO_TIME.search(said) or plans.DUTIES.search(said):
        return None
    found = slot_segments.segments(said)
    refused = found is None or any(segment.stance is Stance.REFUSES for segment in found)
    return None if refused or segments.ALTERNATIVE.search(excuses.MADE_ROOM.sub(" ", said)) else fits[0]
