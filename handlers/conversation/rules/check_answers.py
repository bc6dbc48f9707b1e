"""The answers to a check: a closed grammar of yes and no, in Portuguese, English and Spanish.

Whatever else a reply holds makes it no answer: it is read as any other. An "ok" lets a conversation end, where we ask
if we may; to the other questions it may mean either. Good wishes and apologies stand beside a yes alone: "não,
obrigado, sucesso" may be a no to all of it.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from handlers.common.rules import portuguese
from handlers.common.rules.model import Intent
from handlers.conversation.rules import courtesies
from handlers.conversation.rules.phrases.notation import Phrases, group, one_of


class _Answers(NamedTuple):
    """The words for yes and those for no, as patterns over ``portuguese.words``."""

    yes: str
    no: str


_ANY = _Answers(
    group(r"""1|opcao 1|sim|isso|isso mesmo|isso ai|exato|exatamente|correto|certeza|com certeza|claro|claro que sim
        |confirmo|confirmad[oa]|pode|pode sim|quero|quero sim|positivo|yes|yeah|yep|sure|si|claro que si|correcto
    """),
    group(r"""2|opcao 2|nao|negativo|de jeito nenhum|nada disso|claro que nao|no|nope
        |deixa|deixa (?:assim|como esta|quieto|para la)|dejalo|dejalo asi
    """),
)
_AGREED = one_of(r"""
    ok|okay|oki|pode ser|combinado|fechado|beleza|blz|(?:esta |ta |tudo )?(?:bom|certo|bem)|perfeito|otimo|show
    uhum|aham|de acordo|concordo|tranquilo|sem problemas?|joinha|fine|all right|alright|vale|de acuerdo
""")
"""The words that agree to whatever was asked for."""
_ASSENTS = rf"{_AGREED}|okey|fecho|bora|vamos|topo|aceito|deal|dale"
"""The words that agree to whatever was said last."""
_AS_IT_IS = r"(?:marcad[oa]|agendad[oa]|confirmad[oa]|mantid[oa]|de pe|como esta|assim)"
_KEPT = one_of(rf"""
    (?:eu )?(?:vou|consigo|consegui) sim|(?:eu )?consigo(?: ir| participar| entrar)?
    (?:eu )?vou (?:ir|participar|conseguir)(?: ir)?(?: sim)?|estarei la
    (?:vou (?:dar|arrumar|arranjar)|dou|dei) um jeito|quero (?:ir|participar|manter)(?: sim)?
    (?:pode )?deix(?:a|e|ar)(?: ela| a reuniao| tudo)? {_AS_IT_IS}(?: mesmo)?
    (?:fica|continua|esta)(?: ela| tudo)? {_AS_IT_IS}
    (?:melhor|prefiro|vamos|pode) mant(?:er|emos)(?: a reuniao)?|mant(?:em|enha|emos)(?: a reuniao)?(?: marcad[oa])?
""")
"""The words that keep a meeting: behind a "não" only where a comma parts them, for "não consigo" gives it up."""
_WAITS = Phrases(rf"\b(?:(?:perai?|espera|calma|opa|desculp\w+|foi mal|ai) [.,!]? ?){{1,3}}(?={_KEPT}\b)")
_BESIDE_YES = Phrases(r"\b(?:infelizmente|(?:eu )?so vi (?:isso |a mensagem )?agora|por gentileza)\b")
_EDGES = Phrases(r"^(?:(?:[.,!]|e) )+|(?: (?:[.,!]|e))+$")
_NOT_TO_RECEIVE = group(r"""
    (?:nao [,.] )*nao (?:quero|queremos|desejo|desejamos) (?:mais )?receber(?: (?:nao|mais|nada|mensage(?:m|ns)))*
""")
"""The words that agree to receive no more, which the question has with its "não", too."""
_EITHER = group(r"""
    nao quero(?: mais)?(?: nao)?|(?:quero|pode|podem|prefiro) continuar(?: recebendo| mandando| enviando)?
