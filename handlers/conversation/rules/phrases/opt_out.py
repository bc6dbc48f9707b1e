"""The phrases by which a contact asks for no more messages."""

from handlers.conversation.rules.phrases.notation import Phrases, any_of, group
from handlers.conversation.rules.phrases.parts import END, MESSAGES, NOT, SEND, THESE

_KEYWORDS = group(r"""
    (?:sair|sairr|siar|sai|parar|pare|parem|para|stop|descadastr(?:ar|o|e|em|a)|unsubscribe|remover|remova|remove
        |chega|basta|excluir
        |bloquear|opt ?out|baja)
""")
KEYWORD = Phrases(rf"\b{_KEYWORDS}\b")
"""The words that alone are an order to stop."""

KEYWORD_ONLY = Phrases(
    group(rf"""
    (?:(?:eu|quero|queria|por favor|please|porfa|oi|ola|bom dia|boa tarde|boa noite|ok|sim|ja|ai|obrigad[oa]|thanks
        |gracias
        |grat[oa]|valeu|agora|digo|pedi|disse|logo|pela atencao|desde ja|nao [.,!]|nao quero [.,!]|mensagem|mensagens
        |negativo|joinha|abs|att|viu|[.,!?]|{_KEYWORDS}) ?)*
""")
)
"""A reply, to be matched in full, of nothing but keywords and courtesy."""

UNFINISHED = Phrases(r"\b(?:quero|queria|preciso|vou|para)$(?<!^para)")
"""The end of a sentence that goes on elsewhere: "quero"."""

COMMAND_LINE = Phrases(rf"(?:(?:por favor|please|quero|ok|{_KEYWORDS}) ?[.!]* ?)*")
"""A line, to be matched in full, of a command that a signature may stand below."""

_REMOVE = group(r"""
    (?:tir(?:a|e|em|ar)|retir(?:a|e|em|ar|em no)|remov(?:a|e|am|er)|exclu(?:i|a|am|ir)|apag(?:a|ue|uem|ar|uem)
        |delet(?:a|e|em|ar)
        |elimin(?:a|e|em|ar)|risc(?:a|ar)|risque[m]?|borr(?:e|en|ar|a|eme)|erase|sacame|saqu?en(?:me)?|take
        |descadastr\w+
        |desinscrev\w+|desvincul\w+)
""")
_PERSON = group(r"""
    (?:numeros?|contac?tos?|telefones?|celular|telemovel|whatsapp|nome|cadastros?|dados|registr?os?|ficha|inscricao
        |datos|direccion|details|data|number|name|address|informac(?:ao|oes)|informacion)
""")
_LIST = group(r"""
    (?:lista|base|mailing|cadastros?|sistema|banco|envios?|disparos?|grupo|relacao|transmissao|registr?os?|ficheiros?
        |agenda de contatos|list|database)
""")
_OF_OURS = group(r"""
    (?:d[aeo]s?|n[ao]|sua|seu|de voces|voss[ao]|dess[ae]s?|dest[ae]s?|de la|your|the|mailing|de|su)
""")

