"""The requests in the words of a statement, beside a choice, an interest, a wish, a refusal or a meeting."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.parts import MEETING

_REQUEST = group(r"""
    (?:solicit(?:o|amos)|requeir(?:o|a)|requeremos|(?<!eu )peco|pedimos|pido|exij(?:o|a)|exigimos
        |(?:gostari(?:a|amos) de|quer(?:o|ia)|aproveit(?:o|amos)(?: para)?) (?:pedir|solicitar)
        |(?:i|we) (?:hereby |also )?request)(?! (?:\w+ )?para\b(?! que))
""")
_WISH = group(r"""
    (?:gostari(?:a|amos)|queri(?:a|amos)|quer(?:o|emos)|precis(?:o|amos|aria)|quisiera|quiero|necesito|(?:i|we) (?:(?:d
        |de|would) like|need|want))
""")
_TO_HAVE = group(r"""
    (?:(?:tambem|ainda|de|to|estou|also) ){0,2}(?:receber|obter|ter|recibir|tener|receive|get|have)
""")
_PLEASE = group(r"""
    (?:favor|gentileza|please|kindly) (?:(?:me|nos|ja|tambem) )?(?:confirm|inform|verific|providenci|indic
        |provid|corrig|corrij|mud|alter|troc|atualiz)\w*
""")
_FEW = r"(?: (?!nao\b|nem\b)[\w/]+){0,5}"
_THINGS = group(r"""
    (?:propostas?|nota fiscal|nf|contratos?|minutas?|comprovantes?|recibos?|declarac(?:ao
        |oes)|certificados?|certid(?:ao|oes)|fichas?|catalogos?|tabelas?|precos?|valores|orcamentos?|referencias
        |documentos?
        |documentac(?:ao|oes)|pautas?|cnpj|razao social|pix|boletos?|descontos?|interprete|estacionamento|cracha|nda
        |termo|folder|portfolio|copia|copy|invoice|contract|brochure|pricing|quote|propuesta|cotizacion|factura)
""")
_OWN = r"(?:me[iu]|minha|noss[oa]|mi|nuestr[oa]|my|our)"
_ENTRY = group(r"""
    (?:nome|sobrenome|nombre|apellido|name|email|correo|telefone|celular|whatsapp|cadastro|cargo|razao social
        |cnpj|dados)
""")
_WRONG = group(r"""
    (?:errad[oa]s?|incorret[oa]s?|incorrect[oa]?s?|trocad[oa]s?|desatualizad[oa]s?|equivocad[oa]|mal escrito|wrong
        |misspell?ed|misspelt|outdated)
""")
_IS = r"(?:esta|saiu|veio|ficou|consta|aparece|foi|e|is|was|sim|salio|aparecio)"
_MEND = group(r"""
    (?:corrij|corrig|retifi|rectifi|atualiz|actualiz|alter|troc|troqu|mud|arrum|consert|ajust|fix|correct|update
        |change)\w*
""")
_DELAY = r"(?:for |forem |vai |vao |se )?(?:atras|demor|retras)\w+"

REQUESTED = any_of(rf"""
    {_REQUEST}{_FEW} {_THINGS}\b
    {_WISH} {_TO_HAVE}{_FEW} {_THINGS}\b
    {_PLEASE}{_FEW} (?:{_THINGS}|endereco|address|direccion)\b
    {_OWN} {_ENTRY}(?: \w+){{0,4}} {_IS}(?: \w+){{0,2}} {_WRONG}\b
    {_OWN} {_ENTRY} {_WRONG} (?:n[ao]|em|on|in|en)\b
    {_MEND}(?: [oa])? {_OWN} {_ENTRY}\b
    (?:me|nos) avis\w+ (?:se|caso|quando) {_DELAY}
    let (?:me|us) know if you(?: \w+){{0,3}} late\b|avis\w+(?:me|nos) si (?:se )?(?:van a )?(?:atras|retras|demor)\w+
""")
"""Papers and prices, a correction of one's own name or number, and word of a delay."""

_DO = r"(?:(?:re)?envi|encaminh|retorn|respond|mand|lig|telefon|contat|contact|repass|compartilh|procur|apresent)"
_ANSWER = r"(?:retorno|resposta|contato|material|proposta|orcamento|posicao|posicionamento|envio|link)"
_THE = r"(?:(?:[ao]s?|um|uma|seu|sua|vosso|vossa|novo) )*"
TO_US = any_of(rf"""
    (?:favor|gentileza|please|kindly|porfa)(?: ,)? (?:(?:me|nos|ja) )?(?:{_DO}\w+|entr(?:ar|em|e) em contato)\b
    (?:peco|pedimos|solicito|solicitamos|pido) (?:(?:a gentileza de|que|por favor|para|me|nos) )*{_THE}(?:{_DO}(?:ar|er
        |em|am|e|a)|entr(?:ar|em) em contato|{_ANSWER})\b
    (?<![a-z0-9.,!] )(?:enviar|encaminhar|mandar|retornar|responder|ligar|reenviar|entrar em contato)\b
    (?<![a-z0-9] )(?:entrem em contato|retornem|liguem|enviem|encaminhem|mandem|respondam|telefonem)\b
    (?:aguardo|aguardamos|preciso de|precisamos de) {_THE}{_ANSWER}\b
""")
"""Something that we are to do, in formal words: "favor retornar", "aguardo retorno"."""

_ORDINARY = group(rf"""
    (?:desconsider|desculp|perdao|disculp|perdon|licenca|permiss|pacienc|compreens|comprens|atenc|convite|invit|links?\b|enlace|confirm
        |horari|horas?\b|datas?\b|fech|dias?\b|dates?\b|times?\b|manha|manana|tardes?\b|noite|semana|mes\b|{WORKDAYS}|{WORKDAYS_SPANISH}|\d|agend|reagend|remarc|reprogram|marc|alterac|mudanc|mud[ae]
        |troc|adi[ae]|adiament|transfer|{MEETING}|meeting|reunion|cita\b|opc|outr|otr|retorno|contato|contacto|disponibil
        |cancel|desmarc|informac|detalhe|brev|urgen|por favor$|oportunidade|orcamento)
""")
FORMALLY = any_of(rf"""
    {_REQUEST} (?![^.!?]*\b{_ORDINARY})\w
""")
"""A request in formal words for anything but what slots and their confirmation bring."""
