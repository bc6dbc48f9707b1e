"""The phrases that make an opt-out likely without ordering one: threats, wishes, questions, and its words."""

from handlers.conversation.rules.phrases.notation import any_of, group
from handlers.conversation.rules.phrases.parts import END, MESSAGES, NOT
from handlers.conversation.rules.phrases.stopping.opt_out_abroad import STOPS_ABROAD, TOUCHES_ABROAD
from handlers.conversation.rules.phrases.stopping.opt_out_roundabout import ROUNDABOUT
from handlers.conversation.rules.phrases.stopping.opt_out_wishes import WISHES_ABROAD
from handlers.conversation.rules.phrases.stopping.stops_nothing import NOT_OF_LISTS

THREATS = any_of(r"""
    vou (?:te |os |voces? |esse numero |isso )(?:denunciar|bloquear|processar)
    (?:vou|irei) bloquear(?= (?:voces?|este|esse|o|seu|teu|isso|numero|contato)\b| ?(?:$
        |[.!]))(?! [oa] (?:agenda
        |horario|dia))
    vou (?:denunciar|processar)\b
    te bloque(?:ei|io)\b|bloqueio (?:voces?|esse|este|seu|teu)\b
    bloque(?:ei|amos|ando) (?:(?:todo|todos|o|os|a|ja|agora|tambem) )*(?:voces?|te|(?:esse|este|seu|teu|[0-9]+|um
        |outro) (?:numeros?|contatos?)|(?:numero|contato)s? (?:d[aeo] voces?|seu))\b
    bloque(?:ei|amos|ando|ad[oa])(?: (?:e|[.,!]))+ (?:tchau|adeus|fim|nao (?:insist|adianta)\w*|nem adianta)
    (?:(?<!meu )numero|[0-9]+ numeros|contato|remetente|contacto|sender) (?:\w+ )?(?:bloquead\w+|denunciad\w+|blocked
        |reported)\b(?! por)
    bloquead[oa] e denunciad[oa]|blocked and reported|(?<!was )(?<!were )(?<!been )(?<!got )(?<!foi )(?:marcad[oa]
        |marquei|marcando|marked)(?: \w+){0,4} (?:como|as) (?:spam|junk|lixo)\b
    (?:i m |i am |we re |we are |i |we )?(?:(?:just|have|ve) )?block(?:ing|ed) (?:you|(?:this|your) (?:number|sender))\b
    (?:you re|you are|youre) blocked\b|(?:los|las|l[eo]s|te) bloque(?:e|o|amos)\b
    (?:numero|contato|email) (?:deixa|deixou|deixara) de existir\b
    (?:vou|irei) (?:acionar|reclamar)(?: \w+){0,2} (?:procon|justica)
    (?:no |na |o |a )?(?:juizado|procon|process\w+|denunci\w+|reclamac\w+|justica|policia|advogad\w+
        |abogad\w+|lawyer|anpd|cnpd|bloque\w+|block
        |spam)(?: \w+){0,4} (?:se|si|if) (?:\w+ ){0,3}(?:mand|cheg|vier|receb|recib|lig|insist|aparec|apag|continu
        |escrib|lleg
        |send|text|email|contact|write)\w*
    (?:se|si) (?:\w+ ){0,3}(?:mand\w+|(?<!nao )vier|continuar\w*|chamar\w*|insistir\w*)(?: \w+){0,4} (?:bloquei\w+
        |denunci\w+
        |procon|processo)
""")
"""Threats, which say that messages are unwanted without ordering anything."""

