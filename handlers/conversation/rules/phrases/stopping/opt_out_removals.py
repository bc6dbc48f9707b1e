"""The ways of ordering the removal from lists and of one's own number and data, and those of the law."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import group, one_of
from handlers.conversation.rules.phrases.parts import END

_STRIKE = group(r"""
    (?:cort(?:a|e|em|en|ar)|risc(?:a|ar)|risque[m]?|tach(?:e|en|a)|bot[ae]m?(?= \w+ (?:para )?fora)
        |arranqu?(?:e|em|en|a)
        |tir(?:a|e|em|ar)|retir(?:a|e|em|ar)|remov(?:a|e|am|er)|exclu(?:i|a|am|ir)|apag(?:a|ue|uem|ar)
        |delet(?:a|e|em|ar)
        |elimin(?:a|e|em|en|ar)|borr(?:e|en|a|ar)|sa(?:que|quen|ca|car)|quit(?:e|en|a|ar)|remove|delete
        |erase|strike
        |drop|scratch|wipe|purge|scrub|strip|cut|cross
        |(?:take|get|keep)(?=(?: \w+){0,5} (?:off|out|from)\b))(?:me|nos)?
""")
_SELF = group(r"""
    (?:me|us|nos|a gente|eu|(?:o |a |el |la )?(?:meus?|minhas?|nosso|nossa|mi|mis|my|our|este|esse|this
        |nuestr[oa]) (?:\w+ )?\w+
        |ele|ela)
""")
_YOUR = group(r"""
    (?:d[aeo]s?|n[ao]s?|sua|suas|seu|seus|sus?|de voces|voss[ao]s?|dess[ae]s?|dest[ae]s?|est[ae]|la|las|los
        |el|del
        |your|the|this|that|from|off|out|of|tod[ao]s?|all|any|every|qualquer|quaisquer|[ao]s?)
""")
_LISTS = group(r"""
    (?:listas?|listinhas?|rol(?! de)|mala direta|divulgac\w+|bases?|planilha|cadencias?|distribuic\w+|mailings?
        |cadastros?|sistemas?|banco|envios?|disparos?
        |registr?os?|relacao|fluxos?|sequencias?|crm|newsletters?|prospecc\w+|campanhas?|campanas?|caderninho
        |caderno|(?:(?<=su )|(?<=tu ))(?:libreta|cuaderno)|automac\w+|(?<=your )campaigns?|lists?|records?|sheets?
        |databases?|files?|rolodex|systems?
        |distribution|sequences?
        |crms?|contacts|directorio|difusion|archivos?|contactos)\b
""")
_OWN = group(r"""
    (?:meus?|minhas?|nosso|nossa|nossos|mi|mis|my|our|este|esse|this|nuestr[oa]s?)
""")
_NUMBER = group(r"""
    (?:numeros?|number|contac?tos?|telefones?|celular|whatsapp|phone|email|mail|correo|endereco|address
        |details
        |telefono|info)\b
""")

_ADDRESS = group(rf"""
    (?:{_NUMBER}|(?:contact|inbox|mailbox|domain|line|office|company|name)\b)
