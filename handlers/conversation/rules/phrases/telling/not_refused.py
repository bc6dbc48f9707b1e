"""Words that resemble a refusal and refuse nothing: its double negation, and hours of closing."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.parts import NOT

_MIGHT = r"(?:(?:vou|vamos|iria|ia|posso|poderia|tenho como|teria como) )?"
_TO_REFUSE = group(r"""
    (?:recus(?:ar|aria|amos|arei)|(?:dizer|digo|diria) (?:que )?nao|perd(?:i|emos) o interesse|desist(?:i|imos|o)
        |deix(?:ei|amos) de ter interesse|bloquear|denunciar)
""")
_DAYS = rf"(?:(?:{WORKDAYS}|{WORKDAYS_SPANISH}|sabado|domingo|feriado|(?:satur|sun|mon|fri)day)s?)"
NOT_REFUSED = any_of(rf"""
    {NOT} {_MIGHT}{_TO_REFUSE}\b
    (?:no|nunca) (?:digo|dire|diria) que no\b|(?:no|nao) (?:perdi|perdimos) el interes\b
    (?:would|could|will|ca|wo)(?: ?n t| not) (?:ever )?(?:say no|refuse|pass (?:this|it) up|turn (?:it|this) down)\b
    (?:haven t|have not|didn t) los[te] interest\b
    (?:nao|no) (?:trabalh|trabaj|atend|abr|funcion)\w+ (?:aos?|as|n[ao]s?|los|el|em) {_DAYS}\b
    (?:estamos|ficamos|we re|we are|estou) (?:fechad[oa]s?|cerrad[oa]s|closed) (?:aos|as|n[ao]s?|on|los) {_DAYS}\b
    (?:nos )?fechamos (?:as|aos) \d+ ?h?\w*
""")
"""Words beside which somebody may still refuse in others."""
