"""The wishes for silence that are put as questions or in a roundabout way, none of them plain: they are asked back."""

from handlers.conversation.rules.phrases.notation import any_of, group, one_of
from handlers.conversation.rules.phrases.parts import MESSAGES, NOT

_OF_YOURS = group(r"""
    (?:n?[ao]s?|d[aeo]s?|n?ess[ae]s?|d?ess[ae]s?|suas?|seus?|teus?|tuas?|sus?|tus?|de|en|entre|by|from|in|off|your)
""")
_LISTS = group(r"""
    (?:listas?|relac(?:ao|oes)|bases?|cadastros?|mailings?|fichario|registr?os?|destinat\w+|contatos|contactos
        |libretas?|agenda de (?:voces?|ustedes)|proximas?|remessas?|envios?|disparos?|campanhas?|campanas?|rodadas?
        |mala direta)\b
""")
_QUIET = group(r"""
    (?:sossego|paz|silencio|descanso|tranquilidad\w*|peace|quiet)\b
""")
_CONTACT = group(r"""
    (?:insistencia\w*|correspondenc\w+|contac?tos?|comunicac\w+|mensage\w+|mensajes?|correos?|abordage\w+
        |aproximac\w+|envios?|perseguic\w+|interes(?:se)?(?= (?:d[eo] voces|de ustedes|por (?:mi|me[iu]|minha
        |noss[ao]|nuestr[ao]))))
""")
_ENDS = group(r"""
    (?:(?:se )?(?:ces(?:ar\w*|as\w+|e[nm]?)|cess(?:ar\w*|as\w+|e[m]?)|encerr(?:ar\w*|as\w+|e[m]?)|termin(?:ar\w*
        |as\w+|e[nm]?)|acab(?:ar\w*|as\w+|e[nm]?)|fin[ad](?:ar\w*|as\w+|e[m]?)|par(?:em?|as\w+|aran?)))\b
""")
_WRITING = group(r"""
    (?:(?:receb|recib)\w+(?! (?:\w+ )?(?:boleto|nota|produto|client|pedido|reclama|lead|fatura|mercador|devolu)\w*)
        |mensage\w+|mensaj\w+|messages|texts|emails?|correos?|ligac\w+|propagand\w+|publicidad\w*|spam
        |cobranca d[ae] voces|insistencia|getting (?:these|this|your|them)|receiv\w+|hearing from|being (?:contacted
        |chased|spammed|messaged))
""")
_HOW = group(r"""
    (?:como|onde|donde|how|where)(?: (?:eu|a gente|yo|e|que|se|hago|faco|fazemos|para|clico|aperto|do|can|i|we|one))*
""")
_GET_OUT = group(r"""
    (?:sair|saio|sai|salir|salgo|paro|parar|dejo|dejar|descadastr\w+|desinscrev\w+|unsubscribe|opt out|get off
        |leave|stop)
""")
_OUT_OF = group(r"""
    (?:de|d?es[st]a|la|da|dessas|essas|from|this|these|your|the|receb\w+|recibir\w*|getting|receiving|lista|list|isso
        |isto|esto|mensage\w+|messages|emails|mensajes|aqui|ai)
""")
_DATUM = group(r"""
    \b(?:numero|telefone|celular|e ?mail|contato|dados|number|data|address|correo|telefono|datos)
""")
_DELETE = group(r"""
    (?:apag(?:uem?|a)|exclu(?:am?|i)|delet(?:em?|a|e)|remov(?:am?|e)|borr(?:en|e|a)|quit(?:en|e|a)|eliminen?
        |elimina)(?:l[oa]s?)?(?: (?:it|isso|tudo|todo|agora|ja|ya|hoy|hoje|now|mismo|please|por favor))*(?= ?(?:$
        |[.,!]))
""")