""")
_KINDLY = r"(?:courtesy|favou?r|kindness|appreciate(?: it)?|grateful)(?: (?:of|by|to|for|if|you|your))*"
REMOVALS = one_of(rf"""
    {_STRIKE} ?(?:{_SELF} )?(?:(?:tambem|tbm|por favor|porfa|please|logo|ja|ai|aqui|imediatamente
        |immediately) )?(?:{_YOUR} )+(?:\w+ )?{_LISTS}(?! de precos?)
    (?:meu|nosso|my|mi) nome (?:fora|off|out)(?: {_YOUR})+ (?:\w+ )?{_LISTS}
    {_OWN} (?:\w+ )?{_ADDRESS} (?:needs?|has|have|ought|must|should|shall|is|are) (?:(?:to|estou|come|be|go|get|stay
        |taken|removed|gone|moved|now) )*(?:off|out of|from)(?: {_YOUR})+(?: \w+)? (?:{_LISTS}|outreach\b|mail\w+)
    (?:want|get|be|i m|im) (?:\w+ )?(?:off|out of|removed from|gone from)(?: {_YOUR})+(?: \w+)? {_LISTS}
    {_STRIKE} (?:ele|ela|isso|est[ea] numero|ess[ea] numero|it|them) (?:de la|dai|dali|de ahi|daqui
        |from there|off there)\b
    (?:want|quero|prefiro) (?:to be )?(?:off|out of) (?:your|this|the) list
    (?:sumir|sair|saio|desaparecer|salir|fora|fuera)(?: {_YOUR})+(?: \w+)? (?:lista|listas|mailing|base
        |cadencia|newsletter
        |cadastro|distribuicao|envios|registros|difusion)\b(?! de precos?)
    (?:desapare[zç]ca|desapareca|suma|salga|saia|seja|sea)(?: \w+)?(?: {_YOUR})+ {_LISTS}
    (?:desativ(?:e|em)|desabilit(?:e|em)|inativ(?:e|em)|desligu(?:e|em))(?: \w+){{0,3}} (?:envios?|disparos?
        |mensage\w+|notificac\w+|(?:meu|nosso) (?:numero|cadastro|contato|email|nome|telefone))\b
    (?:per[dc](?:e|a|am|er|an)|esque(?:ce|ca|cam|cer)|lose|forget|delete|pierd(?:a|an|e)
        |olvid(?:a|e|en)|jog\w+ fora)(?: \w+)? {_OWN} {_NUMBER}
    (?:cort(?:a|e|em|ar)|risc(?:a|ar)|risquem?)(?: o)? (?:meu|nosso|este|esse) (?:numero|contato|email
        |cadastro)\b(?! para)
    {_KINDLY} (?:delet|remov|eras|wip|purg|scrubb|strik)ing (?:me|us|{_OWN} (?:\w+ )?{_ADDRESS})
    (?:wipe|scrub|purge|destroy|drop|strike|erase|suppress) (?:all |of )*(?:my|our) (?:\w+ )?(?:details|data|info\w*
        |number|records?|address
        |email|name|contact|phone)\b
    (?:delete|erase|remove|wipe|purge|destroy|scrub) (?:the|that|this|my|our)(?: whole| entire)? (?:entry
        |records?|profile
        |contact|file|details|account|(?:email )?address|number|domain){END}
    (?:borr|elimin)\w+ (?:el|mi|este|ese|ya mi) (?:registro|contacto|numero|correo)\b
    cancel\w+ (?:(?:tudo|todo|[aoe]|as|os|el|la|y|meus?|minhas?|mi|reuniao|reunion|cita|call|conversa|encontro|agenda
        |,) )+(?:cadastro|inscricao|newsletter|registro|suscripcion)\b(?! (?:d[aeo]|n[ao]|en|del) (?!voces?))
    cancel\w+ (?:tambien |tambem |ja )?(?:mi|meu|minha|my|o meu|a minha) (?:registr\w+|cadastro|inscri\w+
        |suscripcion
        |subscription|assinatura d[ae] (?:newsletter|email))\b
    (?:apag|tir|exclu|delet|remov)\w* (?:o |meu |esse |este )?(?:num|fone|tel|cel)\b
    (?:block ?list|blacklist|(?:do not|don t) (?:call|contact|email|text)(?: me)? list
        |suppression list)(?: me| us)?{END}
    (?:coloc|coloqu|inclu|inser|insir|adicion|bot|po[em]?|ponh|cadastr|registr)\w*(?: \w+){{0,5}} (?:lista|relacao
        |cadastro) (?:d[aeo]s? )?(?:(?:quem|contatos?|numeros?|gente que|pessoas que) )?(?:nao (?:e para )?(?:contat
        |contact|lig|perturb|receb|quer
        |incomod)|opt ?out|bloque|exclusao|supress|negra)\w*
    (?:me|us|this number|meu numero) (?:on|in|na) (?:your |the |sua )?(?:block ?list|blacklist|lista negra
        |do not (?:call|contact) list)\b
    (?:me )?d(?:en|e|a)(?: me| nos)? de baja|(?:pido|solicito|quiero|exijo)(?: \w+){{0,2}} (?:la )?baja\b
    (?:numero|contac?to|nome|email|telefone|telemovel|cadastro|dados|endereco)s?(?: (?!client|pacient|alun
        |usuari|hosped
        |lead)\w+){{0,3}} sejam? (?:removid
        |excluid|apagad|retirad|eliminad|deletad|descadastrad|suprimid)[oa]s?\b(?! d[aeo]s? (?!\w+ (?:lista
        |base)|lista
        |base|sistema|cadastro|mailing|seu|sua|voces?))
    (?:remov|exclu|retir|tir|apagu|delet|elimin|risqu|descadastr|desinscrev)[aei]m? (?:me|nos){END}
    (?:meu |minha |nosso |nossa )?(?:numero|nome|telefone|contato|endereco
        |email)(?: \w+){{0,4}} (?:fora )?d[aeo]s? (?:agenda|computador
        |arquivos?|telefone|celular|fichario) d[ae] voces?\b
    (?:peco|pedimos|solicit\w+|quero|deem|de[emr]?|da[r]?)(?: a)? baixa (?:d[aeo]s?|n[ao]s?) (?:meus?|minhas?|nosso
        |nossa|este|esse) (?:registro|cadastro
        |numero|contato|nome|inscricao|email|telefone|ficha)\b
    (?:destru|rasg|incinera|inutiliz)\w+ (?:(?:[ao]s?|minhas?|meus?|nossas?|nossos?|ess[ae]s?) )+(?:ficha|cadastro
        |dados|registro|formulario)s?\b
    (?:minha|meu|nossa|nosso) (?:ficha|cadastro|registro) (?:rasgad|destruid|apagad|eliminad|excluid)[oa]\b
    (?:risc|risqu|apag|apagu|exclu|tir|remov|delet|elimin)(?:a|e|i|em|am) a gente{END}
    cancel (?:me|us|my (?:name|place|number|email)) (?:from|off|out of) (?:\w+ ){{0,2}}{_LISTS}
    cancel\w* (?:me|nos|eu|a gente) (?:dai |daqui )?d(?:[aeo]s?|ess[ae]|est[ae]) {_LISTS}
    (?<!o )(?:minha|nossa|imediata|pronta) (?:exclusao|eliminacao|remocao|supressao|retirada)(?: imediata)?{END}
    deix\w+ de constar\b
    {_STRIKE} (?:me|us|eu|a gente)(?: [ao]s)? (?:tambem|tbm|too|as well) ?,? (?:{_YOUR} )+(?:\w+ )?{_LISTS}
    (?:cancel|anul)\w* (?:meu|minha|o meu|mi|el) (?:nome|nombre|numero|telefone|telefono)\b(?! (?:de|da|do|en
        |na) (?:la
        |lista) (?:de )?(?:espera|presen))
    baj(?:ar|[ae]n?)(?:me|nos) de (?:\w+ )?(?:envios?|lista|correos|mensajes|difusion)\b
    cross (?:me|us) off\b(?! (?:the )?(?:meeting|call|dia|{WORKDAYS}))
    (?:pon|pong|agreg|anot|inclu)\w+ en (?:la|su|una) lista de (?:los que |las que |quienes |gente que )?no (?:quier
        |dese|contact|llam|molest)\w*
    (?:deem|de|da[r]?) baixa em tud[oa]{END}
    (?:remove|delete|take|strike|drop|block) (?:(?:the|this|our|my) )?(?:whole |entire )?(?:domain
        |address)[^!?]{{0,60}} (?:from|off|out of) (?:{_YOUR} )*{_LISTS}
    (?:remove|delete|take|strike|drop) (?:the|this|our|my) (?:\w+ )?(?:domain|address)[^!?]{{0,60}} (?:from|off
        |out of) (?:(?:your|the|all) )+(?:\w+ )?campaigns?\b
    (?:anul|cierr|cerr|cancel|elimin|borr)(?:[ae]n?|ar)(?: (?:ya|tambien|de una vez))? mi (?:ficha|registro|contacto
        |suscripcion)\b
    (?:par[ae]m?|deix[ae]m?|cess[ae]m?|dejen?|paren) (?:ja |logo |ya )?de (?:usar|utilizar) (?:(?:[ao]s?|el|los|este
        |esse|meu|minha|nosso|nossa|meus|mi|nuestro) )*(?:email|correo|numero|telefone
        |telefono|celular|whatsapp|contac?to|endereco|nome|nombre|dados|datos)\b(?! (?:antig|velh|errad|anterior
        |viej)\w*)
    tachar(?:me|nos) de (?:\w+ )?(?:listas?|libreta|agenda|base|contactos)\b
    des ?(?:assin|cadastr|inscrev|suscri[bv]|vincul)\w*(?:me|m)?\b(?<!descadastro)(?<!descadastros)
