"""Sentences with the words of an order to stop that are about something or somebody else."""

from handlers.conversation.rules.phrases.notation import any_of
from handlers.conversation.rules.phrases.parts import NOT, SEND

NOT_MEANT = any_of(rf"""
    (?:tir\w+|sanar|esclarecer) (?:uma |umas |a |as |minhas? |algumas? )?duvidas?\b
    (?:vaza(?:r|m|ndo|do|mento|mentos)|risco)\b
    bloque\w+ (?:a |minha |na |esse |este |o |d\w+ |segunda |terca |quarta |quinta |sexta )*(?:agenda|horario|dia
        |data|segunda|terca|quarta|quinta|sexta)\b
    par(?:a|e|ar|o|ei|amos) (?:[.,] )?(?:para (?:pensar|ver|olhar|analisar)|tudo)
    par(?:a|e|ar|o|ei|amos|am) de (?!(?:me |nos |ficar |te |lhe )*(?:{SEND}|m\w+dar|rec\w+|chegar|spam\w*
        |telefon\w+))\w+r\b
    nao (?:quer |vai |vao )?par(?:a|am|ar) de\b
    (?:nao|num) (?:quero|queremos) mais (?!nad|saber|isso|disso|rec|ser|que|voc|ness|falar|conversar|papo|nenhum|ver|ess
        |mensag|contato|email|ligac|propaganda|lembrete|spam|aviso|ouvir|nem|me|por|viu|nao|ok|obrigad
        |[.,!?])\w+\b(?! nem | reuniao nem |[^.!?]* (?:nem|e) (?:mensag|contato|nada))
    sair (?:com|d[aeo] (?:empresa|planilha|caderno|ramo|sistema|papel|duvida)|cedo|mais cedo|do escritorio)\b
    (?:lista|tabela) de precos?\b
    (?:ia|iria|pensei em|quase) (?:\w+ ){{0,2}}(?:sair|parar|bloquear|apagar|cancelar|responder|pedir)
    (?:outr[ao]s?|as|os) (?:opcoes|horarios|datas)\b
""")
"""Sentences about something else with the words of an order to stop."""

KEEPS_WRITING = any_of(r"""
    (?:us[ae]m?|mantenha\w*|mantem|manter|salv[ae]|coloc\w+|coloque|atualiz\w+|substitu\w+|troca|troque|keep|use)\b
    (?:pode[m]?|podendo|continu\w+|sig[au]\w*|segu\w+)(?: \w+){0,2} (?:mandar|mandando|enviar|enviando|escrever
        |me mandando|escrevendo|nos mandando)\b
    (?:mand\w+|envi\w+) (?:mais )?(?:horarios?|opcoes|lembretes? sim|convite|link|agenda|proposta)\b
""")
"""Leave to go on writing, which contradicts an order to stop."""

ANOTHER_CHANNEL = any_of(r"""
    (?:just|instead|only) (?:text|email|write|message|call|whatsapp)\b
    (?:use[m]?|usa|escriba\w*|escribe\w*|escrevam?|send|encaminh\w+
        |envi[ae]m?)(?: \w+){0,2} (?:o |a |para |por |no |to |my |el )+(?:email|correo|mail|whatsapp
        |telefone|compras|contato|comercial|financeiro)\b
    (?:so|mas) (?:por |pelo |no )?(?:aqui|ca|email|whatsapp|telefone)\b
    (?:nao|no|don t) (?:me |nos )?(?:lig|call|llam|mand\w+ audio)\w*(?: \w+){0,3} [,.] (?:so )?(?:me )?(?:escrev|mand
        |envi|text|escrib|cham)\w*
    (?:prefiro|so|apenas|somente|melhor|manda|mande|mandem|envia|envie|chama|chame|fala|fale|liga|ligue|aceito
        |pode ser|pode mandar|pode me chamar)(?: \w+){0,2} (?:por|no|pelo|via|em|pela|o
        |um) (?:meu )?(?:whatsapp|email|telefone|ligacao|outro numero|celular|telegram)
    (?:whatsapp|email|telefone) (?:pode|tudo bem|ok|aceito)\b
""")
"""The wish to be written to elsewhere."""

TO_SOMEBODY_ELSE = any_of(rf"""
    {SEND}(?: \w+){{0,3}} (?:meu|minha|meus|minhas|nosso|nossa|d?ele|d?ela|outra pessoa) ?(?:socio|socia|marido
        |esposa|mulher|chefe|mae|pai|colega|filho|filha|funcionari[oa]|secretaria|equipe|cliente|gerente|irma
        |irmao|$|[.,!?])
""")
"""Messages to somebody else than the contact."""