TOUCHES = any_of(rf"""
    (?:como|tem como|da para|onde|donde)(?: \w+){{0,4}} (?:sai|saio|sair|(?<!foi )(?<!veio )par(?:a|o|ar|am|em)
        |cancelo
        |descadastr\w+
        |baja|unsubscribe|stop|me retiro)\b
    (?:zero|nenhuma?|sem) (?:mais )?(?:mensage\w+|contato|recado|propaganda|papo)
    {NOT}(?: \w+){{0,3}} (?:papo|lleguen?|chegue[m]?|lembretes?|recordatorios?|voltar? a|voltem? a
        |vuelvan? a|apare\w+
        |apit\w+)\b
    (?:sa(?:que|quen|ca)|quit(?:e|en|a)|bor(?:re|ren|ra)|elimin\w+|apag\w+|tir\w+|retir\w+|exclu\w+|remov\w+
        |delet\w+)(?: \w+){{0,3}} (?:mi|meu|minha|meus|minhas|nosso|nossa|my|our|tudo|todos?|todas?|them
        |everything
        |nome)\b{NOT_OF_LISTS}
    (?:revog(?!ad)\w+|autoriza\w+|autoric\w+|consentimento|ficheiro|mailing|procon|denunci\w+|some daqui|suma|sumam
        |desaparec\w+)\b
    {NOT}(?! (?:tenho|temos|tem|sei)(?: \w+){{0,2}} (?:contato|para quem))(?: \w+){{0,4}} (?:mand(?!aram\b)\w+
        |envi\w+|escrev\w+|receb\w+|mensage\w+|contat\w+|contact\w+|ligu\w+|ligar
        |cham\w+
        |procur\w+)\b
    (?:no more|no longer|no thanks|don t|not|stop)(?: \w+){{0,3}} (?:contact\w*|messages?|texts?|mails?
        |emails?|write|escrib\w+|mand\w+|llam\w+
        |mensajes)\b
    (?:lgpd|rgpd|gdpr|ndp[ar]|ccpa|popia|meus dados|minhas informacoes|meu numero|meu contato|meu cadastro|da lista
        |my data
        |mis datos
        |spam|descadastr\w+|unsubscribe)\b
    {TOUCHES_ABROAD}
""")
"""Anything about messages and data: beside it, nothing but an order to stop is plain."""

_UNABLE = group(r"""
    (?:(?<!customers )(?<!clients )(?<!users )(?:can t|can not|cannot|could not|couldn t)
        |(?<!clientes )nao (?:consigo|consegui
        |da para|deu para)|(?:nao|no) (?:puedo|pude|logro|logre))(?: (?:me|eu|nem|even))? (?:unsubscribe|opt out
        |descadastr\w+|desinscrev\w+|darme de baja|cancelar (?:a |minha )?(?:inscricao
        |assinatura))\b(?! (?:my |our )?(?:customers|clients|users|people|contacts)\b)
""")
UNABLE = any_of(_UNABLE)
"""The complaint of who has tried to unsubscribe in vain, whose negation takes nothing back."""

