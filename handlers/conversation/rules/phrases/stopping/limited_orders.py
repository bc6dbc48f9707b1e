"""The bounds of an order to stop: another sender, somebody else's number, one channel or list; and a meeting kept."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group
from handlers.conversation.rules.phrases.parts import END, MARKS, MEETING

PEOPLE = group(r"""
    (?:esposa|marido|mulher|namorad[oa]|soci[oa]|chefe|mae|pai|irma|irmao|filh[oa]|colega|secretaria|gerente|funcionari[oa]
        |assistente|cliente|wife|husband|partner|boss|mother|father)
""")
"""Somebody else, behind a possessive."""

OF_ANOTHER = any_of(r"""
    (?<!nem )(?<! e )(?:d(?:[ao]s?|ess[ae])|sobre|quanto|relacao) (?:[ao]s? )?outr[ao]s? (?:empresa|campanha
        |loja|marca|firma|produto|servico|unidade|filial|assunto|area|setor|linha|oferta|curso|evento|projeto|clinica
        |escola|vendedor|consultor
        |parceir[ao]|grupo|lista|numero|telefone|celular|email|conta|negocio)s?\b
    (?:about|from|for|of|by) (?:the|your|that) other (?:company|campaign|brand|shop|store|product|business|list
        |number)\b
    (?:de|sobre|por) (?:la|el) otr[oa] (?:empresa|campana|marca|tienda|producto|lista|numero)\b
""")
"""Another sender or subject than the one that writes."""

_STOPS = group(r"""
    (?:nada|mensage(?:m|ns)|mensajes?|messages?|receb\w+|mand\w+|envi\w+|tir[ae]\w*|remov\w+|sair|saca\w+|stop|take)
""")
OF_A_PART = any_of(rf"""
    (?<!tambem )(?<!tambem o )(?:numero|telefone|celular|whatsapp|email|zap) (?:d[aeo]s? )?(?:(?:me[iu]|minha
        |noss[ao]) )?{PEOPLE}\b(?! tambem)
    (?:por|pelo|via) (?:(?:me[iu]|nosso) )?(?:email|sms|telefone|ligacao|correo)\b
    (?:no|ao|para o) (?:(?:me[iu]|nosso) )?(?:email|correo)\b
    (?:newsletter|email marketing|boletim|boletin)\b
    (?:lista|grupo)s? d[aeo]s? (?:email|promoc\w+|oferta\w*|novidade\w*|transmissao|divulgac\w+|avisos?|noticia\w*)\b
    (?:sobre|quanto|em relacao|a respeito) (?:(?:[ao]s?|d[aeo]s?) )?(?!(?:isso|ess[ae]|est[ae]
        |voces?)\b)(?:\w+ ){{1,3}},? ?(?:nao|nem|parem?|chega)\b
    (?:by|via|over) (?:email|text|sms|phone)\b
    {_STOPS}\b[^.!?]* (?:so|apenas|somente|only|solo) (?:d[aeo]s?|n[ao]s?|from|off|del?)\b
""")
"""The number of somebody else, or a channel or a list beside that by which a meeting is arranged."""

_ANY = r"(?: (?!(?:vi|li|recebi|recebemos|chegou|tinha|havia|entendi|vimos|abri|deu|got|see|saw)\b)\w+){0,5}"
_NO = group(r"""
    (?:nao(?! (?:precis|carec|ha|se|tem|e\b|estou))|nem|no(?= (?:me|nos|envi|mand|quier|quer|mas|mais|more))|sem|sin
        |chega|basta|par(?:a|e|em)(?= (?:de|com)\b)|nunca|dispens\w+|stop|don t|dejen|suspend\w+)
""")
_WRITTEN = group(r"""
    (?:lembretes?|recordatorios?|reminders?|mensage(?:m|ns)|mensajes?|messages?|avisos?|notificac(?:ao|oes))
""")
NO_REMINDERS = any_of(rf"""
    {_NO}{_ANY} {_WRITTEN}\b
""")
"""Reminders, or messages, that somebody does not want."""

UNTIL_THEN = any_of(rf"""
    (?:lembretes?|recordatorios?|reminders?)\b
    ate (?:a |o |n[ao] )?(?:{MEETING}|{WORKDAYS}|amanha|la|dia)\b|until (?:the|then|our)\b|hasta (?:la|el)\b
""")
"""The bound of such a wish: reminders, or the time until the meeting."""
COMES = any_of(r"""
    (?<![a-z] )(?:(?:e|mas|que|pois) )?(?:eu|nos|a gente) (?:vou|vamos|vai)(?= ?(?:$|[.,!]| (?:sim|na|la|estar
        |participar)\b))
    (?:esta|segue|continua|reuniao)(?: \w+)? (?:confirmad|mantid)[oa]\b
""")
"""The words of who comes all the same, beside such a bound."""

_LIST = r"(?:listas?|grupos?|cadastro|base|newsletter|mailing|email|envios)"
DONE = any_of(rf"""
    (?:descadastr(?:ei|amos)|desinscrev(?:i|emos))\b
    (?:sai|saimos) d(?:[aeo]s?|ess[ae]|est[ae])(?: \w+)? {_LIST}\b
    bloque(?:ei|amos) (?:(?:[ao]s?|ess[ae]|est[ae]|seu) )*(?:numero|contato|remetente|email|mensagens
        |propagandas?|voces?)\b
    (?:cancel|tir|ped|remov|retir|exclu|apagu)(?:ei|amos|i|imos|emos)(?: \w+){{0,2}} (?:inscricao|assinatura|cadastro
        |nome|email|numero|sair|saida|descadastr\w+|propagandas?|newsletter)\b
    (?:i|we) (?:have |ve |just |already )*(?:unsubscribed|opted out)\b
    (?:me |nos )(?:di|dimos|he dado) de baja\b|cancele (?:mi|la) suscripcion\b
