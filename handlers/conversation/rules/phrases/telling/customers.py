"""The words of who is served by the firm that writes already, or has spoken with it: no refusal, and no interest."""

from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.parts import MEETING

_OF_ANOTHER = group(r"""
    (?:(?:d[aeo]s?|del|of|from) )?(?:(?:uma?|[ao]|sua?|the) )?(?:outr|otr|concorr|compet|another)
""")
_FEW = rf"(?: (?!{_OF_ANOTHER}|nao\b|nem\b|no\b|not\b|contra\b)\w+){{0,3}}"
_US = group(r"""
    (?:(?:d[ae]|com|con|por|pel[ao]|a) )?(?:voces?|ustedes)\b
""")
_THEIRS = r"(?:seus?|suas?|sus?|tus?|voss[oa]s?)"
_SERVICE = group(r"""
    (?:servicos?|servicios?|sistemas?|produtos?|productos?|plataforma|ferramenta|herramienta|aplicativo|app|software
        |planos?|planes|plan|pacotes?|solucao|solucion|maquininha)
""")
_CONTRACT = group(r"""
    (?:contratos?|planos?|plan|contas?|cuenta|assinatura|suscripcion|licencas?|licencia|parceria|{service})
""").replace("{service}", _SERVICE)
_USE = r"(?:(?<!\bo )uso(?! d[aeo]s?\b)|usamos|usa|utiliz(?:o|amos|a)|assin(?:o|amos|a))"
_HAVE = r"(?:tenho|temos|tem|possuo|possuimos|tengo|tenemos)"
_BUY = group(r"""
    (?:compr(?:o|amos)|ja compra|contrat(?:ei|amos)(?: [oa])?|ja fech(?:ei|amos))
""")
_YOURS = r"(?:your|you|yours)"

CUSTOMER = any_of(rf"""
    (?:sou|somos|soy|ja e|(?:a gente|empresa|loja|aqui|el[ae]) e) (?:(?:uma?|seus?|vossos?|su|el|[oa]|[jy]a) )*(?:client
        |assinant)es?\b(?! (?:em potencial|potencial|ideal|{_OF_ANOTHER}))
    (?:i m|i am|we re|we are) (?:already |currently |both )*(?:an? |your |existing )*(?:customers?
        |clients?)\b(?! of (?:another|a |the |some))
    {_USE}{_FEW} {_US}
    {_USE} (?:[ao]s? |la |el |los )?{_THEIRS} {_SERVICE}\b
    {_HAVE}(?: (?:um|uma|o|a|un|una))? {_CONTRACT}{_FEW} {_US}
    {_BUY}(?: {_SERVICE})? {_US}
    (?:(?<!\bo )trabalh(?:o|amos|a) com voces?|trabaj(?:o|amos|a) con ustedes)\b
    (?:sou|somos|soy|e) (?:(?:ja|ya) )?(?:atendid|parceir)[oa]s? {_US}
    (?:already|currently) (?:use|using|have|buy|work|working|pay|paying)(?: \w+){{0,4}} {_YOURS}\b
    (?:use|using) your (?:\w+ )?(?:service|system|product|platform|tool|software|app)s?(?: already)?\b
""")
"""The word of a customer, whom a first message does not know for one."""

_SPOKE = group(r"""
    (?:fal(?:ei|amos)|convers(?:ei|amos)|respond(?:i|emos)|tratei|tratamos|hable|hablamos|converse|conversamos|respondi
        |agend(?:ei|amos)|marqu(?:ei|e)|marcamos)
""")
_HAS_AGREED = group(rf"""
    (?:tenho|temos|tem|tengo|tenemos|ha|esta)(?: (?:uma?|una?|a|o|minha|nossa|la))? (?:{MEETING}|horario|hora|reunion
        |cita|visita)
""")
SPOKEN_WITH = any_of(rf"""
    (?:ja|ya) {_SPOKE} (?:com|con) (?!(?:[ao]s? )?(?:meu|minha|mi|noss|soci|chefe|diret|gerente|marido
        |esposa|mulher|pessoal))
    (?:ja|ya) {_HAS_AGREED}(?:(?: \w+)? (?:marcad|agendad|combinad)[oa]| (?:com|con) )
    (?:i|we) (?:have |ve )?already (?:spoke|spoken|talked|met|booked|scheduled|have (?:a|an|our) (?:meeting|call
        |appointment))\b
""")
"""The word of who has spoken with somebody already, or agreed on a time, of which a first message knows nothing."""
