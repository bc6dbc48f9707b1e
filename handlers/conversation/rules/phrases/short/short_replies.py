"""The closed grammars of short replies: what is held on, set anew, taken back, ended, or was not seen or known."""

from handlers.conversation.rules.phrases.notation import Phrases, group, one_of
from handlers.conversation.rules.phrases.parts import MARKS

NO = r"(?:nao|no|nope|negativo)"
_OH = r"(?:opa|ops|oops|epa|eita|ih|ixi|vix[ei]|uai|ue|ai|hum+|ei|desculp\w+|perdao|foi mal|gente|sorry)"
_HOLD = one_of(r"""
    (?:pera|perai|espera|espere|esperem?|calma|aguarda|aguarde[m]?|segura|segure[m]?|wait|hold on|hang on)
    (?:(?:so|me da|mais|apenas) )*(?:um|1) (?:minut(?:o|inho)|moment(?:o|inho)|segund(?:o|inho)|instant(?:e|inho))
    un (?:momento|minuto|segundo)|(?:just )?(?:a|one|1) (?:moment|minute|second|sec)
""")
_A_LITTLE = r"(?: (?:ai|la|so|um pouco|um pouquinho|por favor|um pouco ai))*"

HOLDS_ON = Phrases(
    rf"(?:(?:{NO}|{_OH}){MARKS} ?)*{_HOLD}{_A_LITTLE}{MARKS}(?> (?:{NO}|{_OH}|{_HOLD})\b{_A_LITTLE}{MARKS})*"
    rf"|(?:{_OH}{MARKS} )+(?:{NO}{MARKS} ?)+"
)
"""A reply, to be matched in full, that takes back something and says not yet what: "não, pera", "opa, não"."""

