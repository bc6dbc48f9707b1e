"""The phrases by which a contact asks for no more messages."""

from handlers.conversation.rules.phrases.notation import Phrases, any_of, group
from handlers.conversation.rules.phrases.parts import END, MESSAGES, NOT, SEND, THESE
from handlers.conversation.rules.phrases.stopping.opt_out_abroad import ORDERS_ABROAD, REFUSALS_ABROAD
from handlers.conversation.rules.phrases.stopping.opt_out_removals import LEGAL_ORDERS, REMOVALS
from handlers.conversation.rules.phrases.stopping.opt_out_silence import SILENCE_ORDERS, SILENCE_REFUSALS

_KEYWORDS = group(r"""
    (?:sair|sairr|siar|sai|parar|pare|parem|para|stop+|sotp|stpo|descadastr(?:ar|o|e|em|a)|desinscr\w+|desuscri\w+
        |unsubscribe|remover|remova
        |remove
        |chega|basta|excluir|unsub
        |bloquear|opt ?out|baja)
""")
KEYWORD = Phrases(rf"\b{_KEYWORDS}\b")
"""The words that alone are an order to stop."""

PLAIN_KEYWORD = Phrases(
    r"\b(?:sair+|siar|parar|parem?|stop+|sotp|stpo|descadastr\w*|desinscr\w*|desuscri\w*|unsub(?:scribe)?|opt ?out"
    r"|baja)\b"
)
"""Those of them that are about nothing but messages: "excluir" may mean the meeting."""

KEYWORD_ONLY = Phrases(
    group(rf"""
    (?:(?:eu|quero|queria|por favor|please|porfa|oi|ola|bom dia|boa tarde|boa noite|ok|sim|ja|ai|obrigad[oa]
        |thanks
        |gracias
        |grat[oa]|valeu|agora|all|now|it|digo|pedi|disse|logo|pela atencao|desde ja|nao [.,!]
        |nao quero [.,!]|mensagem
        |mensagens
        |negativo|joinha|abs|att|viu|[.,!?]|{_KEYWORDS}) ?)*
""")
)
"""A reply, to be matched in full, of nothing but keywords and courtesy."""

UNFINISHED = Phrases(r"\b(?:quero|queria|preciso|vou|para)$(?<!^para)")
"""The end of a sentence that goes on elsewhere: "quero"."""

COMMAND_LINE = Phrases(rf"(?>(?:por favor|please|quero|ok|{_KEYWORDS})(?![a-z]) ?[.!]* ?)*")
"""A line, to be matched in full, of a command that a signature may stand below."""

_REMOVE = group(r"""
    (?:tir(?:a|e|em|ar|assem?)|retir(?:a|e|em|ar|em no|assem?)|remov(?:a|e|am|er|essem?)|exclu(?:i|a|am|ir|issem?)
        |apag(?:a|ue|uem|ar|assem?)|delet(?:a|e|em|ar|assem?)|elimin(?:a|e|em|en|ar|assem?)|risc(?:a|ar)|risque[m]?
        |borr(?:e|en|ar|a|eme|enme)|erase|sacame|sa(?:que
        |ca)n?(?:me)?
        |quit(?:e|en|a|ar|enme)|limp(?:a|e|ar)|take(?=(?: \w+){1,6} (?:off|out|from|away)\b)
        |descadastr\w+
        |desinscrev\w+|desvincul\w+)
""")
_PERSON = group(r"""
    (?:numeros?|contac?tos?|telefones?|celular|telemovel|whatsapp|nome|cadastros?|dados|registr?os?|ficha
        |inscricao
        |datos|direccion|correo|email|details|data|number|name|address|informac(?:ao|oes)|informacion)
""")
_LIST = group(r"""
    (?:lista|base|mailing|cadastros?|sistema|banco|envios?|disparos?|grupo|relacao|transmissao|registr?os?
        |ficheiros?|(?:fluxo|cadencia|sequencia|regua)(?= d[eao]s? (?:email|mensage|contato|comunicac|disparo|envio))
        |agenda de contatos|contatos|contatinhos|contactos|campanhas?|follow up|distro|list|database)
""")
_OF_OURS = group(r"""
    (?:d[aeo]s?|n[ao]|sua|seu|de voces|voss[ao]|dess[ae]s?|dest[ae]s?|de la|your|the|mailing|de|su)
""")

_US = group(r"""
    (?:me|eu|nos|a gente|us|meus?|minha|nossa|nosso|este|esse|esta|essa|o|a|os|as|my|our|mi|mis|this|nome
        |numero
        |contac?to
        |telefone|celular|whatsapp|email|endereco|dados|cadastro|number|name|address|ele|ela|imediatamente
        |por favor
        |agora|ja|logo|aqui|dai|tudo|todos|empresa|loja|escola|clinica|otica|firma|oficina|padaria|pizzaria
        |salao
        |escritorio)
""")

