"""The ways of ordering silence that name no list: to be left alone, a last message, an end of the writing."""

from handlers.conversation.rules.phrases.notation import group, one_of
from handlers.conversation.rules.phrases.parts import END, NOT

_MESSAGE = group(r"""
    (?:mensage\w*|mensaj\w+|messages?|emails?|mails?|correos?|texts?|textos?|contac?tos?|ligac\w+|llamadas?
        |calls?
        |propagandas?|publicidad\w*|spam|whatsapps?|sms|abordagens?|comunicac\w+|comunicados?|follow ?ups?
        |newsletters?|envios?|bombardeos?|disparos?|notificac\w+|mailings?|correspondence|solicitations?|letters|nudges
        |outreach|exchange)\b
""")
_MORE = group(r"""
    (?:(?:mais|mas|more|novos?|novas?|nuevos?|futur[oa]s?|further|any|other|outr[oa]s?|otr[oa]s?|seus?|suas?
        |vossos?
        |[ao]s?|el|la|los|las|the|your|these|all|ess[ae]s?|est[ae]s?|tod[oa]s?|tant[ao]s?|quaisquer|qualquer
        |de|d[eao]s?|com|con|en|with|receber|enviar|mandar|envio de
        |por favor) )*
""")
_CEASE = group(r"""
    (?:cess(?:e|em|ar)|cesen?|cesar|interromp(?:a|am|er)|interrump(?:a|an|ir)|encerr(?:a|e|em|ar)|suspend(?:a
        |am|er|an)
        |poup(?:e|em)(?: me| nos)? d|evit(?:e|em|en) |paren?|par(?:a|en)le(?: ya)?|detengan|abst(?:er|enha|enham|engan
        |eng[ao])(?: se)?
        |cease|discontinue|refrain from|(?:cut|cort(?:a|e|em|en|al[ao]|enl[ao])|acab(?:a|e|em|en
        |al[ao]))(?= (?:con|com|out|the|as|os|ess|est))
        |par(?:e|em|ar)|para(?= (?:de|com)\b)|(?:chega|basta|enough)(?= (?:de|d[eao]ss?[ae]s?|com|con|of
        |with)\b)|no (?:more|further)
        |desist(?:a|am)(?= d)|knock off) ?
""")