""")
"""Orders to take the contact off a list or to forget the number, which a negation before them takes back."""

_RIGHTS = group(r"""
    (?:oposicao|oposicion|eliminac\w+|cancelacion|exclusao|supres\w+|apagamento|esquecimento|olvido
        |revogac\w+|revocacion
        |erasure|be forgotten|object|opt out|deletion)\b
""")
LEGAL_ORDERS = one_of(rf"""
    (?:oponho|opomos|opongo|oponemos)(?: me| nos)?(?: \w+){{0,4}} (?:tratamento|tratamiento|uso|contatos?
        |contacto|envio
        |receb\w+|dados|datos|comunicac\w+)\b
    se (?:opoe|opoem)(?: \w+){{0,3}} (?:receb|tratamento|uso|envio|contato)\w*
    (?:me|nos) (?:oponho|opomos|opongo|oponemos)\b|i (?:hereby )?object (?:to|estou)\b
    (?:manifesto|exerco|exercer|ejerzo|ejercer|exercise|exercising|invoco|registro)(?: \w+){{0,5}} {_RIGHTS}
    (?:oposicao|oposicion) a[ol]? (?:tratamento|tratamiento|uso)\b
    (?:revog(?:o|amos|ar|ada|ado)|revo(?:co|camos|car)|retir(?:o|amos|ar)|withdraw\w*|revok(?:e|ing)
        |cancel(?:o|ar))(?: \w+){{0,3}} (?:consent\w*|autoriza\w+|authori[sz]ation|autoriza?c\w+|permiss\w+
        |permiso|opt in
        |aceite)\b
    (?:solicit\w*|pido|pedimos|exij\w*|exigimos|ejerz\w*|quiero|queremos|requier\w*
        |reclam\w*)(?: \w+){{0,3}} (?:cancelacion|supresion|eliminacion|borrado|baja)(?: \w+)? de (?:(?:todos|los|mis
        |nuestros) )*datos\b
    (?:ejerz\w*|ejercer|ejercemos|invoc\w*)(?: \w+){{0,4}} derechos? (?:arco|de cancelacion|al olvido)\b
    (?:deixo|dejo|torno|queda|fica|dejamos|deixamos)(?: \w+)? (?:sem|sin
        |sim) efe[ic]to[^!?]{{0,60}} (?:consentimiento|consentimento|autorizacion|autorizacao)\b
    stop (?:process|us|stor|shar|keep|track)ing(?: any| all)? (?:(?:my|our) (?:\w+ )?(?:data|details|info\w*|number
        |email)|it now|now)\b
    (?:consentimento|consentimiento|autorizacao|consent)(?: \w+){{0,3}} (?:revogad|revocad|retirad|withdrawn
        |revoked)\w*
""")
"""Objections and revocations under the data protection law."""