ORDERS = any_of(rf"""
    (?:quero|queria|gostaria de|preciso|desejo|prefiro|opto por|como (?:eu )?(?:faco|fazer) para) sair{END}
    (?:pare|parem) ?(?:(?:imediatamente|agora|ja|logo|por favor|la|com isso|isso) ?)*(?=$|[.!])
    (?:par(?:a|e|em|ar)|chega|basta|cancel(?:ar|em)|suspend(?:a|e|am|er)
        |encerr(?:a|e|em|ar)|interromp(?:a|e|am|er)|paus(?:a|e|em
        |ar)) (?:tambem |ja |logo )?(?:d?[ao]s? |com |d?ess[ae]s? |o envio )*(?:envios?|disparos?
        |mensage\w+|recebimento|subscription)\b(?! d[aeo]s? (?:mercadoria|encomenda|pedido|produt|not|client))
    (?:interrupcao|suspensao|cessacao|fim)(?: imediat[oa])? d[aeo]s? (?:envios?|contatos?|mensagens
        |comunicac\w+
        |disparos?)
    (?:exerco|ejerzo)(?: \w+){{0,3}} (?:oposicao|oposicion|eliminacao|cancelacion|exclusao|supresion)\b
    (?:apagu?|exclu|delet|elimin|remov|borr)(?:a|e|i|em|am|ar|ir|er|en) (?:tudo|todos?|everything
        |todo)(?: \w+){{0,4}} (?:mim|nos|me|us|mi)\b
    (?:meus dados|meu nome|meu numero|meu telefone)(?: \w+){{0,2}} (?:fora d\w+|apagad\w+|retirad\w+
        |removid\w+
        |excluid\w+|eliminad\w+)
    me deix\w+ (?:quiet[oa]|sossegad[oa])(?:{END}| para sempre\b| de vez\b)
    (?<!fui )(?<!vou )(?<!ia )sair (?:{_OF_OURS} )+(?:lista|base|mailing|grupo|cadastro|whatsapp
        |transmissao)\b(?! de precos? na)
    (?:respondi|mandei|falei|digitei|enviei|pedi para|ja disse|escrevi) (?:que )?(?:sair|parar|stop)\b
    (?:para|pare|parem|parar|parassem|chega|basta|deixe[m]?|deixa|deixassem|deixar|cessem?|cessar|encerrem?
        |dejen
        |dejar) (?:ja |la |logo )?(?:de |com |d?os |d?as
        |por favor )+(?:me |nos )?(?:ficar (?:me )?)?(?:{SEND}|{MESSAGES}|envios?|lembretes?|recados?|isso
        |contactar|chegar)
    (?:para|pare|parem|chega|basta) (?:ja |logo )?(?:com|de) (?:ess[ae]s?|tant[ao]s?|as|os)? ?(?:isso
        |mensage\w+
        |{MESSAGES}|lembretes?|zap)
    (?:cess(?:em|ar|acao|ando|ada)|encerr(?:em|ar|amento|ados?))(?: \w+){{0,4}} (?:contatos?|envios?|comunicac\w+
        |mensagens)
    (?:pode[m]?|quero que|prefiro que|favor|peco que) (?:parar|pare[m]?){END}
    {_REMOVE}(?: (?!anot|apunt|guard)\w+){{0,4}} (?:meu|minha|meus|minhas|nosso|nossa|nossos|o|esse|este|this|my|our
        |mi|mis
        |mi) (?:\w+ )?{_PERSON}\b
    {_REMOVE} (?:(?:imediata(?:mente)? )?(?:d?[ao]s? )?)?(?:dados|numero|contac?to|telefone
        |cadastro)\b(?! d[aeo]s? (?!lista|base|mailing|sistema
        |seu|sua|voce|vossa|banco|noss[ao]|empresa|firma|loja|clinica|escola|escritorio))
    (?:me |nos |eu |ele |ela )?{_REMOVE}(?:me|nos)?(?: {_US}){{0,3}} (?:{_OF_OURS} )+{_LIST}\b
    (?:(?:me|nos) {_REMOVE}|{_REMOVE} (?:me|nos|eu|a gente)) d(?:[aeo]|ess[ae]|est[ae]) (?:\w+ )?(?:robo|bot)\b
    me {_REMOVE}(?: daqui| disso| de tudo| dessa| dai| ai| ja| desse trem| desse negocio| dessa coisa)?{END}
        |\bme {_REMOVE} (?:d?isso|dai|daqui)\b
    {_REMOVE} (?:eu |me |us |nos |a gente )?(?:dai|daqui|disso|(?<=me )de tudo|(?<=nos )de tudo
        |(?<=gente )de tudo)\b|(?:remove|delete|unsubscribe|erase) (?:me|us)\b
        |take (?:me|us
        |\w+ \w+) off
    cancelar (?:a |minha |meu |o |esse |essa )*(?:inscricao|cadastro|assinatura|recebimento
        |newsletter)\b(?! (?:d[aeo]|n[ao]) (?!newsletter|mensag|email|lista|voce|mailing|envio|recebimento))
    (?:me |nos )?descadastr\w+|unsubscribe\b|(?:be|me|us|get) unsubscribed|opt ?(?:me |us )?out\b|dame de baja
        |darme de baja
        |(?:lose|forget) my number
        |desinscrev\w+|d[ae](?:n|r)(?:me|se) de baja|cancel my subscription
    (?:remocao|exclusao|retirada|eliminacao|apagamento|supressao|supresion)(?: \w+){{0,4}} (?:lista|base
        |cadastros?
        |mailing|numero|contatos?|telefone|email
        |endereco|nome|dados|datos)\b
    (?:exijo|requeiro|solicit\w+|peco|pedimos|quero)(?: \w+){{0,2}} (?:exclusao|eliminacao|apagamento
        |supressao
        |supresion)\b
    revog(?:o|amos|ar|ado|ada)(?: \w+){{0,3}} (?:consentimento|autorizacao)
    (?:stop|quit) (?:txting|contacting|texting|messaging|emailing|calling|writing|sending|bothering|spamming
        |these
        |this|it)\b
        |(?:please|pls|just|so|mate|dude|bro|guys) ,? ?stop(?: abeg)?{END}
    (?:basta|no mas|chega|no more) (?:de )?(?:mensajes|mensagens|messages|emails|texts)
    (?:quero|quiero|gostaria de|peco para|preciso) (?:e )?ser (?:removid|retirad|excluid|apagad|descadastrad)\w+
    (?:agradeco|peco|pedimos|solicit\w+) (?:se |que )?(?:a gentileza de |o favor de )?(?:retir|remov|exclu
        |tir|apag
        |elimin)\w+(?! (?:[ao]s?|el|la) (?:dra?|sra?|senhor\w*|seu|dona|prof\w*|eng|nome d[aeo])\b)
    me deix\w+ em paz|deix\w+ (?:eu|a gente|nos) em paz|leave (?:me|us) alone|dejen(?:me|nos) en paz
    me esque(?:c[ae][m]?|cam){END}
    {SILENCE_ORDERS}
    {REMOVALS}
    {LEGAL_ORDERS}
    {ORDERS_ABROAD}
""")
"""Orders to stop; a negation before them ("não quero sair") takes them back."""