YES = group(r"""
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
    rf"{MARKS}(?: {YES}{MARKS})*"
)
GRANTS_ANOTHER_TIME = Phrases(
    rf"(?:{YES}{MARKS} )*(?:podem?|podemos|vamos|bora|quero|prefiro|melhor) (?:sim )?(?:{_MOVE}ar|transferir){_BESIDE}"
    rf"|(?:{YES}{MARKS} )+{_ORDER}{_BESIDE}"
)
"""A reply, to be matched in full, that lets the meeting be moved, or has it moved: "sim, pode mudar"."""

_PLEASE = r"(?:por favor|obrigad[oa]|valeu|please|gracias)"
_AGAIN = r"(?:de novo|novamente|outra vez|mais uma vez)"
_ASKED = rf"(?:{YES}|{_OH}|oi|ola|bom dia|boa tarde|boa noite|{_PLEASE}|please){MARKS}"
_SET_ANEW = one_of(rf"""
    (?:remarc|reagend|reprogram)(?:ar|a|am|e|em)|remarquem?
    (?:marc(?:ar|a|am)|marquem?|agend(?:ar|a|am|e|em)) {_AGAIN}
    reschedule|rebook
""")
_WITH_IT = (
    rf"(?: (?:sim|entao|ai|la|mesmo|{_AGAIN}|{_PLEASE}|isso|ela|para (?:mim|a gente|nos)|{_THE_TIME}"
    rf"|(?:para |em )?outr[oa] (?:dia|data|hora|horario)))*{MARKS}(?> (?:{YES}|{_PLEASE}){MARKS})*"
)
SETS_ANEW = Phrases(
    rf"(?>{_ASKED} )*(?:(?:podem?|poderia|podemos|quero|queria|vamos|bora|favor|me|pode me) )?{_SET_ANEW}{_WITH_IT}"
)
"""A reply, to be matched in full, that has a meeting set anew: "remarca por favor", "marca de novo"."""

_END = r"(?:encerrar|finalizar|descartar|desconsiderar)"
_OF_IT = (
    r"(?: (?:sim|entao|mesmo|ja|logo|tudo|isso|por aqui|aqui|ai|(?:o |nosso |ess[ae] |[ao] )?"
    rf"(?:assunto|atendimento|conversa|proposta|oferta|mensagem|convite|pedido)|{_PLEASE}))*{MARKS}"
    rf"(?: {_PLEASE}{MARKS})*"
)
_LET = (
    rf"(?>(?:{_ASKED}|na verdade|pensando (?:bem|melhor)|entao|e)(?: ?,)? )*"
    r"(?:pode|podemos|vamos|e melhor|melhor|prefiro)"
)
LETS_END = Phrases(rf"{_LET} (?:sim )?{_END}{_OF_IT}")
"""A reply, to be matched in full, that lets a conversation be ended: "pode encerrar", "vamos encerrar"."""
LETS_CANCEL = Phrases(rf"{_LET}m? (?:sim )?cancelar{_OF_IT}")
"""The same by a word for a meeting, where there is none: "pode cancelar"."""

_SLIP = group(r"""
    (?:errei|me enganei|engano|foi engano|foi sem querer|(?:cliquei|digitei|respondi|apertei|marquei|escrevi) errado
        |na verdade|erro meu)
""")
TAKES_BACK = Phrases(
    rf"(?:(?:{_OH}|{_SLIP}|{NO}){MARKS} ?)*(?:quis dizer|quero dizer|era|(?:era )?para ser)(?: que| um| o)? "
    rf"(?:sim|nao){MARKS}(?: (?:{_SLIP}|{_OH}){MARKS})*"
    rf"|(?:(?:{_OH}|{_SLIP}){MARKS} ?)*{_SLIP}{MARKS} (?:e |era )?(?:sim|nao){MARKS}"
    rf"|(?:sim|nao){MARKS} {_SLIP}{MARKS}"
    rf"|(?:{_OH}{MARKS} )*(?:i )?(?:meant|quise decir) (?:yes|no|si)(?: that)?{MARKS}"
)
"""A reply, to be matched in full, that takes back a yes or a no: "era sim", "cliquei errado, era sim"."""

_TIMES = group(r"""
    (?:horarios?|datas?|dias?|opcao|opcoes|alternativas?|sugestoes|times?|dates?|options?|slots?|fechas?|opciones)
""")
_OTHERS = rf"(?:outr[oa]s|otr[oa]s|others?|other {_TIMES}|nov[oa]s {_TIMES})(?: {_TIMES})?"
_SENT = group(r"""
    (?:mand(?:a|e|em|ar|ame|am)|envi(?:a|e|em|ar|ame)|ver|receber|mostr(?:a|e|em|ar)|suger(?:e|ir)|sugir(?:a|am)
        |propo(?:e|nha|nham|r)|oferec(?:e|a|am|er)|pass(?:a|e|em|ar)|send|show me|see|tenta(?:r)?)
""")
_WISH = (
    r"(?:(?:eu|me|quero|queria|quiero|prefiro|preciso de|gostaria de|podem?|podes|poderia|que|i want|voces?|nos) )*"
    rf"(?:{_SENT} (?:me |us )?)?"
)
_SO = rf"(?: (?:sim|entao|ai|mesmo|{_PLEASE}|por enquanto|por ora|infelizmente|thanks|para mim)| ?[.,!])*"
_OF_THEM = (
    rf"(?: (?:d?[ae]l[ea]s|d?ess[ea]s|d?est[eao]s|d[ao]s|d?es[oa]s|of (?:them|these|those)|{_TIMES}|3))*"
)
WANTS_OTHERS = Phrases(
    rf"(?!quero sim\b)(?>(?:{_ASKED}|{NO}(?: ?[.,!])+) )*(?:"
    rf"{_WISH}{_OTHERS}"
    rf"|(?:(?:me|podem?|quero) )*{_SENT} (?:me )?(?:mais|more)(?: (?:algum\w+ )?{_TIMES})?"
    rf"|(?:nenhum[ao]?|nehum[ao]?|nenum[ao]?|nem (?:um|uma)|ningun[oa]?|neither|none){_OF_THEM}"
    rf"|(?:n|d)?(?:es|est|ess)[aeo]s(?: {_TIMES})? (?:eu )?(?:nao|no)(?: (?:posso|consigo|quero|da|puedo))?"
    rf"){_SO}"
)
"""A reply to an offer, to be matched in full, that wants other slots: "quero outros", "nesses não", "nem um"."""

_OHS = rf"(?:(?:{_OH}|nossa|poxa|puxa|caramba|putz|ah|que pena){MARKS} )*"
_GREETINGS = rf"(?:(?:oi+|ola|bom dia|boa tarde|boa noite|na verdade){MARKS} )*"
_REST = r"(?:antes|a tempo|aqui|ainda|direito|mesmo|nao|mil desculpas|obrigad[oa]|pela demora)"
_EXCUSED = rf"(?:{MARKS} (?:{_OH}|{_REST}))*{MARKS}"
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
    rf"{_OHS}(?:tudo bem|nao faz mal|acontece)(?:{MARKS} (?:tudo bem|acontece|viu|entao))*{MARKS}"
)
"""A reply, to be matched in full, that takes no offence; ``idioms`` has "não tem problema" as "tudo bem"."""
NO_PROBLEM = Phrases(
    rf"{_OHS}(?:tudo bem|claro)(?>{MARKS} (?:tudo bem|claro|{YES}|{_PLEASE}|entao|viu|thanks|thank you))*{MARKS}"
)
"""The same where it agrees: ``idioms`` has "no hay inconveniente" as "claro"."""
MOVES_NOTHING = Phrases(
    rf"(?:(?:{NO}|{_OH}|{YES}|deixa|ah){MARKS} )*(?:eu )?(?:desist(?:i|o|imos)|mudei de ideia){MARKS}"
    rf" (?:de|da|do)(?: (?:a|o))? (?:{_MOVE}(?:ar|acao)|mudanca|troca|alteracao|remarcacao|adiamento){_BESIDE}"
)
"""A reply, to be matched in full, that gives up another time and not the meeting: "desisti de remarcar"."""