ORDERS = any_of(rf"""
    (?:quero|queria|gostaria de|preciso|desejo|prefiro|como (?:eu )?(?:faco|fazer) para) sair{END}
    sair (?:{_OF_OURS} )+(?:lista|base|mailing|grupo|cadastro|whatsapp|transmissao)\b(?! de precos? na)
    (?:respondi|mandei|falei|digitei|enviei|pedi para|ja disse|escrevi) (?:que )?(?:sair|parar|stop)\b
    (?:para|pare|parem|parar|parassem|chega|basta|deixe[m]?|deixa|deixassem|deixar|cessem?|cessar|encerrem?|dejen
        |dejar) (?:ja |la |logo )?(?:de |com |d?os |d?as
        |por favor )+(?:me |nos )?(?:ficar (?:me )?)?(?:{SEND}|{MESSAGES}|envios?|lembretes?|recados?|isso|contactar)
    (?:para|pare|parem|chega|basta) (?:ja |logo )?(?:com|de) (?:ess[ae]s?|tant[ao]s?|as|os)? ?(?:isso|mensage\w+
        |{MESSAGES}|lembretes?|zap)
    (?:cess(?:em|ar|acao|ando|ada)|encerr(?:em|ar|ados?))(?: \w+){{0,4}} (?:contatos?|envios?|comunicac\w+|mensagens)
    (?:pode[m]?|quero que|favor|peco que) (?:parar|pare[m]?){END}
    {_REMOVE}(?: \w+){{0,4}} (?:meu|minha|meus|minhas|nosso|nossa|nossos|o|esse|este|my|our|mi|mis
        |mi) (?:\w+ )?{_PERSON}\b
    {_REMOVE} (?:(?:imediata(?:mente)? )?(?:d?[ao]s? )?)?(?:dados|numero|contac?to|telefone|cadastro)\b
    (?:me |nos |eu |ele |ela )?{_REMOVE}(?:me|nos| me| eu| nos| ele)?(?: \w+){{0,2}} (?:{_OF_OURS} )+{_LIST}\b
    me {_REMOVE}(?: daqui| disso| dessa| dai| ai| ja)?{END}|\bme {_REMOVE} (?:d?isso|dai|daqui)\b
    {_REMOVE} (?:eu |me |us |nos )?(?:dai|daqui|disso)\b|(?:remove|delete|unsubscribe|erase) (?:me|us)\b|take (?:me|us
        |\w+ \w+) off
    cancelar (?:a |minha |meu |o |esse |essa )*(?:inscricao|cadastro|assinatura|recebimento|newsletter)\b
    (?:me |nos )?descadastr\w+|unsubscribe|opt ?out\b|dame de baja|darme de baja|(?:lose|forget) my number
        |desinscrev\w+
    (?:remocao|exclusao|retirada|eliminacao|apagamento|supressao|supresion)(?: \w+){{0,4}} (?:lista|base|cadastros?
        |mailing|numero|contatos?|telefone|email
        |endereco|nome|dados|datos)\b
    (?:exijo|requeiro|solicit\w+|peco|pedimos|quero)(?: \w+){{0,2}} (?:exclusao|eliminacao|apagamento|supressao
        |supresion)\b
    revog(?:o|amos|ar|ado|ada)(?: \w+){{0,3}} (?:consentimento|autorizacao)
    (?:stop|quit) (?:contacting|texting|messaging|emailing|calling|writing|sending|bothering|spamming|these|this|it)\b
        |(?:please|just|so) stop{END}
    (?:basta|no mas|chega|no more) (?:de )?(?:mensajes|mensagens|messages|emails|texts)
    (?:quero|quiero|gostaria de|peco para|preciso) ser (?:removid|retirad|excluid|apagad|descadastrad)\w+
    (?:agradeco|peco|pedimos|solicit\w+) (?:se |que )?(?:retir|remov|exclu|tir|apag|elimin)\w+
    me deix\w+ em paz|deix\w+ (?:eu|a gente|nos) em paz|leave (?:me|us) alone|dejen(?:me|nos) en paz
    me esque(?:c[ae][m]?|cam){END}
""")
"""Orders to stop; a negation before them ("não quero sair") takes them back."""

THREATS = any_of(r"""
    vou (?:te |os |voces? |esse numero |isso )(?:denunciar|bloquear|processar)
    vou (?:denunciar|processar)\b
    (?:vou|irei) (?:acionar|reclamar)(?: \w+){0,2} (?:procon|justica)
    (?:se|si) (?:\w+ ){0,3}(?:mand\w+|vier|continuar\w*|chamar\w*|insistir\w*)(?: \w+){0,4} (?:bloquei\w+|denunci\w+
        |procon|processo)
""")
"""Threats, which say that messages are unwanted without ordering anything."""

_AGAIN = group(r"""
    (?:mais|nunca|jamais|novamente|de novo|nada|mas|again|anymore)
""")
_WRITE = group(r"""
    (?:mand\w*|envi\w*|ligue[m]?|lig(?:a|ar|uem)|chame[m]?|cham(?:a|ar)|escrev\w+|escrib\w+|procur\w+|contat\w+
        |contact\w*|contactar|text|message
        |write|call|email|entr\w+ (?:mais )?em contato|insist\w+|moleste[n]?)
""")

