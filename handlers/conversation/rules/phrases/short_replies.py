"""The closed grammars of short replies beside what stands: one that holds on, and one that grants another time."""

from handlers.conversation.rules.phrases.notation import Phrases, group, one_of

_NO = r"(?:nao|no|nope|negativo)"
_OH = r"(?:opa|ops|oops|epa|eita|ih|ixi|vix[ei]|uai|ue|ai|hum+|ei|desculp\w+|perdao|foi mal|gente|sorry)"
_HOLD = one_of(r"""
    (?:pera|perai|espera|espere|esperem?|calma|aguarda|aguarde[m]?|segura|segure[m]?|wait|hold on|hang on)
    (?:(?:so|me da|mais|apenas) )*(?:um|1) (?:minut(?:o|inho)|moment(?:o|inho)|segund(?:o|inho)|instant(?:e|inho))
    un (?:momento|minuto|segundo)|(?:just )?(?:a|one|1) (?:moment|minute|second|sec)
""")
_A_LITTLE = r"(?: (?:ai|la|so|um pouco|um pouquinho|por favor|um pouco ai))*"
_MARK = r"(?: ?[.,!])*"

HOLDS_ON = Phrases(
    rf"(?:(?:{_NO}|{_OH}){_MARK} ?)*{_HOLD}{_A_LITTLE}{_MARK}(?: (?:{_NO}|{_OH}|{_HOLD}){_A_LITTLE}{_MARK})*"
    rf"|(?:{_OH}{_MARK} )+(?:{_NO}{_MARK} ?)+"
)
"""A reply, to be matched in full, that takes back something and says not yet what: "não, pera", "opa, não"."""

_YES = group(r"""
    (?:sim|ok|claro|isso|certo|beleza|perfeito|otimo|combinado|fechado|com certeza|por favor|tudo bem|tranquilo|exato
        |aham|uhum|positivo|esta (?:bom|bem|certo)|pode ser|joinha|show|bora|aceito|quero|entao)
""")
_MOVE = group(r"""
    (?:remarc|reagend|mud|troc|alter|adi|posterg|antecip|reprogram)
""")
_ORDER = group(rf"""
    (?:{_MOVE}(?:ar|a|e|em)|(?:remar|tro)quem?|posterguem?|transfer(?:ir|e)|transfiram?)
""")
_THE_TIME = (
    r"(?:[ao] |ess[ae] |noss[ao] |minha |de )?(?:reuniao|conversa|horario|data|dia|hora|call|encontro)"
)
_BESIDE = (
    rf"(?: (?:sim|entao|ai|la|mesmo|por favor|ja|logo|isso|ela|para (?:mim|a gente)|{_THE_TIME}))*"
    rf"{_MARK}(?: {_YES}{_MARK})*"
)
GRANTS_ANOTHER_TIME = Phrases(
    rf"(?:{_YES}{_MARK} )*(?:podem?|podemos|vamos|bora|quero|prefiro|melhor) (?:sim )?(?:{_MOVE}ar|transferir){_BESIDE}"
    rf"|(?:{_YES}{_MARK} )+{_ORDER}{_BESIDE}"
)
"""A reply, to be matched in full, that lets the meeting be moved, or has it moved: "sim, pode mudar"."""
