"""The closed grammars of short replies: those that hold on, grant another time, or tell what was not seen or known."""

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

_OHS = rf"(?:(?:{_OH}|nossa|poxa|puxa|caramba|putz|ah|que pena){_MARK} )*"
_GREETINGS = rf"(?:(?:oi+|ola|bom dia|boa tarde|boa noite|na verdade){_MARK} )*"
_REST = r"(?:antes|a tempo|aqui|ainda|direito|mesmo|nao|mil desculpas|obrigad[oa]|pela demora)"
_EXCUSED = rf"(?:{_MARK} (?:{_OH}|{_REST}))*{_MARK}"
_OUR_WORDS = group(r"""
    (?: (?:a|as|o|os|sua|suas|seu|ess[ae]s?|est[ae]s?|d[aeo]s?|dess[ae]s?|dest[ae]s?|com|nad[ae]|ela|ele|isso|disso
        |voces?|de voces|mensage(?:m|ns)|msgs?|emails?|e mails?|contatos?|conversas?|horarios?|opcoes|propostas?
        |aviso|convite|empresa))*
""")
_HAS_SEEN = r"(?:(?:tinha|havia) (?:visto|lido|reparado|percebido)|vi|li|reparei|percebi)"
UNAWARE = Phrases(
    rf"{_GREETINGS}{_OHS}(?:eu )?(?:(?:ainda )?nao {_HAS_SEEN}"
    rf"|nao (?:me )?(?:lembro|lembrava|recordo|recordava)(?: mais)?(?: (?:de|quem sao|quem e))?){_OUR_WORDS}{_EXCUSED}"
)
"""A reply, to be matched in full, of who has not seen what we wrote, or does not remember us: "desculpa, não vi"."""
NO_MATTER = Phrases(
    rf"{_OHS}(?:tudo bem|nao faz mal|acontece)(?:{_MARK} (?:tudo bem|acontece|viu|entao))*{_MARK}"
)
"""A reply, to be matched in full, that takes no offence; ``idioms`` has "não tem problema" as "tudo bem"."""
MOVES_NOTHING = Phrases(
    rf"(?:(?:{_NO}|{_OH}|{_YES}|deixa|ah){_MARK} )*(?:eu )?(?:desist(?:i|o|imos)|mudei de ideia){_MARK}"
    rf" (?:de|da|do)(?: (?:a|o))? (?:{_MOVE}(?:ar|acao)|mudanca|troca|alteracao|remarcacao|adiamento){_BESIDE}"
)
"""A reply, to be matched in full, that gives up another time and not the meeting: "desisti de remarcar"."""