WISHES = any_of(rf"""
    {_UNABLE}
    (?<![a-z] )(?:chega|basta|ya basta|enough)(?: ?,? (?:gente|pessoal|por favor|please|amig[oa]|moc[oa]
        |ne))? ?(?:[.!]|$)
    ^(?:para|chega|basta)(?= ?[.!]*$)
    (?<![a-z0-9] )(?:entao |opcao [0-9] |opcion [0-9] )?(?:sair|stop|descadastrar|unsubscribe
        |baja)(?: agradec\w+(?: \w+){{0,2}})?(?= ?(?:$
        |[.!]| obrigad| por favor| grat| please| thanks))
    (?:quero|queria|preciso|quiero) (?:\w+ )?(?:sair|salir) (?:disso|daqui|dai|dess[ae]|dest[ae]
        |de esto)(?: aqui| ai| trem| negocio
        | coisa)?{END}
    (?:nunca|nao|never|didn t|no) (?:\w+ )?(?:autoriz\w+|pedi|dei|passei|solicit\w+|consenti|asked(?! you (?:to
        |estou) stop)|signed
        |gave|autoric\w+)\b[^.!?]* (?:removam?|apagu?em?
        |apaga|tirem|tira|excluam?|exclui|deletem?|eliminem|parem|pare|stop|remove|delete){END}
    me (?:borr|sac|quit|elimin|tach)[ae][sn]? de (?:ahi|aca|(?:tus?|sus?|las?|esa|esta) (?:listas?|base|contactos
        |difusion))\b
    que (?:me|nos) (?:quit|saqu|sac|borr|elimin|de|di)\w* de (?:baja|(?:la|su|sus|esa|esta|las) \w+)\b
    (?<!voy a )(?<!vamos a )dar de baja(?= ?(?:$|[.!]))
    nem (?:email|mensage\w+|ligac\w+|contato|whatsapp) ,? ?(?:e )?nem\b
    (?:finj\w+|esque\w+|forget|pretend)(?: that| de)?(?: que)?(?: eu| i| a gente)? (?:nao )?(?:exist\w+
        |don t exist)
    (?:exclu|apag|delet|elimin|remov)\w+ (?:tudo )?(?:o |tudo )?que (?:\w+ )?(?:tem|tiver\w*|houver
        |guard\w+)(?: \w+){{0,3}} (?:sobre|de|meu|nosso
        |respeito)\b
    (?<=[.,!] )(?:para|pare|parem|cess[ae]m?|sair|some|sumam?|vaza|chega|basta|enough|stop|ya basta|ja chega)(?: ai
        | logo
        | ja)?(?= ?[.!]*$)
    ya (?:estuvo|esta) (?:bueno |bien |suave )?(?:de|con) (?:\w+ ){0, 2}(?:mensaje|correo|llamada)s?\b
    (?:(?:por |by |en )?(?:mensage\w+|ligac\w+|email|mail|correo|whatsapp|sms|telefone|llamadas?) (?:nao|no
        |tampoco|nem)
        |no (?:emails?|texts?|calls?|messages?|whatsapps?
        |reminders?))(?: [,.])? (?:(?:(?<!\bno email )(?<!\bno whatsapp )e
        |y|nem|ni|and) )*(?:(?:por |by )?(?:mensage\w+|ligac\w+|email|mail|correo
        |whatsapp|sms|telefone|llamadas?) (?:nao|no|tampoco|nem)|no (?:emails?|texts?|calls?|messages?
        |whatsapps?|reminders?|lists?))\b
    (?<=[.,!?] )(?:e |so |apenas |entao |logo )?(?:excluam|apaguem|removam|retirem|tirem|deletem|interrompam
        |cessem)(?= ?[.!]*$)
    (?:sem|nem|nenhum\w*) (?:reuniao|conversa|call|visita|{MESSAGES})\w*(?: ,)?(?: e)? (?:sem|nem
        |nenhum\w*) (?:(?:mais
        |nov[oa]s?|outr[oa]s?
        |futur[oa]s?) )?{MESSAGES}
    (?:melhor|bom|hora de)(?: e)?(?: voces?)? par(?:ar|arem|em) (?:de|com)\b
    (?:me|nos) (?:tir[ae]m?|remov[ae]m?|retir[ae]m?|exclu\w+) (?:d[aeo]s?|dess\w+|dest\w+|d\w+ sua) (?:lista
        |base|mailing|cadastro)
    (?:meus?|minhas?|my|mi|mis) (?:email|numero|dados|contato|telefone|whatsapp|data|number
        |correo)\b[^.!?]* (?:apagu?em?|apaga
        |deletem?|delete|excluam?|removam?|tirem|tira|erase|borren|eliminen)(?: (?:it|them|ele|eles|isso|lo
        |los|tudo))?{END}
    (?:revog|revoc|retir|withdraw|revoke)\w*\b[^!?]{{0,80}}? (?:consent\w*|autoriza\w+|permiss\w+)\b
    (?:como|tem como|da para|tem jeito de|onde|consigo|queria|gostaria de|podem?|poderiam?
        |podiam)(?: \w+){{0,4}} (?:parar|parem?|para(?= (?:de|com|logo|ja)\b)
        |deixar de|sa[iío]\w*|cancel\w+|descadastr\w+|me (?:tirar|remover|excluir|descadastrar)
        |nao receber)(?: \w+){{0,3}} (?:{MESSAGES}|n?isso(?! de (?:reuniao|conversa|call|visita))
        |n?isto|disso|d?ess[ae]s? lista|da lista|receber|recebimento|de mandar|de me)\b
    (?:da para|tem como|pode[m]?|poderia[m]?|podia[m]?) (?:(?:tu|voces?
        |a senhora) )?parar(?: por favor)?(?= ?[?.!]| ?$)
    (?:como|onde|tem|is there|how|da para|queria saber)(?: \w+){{0,5}} (?:sair|opt out|unsubscribe
        |descadastr\w+|parar
        |baja){END}
    (?:can|could|would) you (?:please |kindly )?(?:stop|remove (?:me|us|my|our|this)\b{NOT_OF_LISTS}|take (?:me
        |us)\b)|how (?:do|can) i (?:unsubscribe|stop|opt out
        |get off)
    (?:data|number|details|email) [?.!,] (?:please )?(?:delete|erase|remove) (?:it|them)\b
    como (?:eu )?(?:faco|fazer)(?: \w+){{0,2}} nao receber\b
    (?:(?:tenho|terei|ter) (?:que|de)|preciso|precisar|so)(?: \w+){{0,3}} (?:bloque(?:ar|ando)|denunci(?:ar|ando)
        |process(?:ar|ando)|procon|justica|trocar de numero)(?! (?:\w+ )?(?:agenda|horario|dia|tempo
        |sala|nota))(?: \w+){{0,4}} (?:parar|parem|pararem|param
        |sosseg\w+|deixarem|chegar?(?: mais)? mensage\w+)\b
    (?:diss\w+|garant\w+|promet\w+|fal(?:ou|aram)|assegur\w+|combin\w+)(?: \w+){{0,3}} (?:nao
        |ninguem) (?=(?:\w+ ){{0,4}}mais)(?:mais )?(?:ia|iam|iria|iriam
        |seria)\b(?: \w+)? ?(?:me|nos|ser) (?:incomod|lig|mand|escrev|perturb|contat|procur)\w*
    (?:dados?|numero|contac?to|nome|email|telefone|cadastro)\b.{{0,120}}? (?:apagu|elimin|remov|exclu|retir
        |delet)[ae]m? n?[oa]s?{END}
    (?:deletem|apaguem|excluam|removam|eliminem) (?:[.,] ?)+(?:tudo )?(?:[.,] )*(?:o |a )?(?:meus?|minhas?|nome
        |telefone)\b
    {NOT} insist(?:a|am|as|an|ir){END}
    {WISHES_ABROAD}
    {ROUNDABOUT}
    {NOT} (?:precisa[m]? |e para )?(?:mais )?(?:me |nos )?(?:mand|envi|escrev|cham|lig|procur
        |contat)\w+[^.!?]{{0,60}}[ ,](?:nem )?nunca(?: mais)?{END}
    (?:est[ae]|ess[ae]) foi (?:[ao] )?(?:noss[ao] )(?:ultim[oa]|derradeir[oa]) (?:contato|email|mensagem
        |conversa){END}
    (?:agradec|apreciar|grat[oa]|content|feliz)\w*[^.!?]{{0,20}} se {NOT} (?:houve|vie|existi|tive|chega
        |apare)\w*(?: (?:mais|nov[oa]s?
        |outr[oa]s?|futur[oa]s?|nenhum\w*|qualquer|tentativas? de))+ (?:contato|mensage|email|ligac|recado
        |envio)\w*
    (?:mudei|mudamos) de ideia\b[^.!?]{{0,60}} sobre (?:[oa]s? |continuar (?:a )?)?(?:receb|mensage|contato)\w*
    como (?:hago|puedo|me doy)(?: \w+){{0,6}} (?:baja|lleguen?|recibir|salir)\b
    (?:nao|n) (?:era para|queria|gostaria de)(?: \w+)? receber\b|(?:preferia|prefiro) nao receber
""")
"""Wishes and questions that come down to an order to stop."""

