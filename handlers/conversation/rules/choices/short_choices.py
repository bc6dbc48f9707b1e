"""Short choices, reworded as the grammar of slots knows them: "2 é melhor", "el 2", "seria possível sexta às 15h?"."""

from collections.abc import Iterable

from handlers.conversation.rules.phrases.notation import Phrases
from handlers.conversation.rules.slots.mentions import OfferedSlot

_BESIDE = (
    r"(?: (?:para (?:mim|nos|a gente|mi)|for (?:me|us)|por favor|obrigad[oa]|gracias|thanks|please|sim|certo|bem))*"
    r"[ .!]*"
)
_IS_BETTER = Phrases(
    r"(?:ok |sim |oi |acho que )?(?:[ao] |opcao |la )?([1-3]) "
    r"(?:(?:e|eh|fica|seria|is|es) (?:[ao] |the )?(?:melhor|better|best|mejor|ideal)|da|rola)"
    rf"{_BESIDE}"
)
_BY_EL = Phrases(rf"(?:si [,.]? ?|prefiero |quiero |mejor )?el ([1-3]){_BESIDE}")
_OPENING = r"(?:(?:oi|ola|hi|hello|hola|bom dia|boa tarde|e|y|and|entao|ok) ?[,.!]? )*"
_CAN_IT_BE = Phrases(
    rf"{_OPENING}(?:(?:seria|sera|e) possivel|(?:tem|teria) como|podemos|poderiamos|daria|da para|podriamos|podria"
    r"|(?:seria|es) posible|(?:would it be|is it) possible|(?:could|can) we do|would)"
    r"(?: (?:para )?(?:ser|fazer|marcar|agendar|hacerlo|to do|estou do|for))? "
    r"(?P<slot>(?=[^?]*\d)[^?]{1,40}?)(?: work)? ?\?"
)
"""A question if an hour or a number could be, to be matched in full; what else it says chooses nothing all the same."""


def plainly(said: str, offered: Iterable[OfferedSlot]) -> str:
    """Return the words of a reply to an offer, of which such a choice is all, in plain words; others as they are.

    "El 2" names no option where a slot is on the second of a month.
    """
    asked = _CAN_IT_BE.fullmatch(said)
    if asked is not None:
        return f"poderia ser {asked['slot']} ?"
    found = _IS_BETTER.fullmatch(said)
    if found is None:
        found = _BY_EL.fullmatch(said)
        if found is None or any(each.start.day == int(found[1]) for each in offered):
            return said
    return f"a {found[1]} serve"