ABOUT_THINGS = any_of(r"""
    (?:mensage\w+|recados?) (?:de|por|em) (?:voz|audio)\b(?! nem)
    (?:numero|email|telefone|contato|endereco|celular|cadastro)s? (?:antig|velh|anterior|errad|duplicad)\w+
    [ao]s outr[ao]s\b
    (?:nao|nem) (?:quero|aceito|gosto de|preciso de)(?: \w+){0,2} (?:ligac|chamada|reuniao|conversa|visita
        |apresentac)\w*\b(?! mais| nem)
    nao precisa (?:mais )?(?:me )?(?:mandar|enviar|lembrar|avisar)(?: \w+)? (?:de novo|novamente|outr[oa]|o|mais o
        |link|convite)\b
    (?:mand|envi|apag|tir|remov|exclu|delet|cancel|par|bloque|chega|bast)\w*(?: \w+){0,4} (?:fotos?|audios?|pdf
        |videos?|links?
        |convites?|notas?|pedidos?|boletos?|itens|item|exames?|uber|faturas?|academia|entregas?|encomendas?|mesa|carro
        |maquinas?
        |elevador|luz|obra|meu plano|cartao)\b(?! (?:d[ao]s?|n[ao]s?) (?:lista|cadastro|base|sistema))
    (?:mand|envi|mostr)\w+ (?:mais |novas? |outras )*(?:horarios?|opcoes|datas?|sugestoes|alternativas|link)
    (?:tir|remov|exclu|apag|risc|sai|take|remove)\w*(?: \w+){0,3} (?:d[ao]|dess[ae]|dest[ae]|from the|from this
        |off the) (?:agenda|reuniao
        |conversa|meeting|call|cita)\b
""")
"""Things that are no messages, and yet may be removed, sent and stopped."""

ABOUT_SOMETHING_ELSE = any_of(r"""
    lembretes?\b(?! (?:nem|e|ou)\b)(?<!e lembrete)(?<!e lembretes)(?<!nem lembrete)(?<!nem lembretes)
    (?:lista|tabela) de precos?\b(?! e)
    (?:clientes?|pacientes?|hospedes?|alun[oa]s?|filh[oa]s?|produtos?|estoque|venda|reserva|planilha
        |boletos?)(?: |$)(?=$)
    (?:spam|golpe)$(?<=de spam)
    (?:nao|nem) (?:mand|envi|escrev)\w+ (?:nada |isso |mensage\w+ )?(?:por|pelo|no) (?:email|aqui|la|whatsapp
        |telefone|sms)\b(?! (?:nem|mais))
    (?:este|esse|esta|essa) (?:email|mensagem|mail)\b
    (?:d[ao]|n[ao]|d?ess[ae]|d?est[ae]|ness[ae]|the|this|la|esta) (?:segunda|terca|quarta|quinta|sexta|agenda|reuniao
        |ideia|cabeca|empresa|ramo|conversa
        |meeting|call|reunion|cita)\b
""")
"""Orders about something else than messages to the contact."""

SPARES = any_of(r"""
    nao precisa[m]? (?:\w+ ){0,2}(?:mand|envi|lembr|avis|escrev|repet)\w+
""")
"""Courtesies beside a meeting that is booked, which spare us the trouble."""

OF_OTHERS = any_of(rf"""
    (?:clientes?|pacientes?|alun[oa]s?|usuari[oa]s?|leads?|membros?|assinantes?|hospedes?|socios?|inscritos?
        |customers?|users?
        |patients?|munic\w+|titular(?:es)? d[aeo]s?)(?: \w+){{0,7}} (?:sair|saem|sai|par(?:a|ar|em)|ped(?:e|em|ir|iu)
        |respond\w+
        |exclu\w+|remov\w+|receb\w+|unsubscribe|opt out|descadastr\w+|stop|cancel\w*)\b
    (?:exclu\w+|elimin\w+|apag\w+|remo\w+|delet\w+|descadastr\w+|par\w+ de receb\w+)(?: \w+){{0,5}} (?:d[aeo]s?|um|uma
        |[ao]s?) (?:funcionari[oa]s?|clientes?|pacientes?
        |alun[oa]s?|filh[oa]s?|tutores|munic\w+|usuari[oa]s?)\b
    (?:par\w+|nao) (?:de )?(?:mais )?{SEND}(?: mais)? para (?:o )?(?:me[iu]|minha) (?:soci[oa]|chefe|marido|esposa
        |colega|filh[oa])\b
    (?:me[iu]|minha|meus) (?:sogr[oa]|tia|tio|prim[oa]|cunhad[oa]|vizinh[oa]|soci[oa]|colega) (?:pediu|quer|disse)\b
""")
"""Sentences about what others may do, whoever they write to: "se o paciente pedir para sair"."""

AT_THIS_HOUR = any_of(rf"""
    (?:pode|podem) (?:me )?{SEND} (?:mas|so que) nao (?:d[eao]|n[ao]|a|antes|depois|no)\b
    {NOT} (?:\w+ ){{0,3}}{SEND}(?: \w+){{0,2}} (?:agora|hoje|amanha|de manha|a noite|de noite|a tarde|cedo
        |fim de semana|final de semana|sabado|domingo|nesse horario|neste horario|essa hora|esta hora|antes
        |depois|ate|essa semana|esta semana|enquanto|durante)\b
""")
"""The wish for no messages at a certain time."""
