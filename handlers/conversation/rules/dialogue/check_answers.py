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
from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, group, one_of
from handlers.conversation.rules.phrases.short import answers_abroad as abroad
from handlers.conversation.rules.sentences import courtesies


class _Answers(NamedTuple):
    """The words for yes, those for no, and those that add nothing behind either, over ``portuguese.words``."""

    yes: str
    no: str
    beside: str = "(?!)"
    beside_no: str = "(?!)"


_ANY = _Answers(
    group(r"""1|um|opcao 1|sim+|isso|isso mesmo|isso ai|exato|exatamente|correto|certeza|com certeza|claro|claro que sim
        |pode|pode sim|quero|quero sim|positivo|uhum|aham|yes|yeah|yep|sure|si|claro que si|correcto
    """)
    + f"|{abroad.YES}",
    group(r"""2|opcao 2|nao|negativo|de jeito nenhum|nada disso|claro que nao|no|nope
        |deixa|deixa (?:assim|como esta|quieto|para la)|dejalo|dejalo asi
    """)
    + f"|{abroad.NO}",
)
_AGREED = one_of(r"""
    ok|okay|oki|pode ser|combinado|fechado|beleza|blz|(?:esta |ta |tudo )?(?:bom|certo|bem)|perfeito|otimo|show
    de acordo|concordo|tranquilo|sem problemas?|joinha|fine|all right|alright|vale|de acuerdo
    por mim (?:tudo )?(?:bem|certo|ok|tranquilo)|esta bien
""")
"""The words that agree to whatever was asked for."""
_CONFIRMED = r"confirmo|confirmad[oa]"
"""The words that confirm what is asked, or else the meeting that the question names."""
_ASSENTS = rf"{_AGREED}|{_CONFIRMED}|okey|fecho|bora|vamos|topo|aceito|deal|dale"
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
_BESIDE_YES = Phrases(
    r"\b(?:infelizmente|unfortunately|(?:lamentable|desgraciada)mente|sadly"
    r"|(?:eu )?so vi (?:isso |a mensagem )?agora|por gentileza)\b"
)
_EDGES = Phrases(r"^(?:(?:[.,!]|e) )+|(?: (?:[.,!]|e))+$")
_NOT_TO_RECEIVE = group(r"""
    (?:nao [,.] )*nao (?:quero|queremos|desejo|desejamos) (?:mais )?receber(?: (?:nao|mais|nada|mensage(?:m|ns)))*
""")
"""The words that agree to receive no more, which the question has with its "não", too."""
_TO_END = r"(?:cancelar|desmarcar|encerrar)"
_END = rf"(?:{_TO_END}|cancel(?:a|e|em)|desmar(?:ca|que|quem)|encerr(?:a|e|em)|cancel)"
_LET_IT_END = rf"(?:pode|podem) (?:sim )?{_TO_END}"
_EVERYTHING = r"(?:tudo|todo|everything)"
_ENDS_ALL = rf"(?:(?:pode|podem|quero) )?{_END} {_EVERYTHING}"
_WHAT_STANDS = r"(?:(?:[ao]|ess[ae]|noss[ao]|minha|the) ){0,2}(?:reuniao|conversa|meeting|contato|call)"
_NO_ORDER_BEFORE = "".join(rf"(?<!{each} )" for each in ("pode", "podem", "quero", "pode sim", "quero sim"))
_ENDS_IT_TOO = one_of(rf"""
    {_NO_ORDER_BEFORE}(?:e )?(?:tambem )?(?:(?:pode|podem|quero|queremos) )?(?:ja )?{_END}(?: (?:sim|it|isso|tambem
        |too|also|entao|ja|{_EVERYTHING}|{_WHAT_STANDS}))*
    (?:e )?(?:tudo|(?:as|os) (?:duas|dois|2)(?: coisas?)?|ambas|ambos)
    par(?:a|e|em|ar)(?: (?:de|com) (?:mandar|enviar|escrever|tudo)(?: (?:mensage(?:m|ns)|tudo))?)?
""")
"""The words that agree, behind a yes, to what the question whether messages are to stop announces."""
_NO_OTHER_TIME = one_of(r"""
    (?:e )?nao (?:quero|vou|precisa|preciso|pretendo|vai precisar)(?: de)? (?:remarcar|reagendar|marcar outr[oa])
    (?:e )?(?:depois|mais (?:para frente|tarde)|outra hora|outro dia) (?:eu |a gente )?(?:remarco|remarca|reagendo
        |reagenda|marco(?: outr[oa])?|marca(?: outr[oa])?)
    (?:e )?sem remarcar
""")
"""The words behind a yes by which no other time is wanted now."""
_EITHER = group(rf"""
    nao quero(?: mais)?(?: nao)?|(?:quero|pode|podem|prefiro) continuar(?: recebendo| mandando| enviando)?
        |{_LET_IT_END}
""")
"""The words that may answer that question either way, or be of the meeting alone, by themselves or beside others."""
_DAY = rf"(?:(?:{WORKDAYS})(?: feira)?|amanha|hoje|dia \d+|\d+/\d+)"
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
                |cancel|cancel it|desisto|cancelal[oa]|por favor|confirmo o cancelamento
                |(?:confirmo|confirmad[oa])(?=(?: [.,!])* (?:(?:pode|podem|quero) )?(?:cancel|desmar))
            """)
            + f"|{abroad.CANCEL}|{abroad.GO_AHEAD}",
            group(r"""nao (?:quero |precisa )?(?:cancelar|desmarcar)(?: nao| a reuniao)?|nao quero|nao precisa
                |(?:pode |quero )?(?:manter|mantem|mantenha)(?: a reuniao)?|keep it|no cancelar
            """)
            + rf"|(?<!nao )(?<!nem )(?<!nao [.] ){_KEPT}|{abroad.KEEP}",
            rf"{_NO_OTHER_TIME}|{_CONFIRMED}",
            abroad.BESIDE_NO,
        ),
        Intent.OPT_OUT: _Answers(
            group(r"""
                prefiro|prefiro sim|prefiro (?:que )?nao|prefiero (?:que )?no
                |prefiro nao receber(?: (?:mais|nada|nenhuma|mensage(?:m|ns)))*
                |prefiero no recibir(?: (?:mas|nada|mensajes))*
                |(?:pode|podem) (?:parar|remover|tirar|retirar)|por favor
                |seria (?:otimo|bom|melhor)|(?:e |acho )?melhor (?:sim|assim)
            """)
            + rf"|{_NOT_TO_RECEIVE}|{_CONFIRMED}|{_ENDS_ALL}",
            group(r"""
                (?:pode|podem) (?:continuar|mandar|enviar)|continue|continuem|(?:quero|prefiro) receber
            """)
            + f"|{abroad.GO_ON}",
            f"{_ENDS_IT_TOO}|{abroad.STOP}",
            abroad.BESIDE_NO,
        ),
        Intent.NOT_INTERESTED: _Answers(
            group(rf"""
                (?:pode|podem|podemos)(?: (?:encerrar|sim|ser))*(?: (?:por aqui|o contato|nosso contato|entao))*
                |encerra(?:r|d[oa])?|encerre|por favor|por enquanto|por ora|conforme (?:ja )?(?:informad[oa]|dito)
                |(?:e |seria )?melhor (?:sim|assim|encerrar)|{_AGREED}|{_CONFIRMED}
                |{abroad.GO_AHEAD}|{abroad.FINE}
            """),
            group(r"nao (?:encerra|encerre|precisa encerrar)|(?:pode|podemos|vamos|quero) continuar")
            + f"|{abroad.NOT_YET}",
            r"(?:(?:estou |estamos )?sem|nao (?:tenho|temos)(?: mais)?) interesse",
        ),
    }
)
"""The answers to the question of one intent alone."""
_COURTESY = one_of(r"""
    por favor|obrigad[oa]|muito obrigad[oa]|valeu|grat[oa]|please|pl[sz]|porfa(?:vor)?|thanks|thank you|gracias|joinha