SILENCE_ORDERS = one_of(rf"""
    {_CEASE}{_MORE}{_MESSAGE}(?! (?:de|por) (?:voz|audio))
    dispens(?:o|amos|e|em) (?:isso|ess[ae]s?|est[ae]s?)(?: \w+)? e (?:tod[ao]s )?[ao]s (?:proxim|futur)[ao]s{END}
    dispens(?:o|amos|e|em)(?: desde ja| tambem| igualmente)? (?:(?:de|o envio de|os|as|quaisquer
        |qualquer|tod[oa]s?|seus|suas) )*(?:(?:nov[oa]s?|mais|futur[oa]s?
        |outr[oa]s?|demais) )?(?:contatos?(?= (?:futur|nov|posterior)|{END})|contatos|mensagens|email|comunicac\w+
        |envios|follow ?ups?|abordagens)\b
    (?:que |let |make )?(?:est[aeo]|ess[aeo]|isso|isto|it|this|the|aquela)? ?(?:seja|sea|be)(?: (?:[ao]s?|la
        |el|lo|the|your|our|sua|seu
        |su))* (?:ultim[oa]s?|derradeir[oa]s?|last|final)(?: one| de todas| mesmo)?(?: {_MESSAGE})?{END}
    (?:que )?(?:est[aeo]|ess[aeo]|isso|isto) (?:fosse|tenha sido
        |passe a ser) (?:[ao] )?(?:noss[ao] |seu |sua )?(?:ultim[oa]
        |derradeir[oa]) (?:{_MESSAGE}|papo\b|conversa\b)
    consider\w+ (?:est[ae]|ess[ae]|isso|isto)(?: \w+)?(?: como)? (?:[ao] )?(?:noss[ao] )?(?:ultim[oa]
        |derradeir[oa]) {_MESSAGE}
    que (?:est[ae]|ess[ae]) seja [ao] (?:noss[ao] )?(?:ultim[ao]|derradeir[ao]) {_MESSAGE}
    (?:let|make) (?:this|that|it) be the last(?: thing| word| message| one)? (?:that )?i(?: ever)? (?:hear|get|see
        |receive)\b
    make (?:this|that|it) (?:the|your) last(?: one| {_MESSAGE})?{END}
    (?:larg(?:a|ue|uem|uen)|sai(?:a|am)?|saiam|desgrud(?:a|em|e))(?: \w+)? do (?:meu|nosso) pe\b
    (?:me|nos) (?:erra|larga[m]?|larguem?)(?: de mao)?{END}
    (?:me|nos) (?:da[o]?|de[em]?|deem) (?:um pouco de )?(?:sossego|paz|descanso){END}
    (?:deix(?:a|e|em|ar)|dej(?:a|e|en|ad)) ?(?:me|nos|eu|a gente|mim) (?:em paz|en paz|quiet[oa]s?
        |sossegad[oa]s?
        |tranquil[oa]s?)\b(?! (?:pensar|ate|por))
    (?:deix(?:a|e|em|ar)|dej(?:a|e|en|ad)) (?:[oa] )?(?:meu|minha|nosso|nossa|mi|nuestro) (?:whatsapp|numero|telefone
        |telefono
        |celular|email|correo|caixa)(?: de \w+)? (?:em paz|en paz|quiet[oa]|sossegad[oa]|tranquil[oa])\b
    (?:me|nos) dej(?:a|e|en) (?:em paz|en paz|tranquil[oa]s?|quiet[oa]s?)\b
    (?:me|nos) (?:bot[ae]m?|coloc[ae]m?|poe|ponh\w+|jog[au]e?m?|deix(?:a|e|em|ar)) (?:para )?(?:de )?fora(?: disso
        | das proximas)?(?: tambem)?{END}
    (?:quero|queremos|peco|exijo|quiero|pido|want
        |i want) (?:so |apenas |solo |just |um pouco de )*(?:silencio|sossego
        |silence|quiet){END}
    silencio (?:da (?:sua |vossa )?parte|de voces|de voce|por favor|please){END}
    (?:som[ea]|sumam?) (?:comigo|com (?:[ao]s? )?(?:meus?|minhas?|nosso|nossa)) (?:d[aeo]s?|contato|numero|nome
        |telefone|email|dados|cadastro|ficha)\b
    (?:som[ea]|sumam?) (?:daqui|da minha (?:vida|frente|caixa)|do meu (?:whatsapp|celular|telefone|email))\b
    (?:back off|go away|get lost|piss off|bug off|buzz off|leave (?:me|us) be|let (?:me|us) be|cut it out
        |knock it (?:off|on the head)|(?:bother|pester|annoy|harass) some(?:one|body) else)\b
    (?:para|pare|parem|deixa|deixe|deixem|chega|basta) de (?:\w+ )?(?:vir atras|correr atras|spamar|spammar
        |floodar
        |bombardear|telefonar|me cutucar)\b
    (?:par(?:a|e|em|en)|dej(?:a|e|en)|ces(?:en|e)) (?:ya |de una vez )?(?:de|con|com) (?:(?:me|nos
        |ya) )?(?:escrib\w+
        |mandar\w*|enviar\w*|molest\w+|llam(?:ar|en)\w*|contact\w+|busc\w+|insist\w+|spam\w*|hinchar|joder)
    (?:stop|quit|cease)(?: \w+)? (?:all (?:further )?|any (?:further )?
        |further |your |these |the )?(?:contact|emails?
        |messages?|texts?|calls?|outreach|spam|communications?|follow ups?)\b
    (?:refrain(?:ing)? from|desist from|avoid) (?:any |all )?(?:contact|writ|email|call|messag|text|send|approach)ing\b
    (?:stop|quit|cease) (?:marketing|advertising|pitching|selling)(?: (?:to|estou|at))? (?:me|us)\b
    (?:stop|quit|cease) (?:disturb|nagg|bugg|mess\w*g|msg|txt|email|text|call|writ|contact|send|spam|bother|harass
        |pester|ping|reach
        |follow|hit)\w*
        |stop it{END}
    (?:escus|dispens|evit|abstenh|pare|deixe
        |coib)\w* ?(?:se )?(?:de )?(?:me |nos )?(?:voltar(?:em)? a )?(?:me |nos )?(?:escrever|enviar
        |contact\w+
        |contatar|ligar|mandar|telefonar|procurar)\b
    (?<![a-z] )no more(?: please| thanks| thank you)?{END}
    (?:respondendo|respondo|digitando|digito|escrevendo|replying|respondiendo)(?: (?!que\b|quando\b)\w+){{0,2}} (?:sair
        |parar|stop|baja)\b
""")
"""Orders to be silent, which a negation before them takes back."""

