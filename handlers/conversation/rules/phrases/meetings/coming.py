"""The words beside the day or the hour at which somebody says to come to a meeting that is agreed."""

from handlers.conversation.rules.phrases.calendar_names import ANY_WEEKDAY, WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group
from handlers.conversation.rules.phrases.parts import MEETING

_WORDS = """
    presenca participacao participar participarei presencial comparecer comparecerei conte contem contar comigo conosco
    online conectado conectada conecto bloqueei bloqueado anotei coloquei salvei salvo agendei marcado marcada
    confirmada confirmadissimo confirmadissima combinadissimo combinada fechada confirmando deixar pode
    mantem manter mantenho mantemos mantido mantida mantenha continua segue ah opa oba hein blz bjs abraco abracos
    tchau entendido entendi recebido ciente ir irei vai vou indo estou sera ficamos pois sempre todos
    confirmed confirming still keep remains noted got agreed attend attending online deal
    confirmada confirmamos quedamos hasta asisto asistire asistir nosotros estaremos
"""
WORDS = frozenset(_WORDS.split())
"""The words beside a time, and beside those for coming, that do not make it the time of something else."""

ANOTHER_CLOCK = Phrases(
    rf"\b(?:fuso|horario (?:local|d[aeo] (?!{WORKDAYS}|amanha|hoje|\d)[a-z]{{3,}})"
    r"|hora (?:local|de (?!amanha|hoje)[a-z]{3,})|brasilia|brt|(?:my|your|local|brazil) time|gmt|utc)\b"
)
"""The name of a clock, by which an hour may be the agreed one all the same."""

UNTIL = Phrases(
    r"((?:^|[.,!?] )(?:(?:ok|entao|perfeito|combinado|beleza|certo|obrigad[oa]|valeu|fechado|confirmado|show|otimo|sim"
    r"|isso|tchau|abs|e) )*)(?:ate|hasta|till|until) (?=[ao]?s? ?\d)"
)
"""A parting, where "até as 10" is the hour of the next meeting and no bound."""

WISHES = Phrases(
    r"\b(?:bo[am]|otim[oa]|excelente|feliz|lind[oa]|happy|great|nice|good|buen[oa]?)(?: e \w+)? "
    rf"(?:{ANY_WEEKDAY})(?: feira)?\b(?! (?:feira )?(?:as?|\d|d[aeo]) ?)"
)
"""A good day that is wished."""

THANKS = any_of(r"""
    (?:obrigad[oa]s?|valeu|agradec\w+|thanks|thank you|gracias)(?: \w+)? (?:pel[ao]s?|por|for)\b
""")
"""Thanks for something of that day."""

OF_SOMETHING_ELSE = any_of(r"""
    (?:ate|antes|depois|apos|desde|partir|entre|until|till|before|after|hasta) (?:d?[ao]s? |de )?\d
    (?<!de )acordo\b
    (?<!as )[1-4](?:h(?:\d\d)?| horas?)\b(?! da\b)
    (?<=^)10 ?$
""")
"""A bound, the hour at which somebody wakes, a length, or full marks."""

OF_TODAY = any_of(r"""
    hoje\b.*\bconfirm\w*|confirm\w* (?:\w+ )?hoje\b|por hoje\b
""")
"""Words for the things that are done today, be the meeting when it may."""

_ARRANGED = group(r"""
    (?:marcad|agendad|confirmad|combinad)[oa]s?\b
""")
CONFIRMS = any_of(rf"""
    (?:confirm(?:o|amos|adissim[oa]|ad[oa]s?|ed|ar|ando|ing)|presenca|participacao|combinad[oa]|agendad[oa]|marcad[oa]
        |anotad[oa])\b
    (?:estarei|estaremos|estare|vou estar|vamos estar) (?:la|ai|presente|online|no horario)\b
    (?:vou|vamos|irei|iremos) (?:sim|la|participar|comparecer)\b
    cont[ae]m? (?:comigo|conosco)\b
    ate (?:la|logo|breve|amanha|{WORKDAYS})\b
    (?:nos|te|lhe) (?:vemos|vejo)\b
    (?:ja )?(?:tenho|temos|esta|ficou|foi)(?: (?:uma|a|ess[ae]|noss[ao]))?(?: {MEETING})? {_ARRANGED}
    ja (?:marquei|marcamos|agendei|agendamos|combinei|combinamos|confirmei|confirmamos)\b
    tudo (?:certo|ok|{_ARRANGED})
    de pe\b|mant(?:em|id[oa]s?)\b
""")
"""The words by which somebody comes to a meeting that is agreed, or has one: nothing else is agreed by them."""
