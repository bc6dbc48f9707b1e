"""The parts of an absence notice, and the words beside it that are for somebody."""

from handlers.conversation.rules.phrases.calendar_names import (
    ANY_MONTH,
    ANY_WEEKDAY,
    WORKDAYS,
    WORKDAYS_SPANISH,
)
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group

SUPPOSED = any_of(r"""
    (?:se|caso|if|si|quando|when|cuando) (?:(?:eu|i|ele|ela|a gente|nos|voce|voces|you) )?(?:for|fosse|estiver|estivesse
        |estou|entrar|sair|viajar|am|are|estoy|estuviera)\b
""")
"""An absence that may come, and is none yet."""

PARTS = any_of(r"""
    (?:fora|off|out)(?: d[oe] (?:ar|area))?(?: \w+){0,2} (?:ate|n?ess[ae]|n?est[ae]|hoje|amanha|until|till|por)\b
    (?:estou|estarei|estaremos|estamos|fico) fora$|(?:estoy|estamos|estare|estaremos) fuera$
    (?:i m|i am|i ll be|we re|we ll be) (?:away|out|off)(?:$|(?: of town)? (?:on|until|till)\b)|^(?:de )?folga$
    fora d[oe] (?:ar|area)\b|incomunicavel\b
    sem (?:internet|sinal|celular|telefone|rede|wifi|acesso|net|computador|notebook)\b
    (?<!pelo )(?<!seu )(?<!o )(?<!um )(?:volt|retorn|regress?)(?:o|amos|arei|aremos)\b
    (?:estou|estarei|estamos|estaremos) de volta\b|(?:vuelvo|volvemos)\b|back (?:on|in|at|by)\b
    (?:me )?(?:cham[ae]|procur[ae]|escrev[ae]|fal[ae]|falamos|conversamos)(?: comigo)? (?:la|depois|na volta|quando
        |dia \d+|em|apos)\b
    viajo\b|viajando\b|(?:em|de) viagem\b|inventario\b|balanco\b
""")
"""The parts of a notice that are one only beside others: no network, a return, a word of who is to be asked then."""

_DAY = group(rf"""
    (?:ate|de|d?[ao]s?|e|entre|dias?|n[ao]s?|em|por|so|hoje|amanha|inclusive|\d{{1,2}}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?|20\d\d
        |{ANY_WEEKDAY}|feira|semanas?|mes(?:es)?|que vem|proxim[oa]|ess[ae]|est[ae]
        |{ANY_MONTH}
        |{WORKDAYS_SPANISH}|manana|hoy|el|del|desde|hasta|(?:mon|tues|wednes|thurs|fri)day|on|from|until
        |till|today|tomorrow|\d{{1,2}}h(?:\d\d)?|\d{{1,2}}:\d\d|horas?|manha|tarde|noite)
""")
DAYS = Phrases(rf"(?!(?:[ao] )?\d$){_DAY}(?: {_DAY})*")
"""Days and nothing else, to be matched in full: behind an absence they are those of it, but for "2" and "a 2"."""

TAKES = any_of(rf"""
    pode(?:mos)? (?:ser|marcar|agendar|confirmar|fechar)|(?:prefir|prefer|escolh|agend|confirm|reserv)\w+
    fic(?:o|amos) com|quero|queremos|queria|vou (?:de|com)|marca|marque|marcar|fecho|fechad[oa]|fechamos
    da certo|serve|topo|consigo|conseguimos|atende
    (?:^|[,.!] )(?:a|o|opcao|numero)? ?\d(?= ?(?:$|[,.!]| (?:por favor|entao|esta|e |da\b|fica|mesmo)))|opcao \d
    (?:primeir|segund|terceir|ultim)[ao] (?:opcao|horario)
    (?:{WORKDAYS})(?: feira)?(?: dia \d+)? (?:as )?\d+h?
""")
"""The words that take a slot. A day alone may be one of the absence."""

BY_ITSELF = any_of(r"""
    urgen\w+|emergen\w+|assuntos?|demandas?|duvidas?|pedidos?|orcamentos?|quem (?:precisar|quiser)|(?:em|no|nos) casos?
    caso|se (?:for|precisar|quiser)|n[eo]ss[ea]s? (?:periodo|dias)|n[eo]st[ea]s? (?:periodo|dias)|ate la|enquanto
    para (?!falar|marcar)\w+
""")
"""The words of a notice, to everybody, of whom to turn to meanwhile."""

NOTHING_ASKED = any_of(r"""
    tudo (?:bem|bom|certo|joia) ?[?]|como vai ?[?]|quem (?:esta|fica|ficou|ficara|responde) (?:no|em) meu lugar\b
""")
"""A question that only greets, and the one who stands in."""

CALL = any_of(r"""
    (?:me )?(?:lig(?:a|ue)|telefon(?:a|e)|call)(?: me)? (?:depois|mais tarde|amanha|quando|n[ao]|dia|later|then|para)\b
""")
"""The wish for a call."""

CLOSED = any_of(r"""
    (?:loja|clinica|escritorio|consultorio|empresa|oficina|studio|salao|padaria|escola) fechad[oa]|fechados?\b
    inventario|balanco
""")
"""The closing of a business, beside which a day alone is the day of it."""