_BOTHER = group(r"""
    (?:mand|envi|lig|escrev|escrib|cham|llam|contat|contact|perturb|incomod|molest|insist|enche|encha|encher
        |procur|busc
        |busqu|text|send|email|messag|call|writ|spam|bother|importun|telefon|abord|aborrec|jod)
""")
_NO_MORE = group(r"""
    (?:mais|mas|nunca mais|nunca mas|jamais|never again|again|any ?more|nada|nadie|nad[ia]ca)\b
""")

SILENCE_REFUSALS = one_of(rf"""
    {NOT} (?:fic(?:a|ar|ue|uem)|continu(?:e|em|a|en)|sig(?:a|an|am)) (?:me |nos )?(?:mais )?{_BOTHER}\w*ndo\b
    {NOT} (?:ya )?(?:me |nos )?(?:vuelv\w+ a |volt\w+ a )?(?:busqu\w+|busca[rn]?|escrib[ae]\w*|llam[ae]\w*
        |molest\w+
        |lleg(?:ue[n]?|a)|mand(?:es|en)|envi(?:es|en)|contact(?:e|es|en)|procur\w+|telefon\w+|abord\w+
        |cutuq\w+
        |cutuc\w+)(?: \w+){{0,3}} {_NO_MORE}
    {NOT} (?:ya )?(?:me |nos )?(?:mand(?:es|en|a|e|em)|envi(?:es|en|e|em)|escrib\w+)(?: \w+){{0,3}} (?:ni
        |nem|ou) (?:mais )?nad
    {NOT} (?:conste[m]?|constar|figur\w+|fique[m]?|esteja[m]?|estar|quero estar
        |permanec\w+)(?: mais)?(?: \w+)? (?:na
        |nas|no|nos|em|en|de|da|das|sua|suas|vossa|vossas|su|sus)(?: \w+)? (?:listas?|bases?|mailing
        |cadastros?
        |registros?|banco|sistema)\b
    {NOT} (?:quero|queremos|quiero|desejo|desejamos|faco questao de)(?: mais)? (?:fazer parte|formar parte
        |participar) d(?:[aeo]s?
        |ess[ae]s?|est[ae]s?|e (?:su|sus|esa|vuestra))(?: \w+)? (?:listas?|mailing|difusion)\b(?! de (?:espera
        |convidados|participantes|presenca|precos?))
    {NOT} (?:(?:quero|queremos|desejo|desejamos) )?(?:ficar|estar|continuar|seguir|permanecer)(?: mais)? (?:nas?|nos?
        |ness[ae]s?|nest[ae]s?)(?: \w+)? (?:listas?|mailing|cadastros?|base de contatos)\b(?! de (?:espera
        |convidados|participantes|presenca|precos?))
    {NOT} (?:dou|damos|concedo|tem|tienen|doy) (?:a |o |mais |mi |minha |meu |nossa )*(?:permissao
        |autorizacao|consentimento|permiso
        |consentimiento|autorizacion)\b(?! (?:para|de) (?:entr|ingress|acess|abr|ve)\w+)
    {NOT} (?:me )?(?:mandem|mande|enviem|escrevam|escreva) (?:a|o|uma?|outr[ao]) (?:segund[ao]|terceir[ao]
        |quart[ao]|quint[ao]|sext[ao]
        |proxim[ao]|outr[ao]){END}
    que {NOT} (?:houvesse[m]?|haja[m]?|venha[m]?|viesse[m]?|exist(?:a|am|issem?))(?: (?:mais|nov[oa]s?
        |outr[oa]s?|futur[oa]s?
        |nenhum\w*|qualquer|tentativas? de))+ {_MESSAGE}
    (?:dispens\w+|recus\w+|{NOT} (?:quero|queremos|desejo|desejamos))(?: \w+){{1,3}} (?:e|nem|ou) (?:qualquer
        |quaisquer|tod[ao]s?
        |demais)(?: outr[ao]s?| (?:tipo|forma)s? de| nov[ao]s?| (?:[ao]s))* {_MESSAGE}
    que {NOT} (?:me |nos )?(?:venha[m]?|chegue[m]?|lleguen?|receba) (?:mais )?(?:outr[ao]s?|otr[ao]s?|nad\w+
        |nenhum\w*
        |{_MESSAGE}|ningun\w*)\b
    (?:ni|nem) (?:(?:so )?(?:um|uma|un|una|1) )(?:\w+ )?{_MESSAGE}(?: \w+){{0,2}} (?:mais|mas)\b
    (?<![a-z] )(?:e |mas |porem |tambem |por favor ,? )*sem (?:mais |nov[oa]s? |outr[oa]s? |futur[oa]s? |demais
        |tentativas? de )+{_MESSAGE}(?! (?:na|no|d[aeo]s?) (?!voces?|sua))
    (?:nem|nenhum|nenhuma|ningun|ninguna|zero|cero|sem|sin) (?:mais (?:um|uma|nenhum|nenhuma)?|otr[oa]
        |outr[oa]) ?{_MESSAGE}
    {NOT} (?:quero|queremos|desejo|desejamos|(?:me |nos )?(?:mand|envi|encaminh)(?:e|em|a|ar
        |arem))(?: (?!por\b|pel[oa]\b|via\b|no\b)\w+){{1,3}} (?:e nem|nem
        |ou) (?:(?:mais|nenhum\w*|outr\w+) )?(?:mensage\w+|email|contatos?|recados?|whatsapp|propagandas?
        |comunicac\w+|sms|spam)\b
    {NOT} (?:me |nos )?respond(?:a|am) (?:nem|sequer)\b|{NOT} (?:me|nos) respondam?{END}
    {NOT} (?:me|nos) (?:busqu|escrib|llam|contact|molest|mand|envi)(?:en|an|es|as){END}
    {NOT} (?:me|nos) (?:(?:busqu|llam|contact|molest|mand|envi)e|escriba){END}
    {NOT} (?:mais insist(?:a|am|ir|as|an)|insist(?:a|am|ir|as|an) mais){END}
    {NOT} (?:me|nos) (?:wasap|whatsap|wpp|guasap)\w+ (?:mais|mas)\b
    {NOT} (?:me |nos )?(?:lembr|record)(?:e|em|a|ar|en|es) (?:mais )?(?:de )?(?:mais |mas )?nada(?: mais)?{END}
    (?:para |e )?nunca mais (?:me |nos )?(?:fal|convers|procur|incomod)\w*(?: comigo| conosco)?{END}
    {NOT} (?:quiero|queremos|quero) que (?:me |nos )?(?:llegue\w*|chegue\w*|manden|escriban|contacten|llamen
        |mandem|escrevam
        |liguem) (?:mais )?(?:ningun\w*|nenhum\w*|nad\w+|outr\w+|mais|mas)\b
    nada de (?:mais )?{_MESSAGE}(?! de (?:voz|audio))
    {NOT} (?:me |nos )?(?:(?:adicion|inclu|coloqu|ponh|bot)\w+|poe)(?: eu| a gente| mais| nunca mais)? (?:em|na|nas|no
        |nos|a) (?:\w+ )?(?:listas?|grupos?
        |campanhas?|disparos?|newsletters?)\b
    {NOT} (?:um|uma|1) {_MESSAGE} (?:a )?mais\b
    not (?:1|one|another|a single)(?: more| single)? {_MESSAGE}
    (?:don t|do not|dont|never|not(?! spam\b)) (?:ever |you dare |bother )*(?:follow(?:ing)? ?up|reach(?:ing)? out
        |circl(?:e|ing) back
        |check(?:ing)? in|get(?:ting)? in touch|ping|bother(?! with)|spam|chase)\b(?: \w+)?(?! ?(?:until|before|till
        |this|today
        |next|unless|later|if))
    (?:sem|sin|no|{NOT} (?:quero|queremos|preciso|faca[m]?) ?(?:de |com )?)(?: mais
        | novos?)? ?(?:follow ?ups?|followups?)\b
    (?:wish|want|prefer|rather|like|asked?|request)(?: \w+)? not(?: to)?(?: be| to)? (?:receiv|get|hear
        |contacted|emailed
        |messaged|texted|called)\w*
    {NOT} (?:me |nos )?(?:escrib\w+|mand\w+|contact\w+|llam\w+|envi\w+) (?:mais|nunca)\b
    (?:nunca|jamais|never) (?:mais|mas|again|ever)? ?(?:volte[m]? a |vuelvan? a )?(?:me |nos )?(?:mande[m]?
        |manden|envie[mn]?
        |escrev[ae]m?|escriban|ligue[m]?|llamen|procure[m]?|busquen|contact\w+|contate[m]?|write|text|call
        |email)\b
""")
"""Refusals of further messages, with their negation."""