""")


def read(text: str, intent: Intent) -> bool | None:
    """Return True for a yes to the question if ``intent`` is meant, False for a no, None for what is no answer."""
    if len(text) > courtesies.LONGEST:
        return None
    said, own = portuguese.words(text), _TO[intent]
    if _only(f"{_ANY.yes}|{own.yes}", own.beside).fullmatch(_yes_alone(said)):
        return True
    return False if _only(f"{_ANY.no}|{own.no}", own.beside_no).fullmatch(_WAITS.sub("", said)) else None


def _yes_alone(said: str) -> str:
    """Return a result of ``portuguese.words`` without what may stand beside a yes."""
    left = " ".join(_BESIDE_YES.sub(" ", courtesies.without(said)).split())
    return _EDGES.sub("", left)


def is_both(text: str, intent: Intent) -> bool:
    """Return True for what answers both ways: "sim, pode continuar" if messages are to stop, "confirmo" to others."""
    if read(text, intent) is not None:
        return False
    own, either = _TO[intent], _CONFIRMED
    if intent is Intent.OPT_OUT:
        either = f"{_ANY.yes}|{_ANY.no}|{own.yes}|{own.no}|{_EITHER}"
    return _only(either).fullmatch(portuguese.words(text)) is not None


def is_meeting_alone(text: str) -> bool:
    """Return True for "só a de quinta", which may answer a question about a booked meeting either way."""
    return bool(_THE_MEETING_ALONE.fullmatch(portuguese.words(text)))


def is_bare(text: str) -> bool:
    """Return True for nothing but a yes, a no or an "ok", whatever it answers."""
    return bool(_only(f"{_ANY.yes}|{_ANY.no}|{_ASSENTS}").fullmatch(portuguese.words(text)))


@cache
def _only(phrases: str, beside: str = "(?!)") -> re.Pattern[str]:
    """Return the pattern of a reply, to be matched in full, of nothing but the phrases and what adds nothing to them.

    That is courtesy, and what is said ``beside``.
    """
    behind = f"{phrases}|{beside}|{_COURTESY}"
    return re.compile(rf"(?:{phrases})(?:(?: [.,!])* (?:{behind}))*(?: [.,!])*")