REFUSALS = any_of(rf"""
    {NOT} (?:quero|queremos) mais (?:que )?voces? (?:me |nos )?{SEND}
    {NOT} autorizo (?:o |esse |mais )?(?:uso|contato|envio)
    {NOT} receber (?:mais )?(?:nada|{THESE}{MESSAGES})
    {NOT} quero mais (?:nada|saber)(?: (?:de|com|disso|dess[ae]|d[ae]st[ae]|sobre|vindo))?(?: \w+){{0,2}}{END}
    {NOT} (?:quero|quer|queremos|desejo|desejamos|gostaria de|pretendo|preciso|aceito|autorizo
        |permito)(?: \w+)? (?:continuar )?receb(?:er|endo)(?:{END}| (?:mais )?nad(?:a|ica)| isso| mais{END}
        | {THESE}{MESSAGES}| esse tipo| lembretes?)
    {NOT} (?:quero|quer|queremos|desejo|desejamos|aceito|autorizo|permito) (?:mais )?{THESE}{MESSAGES}
    {NOT} (?:quero|queremos|desejo|desejamos|autorizo) (?:mais )?(?:ser
        |que) (?:mais )?(?:me |nos |voces? )?(?:me )?{SEND}
    {NOT} (?:quero|queremos|desejo) mais (?:falar|conversar|contato) com (?:voces?|essa empresa|esse numero)
    {NOT} (?:e para |precisa[m]? |a gente )?(?:mais )?(?:me |nos )?{_WRITE}(?: (?:me|nos|por|para|pro|pra) ?(?:mim|ca
        |o|a)?)?(?: \w+)? {_AGAIN}\b
    {NOT} (?:precisa[m]? )?(?:mais )?(?:me |nos )?(?:mand\w+|envi\w+|ligue[m]?|liga|ligar|chame[m]?|chama|chamar
        |escrev\w+|procure[m]?|contate[m]?|entre[m]? em contato)(?: (?:por|para) (?:mim|ca))?(?: mais\b
        | {THESE}{MESSAGES}|{END})
    {NOT} (?:quero|queremos|quer|aceito|pede para nao|deseja|desejamos|quiero|deseamos|deseo)(?: \w+)? (?:ser
        |volte[m]? a ser)(?: mais)? (?:mais )?(?:contat|contact|procurad|incomod|cham|abordad)\w+
    {NOT} ser (?:mais )?(?:contat|contact|procurad|incomod|abordad)\w+
    {NOT} (?:quiero|queremos|deseo|deseamos)(?: \w+)? (?:recibir|mensajes|correos|contacto)\b
    {NOT} (?:me |nos )?(?:escriban|manden|contacten|llamen|envien|escriba|mande|contacte)(?: \w+){{0,2}} mais\b
        |{NOT} mais mensajes
    {NOT} (?:me |nos )?(?:incomod\w+|perturb\w+|importun\w+|enche|encha|encher)\b
    {NOT} (?:mais )?entr\w+ (?:mais )?em contato{END}|{NOT} entr\w+ mais em contato
    nunca mais (?:me |nos )?{SEND}
    (?:nao|no) (?:me |nos )?(?:vuelvan?|volte[m]?|voltar|tornem) a (?:me |nos )?{_WRITE}
    (?:don t|do not|dont|never|not) (?:ever )?(?:contact|text|message|write|call|email|send)(?: \w+){{0,3}} (?:again
        |anymore|address|number|messages|mails?|emails?)\b
    (?:don t|do not|dont|no longer) (?:\w+ )?(?:want|wish)(?: to)?(?: \w+){{0,2}} (?:messages|texts|emails|contact
        |hear|receive|contacted)\b
    no (?:me|nos) (?:escriban|manden|contacten|llamen|envien|escriba|mande)(?: \w+){{0,2}} mas\b
    no (?:quiero|deseo|queremos)(?: \w+){{0,3}} (?:mensajes|escriban|manden|recibir|contacten)\b
    no mas mensajes|no more (?:messages|texts|emails)
    (?:sem|{NOT} (?:tenho|temos)) (?:mais )?interesse em (?:continuar )?receb\w+ {THESE}{MESSAGES}
""")
"""Refusals of further messages, with their negation."""

TOUCHES = any_of(rf"""
    (?:como|tem como|da para|onde|donde)(?: \w+){{0,4}} (?:sai|saio|sair|par(?:a|o|ar|am|em)|cancelo|descadastr\w+
        |baja|unsubscribe|stop|me retiro)\b
    (?:zero|nenhuma?|sem) (?:mais )?(?:mensage\w+|contato|recado|propaganda|papo)
    {NOT}(?: \w+){{0,3}} (?:papo|lleguen?|chegue[m]?|lembretes?|recordatorios?|voltar? a|voltem? a|vuelvan? a|apare\w+
        |apit\w+)\b
    (?:sa(?:que|quen|ca)|quit(?:e|en|a)|bor(?:re|ren|ra)|elimin\w+|apag\w+|tir\w+|retir\w+|exclu\w+|remov\w+
        |delet\w+)(?: \w+){{0,3}} (?:mi|meu|minha|meus|minhas|nosso|nossa|my|our|tudo|todos?|todas?|them|everything
        |nome)\b
    (?:revog\w+|autoriza\w+|autoric\w+|consentimento|ficheiro|mailing|procon|denunci\w+|some daqui|suma|sumam
        |desaparec\w+)\b
    {NOT}(?: \w+){{0,4}} (?:mand\w+|envi\w+|escrev\w+|receb\w+|mensage\w+|contat\w+|contact\w+|ligu\w+|ligar|cham\w+
        |procur\w+)\b
    (?:no|don t|not|stop)(?: \w+){{0,3}} (?:contact\w*|messages?|texts?|mails?|emails?|write|escrib\w+|mand\w+|llam\w+
        |mensajes)\b
    (?:lgpd|rgpd|gdpr|meus dados|minhas informacoes|meu numero|meu contato|meu cadastro|da lista|my data|mis datos
        |spam|descadastr\w+|unsubscribe)\b
""")
"""Anything about messages and data: beside it, nothing but an order to stop is plain."""