""")
"""The words that may answer that question either way, alone or beside others."""
_DAY = r"(?:(?:segunda|terca|quarta|quinta|sexta)(?: feira)?|amanha|hoje|dia \d+|\d+/\d+)"
_THE_MEETING_ALONE = Phrases(
    r"(?:(?:nao|sim) [.,!]? ?)?(?:so|apenas|somente) (?:[dn]?[ao]|[dn]?ess[ae]|[dn]?est[ae])"
    rf"(?: (?:reuniao|conversa|call))?(?: (?:de|d[ao]|n[ao]))?(?: {_DAY})?(?: (?:as )?\d+(?:h|:)?\d*)?"
    r"(?: (?:mesmo|por favor|obrigad[oa]|[.,!]))*"
)
"""Nothing but the meeting that a question names: it may be what is to end, or all that is."""
_TO: Mapping[Intent, _Answers] = MappingProxyType(
    {
        Intent.CANCEL: _Answers(
            group(r"""(?:(?:pode|podem|quero) )?(?:cancelar|desmarcar)(?: sim| a reuniao| essa reuniao)?
                |cancel|cancel it|desisto|cancelal[oa]
            """),
            group(r"""nao (?:quero |precisa )?(?:cancelar|desmarcar)(?: nao| a reuniao)?|nao quero|nao precisa
                |(?:pode |quero )?(?:manter|mantem|mantenha)(?: a reuniao)?|keep it|no cancelar
            """)
            + rf"|(?<!nao )(?<!nem )(?<!nao [.] ){_KEPT}",
        ),
        Intent.OPT_OUT: _Answers(
            group(r"""
                prefiro|prefiro sim|prefiro nao receber|(?:pode|podem) (?:parar|remover|tirar|retirar)|por favor
                |seria (?:otimo|bom|melhor)|(?:e |acho )?melhor (?:sim|assim)
            """)
            + rf"|{_NOT_TO_RECEIVE}",
            group(r"(?:pode|podem) (?:continuar|mandar|enviar)|continue|continuem|(?:quero|prefiro) receber"),
        ),
        Intent.NOT_INTERESTED: _Answers(
            group(rf"""
                (?:pode|podem|podemos)(?: (?:encerrar|sim|ser))*(?: (?:por aqui|o contato|nosso contato|entao))*
                |encerra(?:r|d[oa])?|encerre|por favor|por enquanto|por ora|conforme (?:ja )?(?:informad[oa]|dito)
                |(?:e |seria )?melhor (?:sim|assim|encerrar)|{_AGREED}
            """),
            group(r"nao (?:encerra|encerre|precisa encerrar)|(?:pode|podemos|vamos|quero) continuar"),
        ),
    }
)
"""The answers to the question of one intent alone."""
_COURTESY = r"por favor|obrigad[oa]|muito obrigad[oa]|valeu|grat[oa]|please|thanks|thank you|gracias|joinha"


def read(text: str, intent: Intent) -> bool | None:
    """Return True for a yes to the question if ``intent`` is meant, False for a no, None for what is no answer."""
    if len(text) > courtesies.LONGEST:
        return None
    said, own = portuguese.words(text), _TO[intent]
    if _only(f"{_ANY.yes}|{own.yes}").fullmatch(_yes_alone(said)):
        return True
    return False if _only(f"{_ANY.no}|{own.no}").fullmatch(_WAITS.sub("", said)) else None


def _yes_alone(said: str) -> str:
    """Return a result of ``portuguese.words`` without what may stand beside a yes."""
    left = " ".join(_BESIDE_YES.sub(" ", courtesies.without(said)).split())
    return _EDGES.sub("", left)


def is_both(text: str, intent: Intent) -> bool:
    """Return True for what answers both ways if messages are to stop: "sim, pode continuar", "não quero"."""
    own = _TO[intent]
    both = _only(f"{_ANY.yes}|{_ANY.no}|{own.yes}|{own.no}|{_EITHER}")
    is_one = read(text, intent) is not None
    return intent is Intent.OPT_OUT and not is_one and bool(both.fullmatch(portuguese.words(text)))


def is_meeting_alone(text: str) -> bool:
    """Return True for "só a de quinta", which may answer a question about a booked meeting either way."""
    return bool(_THE_MEETING_ALONE.fullmatch(portuguese.words(text)))


def is_bare(text: str) -> bool:
    """Return True for nothing but a yes, a no or an "ok", whatever it answers."""
    return bool(_only(f"{_ANY.yes}|{_ANY.no}|{_ASSENTS}").fullmatch(portuguese.words(text)))


@cache
def _only(phrases: str) -> re.Pattern[str]:
    """Return the pattern of a reply, to be matched in full, of nothing but the phrases and courtesy behind them."""
    return re.compile(rf"(?:{phrases})(?:(?: [.,!])* (?:{phrases}|{_COURTESY}))*(?: [.,!])*")
