"""Words that keep a booked meeting and resemble giving it up: what is not to be taken out, forgotten or missed."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.parts import MEETING, NOT

_THE = r"(?: (?:d?[ao]|n[ao]|de|d?ess[ae]|noss[ao]|our|the|la|nuestra|this))*"
_IT = rf"{_THE} (?:{MEETING}|reunion|cita|meeting)"
_OUT = group(r"""
    (?:tir(?:a|e|em|ar)|remov(?:a|e|am)|apag(?:a|ue|uem)|exclu(?:i|a|am)|esque\w*|scrap|drop|bin|forget(?: about)?)
""")
KEPT = any_of(rf"""
    (?:{NOT}|don t|do not) (?:me |se )?{_OUT}{_IT}\b
    {NOT} (?:me|nos) tir(?:a|e|em) d[ao] agenda\b|no se olvid\w+{_IT}\b|no (?:la|lo) saques?\b
    {NOT} liber(?:a|e|em) (?:o )?(?:meu|nosso) horario\b
    can ?(?:not|t) wait for{_IT}\b
    {NOT} (?:posso|podemos|quero|vai dar para (?:eu )?) ?perder(?:{_IT}\b|(?= ?(?:$|[.,!])))
    impossivel (?:eu )?perder{_IT}\b|{NOT} vai dar para (?:eu )?nao ir\b
    deix(?:a|e|em){_IT} (?:onde|como|n?a) (?:esta|estava|{WORKDAYS})\b
    (?<!nao ){MEETING} faz (?:todo |muito )?sentido\b
    (?<!nao )participar(?:a|ao|ei|emos) d[ao] {MEETING}
""")
"""Of a meeting that is to take place."""
