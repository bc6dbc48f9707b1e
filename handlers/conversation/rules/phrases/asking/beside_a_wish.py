"""The phrases beside an order to stop that is not about everything: something that is wanted, another address."""

from handlers.conversation.rules.phrases.notation import any_of, group

_FIRST = group(r"""
    (?:(?<![a-z0-9] )|(?:what|lo que(?: yo)?|o que(?: eu)?|e|y|and|but|mas|pero|sino|so|solo|just|instead|please|pls
        |favor|porfa|ya|logo|ja|sim|si|then|entao|better
        |melhor|mejor) )
""")
_GIVE = group(r"""
    (?:(?:me|nos) (?:d[aeo]|deem|mand[ae]m?|envi[ae]m?|mostr[ae]m?|pass[ae]m?|faz|fac(?:a|am)|trag(?:a|am)
        |apresent[ae]m?|encaminh[ae]m?
        |cot[ae]m?|explic[ae]m?|expliqu[ae]m?|ofere(?:ce|ca|cam)|marqu[ae]m?|marca)
        |(?:d[ae]n?|mand[ae]n?|envi[ae]n?|muestr[ae]n?|pas[ae]n?|hag[ae]n?|traig[ae]n?|present[ae]n?|cotic[ae]n?
        |ofrez[ck][ae]n?)(?:me|nos)
        |(?:mand[ae]m?|envi[ae]m?|mostr[ae]m?|encaminh[ae]m?|marqu[ae]m?)
        |(?:send|give|show|book|offer|get|bring|quote|make) (?:me|us)|(?:send|show|book|schedule)
        |(?:quero|queria|queremos|gostaria de|prefiro|preferia|quiero|queremos|preciso|necesito)(?: (?:e|es|mesmo|sim
        |muito|so|solo|apenas))*
        (?: (?:receber|ver|ter|de|recibir|tener|que (?:me|nos) (?:mand[ae]|envi[ae]|mostr|muestr|d[ae])\w*))?
        |(?:i|we) (?:just |only |really |do )?(?:want|need|d like|would like|prefer)(?: (?:is|sim))?(?: (?:to
        |estou) (?:see|get|have|receive))?)
""")
_NOT_ENDED = group(r"""
    (?!(?:mai?s|more|no|nothing|nada|zero|sem|all|paz|baixa|baja|outr[oa]s?|otr[oa]s?|any|another)\b
        |(?:nenhum|ningun|cancel|desmarc|anul|liber|libr|sair|salir|apag|delet|remov|elimin|exclu|devolv|unsub|opt
        |parar|stop|end)\w*)
""")
_WHAT = group(r"""
    (?:demos?|demonstr\w+|demostrac\w+|proposta|propuesta|proposal|orcamento|presupuesto|quote|quotation|cotiz\w+
        |cotac\w+
        |precos?|precios?|prices?|pricing|valores|tabela|catalog\w*|brochure|folleto|apresentac\w+|presentac\w+|presentation
        |horarios?|times|datas|fechas|dates|slots?|opcoes|opciones|options|contrato|contract|amostra\w*|muestras?|samples?
        |trial|teste|prueba|(?:link|enlace)(?! (?:de|para|to|estou|of|que) (?:\w+ )?(?:descad|sair|cancel|unsub|opt
        |baja|exclu))
        |(?:detal\w+|details|informac\w+|information)(?! (?:sobre|de|dos|d[ao] que|about|on|you)\b)|material|fatura
        |factura|invoice|boleto|nota fiscal)\b
""")
GIVE_INSTEAD = any_of(rf"""
    {_FIRST}{_GIVE}(?: {_NOT_ENDED}\w+){{0,4}} {_WHAT}
    (?:exatamente|exactamente|exactly) (?:isto|isso|est[eo]|esto|eso|this|one thing|uma coisa|una cosa)\b
""")
"""Something else that is wanted: "dejen de mandarme folletos y denme una demostración"."""

_PHONE = group(r"""
    (?:phone|mobile|cell|celular|telefone|telefono|movil|whatsapp|zap|numero|number|line|fone|particular|pessoal)
""")
_MAIL = r"(?:email|mail|correo|e mail|office|escritorio|oficina|recepcao|landline|fixo|secretaria|linkedin)"
_ON = r"(?:on|to|at|over|estou|by|no|neste|nesse|n?o|por|pelo|via|en|a|al|este|esse|ao|para o)"
_ADJECTIVE = group(r"""
    (?:private|personal|own|work|meu|minha|nosso|mi|my|our|this|este|esse|company|business|the|el)
""")
ON_A_PHONE = any_of(rf"""
    (?:{_ON}|texting|calling|ringing|messaging|text|call|ring|message) (?:{_ADJECTIVE} )*{_PHONE}\b
""")
"""The place at which messages are unwanted."""
BY_MAIL = any_of(rf"""
    (?:email|mail|correo)(?: (?:address|comercial|profissional|da empresa|de la empresa|de trabalho))? (?:is|sim
        |e(?= [a-z0-9]+(?: [.] [a-z0-9]+)* de [a-z0-9]+ [.])|es|esta|segue|fica|below|abaixo|abajo|here|aqui)\b
    {_MAIL} (?:\w+ )?(?:is|sim|e|es) (?:fine|ok|okay|better|best|welcome|melhor|mejor|bom)\b
    (?:only|so|solo|somente|apenas) (?:by|por|pelo|via|no|en|through|at) (?:{_ADJECTIVE} )*{_MAIL}\b
    (?:try|use|reach|write|contact|escrib\w+|escrev\w+|tent\w+|us[ae]m?)(?: (?:me|us|nos|to|estou|a|ao|para|por|pelo
        |no|en|at|by|mi|my|our|meu|o|the|instead|on))* {_MAIL}\b
""")
"""The other place, of which nothing says that they are unwanted there, too."""
