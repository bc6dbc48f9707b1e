"""The phrases of somebody who was moving a meeting and keeps it where it was."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import any_of, one_of, pattern

_NO_CONTACT = (
    r"(?! (?:(?:me|nos|te|you|us|in|em|[ao]|nosso) ?)*(?:contato|touch|informad\w*|posted|informed)\b)"
    r"(?! (?:me|us)\b)"
)
_CHANGE = one_of(r"""
    (?:mais )?(?:mud|troc|alter|remarc|reagend|mex|antecip|adi|transfer)\w*
    (?:mais )?(?:de )?outr[oa]s? (?:horario|dia|data)
""")
_WAS = r"(?:estava|estavamos|esta|estao|e|era|ficou|combin\w+|planejad[oa]|previst[oa]|marcad[oa]|agendad[oa]|antes)"

NO_MOVE = any_of(rf"""
    nao (?:(?:precisa|precisam|preciso|precisamos|quero|vou|vamos|ha necessidade|tem necessidade
        |e necessario) )+(?:de |que )?{_CHANGE}
    nao (?:mude|muda|mudem|troque|troca|mexe|mexa)(?: mais)?(?: nada)?(?= ?(?:$|[.,!?]|que\b|por\b|nao\b))
    sem (?:precisar )?(?:mudanca|mudar|alteracao|alterar|remarcar)\w*
    no need (?:to|estou) (?:move|change|mudar|reschedule)\b|(?:don t|do not|dont) (?:need|have|want) (?:to
        |estou) (?:move|change|reschedule)\b|(?:don t|do not|dont) (?:move|change) (?:it|anything|the)\b
    (?:no hace falta|no es necesario|no necesito|no quiero|ya no) (?:mas )?(?:cambi|mov|reprogram|reagend)\w*
    sin (?:cambi\w+|mover)\b
""")
"""The words that want no move: where one has been made just before, they want it undone."""

KEPT = any_of(rf"""
    {NO_MOVE.pattern}
    (?<!me )(?<!nos )(?:mant(?:em|er|emos|enha|enham|enho|enhamos|endo|ido|ida|ive|ivemos|iver)){_NO_CONTACT}\b
    (?:como|conforme) (?:ja )?(?:tinh\w+ |foi |havia\w* )?{_WAS}\b(?! (?:sendo|dificil|complicad))
    (?:[ao]|horario|dia|data|hora) que (?:ja |antes )?(?:estava|era|tinha\w* (?:sido )?(?:marcad|combinad|agendad))\w*\b
    ja (?:estava|tinha) (?:marcad|combinad|agendad|certo|ok|bom)\w*
    (?:horario|dia|data|hora) (?:original|de antes|antig[oa]|anterior|inicial)\b
    (?:voltando|voltei|volto) atras\b
    volt(?:a|ar|e|amos) para (?:[ao] )?(?={WORKDAYS}|dia \d)
    keep(?:ing)?{_NO_CONTACT}\b
    as (?:already )?(?:planned|scheduled|agreed|arranged|booked|before)\b|as (?:it|they|we) (?:is|was|were|are|had)\b
    (?:the )?original (?:time|date|day|1|one|horario|dia|meeting|slot)\b
    (?:leave|leaving) (?:it|things|everything|the meeting)\b
    (?:stick|sticking|stay) (?:with|to|estou|on)\b
    (?:mant(?:eng|en|uv|ien)\w*){_NO_CONTACT}\b
    (?:como|segun) (?:ya )?(?:estab\w+|estaba\w*|quedamos|acordamos|habia\w*)\b|tal como (?:esta|estaba)\b
    (?:horario|dia|fecha|hora) (?:original|de antes|anterior)\b
""")
"""The words that keep the time there was, where nothing denies them."""

_AN_OLD = r"(?:original|originais|antig[oa]s?|anterior(?:es)?|inicial|velh[oa]|de antes|d[eo] inicio)"
_TAKES_BACK, _SAID = (
    r"(?:ignor|desconsider|esquec)\w*",
    "(?:mensagem|pedido|mudanca|troca|alteracao|remarcacao)",
)
_AGREED = r"(?:horario|dia|data|hora|combinad[oa]|combinacao|agendamento|marcacao|reuniao|fecha|cita|acordo)"
OLD_TIME = any_of(rf"""
    {_AGREED} (?:que (?:era|estava) )?(?:[ao] )?{_AN_OLD}\b
    (?:[ao]|no|na) {_AN_OLD}\b
    primeir[ao] (?:horario|data|dia) (?:mesmo|combinad|marcad|agendad)\w*
    (?:como|conforme|igual|que nem|do jeito que|assim como) (?:ja )?(?:estava|estavamos|era|antes|tava
        |tinh\w+ (?:sido )?(?:combin|marc|agend)\w+
        |foi (?:combin|marc|agend)\w+ antes)\b(?! (?:sendo|dificil|complicad))
    (?:[ao]|horario|dia|data|hora) que (?:ja |antes )?(?:estava|era|tinha\w* (?:sido )?(?:marcad|combinad|agendad))\w*\b
    {_TAKES_BACK} (?:[ao] )?(?:que (?:eu )?(?:disse|falei|pedi)|(?:minha |meu |ultim[ao] |ess[ae] )*{_SAID})\b
    volt\w+ (?:(?:para|a|ao|no|na) (?:[ao] )?(?:horario|dia|data|hora|que (?:era|estava))|atras)\b
    (?:the )?(?:original|old|earlier|previous|first) (?:time|date|day|one|slot|horario|dia|data|hour|meeting)\b
    (?:as|like|how) (?:it|they|things) (?:was|were)\b|(?:as|like) (?:before|originally)\b
    (?:como|tal como) (?:ya )?(?:estab\w+|estaba\w*|antes)\b
""")
"""The words for a time that was agreed before the one that is."""

_THANKED = r"(?: ?[.,!])* ?(?:$|(?:muito |muitas |muchas |many )?(?:obrigad|gracias|thank|valeu|agradec))"
REFUSES = pattern(rf"""
    ^(?:(?:hmm?|ah|oi|ola|hola|hi|hello|sorry|desculp\w+) ?[.,!]* ?)?(?:(?:nao|no|nope|nah)(?: [.,!])* ?)+{_THANKED}
    (?:^|[.,!] )(?:i (?:de|d|would) )?rather not\b
    \b(?:prefiro|prefiero|preferia|preferiria|melhor|mejor|acho|creo)(?: que)? (?:nao|no)(?= ?(?:$|[.,!]))
""")
"""The no to what was heard last, thanks or none behind it."""

OTHERWISE = any_of(r"""
    (?:remarc|reagend|reprogram|reschedul|postpon|posterg|cancel|desmarc|desist|anul)\w*
    (?:outr|otr)[oa]s?\b|another\b|other\b|mais (?:tarde|cedo)\b|mas (?:tarde|temprano)\b|later\b|earlier\b
""")
"""Words beside them that ask for something else all the same."""
