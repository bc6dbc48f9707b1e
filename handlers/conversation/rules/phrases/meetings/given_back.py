"""The words that give the hour back which was kept for somebody: "não preciso mais do horário"."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.parts import END, MEETING

_WILL = r"(?:(?:vou|vamos|irei|iremos|voy a|vamos a) )"
_NEED = r"(?:precis(?:o|amos|ar|arei|aremos)|necesit(?:o|amos|ar|are|aremos)|usar|usarei|utilizar|ocupar)"
_DAY = group(rf"""
    (?: d(?:[aeo]|el) (?:hoje|amanha|{WORKDAYS}|hoy|manana|{WORKDAYS_SPANISH})(?: feira)?)?
""")
_HOUR = group(rf"""
    (?:d[aeo]|del|de la|[ao]|el|la|mi|meu|minha|d?ess[ae]|d?est[ae]|es[ea]) (?:horario|hora|turno|vaga|cita|reserva
        |agendamento)(?: (?:reservad|marcad|agendad|combinad|separad|guardad)[oa])?(?: que [a-z]+)?{_DAY}{END}
""")
_TALK = rf"(?:{MEETING}|reu\b|reunion|(?:video)?llamada|cita|junta|meeting)"
_THE = r"(?:(?:a|la|esta|esa|essa|noss[ao]|nuestra) )+"
_MUST = group(r"""
    (?:(?:hay|habra|tenemos|tengo|vamos|voy|toca|temos|tenho|tem|vou|preciso|precisamos|vamos a) (?:(?:que|a|de|ter) )*)
""")
_DROP = r"(?:bajar|tumbar|derrubar|tombar|dar de baja)"
_ITS_END = r"(?! (?:a|al|as|ao|para|en|por|hasta|ate|de (?:hora|tiempo|duracion|precio|nivel)|con|com) )"

GIVES_BACK = any_of(rf"""
    (?:nao|no) {_WILL}?(?:mais |mas ){_NEED} {_HOUR}
    (?:nao|no) {_WILL}?{_NEED} (?:mais |mas ){_HOUR}
    (?:nao|no) (?:{_WILL}{_NEED}|precisarei|precisaremos|necesitare|necesitaremos) {_HOUR}
    (?:ja nao|ya no|ya nao) {_WILL}?{_NEED}(?: mais| mas)? {_HOUR}
    {_MUST}{_DROP} {_THE}{_TALK}{_DAY}{_ITS_END}
    (?:baj(?:[ae]|en|emos)|tumb(?:[ae]|en|emos)|(?:da|den|demos|damos|doy) de baja) {_THE}{_TALK}{_DAY}{_ITS_END}
    (?:baj(?:a|en|e)|bajemos|tumb(?:a|en|e)|tumbemos)la(?= ?(?:$|[.,!])| (?:nomas|por favor|gracias))
""")
"""Orders to give up a meeting, for which nobody says "cancelar"."""
