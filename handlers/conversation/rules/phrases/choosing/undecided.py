"""The words that leave a choice among slots on offer open: waverings, doubts and conditions."""

from handlers.conversation.rules.phrases.choosing import segments_abroad as abroad
from handlers.conversation.rules.phrases.notation import Phrases, any_of, one_of, pattern

_DOUBT = r"du(?:vida|da)s?\b(?! (?:sobre|quanto|se)\b)"
_LIKES_SEVERAL = one_of(rf"""
    \bque (?:duvida|dilema|indecisao|duda)\b(?! (?:ha|tem|hay|ter|nenhum|seja))
    \b(?:duvida|dilema) cruel\b
    \b(?:estou|fico|continuo|sigo|estoy) (?:ainda |meio |muito |bem )*(?:n?a|em|con|en) (?:la )?{_DOUBT}
    \b(?:estou|sigo|continuo|ando|estoy) (?:meio |muito |muy )?indecis[oa]s?\b
    \b(?:nao|no) (?:me )?(?:consigo|consegui|conseguimos|logro|puedo|posso)(?: me)? (?:decidir\w*|escolher|elegir)\b
    \b(?:nao|no) me decid\w+|\bainda nao (?:me )?decidi\b|\bnao (?:me )?decidi ainda\b
    \b(?:nao sei|no se) (?:bem )?(?:qual|cual)\b
    \b(?:e |esta |fica |es |que )?(?:dificil|complicado) (?:de )?(?:escolher|decidir|elegir)\b
    \bme cuesta (?:elegir|decidir\w*|escoger)\b
    \b(?:pero|mas) [^.,!?]{1, 40} (?:[.,] )+que (?:dificil|complicado)(?= ?$| [.,!])
""")
WAVERS = Phrases(_LIKES_SEVERAL)
"""The words of somebody who likes several slots."""

OPEN = pattern(rf"""
    ^(?:nao|no) [,.!] (?:[ao] )?\d$
    {_LIKES_SEVERAL}
    \b(?:talvez|quem sabe|depende\w*|pode ser que|qualquer(?! (?:duvida|alteracao|imprevisto|problema|mudanca
        |novidade
        |coisa (?:me|te|eu|,|avis|grit|cham|lig)))|tanto faz|amb[oa]s|maybe|unless|rather than
        |either(?= (?:one|of|day|time|horario|opcao|or|works|is|will|would|suits|the)\b)|sleep on it|sei la|nao sei
        |cualquiera
        |quiza\w*
        |em vez|instead|(?:vou|preciso|(?:tenho|temos|ter) que|deixa) (?:ver|pensar|verificar|checar|conferir|olhar
        |confirmar|consultar)
        |te (?:confirmo(?! opcao \d)(?! (?:la|el|[ao]) (?:\d|primeir|opcao|d[aeo]|[a-z]+ feira (?:dia |as )?\d))|aviso
        |digo(?! que si)|respondo|retorno|chamo|ligo|escrevo
        |(?:mando|falo)(?! (?:este |un |el )?audio\b)(?! (?:por |no |na )?(?:email |zap )?(?:[ao]s?
        |um\w*|meus?|minhas?) (?!respost|confirm|ok|sim)))|acho que nao|so se
        |(?:um pouco|bem|tem|so|pode ser|da para|mas) mais (?:tarde|cedo)|(?:y|un poco) mas tarde|pera
        |(?<!me )(?<!la )(?<!en )espera|confirmar com
        |deixa eu (?:ver|confirmar|falar|consultar|olhar|checar|conferir|pensar)|ainda (?:esta|tem)
        |(?<!if it is )(?<!if that is )(?<!if )still (?:available|free|open)
        |(?:tenho|preciso) (?:de |que )?(?:combinar|confirmar|ver|falar) com|remarc\w*|reagend\w*
        |nao tenho certeza
        |sera que)\b
""")
"""Words that leave the choice open, wherever they stand."""

IF = any_of(rf"""
    se (?:meu|minha|eu|ele|ela|nao ch\w+|chover|conseguir|bobear|liberar\w*|tudo|d[ao])\b
    se [ao] (?!receb|mensagem|senhor)
    (?:si (?:mi|el|la|para|mis|los|alguien|todo|nada)|caso)\b(?! {abroad.TAKEN})
    si (?:no )?(?:llueve|me (?:autoriz|dej|d[ae]n|aprueb)\w*)
    (?<!glad )(?<!great )if (?!(?:possible|poss|you|that|it|still|so|needed|any|not|nobody|no one)\b)[a-z]+
""")
"""Conditions, as far as they are more than a courtesy."""
