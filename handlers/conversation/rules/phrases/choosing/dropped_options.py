"""The words by which somebody drops slots of an offer: "cancela a última", "a segunda opção cancela"."""

from handlers.conversation.rules.phrases.notation import Phrases, group, one_of
from handlers.conversation.rules.phrases.parts import END, MARKS

_LEADS = group(r"""
    (?:oi+|ola|opa|ok|certo|sim|nao ,|entao|ah|na verdade|desculpa|pensando (?:bem|melhor)|bom dia|boa (?:tarde|noite)
        |por favor|por gentileza|por enquanto|eu|nos|a gente|voces?|ja|so|melhor|prefiro|favor|pode[m]?|podemos|poderia
        |quero|queria|queremos|gostaria de|preciso|vou|vamos|tem como|da para|me)
""")
_TAILS = (
    r"(?:por favor|por gentileza|obrigad[oa]|valeu|ai|entao|ja|sim|mesmo|tambem|para (?:mim|nos|a gente)|viu)"
)
_OF_ONE = one_of(r"""
    (?:cancel|anul|desmarc|desconsider|descart|elimin|ignor|dispens|risc|apag|(?:re)?tir|cort)(?:ar|a|e|em|o|amos)
    desmarque[m]?|risque[m]?|apague[m]?|(?:exclu|remov)(?:ir|er|i|a|am|e|o)
    (?:desist(?:o|i|imos|ir)|abr(?:o|i|ir|imos) mao)(?= d)
""")
_CALLS_OFF = group(r"""
    (?:cancel(?:ar|o|amos|em|ad[oa])|desmar(?:car|co|camos|cad[oa]|que[m]?)|anul(?:ar|a|e|em|o)|desist(?:o|i|imos|ir)
        |desconsider(?:ar|a|e|em|o)|suspend(?:er|e|a|o))
""")

ALL = Phrases(
    rf"(?:{_LEADS}{MARKS} )*(?:{_OF_ONE} (?:{_TAILS} )*(?P<what>[^.!?]{{1,60}}?)"
    rf"|(?P<first>[^.!?]{{1,60}}?) (?:{_LEADS} )*{_OF_ONE})(?:{MARKS} {_TAILS})*{MARKS}"
)
"""A reply, to be matched in full, that drops something and says no more; what it drops is for the grammar of slots."""

WHOSE = Phrases(
    r" que (?:(?:eu|nos|a gente|voces?|me|tinha|havia|ja|foi) )*(?:marquei|marcamos|escolhi|escolhemos|pedi|falei|disse"
    r"|vi|mand\w+|envi\w+|oferec\w+|prop\w+|suger\w+|passou|passaram)(?: (?:antes|agora|ontem|hoje|ai|primeiro|aqui))*$"
)
"""A part behind the name of an option, by which it is nobody else's."""
_BESIDE_WORDS = """
    a o as os da do das dos de na no nas nos e nem ou , essa esse esta este dessa desse desta deste aquela aquele minha
    meu opcao opcoes alternativa horario horarios data dia sugestao numero feira
"""
BESIDE = frozenset(_BESIDE_WORDS.split())
"""The words beside the name of an option that are no more than a part of it."""
SEVERAL = Phrases(r" (?:e|nem|ou|,) ")
"""The words between the names of several options."""

SLOTS = Phrases(
    r"(?:(?:d?[ao]s|d?[ae]l[ea]s|d?ess[ea]s|d?est[ea]s|d?aquel[ea]s|tod[ao]s|outr[ao]s|nov[ao]s) )+"
    r"(?:horarios|opcoes|datas|dias|sugestoes|alternativas|slots|vagas|propostas)(?: (?:tod[oa]s|ai|nov[oa]s))*"
)
"""All that is on offer, to be matched in full."""

_OBJECT = r"(?: (?:ai|entao|ja|tambem|por favor))*(?: (?:d?[aeo]s?|d?ess[ae]|d?est[ae]|minha|meu|noss[oa]))*"
UNCLEAR = Phrases(
    rf"\b{_CALLS_OFF}{_OBJECT} (?:(?:d?isto|d?isso|pedido|solicitacao|requisicao|horario|processo)\b|d?ess[ae]{END})"
)
"""A word for calling off something that may be what is asked for, and not what is agreed."""
