"""The phrases of what goes on beside the meeting on a day of the offer, and of what is counted like its slots."""

from handlers.conversation.rules.phrases.notation import any_of, group

_ORDINAL = group(r"""
    (?:(?:primeir|segund|terceir)[ao]|quarto|quinto)
""")
_COUNTED = group(r"""
    (?:pessoa|empresa|loja|processo|numero|contato|chip|email|denuncia|ligacao|recado|convite)
""")

COUNTS = any_of(rf"""
    (?:ess[ae]|est[ae]|isso|mais um[a]?|agora)(?: ja)? (?:vai ser|sera|seria|vira|foi) [ao] {_ORDINAL}\b[^.,!?]*
    (?:e|foi|sera|ser|sou|fui|serei) [ao] {_ORDINAL} (?:que (?:eu|me)|a [a-z]+r|{_COUNTED})\b[^.,!?]*
    [ao] {_ORDINAL} (?:que|a|{_COUNTED}) (?:eu )?(?:me |nos )?(?:lig\w+|bloque\w+|denunci\w+|mand\w+|escrev\w+
        |perturb\w+|reclam\w+|receb\w+|process\w+|abr\w+)[^.,!?]*
    n?[ao] {_ORDINAL} (?:eu )?(?:ja )?(?:bloque\w+|denunci\w+|process\w+)[^.,!?]*
    bloque\w+ (?:[ao]s? )?(?:{_ORDINAL}|outro|esse|este|o|\d) {_COUNTED}[^.,!?]*
    unic[ao] (?:coisa|pessoa)[^.,!?]*
""")
"""Messages, callers and other things that are counted: "esse vai ser o terceiro" that is blocked."""

BESIDE = any_of(r"""
    fech(?:o|amos|arei) (?:o (?:mes|caixa|ano|trimestre|balanco|faturamento)|a (?:loja|folha|empresa))
    fech\w+ com (?:o |a |um |uma )?(?:outr[oa]|concorren\w+|fornecedor\w*|cliente|banco)
    fic(?:o|amos) (?:devendo|de )
    (?:me |nos )?(?:cobr[ae]|pergunt[ae])\b
    (?:lig(?:a|ue)|fal[ae]|convers[ae]) (?:com|para) (?:o|a|meu|minha) (?!gente|segunda|terca|quarta|quinta|sexta
        |dia|d[ao]\b|d[ao]s\b)[a-z]+
    (?:fal(?:o|ar|amos)|convers(?:o|ar|amos)) com (?:meu|minha|nosso|nossa) [a-z]+
    (?:mand\w+|envi\w+|preciso d?\w*)(?: [a-z]+){0,2} (?:material|proposta|apresentacao|orcamento|contrato|documentos?
        |isso|disso|resposta|relatorio)\b
    data (?:de|do) (?:vencimento|nascimento|entrega|validade|pagamento)
    (?:tinha|tinhamos|havia|haviamos) (?:escolhid|marcad|pedid|reservad|combinad)o
    o que (?:vai ser|e|sera|seria|tem)\b
    (?:agendei|marquei|reservei)\b[^.,!?]* (?:exame|terapia|fisio\w*|salao|treino|viagem|prova)\b
    (?:reservei|mudei|dei|passei|deixei|agendei|marquei)\b[^.,!?]* para (?:outr[oa]|(?:a |minha )?familia|meus? filh\w+
        |minha (?:filha|mae|esposa))\b
    reuniao (?:del[ea]s?|com outr\w+)
    quem (?:fica|esta|vai|atende|cuida)\b
    e (?:o )?(?:meu|minha|nosso|nossa) (?:horario|hora|dia) d[aeo]\b
""")
"""Acts of the day, and things once said of it, in words that would take a slot elsewhere."""

DUTIES = any_of(r"""
    v(?:ou|amos) (?!ser|estar|poder|conseguir|querer|preferir|escolher|ficar|marcar|participar|atender|falar|conversar
        |entrar|comparecer|optar|aceitar|topar|agendar|confirmar|reservar|fechar|deixar|aguardar|esperar|encaixar
        |bloquear|te |dar)[a-z]+(?:ar|er|ir|por)\b
    (?:pego|busco|levo) (?:o|a|os|as|meu|minha|meus) (?!d[aeo]\b|segunda|terca|quarta|quinta|sexta)[a-z]{2,}
    (?:viajo|saio|volto|retomo|comeco|assino|rezo|resolvo|vejo|recebo|recebe|recebemos|trabalho|caso|embarco|opero|abro)\b
    (?:abre|abrem|forma|casa|nasce|opera)\b(?! (?:de|do|da|dele|dela|boa|bom))
    (?:meu|minha|o|a) (?:chefe|patrao|socio|socia|gerente) esta (?:ai|aqui)\b
    (?<!nao )(?:complica|aperta|conflita|coincide|bate com|(?:me|nos) (?:quebra|atrapalha|pega|derruba|mata))\b
    (?:prometi|comprometi|perdi|requisitad[oa]|cancelaram)\b|foi embora\b|pega (?:meu|minha|o meu|a minha)\b
    (?:decido|tento|tentamos|a gente tenta|odeio|detesto|ninguem merece|ocupa|ocupam|furaram|sozinh[oa]|ja foi
        |meio assim|no meio d[ao] (?!tarde|manha|semana|dia)[a-z]+|plano b|volt(?:a|amos) a)\b
    (?:longe|tomad[oa]|em cima|cedo demais|tarde demais|me enrol\w+)\b
""")
"""Duties on a day, and days that are too near, too far or taken."""