NO_MORE = any_of(rf"""
    (?<![a-z] )(?:and |so |que )?(?:no|nao) (?:haya )?(?:a |un )?(?:second|third|fourth|fifth|sixth|seventh|segundo
        |tercero
        |cuarto
        |quinto|sexto)(?: one)?(?: please| pls)?{END}
    (?:receb\w+|cheg\w+|mand\w+|numeros|email|telefones?)\b[^?]{{0,120}} (?:tir(?:a|e|em|ar)|remov(?:a|am|er)
        |apag(?:a|ue|uem|ar)
        |exclu(?:i|a|am|ir)|delet(?:a|e|em|ar)|retir(?:a|e|em|ar)) (?:todos|todas|ambos|ambas|d?[oa]s
        |el[ea]s)(?: [oa]s)?(?: [0-9]+)?{END}
    (?<![a-z] )(?:ja |eu )*(?:nao|num) quero mais{END}
    (?<![a-z] )(?:ja |pronto ,? |esta )*bloque(?:ei|ad[oa]s?|ando)(?= ?(?:$|[.,!])| em [0-9])
    (?<![a-z] )(?:just |now )?blocked(?= ?(?:$|[.,!]))
    (?:achei|pensei|achava|thought|crei)\b[^.!?]{{0,40}} (?:e|es|it s|is|sim)(?: so| just)? (?:spam|golpe|scam)\b
    (?<=[.,!?] )(?:remov[ae]|tira|retira|apaga|exclui|deleta)(?: ai| logo| ja)*(?= ?[.!]*$)
""")
"""A refusal, or a removal, that after an outreach is one of further messages."""