ROUNDABOUT = one_of(rf"""
    (?:ped(?:ir|indo|imos|i|e|e[mn]|ido)|pid(?:o|e|en|iendo|iendoles)|peco|implor\w+|suplic\w+|beg(?:ged
        |ging)?) (?:(?:por|for|um|un|so|solo|pouco|poco|de|algum|a bit of|some) )*{_QUIET}
    (?:pul(?:a|e|em|ar|arem)|salt(?:e|en|ar|arse)|skip)(?:me|nos)? ?(?:(?:me|us|nos|a gente|(?:(?:o|mi|my
        |our) )?(?:meu|minha|nosso|nossa|mi|my|our)? ?(?:nome|numero|contato|nombre|name|number
        |contacto))\b)(?: \w+)? {_OF_YOURS} (?:\w+ )?{_LISTS}
    (?:cansei|cansou|canse|canso|cansad[oa]s?|fart[oa]s?|hart[oa]s?|de saco cheio|saco cheio|nao aguento mais
        |nao aguentamos mais|enjoei|podre|ya no aguanto|nao aguanto mais|sick(?: and tired)?|tired|fed up|had enough
        |enough)(?: (?:de|com|of|with))+(?: (?:tant[ao]s?|ess[ae]s?|est[ae]s?|[ao]s?|sus|tus|los|las|all|your|these
        |this|ficar|me|so many))* {_WRITING}
    (?:deslig|silenci|desativ|inativ)(?:uem?|[ae]m?) (?:isso )?(?:por|para) (?:mim|nos|a gente)\b
    (?:deixar|parar|parem|deixem|pararem|deixarem|dejar|dejen) de (?:ser (?:incomod|contat|contact|procur|importun
        |perturb|abord|acion|cutuc|molest|persegu)|(?:me|nos) (?:persegu|importun|cutuc|amol|azucrin|torr))\w*
    (?:deix(?:ar|ara|arem|em)|par(?:ar|arem|em)|dej(?:ar|en)|stop) (?:de )?exist(?:ir|ing)\b
    (?:acordar|dormir|viver|passar|ficar|vivir|dormir|seguir|estar)(?: \w+){{0,4}} (?:sem
        |sin) (?:mais )?(?:(?:nenhum\w*|uma?|sus|tus|os|as|ningun\w*) )?{MESSAGES}
    (?:acordar|dormir|viver|passar|ficar|vivir|dormir|seguir|estar)(?: \w+){{0,4}} (?:sem|sin) (?:(?:receber|recibir
        |ouvir|ver) )?(?:nada|noticias?|mensajes?|correos?|recados?) (?:de (?:voces?|ustedes)|suy[oa]s?)\b
    ca(?:ir|ia|isse|issem|ia|ira)[mn]?(?: \w+)? (?:(?:o|mi) )?(?:meu nome|nome|nombre|contato
        |numero)(?: {_OF_YOURS})+ {_LISTS}
    (?:fing|finj|haz|hag|hac|faz|faca|facam|pretend)\w*(?: (?:de|que|of|como|se|ai|conta|cuenta|si|if|that
        |as))*(?: (?:eu|yo|i|a gente|nos))? (?:(?:nao|no|nunca|jamais|never|don t) )(?:\w+ )?(?:exist\w+|apareci\w*
        |estive|cadastr\w+|passei|me inscrev\w+)
    (?:{_CONTACT}|interes(?:se)?)(?: (?!nao\b|no\b)\w+){{0,6}} {_ENDS}
    (?:nome|numero|nombre|contato|telefone)(?: (?:e|seja|fosse|fique|saia|suma|saisse
        |sumisse))?(?: fora)? d(?:[aeo]s?|ess[ae]) (?:relacao|lista|base|rol|mailing|fichario
        |cadastro) (?:d[ae] (?:voces|empresa)|ai)\b
    (?:no|nao) (?:volver|vuelvan?|voltar|seguir|continuar|quiero|ficar|permanecer|estar)(?: (?:a )?(?:figur|apare[cz]
        |const|est)(?:ar|er|ando|iendo|e|a)\b)?(?: \w+)? (?:en|entre|na|nas|nos|no)(?: (?:os|as|los|las|seus?|suas?
        |sus?|vossos?|vuestros?))* {_LISTS}(?! d[aeo]s? (?!voces|ustedes))
    (?:fech|encerr|baix|arquiv|queim|rasg|cerr|cierr|anul|cancel|elimin)\w* (?:(?:a|la|o|el|de vez|ya) )?(?:minha
        |nossa|meu|nosso|mi|nuestra) (?:ficha|cadastro|registro|expediente)\b
    (?:termin|ces|encerr|acab|cort|end|stop|ceas)\w* (?:(?:aqui|con|com|ya|aca|por|a|la|esta|essa|nuestra|nossa|our
        |this|all|any) )+(?:correspond\w+)\b
    (?:correspondence|contact|messages|emails|outreach) (?:(?:to|estou|could|would|might|should|may|can
        |please) )?(?:end|stop|cease)s?\b(?! (?:up|by|of|working)\b)
    {_HOW} {_GET_OUT}(?: {_OUT_OF})*(?= ?(?:$|[?.,!]))
    {_DATUM}\b[^.!?]{{0,30}}[?.!,][ ?.!,]*(?:[^.!?]{{0,40}}[.,:] )?(?:(?:por favor|so|ya|please|just|then) )*{_DELETE}
    (?:hasta|ate) (?:aca|aqui|hoy|ca)(?: (?:nomas|no mas|le|nos))* (?:llegamos|llego|paramos|chegamos)\b
    (?:dej|deix)(?:eme|enme|ame|em me|e me|a me|en|em|e|a) de (?:molest|jod|freg|incomod|perturb|amol)\w*
    skip (?:me|us) (?:next time|in (?:the )?future|from now|altogether|entirely|please|from|on|in)\b
    (?:me|nos) (?:salt[ae]n?|saltaran?|pul(?:a|e|em|arem|assem))(?: \w+)? (?:n?[ao]s?|en|en l[oa]s?
        |d[ao]s?) (?:(?:sus|su|tus|seus?|suas?) )?(?:proxim\w+ )?{_LISTS}
    (?:sum(?:ir|irem|issem)|desapare(?:cer|cerem|cieran|zcan)) (?:d[aeo]|de) (?:meu|minha|nosso|nossa|mi
        |nuestr[oa]) (?:whatsapp|celular|caixa|email|vida|telefone|bandeja|correo|telefono)\b
    fechar a ficha\b|sem retorno ,? (?:e )?sem lembrete\w*
    (?:est[ea]|ess[ea]|o meu|meu|nosso|nuestr[oa]|our|this|mi) (?:canal|numero|contato|whatsapp|email|caixa|hilo
        |contacto|channel
        |number|inbox|correo)(?: \w+)? (?:esta|fica|queda|se encuentra|is|sim)(?: \w+)? (?:encerrad|fechad|cerrad
        |interditad|proibid|vedad|closed|off limits|bloquead)\w*(?: \w+)? (?:para|a|to|estou|por) (?:(?:a|as|la|su
        |sus|sua|suas|your|o|los|a sua) )*(?:voces?|empresas?|ustedes|mensage\w+|mensajes|ofertas?|company|companies
        |firma|contatos?|you|propaganda\w*|propuestas)\b
    (?:doy|damos|dou) por (?:cerrad|encerrad|terminad|finalizad)[oa]s? (?:\w+ ){{1,4}}(?:e|y) (?:(?:qualquer
        |cualquier|tod[oa]s?|os|los|as|las) )+(?:outr|otr|demais|demas|que|siguient|proxim|futur)\w*
    (?:me|nos) poup(?:e|em|ar|ando) (?:d(?:[aeo]s?|ess[ae]s|est[ae]s) )(?:proxim|demais|outr|seguint|futur|nov|mais
        |mensage|propagand|insist)\w*
    (?:da|de[em]?|deem|dar|den|deixa) (?:a )?baixa (?:em|de) (?:mim|nos|a gente|mi)\b
    nao adianta (?:mais )?(?:insistir(?= (?:nem|comigo|conosco)\b| ?[.!]*$)|(?:me |nos )?(?:mandar
        |enviar) (?:mais )?(?:mensage|email|propagand|proposta)\w*)
    (?:{NOT}|sem) (?:carece|precisa|adianta|tem)(?:m)? (?:de |que |por que )?(?:mais )?(?:me |nos )?(?:mand
        |envi)\w+ (?:mais|nenhum\w*) (?:recado|mensage|aviso|propaganda)\w*
    {NOT} (?:consinto|consentimos|consiento|consentimos|admito|admitimos|tolero|tolera\w+|concordo
        |concordamos) (?:com|en|con|que)(?: \w+){{0,3}} (?:continu|prossegu|seguim|sig[au]|envio|contat|contact
        |mensage|mensaj|insist|escrib|escrev|abord)\w*
    {NOT} (?:quero|queremos|quiero|aceito|tolero|admito)(?: mais)? (?:(?:ess[ae]|est[ae]|seu|sua|nenhum) )?(?:assedio
        |acoso|perseguicao|insistencia)\b
    (?:[.,!?] )?(?:serio|carinho|favor|enfim|resumo|resumindo|palavra|gente
        |amor de deus)(?: agora)? ?[,.]? (?:silencio|some
        |sumam?|desaparec\w+)(?= ?(?:$|[.!,]))
    {NOT} (?:quero|queremos) mais e (?:(?:mais|nenhuma?|seus?|suas?|as|os|de|voces) )*{MESSAGES}
    (?:{NOT}|no) (?:quier\w+|queremos|quer|querem) que (?:me|nos|le|les) sig\w+ (?:contact|escrib|llam|mand|envi|busc
        |molest)\w*
    (?:{NOT}|no) (?:quier\w+|queremos) (?:saber )?nad[ai] (?:mai?s )?(?:de|con) (?:ustedes|usted|vosotros|voces)\b
    (?:bot|coloc|ponh|po[en]|pong|inclu|inscrev|apunt|anot|put|add|list)\w*(?: \w+){{0,4}} (?:lista|list
        |registro) (?:robinson|stop|nao perturbe|do not call)\b
    (?:sera|seria|podr\w+|poderia\w*|puede\w*|dari?a|tem como|da para|might|could|would|can)\b[^.!?]{{0,60}} (?:tach
        |borr|saqu|sac|quit|elimin|bor)ar(?:me|nos)\b(?! (?:de|del) (?:la |el )?(?:reunion|cita|duda|llamada
        |grupo de))
    (?:know|there|any|tell me the|a|the) (?:way|option|chance|button|means)(?: for (?:me|us))? (?:to|estou
        |of) (?:not (?:get|receiv|hear)|stop (?:get|receiv|hear|these|this|the mess|your)|get(?:ting)? (?:off|out of)
        |avoid (?:get|receiv|these))\w*
    (?:make|be|making) (?:sure|certain)(?: that)? (?:this|that) (?:was|is|sim|be|will be|remains) (?:the
        |your) (?:very )?(?:last|final)\b
    (?:took|taken|take) (?:me|us) off (?:already|before|last|months?|weeks?|ages|the list|your|yesterday)\b
    (?:don t|do not|dont|never|not) (?:ever )?(?:come|get|be) (?:back )?(?:to|estou|at|on to|onto) (?:me|us) (?:with
        |about|again|any)\b(?![^.!?]* (?:until|before|unless)\b)
    (?<!to )(?<!estou )(?:take|get|pull|yank) (?:my|our|this) (?:\w+ )?(?:nr|number|num|no|name|address|email|mail
        |contact|line|details)(?: \w+)? (?:out|off|down)\b
""")
"""Wishes and questions that come down to an order to stop."""

ASKED = any_of(ROUNDABOUT)
"""The same, where a question is but the form of the wish."""