""")
"""Leaving a list, told as what the writer has done already."""

_OUT = r"(?:me|nos) (?:re)?tir(?:a|e|em)"
OUT_OF_THIS = any_of(rf"{_OUT} dessa{END}")
"""A wish to be let off, whatever it is that "this" means: the meeting, the slots, the messages."""
NAMES_NOTHING = Phrases(
    rf"(?:(?:por favor|nao|nenhum[ao]?|moc[oa]|gente|[.,!]) )*{_OUT} (?:disso|(?:desse|deste) (?:trem|negocio|rolo)"
    rf"|dessa coisa)(?: ai)?(?: por favor)?{MARKS}"
)
"""The same, to be matched in full, which is of messages where nothing else stands."""

_CALLING = r"(?:calling|phoning|ringing|emailing|mailing)"
_THEM = r"(?:(?:os|as|de|mais|mas|tant[oa]s?|ess[ae]s|los|las|est[ao]s|all|any|the|these|your|more|so many|further) )*"
_CALLS = r"(?:ligac(?:ao|oes)|telefonemas?|llamadas?|calls?|phone calls?|correos?|emails?|mails?)\b"
_MORE = r"(?: (?:mais|mas|nunca|jamais|again|anymore|any more|otra vez|de novo|de nuevo))*"
_TO_CALL = r"(?:ligar|ligando|telefonar|telefonando|llamar(?:me|nos)?|telefonear(?:me|nos)?)"
_TO_SEND = r"(?:mand|envi)(?:ar|ando|ar?me|arnos|ad|e[mn]?|a|es)"
_STOP = r"(?:par(?:a|e|em|ar|en)|dej(?:a|e|en|ar)|deix(?:a|e|em|ar)|chega|basta) (?:ya |ja )?(?:de|com)"
OF_ONE_CHANNEL = any_of(rf"""
    (?:stop|quit)(?: with)? (?:{_CALLING}(?: (?:and|or) {_CALLING})*
        |(?:(?:sending|making)(?: me| us)? )?{_THEM}{_CALLS})
    (?:no more|enough(?: of)?|no mas|no mais|basta de|chega de|sem mais) {_THEM}{_CALLS}
    (?:don t|do not|dont|never) (?:ever )?(?:call|phone|ring|email|mail) (?:me|us|my \w+|this \w+){_MORE}
    {_STOP} (?:(?:me|nos|ficar) )*(?:{_TO_CALL}|(?:{_TO_SEND} )?{_THEM}{_CALLS})
    (?:nao|no) (?:(?:me|nos|quero que|precisa\w*) )*(?:ligu?(?:e|em|ar|a)
        |llam(?:e|en|es|ar))(?:me|nos)?{_MORE}
    (?:nao|no) (?:(?:me|nos|quero que) )*{_TO_SEND}{_MORE} {_THEM}{_CALLS}{_MORE}
""")
"""The end of calls, or of e-mails, in words that may leave the messages beside them."""

AGREES = Phrases(
    r"^(?:ok|certo|confirmad[oa]|combinad[oa]|beleza|fechad[oa]|perfeito|otimo|show|sim|blz|tudo certo)\b"
)
"""A consent that a reply begins with."""

_DAY = group(rf"""
    (?:(?:{WORKDAYS})(?: feira)?|amanha|hoje|dia \d+)
""")
_AGREED = group(r"""
    (?:ok|certo|certinh[oa]|confirmad[oa]|confirmo|combinad[oa]|fechad[oa]|beleza|joia|firme|de pe|mantid[oa]|pode ser
        |tudo bem|marcad[oa]|esta bo[ma])
""")
CONFIRMS = any_of(rf"""
    (?:{_DAY}|{MEETING})(?: (?:d[aeo]|[ao]s|na|esta|fica|e|tudo|{_DAY}|\d+(?: ?h\w*)?)){{0,5}},? {_AGREED}\b
    {_AGREED} ?,? (?:(?:para|n?[ao]|d[aeo]|reuniao) ){{0,3}}(?:{_DAY}|{MEETING}|ate)\b
    {MEETING}(?: (?:d[aeo]|{_DAY}|as?|\d+(?: ?h\w*)?)){{0,4}},? (?:continua|segue|permanece|acontece)(?= ?(?:$|[.,!?]
        | (?:de pe|normal\w*|valendo|firme|ne)\b))
    ate (?:[ao] |n[ao] )?(?:{_DAY}|la)\b
    (?:nos vemos|te vejo|vejo voces?|see you|see u)\b
    (?<!nao )(?:vou|vamos|estarei|estaremos|compareco|compareceremos|participo|participaremos) (?:sim|la|ai|presentes?
        |n?[ao] {MEETING}|na {_DAY})\b
    {_DAY} (?:entao|sim|(?:(?:eu|nos|a gente) )?(?:vou|vamos|estarei|estaremos|posso|consigo)(?! \w+r\b))\b
    (?:meeting|call)(?: \w+)? is (?:still )?(?:fine|ok|good|on|great)\b
    (?:la|nuestra) (?:reunion|cita|llamada)(?: \w+){{0,2}} (?:esta bien|ok|confirmada|sigue)\b
""")
"""The booked meeting that is kept, as nobody says it who wants to hear no more."""