NOT_MEANT = any_of(r"""
    (?:tir\w+|sanar|esclarecer) (?:uma |umas |a |as |minhas? |algumas? )?duvidas?\b
    (?:vaza\w*|vazamento|risco)\b
    bloque\w+ (?:a |minha |na |esse |este |o |d\w+ |segunda |terca |quarta |quinta |sexta )*(?:agenda|horario|dia
        |data|segunda|terca|quarta|quinta|sexta)\b
    par(?:ar|o|ei|amos) (?:[.,] )?(?:para (?:pensar|ver|olhar|analisar)|tudo
        |de (?:perder|usar|gastar|sofrer|pagar|atender|comprar))
    sair (?:com|d[aeo] (?:empresa|planilha|caderno|ramo|sistema|papel|duvida)|cedo|mais cedo|do escritorio)\b
    (?:lista|tabela) de precos?\b
    (?:ia|iria|pensei em|quase) (?:\w+ ){0,2}(?:sair|parar|bloquear|apagar|cancelar|responder|pedir)
    (?:outr[ao]s?|as|os) (?:opcoes|horarios|datas)\b
""")
"""Sentences about something else with the words of an order to stop."""

SAYS_ANYTHING = any_of(r"""
    (?:sair|sai|saur|siar|par(?:a|e|ar|em)|stop\w*|cess\w+|encerr\w+|chega|basta|descadastr\w+|unsubscri\w+|baja|fora
        |paz|some)\b
    (?:remov|retir|exclu|apag|delet|elimin|borr|eras|esquec|bloque|denunci|mand|envi|escrev|escrib|receb|recib|perturb
        |incomod|insist
        |autoriz|contat|contact|mensage|mensaj)\w+
    (?:tira|tire|tirem|tirar|procon|lgpd|rgpd|spam|dados|datos|data|lista|list|cadastro|base|database|messages?|texts?
        |emails?|correos
        |procurad\w+|lembretes?|propaganda|disparos?|consentimento|numero|telefone|number)\b
""")
"""The words that nearly every order to stop has, and much else."""

KEEPS_WRITING = any_of(r"""
    (?:pode[m]?|podendo|continu\w+|sig[au]\w*|segu\w+)(?: \w+){0,2} (?:mandar|mandando|enviar|enviando|escrever
        |me mandando|escrevendo|nos mandando)\b
    (?:mand\w+|envi\w+) (?:mais )?(?:horarios?|opcoes|lembretes? sim|convite|link|agenda|proposta)\b
""")
"""Leave to go on writing, which contradicts an order to stop."""

ANOTHER_CHANNEL = any_of(r"""
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

ABOUT_SOMETHING_ELSE = any_of(r"""
    (?:mand|envi|mostr)\w+ (?:mais )?(?:horarios?|opcoes|datas?|sugestoes|alternativas|link)
    (?:lista|tabela) de precos?\b(?! e)
    (?:clientes?|pacientes?|hospedes?|alun[oa]s?|filh[oa]s?|produtos?|estoque|venda|reserva|planilha
        |boletos?)(?: |$)(?=$)
    (?:spam|golpe)$(?<=de spam)
    (?:nao|nem) (?:mand|envi|escrev)\w+ (?:nada |isso |mensage\w+ )?(?:por|pelo|no) (?:email|aqui|la|whatsapp
        |telefone|sms)\b(?! (?:nem|mais))
    (?:este|esse|esta|essa) (?:email|mensagem|mail)\b
    (?:d[ao]|n[ao]) (?:segunda|terca|quarta|quinta|sexta|agenda|reuniao|ideia|cabeca|empresa|ramo|conversa)\b
""")
"""Orders about something else than messages to the contact."""

AT_THIS_HOUR = any_of(rf"""
    {NOT} (?:\w+ ){{0,3}}{SEND}(?: \w+){{0,2}} (?:agora|hoje|amanha|de manha|a noite|de noite|a tarde|cedo
        |fim de semana|final de semana|sabado|domingo|nesse horario|neste horario|essa hora|esta hora|antes
        |depois|ate|essa semana|esta semana|enquanto|durante)\b
""")
"""The wish for no messages at a certain time."""