_AGAIN = group(r"""
    (?:mais|nunca|jamais|novamente|de novo|nada|mas|again|anymore)
""")
_WRITE = group(r"""
    (?:mand(?!o\b|ei\b|amos\b)\w*|envi(?!o\b|ei\b|amos\b)\w*|ligue[m]?|lig(?:a|ar|uem)|chame[m]?|cham(?:a|ar)
        |escrev\w+|escrib\w+|procur\w+|contat\w+
        |contact\w*|contactar|text|message
        |write|call|email|entr\w+ (?:mais )?em contato|insist\w+|moleste[n]?)
""")

REFUSALS = any_of(rf"""
    {NOT} (?:me |nos |se )?fal(?:a|e|em|ar) mais (?:comigo|conosco|com a gente)\b
    {NOT} (?:mais )?(?:quero |queremos )?(?:mais )?(?:ouvir|ouca[m]?|saber) (?:mais )?(?:falar )?(?:mais )?(?:de
        |em) voces?{END}
    {NOT} (?:quero|queremos|desejo) (?:mais )?(?:noticias?|novidades?|convites?)(?: nenhum\w*)? (?:de voces?
        |n[oa] (?:meu|minha))\b
    {NOT} (?:mais )?retornem(?: mais)?{END}
    {NOT} (?:quero|queremos) mais (?:que )?voces? (?:me |nos )?{SEND}
    {NOT} autorizo (?:o |esse |mais )?(?:uso|contato|envio)
    {NOT} receber (?:mais )?(?:nada|{THESE}{MESSAGES})
    {NOT} quero mais (?:nada|saber)(?: (?:de|com|disso|dess[ae]|d[ae]st[ae]|sobre|vindo))?(?: \w+){{0,2}}{END}
    {NOT} (?:quero|quer|queremos|desejo|desejamos|gostaria de|pretendo|preciso|aceito|autorizo
        |permito)(?: \w+)? (?:(?:continuar|ficar|seguir) )?receb(?:er|endo)(?:{END}| (?:mais )?nad(?:a|ica)| isso
        | mais{END}| {THESE}{MESSAGES}| esse tipo| lembretes?)
    {NOT} (?:quero|quer|queremos|desejo|desejamos|aceito|autorizo|permito) (?:mais )?{THESE}{MESSAGES}
    {NOT} (?:quero|queremos|desejo|desejamos|autorizo) (?:mais )?(?:ser
        |que) (?:mais )?(?:me |nos |voces? )?(?:me )?{SEND}
    {NOT} (?:quero|queremos|desejo) mais (?:falar|conversar|contato) com (?:voces?|essa empresa|esse numero)
    {NOT} (?:e para |precisa[m]? |a gente )?(?:mais )?(?:me |nos )?{_WRITE}(?: (?:me|nos|por|para|pro
        |pra) ?(?:mim|ca
        |o|a)?)?(?: \w+)? {_AGAIN}\b
    {NOT} (?:precisa[m]? |e para )?(?:mais )?(?:me |nos )?(?!\w+ad[oa]s?\b)(?:mand\w+|envi\w+|encaminh\w+
        |chame[m]?|chama|chamar
        |escrev\w+|procure[m]?|contate[m]?|entre[m]? em contato)(?: (?:por|para) (?:mim|ca))?(?: mais\b
        | {THESE}{MESSAGES}|{END})
    {NOT} (?:quero|queremos|quer|aceito|pede para nao|deseja|desejamos|quiero|deseamos|deseo)(?: \w+)? (?:ser
        |volte[m]? a ser)(?: mais)? (?:mais )?(?:contat|contact|procurad|incomod|cham|abordad)\w+
    {NOT} (?:ser|seja(?:mos|m)?) (?:mais )?(?:contat|contact|procurad|incomod|importun|perturb|abordad)\w+
    {NOT} (?:quiero|queremos|deseo|deseamos)(?: \w+)? (?:recibir|mensajes|correos|contacto)\b
    {NOT} (?:me |nos )?(?:escriban|manden|contacten|llamen|envien|escriba|mande
        |contacte)(?: \w+){{0,2}} mais\b
        |{NOT} mais mensajes
    {NOT} (?:me |nos )?(?:incomod\w+|perturb\w+|importun\w+|enche|encha|encher)\b
    (?:me |nos )?(?:mand[ae]m?|envi[ae]m?|escrev[ae]m?|cham[ae]m?|procur[ae]m?) (?:mais
        |nada) (?:nada |isso )?nao\b
    {NOT} (?:(?!recebi\b|veio\b|chegou\b|vi\b|tive\b)\w+ ){{0,2}}(?:nada|mais) (?:de mensage\w+|mensage\w+
        |(?<!(?:preciso|cisamos) mais )de voces)\b
    {NOT} (?:mais )?entr\w+ (?:mais )?em contato{END}|{NOT} entr\w+ mais em contato
    nunca mais (?:me |nos )?(?!\w+(?:ei|ou|aram|eram|ebi)\b){SEND}
    (?:quero|exijo) (?:zero|0) (?:mensage\w+|contato)
    (?:nao|no) (?:precisa[m]? )?(?:me |nos )?(?:vuelvan?|volt(?:a|e|em|ar)|tornem) a (?:me |nos )?{_WRITE}
    (?:don t|do not|dont|never|not) (?:ever )?(?:contact|te?xt|message|msg|write|call|ring|email
        |send)(?: \w+){{0,3}} (?:again|agen|agin|about anything|at all
        |anymore|address|number|messages|mails?|emails?)\b
    (?:don t|do not|dont|no longer) (?:\w+ )?(?:want|wish)(?: to)?(?: \w+){{0,2}} (?:messages|mensagens|texts|emails?
        |contact
        |hear|receive|contacted)\b
    no (?:me|nos) (?:escriban|manden|contacten|llamen|envien|escriba|mande)(?: \w+){{0,2}} mas\b
    no (?:quiero|deseo|queremos)(?: \w+){{0,3}} (?:mensajes|escriban|manden|recibir|contacten)\b
    no mas mensajes|no more (?:messages|texts|emails)
    (?:sem|zero|nenhum|{NOT} (?:tenho
        |temos)) (?:mais )?(?:nenhum )?interesse em (?:continuar )?receb\w+ (?:{THESE}{MESSAGES}|isso|mais
        |nada)
    {SILENCE_REFUSALS}
    {REFUSALS_ABROAD}
""")
"""Refusals of further messages, with their negation."""