STOPS = any_of(rf"""
    {STOPS_ABROAD}
    (?:sair|sai|saur|siar|parar\w*|par[eo]m?|deix(?:ar|em|a|e) de|dej\w+ de|\w{{1,2}}tira|rmove|uns\w*ribe
        |stop\w*|quit
        |cess\w+|encerr\w+|chega|basta|baja|fora|paz|some (?!of)|suma|sumir|vaza|silencio|sossego|lixeira
        |basura|trash|enough
        |lista|list|ultima|derradeira|last one|oposicao|oposicion|desaparezca|nobody)\b
    (?<!vou )(?:desativ|desabilit|inativ|deslig)(?:a|e|em|ar|ue|uem)\b
    para(?= (?:de|com|por favor|logo|ja|agora|[.,!])| ?$)
    (?:remov|retir|exclu(?!siv)|apag|delet|elimin|borr|eras|esquec|bloque|denunci|cancel|descadastr
        |desinscrev|unsubscri
        |perturb
        |incomod|insist|revog|importun|chat)\w+
    (?:tira|tire|quit|saq|take|procon|lgpd|rgpd|gdpr|anpd|ndp[ar]|ccpa|popia|spam|consent|zero|opt(?:o
        |ing)? (?:me |us )?(?:out
        |por sair)|optout|ris(?:ca|que)|cort[ae]
        |strike|drop (?!me|by|in)|revoc|withdr)
""")
"""The words for stopping and removing, and those of the law."""

UNWANTED = any_of(r"""
    (?:nao|nem|ni|nunca|jamais|sem|no (?=more|mas|mais|longer|me|le|les|quiero|quero|further|other|reminders|messages
        |meeting)|tampoco|not|never|don t|dont|no need
        |nenhuma?|ninguem|dispenso|cansei)\b
""")
"""The words that make messages unwanted beside one of them."""

OF_MESSAGES = any_of(r"""
    (?<!right )(?<!for )(?<!of )(?<!your )contact\b|(?:writ|send|sent|mail|mailings?|letters|post|correspondence
        |solicitations|reminders?)(?:e|ing|ten|s)?\b
    (?:mand|envi|escrev|escrib|receb|recib|autoriz|contat|contact|mensage|mensaj|procur|cham|lig|encher
        |encaminh)\w+
    (?:dados|datos|data|lista|list|cadastro|base|database|messages?|texts?|email|emails?|correos|hear
        |lembretes?
        |propaganda
        |disparos?|numero|telefone|number|quero mais|papo|recado)\b
""")
"""The words for messages, lists and data."""
