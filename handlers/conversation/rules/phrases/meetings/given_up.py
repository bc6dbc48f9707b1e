"""The verbs of giving up with their object: a meeting, or something else that is nobody's here."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS, WORKDAYS_ENGLISH, WORKDAYS_SPANISH
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group

_VERB = group(r"""
    (?:cancel\w*|desmarc\w*|anul\w+|suspend\w*|desist\w+|renunci\w+|abr\w+ mao)
""")
_ARTICLE = group(r"""
    (?:d[aeo]s?|del|[oa]s?|el|l[ao]s|um|uma|uns|umas|una?|meus?|minhas?|mis?|noss[ao]s?|nuestr[oa]s?|seus?|suas?
        |ess[ae]s?|est[ae]s?|aquel[ae]s?|outr[ao]s?|otr[ao]s?|the|my|our|your|that|another|other|of|on)
""")
_OF_MEETINGS = group(r"""
    (?:reuni|calls?\b|conversa|encontro|agend|compromis|bate papo|papo|visit|apresentac|demo|meet|video|horari|hora\b
        |marcac|marcad|convite|invit|cita\b|llamada|charla|appointment|appt|session|sessao|booking|slot|chamada|ligacao
        |entrevista|interview|particip|presenca|comparec|presentac|reserva|encuentro|scheduled|engagement|arrangement
        |request|tratativa)
""")
_OF_THE_MATTER = group(r"""
    (?:negocio|projeto|projecto|project|ideia|idea|plano|contratac|investiment|produto|servico|compra\b(?! d)|proposta
        |contrato|inscric|solicitac|pedido)
""")
"""Words for the matter of a meeting, with which it may be given up."""
_NO_OBJECT = group(rf"""
    (?:{_VERB}|fora|ir|fazer|marcar|conversar|falar|reunir|atend\w+|tudo|todo|isso|ela|ele|dela|dele|nela|it|this|eso
        |esto|mesm[oa]|noss[ao]|meu|minha|thing|whole|coisa|treco|troco|trem|gente|mim|voces?|senhora?|parte|lado|side
        |end|vez|que|one|por|ai|la|bom|ok|nao|entao|para|porque|mas|se|e|tras|proposito|resto|duas|dois|3|{WORKDAYS}|sabado|amanha|hoje|dia|data|\d\S*|semana|mes|primeir\w+|segund\w+|terceir\w+|ultim\w+
        |manha|tarde|noite|proxim\w+|{WORKDAYS_SPANISH}|{WORKDAYS_ENGLISH}
        |tomorrow|today)\b
""")

_OF_THE_MOVE = group(rf"""
    (?:{_VERB}|desconsider\w+|esque(?:ce|ca|cam|cer)|deix(?:a|e|em|ar) para la)(?: {_ARTICLE})* (?:(?:pedido|solicitacao
        |ideia|tentativa) (?:d[aeo]|para) )?(?:remarc(?:ac\w+|ar)|reagend(?:amento|ar)|reprogram(?:acao|ar)|mudancas?
        |mudar|trocar?|alterac\w+|alterar|adiamento|adiar|transferencia|transferir)\b(?: (?:d?[aeo] )?(?:horario|data
        |dia|hora|reuniao|conversa|call|encontro)\b)?
""")

VERB = any_of(rf"""
    {_VERB}\b
""")
"""A verb of giving something up."""

OF_THE_MOVE = any_of(rf"""
    {_OF_THE_MOVE}
""")
"""The giving up of another time that was asked for: "cancela a remarcação"."""

GIVES_UP = any_of(r"""
    (?:desist\w+|renunci\w+|abr\w+ mao)\b
""")
"""A verb of giving up that may be about a plan as well as a meeting."""

OTHER_THINGS = any_of(rf"""
    cancel\w*(?: {_ARTICLE})* (?:lembretes?|avisos?)\b
    {_OF_THE_MOVE}
    {_VERB}(?: {_ARTICLE})* (?:convite|participacao|presenca|acesso) (?:d[aeo]s?|para|ao?
        |enviad\w+) (?:(?!{_OF_MEETINGS})\w+ ?){{1,4}}
    (?<!gente )(?<!eu )desist(?:iu|e|iram)\b(?! d(?:[ao]|ess[ae]|est[ae]|e) (?:\w+ )?{_OF_MEETINGS})
    (?:voces?|el[ea]s?) (?:\w+ )?(?:cancel|desmarc)(?:aram|ou)\b(?: [ao])?(?: (?:reuniao|conversa|call))?
    {_VERB}(?: {_ARTICLE})+ (?!{_ARTICLE}\b)(?!{_NO_OBJECT})(?!(?:\w+ ){{0,3}}{_OF_MEETINGS})(?!{_OF_THE_MATTER})\w+
""")
"""The giving up of something that is named and is no meeting: "desisti do outro orçamento", "cancela o café"."""

MEETINGS = Phrases(rf"\b{_OF_MEETINGS}")
"""Words for a meeting."""

CANCELS_ELSE = any_of(rf"""
    (?:cancel|desmarc|tir|apag
        |exclu)\w+ (?:d?[ao]s? |de |uma? |meu |minha |esse |essa |outr[ao] |ess[ae]s )*(?:medic\w+|dentista|cliente
        |paciente|consulta|visita|aula|voo|compromisso com|contrato|pedido|plano|servico|assinatura|compra|cadastro
        |matricula|entrega|frete|coleta|envio|remessa|boleto|nota|reserva|outr[ao]s?|[0-9]|primeir\w+|terceir\w+)
    (?:cancel|desmarc|desist|desconsider)\w* (?:d?[ao]s? |d?ess[ae]s? |d?est[ae]s? |minha )*(?:primeir[ao]|terceir[ao]
        |ultim[ao]|segund[ao] (?=opc|altern|suges)|opcao|opcoes|alternativas?|sugest\w+|horarios|datas)\b
    (?:{WORKDAYS})(?: \w+){{0,3}} (?:marc|fic|bot|pod|serv|ok)\w*
    (?:cancel|anul|suspend)\w* (?:(?:el|la|los|las|un|una|mis?|nuestr[oa]s?|the|my|our|a|o|as|minhas?
        |meu) )*(?:viajes?|vuelo|vacaciones|cita (?:con|d?el) (?:(?:el|la|mi) )?(?:medic[oa]|doctora?|dentista)
        |cena|almuerzo|fiesta|boda|viagem|voo|ferias|jantar|almoco|flight|trip|holidays?|dinner|lunch)\b
""")
"""Cancellations of something else."""
