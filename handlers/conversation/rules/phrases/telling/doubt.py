"""The phrases that deny, doubt or put a condition on what stands beside them, and those of machines."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases, any_of, group
from handlers.conversation.rules.phrases.parts import MEETING, NO_NAME, NOT
from handlers.conversation.rules.phrases.stopping import denied_behind, removed_elsewhere

DOUBTS = any_of(
    denied_behind.DOUBTED
    + denied_behind.MAYBE_FOR_THE_MEETING
    + denied_behind.NOT_SAID
    + removed_elsewhere.MAYBE_ELSEWHERE
    + r"""
    se (?!faz favor|faca favor|lo\b|les?\b|agradec\w+|nao (?:estou|tirar)|possivel|trata|lembr\w+|desculp\w+)
    (?:acho|achei|talvez|quem sabe|depende|sera|caso|quase|pensando em|penso em|pensei em
        |a (?:nao|no) ser|a menos que|salvo que|melhor
        |prefer\w+ nao|prefiro nao
        |por acaso|sei la|nao sei)\b
    (?:ia|iria|iamos|queria saber|gostaria de saber|posso|podemos|poderia|consigo|da para|quando|quanto custa
        |como (?:faco|fazer|eu|posso|que)|qual)\b
    (?:after|depois d[ae]|despues de) (?:that|this|the|essa|esta|la|esa) (?:call|meeting|conversa|reuniao|reunion
        |llamada)\b
    (?:maybe|perhaps|might|if|unless|i think|considering|considered|would|probably|i guess|(?:i|we) suppose)\b
    (?:si|tal vez|quizas?|creo|puedo|casi|me temo|(?:yo )?diria|me parece que|capaz que?|por lo visto)\b
    (?<![a-z0-9] )(?:please ,? )?(?:should|were) (?:this|it|that|these|those|you|your|there|the|i|we)\b(?![^.!?]*[?])
    (?:in case|provided|assuming|supposing|en caso|siempre que|contanto que|supondo)\b
    (?<![a-z0-9] )(?:de|em) (?:ser|tratar se|tratarse)\b|(?<![a-z0-9] )(?:em )?(?:(?:sendo|siendo)(?! asi| assim)
        |tratando ?se)\b
    igual (?:hay|habr\w+|toca|tenemos) que\b
    (?:estou|estamos|ando) (?:\w+ )?(?:achando|inclinad[oa]|propens[oa]|tentad[oa]|tendendo)\b
    (?:por enquanto|por ora|por hora|no momento|de momento|neste momento|nesse momento|agora nao|hoje nao
        |ainda nao
        |por ahora|por el momento|right now|for now|at (?:present|the moment)|for the time being)\b
"""
    + rf"""
    (?:depois|futuramente|mais para (?:frente|o final)|ano que vem|mes que vem|{NO_NAME}semana que vem|mais tarde
        |later)\b
"""
)
"""Doubts, conditions, wishes for now only and questions."""

NOT_SAID = any_of(denied_behind.NOT_SAID)
"""A refusal that was not said, or is not meant."""

IS_SO = any_of(r"""
    (?:tenho|temos|quero|queremos|interessa|claro que (?:tenho|temos|quero)) sim\b|claro que (?:tenho|quero)\b
    of course (?:i am|we are)\b|claro que (?:si|me interesa)\b
""")
"""The interest of who has never denied it: "tenho sim"."""

_TOLD = r"(?:disse|falei|dissemos|falamos|respondi|escrevi|tinha dito|avisei)"
SAID_BEFORE = any_of(rf"""
    (?:antes )?(?:eu )?{_TOLD} que nao [^.,!?]*(?: ?[.,])? (?:mas|so que|porem) (?=agora\b)
""")
"""A step that somebody has denied before, and now no longer does."""

FORGOTTEN = any_of(denied_behind.FORGOTTEN)
"""An order of before that is to be forgotten."""

NOT_BY_ME = any_of(denied_behind.NOT_BY_ME)
"""An order of which somebody says that somebody else has given it."""

OF_ANOTHER = any_of(denied_behind.OF_ANOTHER)
"""A refusal that somebody else has told of."""

NODS = Phrases(
    r"\b(?:esta(?: bom| bem)?|ok|okay|viu|visse|beleza|entendeu|entendido|combinado|fechado|por favor|pode ser) ?[?]"
)
"""The questions behind an order that only ask for a nod."""

_AGREED = (
    "pressed yes",
    "said yes",
    "clicked yes",
    "booked",
    "booked it",
    "booked this",
    "accepted",
    "accepted it",
    "for this",
    "for it",
    "requested this",
    "signed up",
    "this was",
)
_NOT_AGREED = "".join(f"(?<!{words} )" for words in _AGREED)
"""Before an accident no consent that was one: "I booked it by mistake" takes no cancellation back."""

TAKES_BACK = any_of(
    denied_behind.NEVER
    + rf"""
    {denied_behind.FORGOTTEN}
    (?:(?<!sales )(?<!of )(?<!our )(?<!the )(?<!my )(?<!in )ops(?! (?:team|lead|manager|director|side|dept))|oops
        |(?:conversa|grupo|chat|lugar|pessoa) errad[oa]|(?:mand|envi)ei (?:errado
        |para (?:a |o )?(?:pessoa
        |lugar) errad))
    (?:era|foi) (?:(?!dad|pass|reman|cedid|reserv)\w+ )?(?:para|de) (?:[ao]|outr[ao]|minha|meu|um|uma) (?!gaveta
        |geladeira|lixo|brejo|espaco)\w+
    err(?:ei|o) (?:de|a|o) (?:conversa|grupo|chat|janela|pessoa)
    wrong (?:chat|group|window|thread|conversation|tab)\b|(?:me equivoque|nos equivocamos) de (?:chat|grupo
        |conversacion
        |ventana|persona)\b|(?:chat|grupo|conversacion) equivocad[oa]
    longe de (?:mim|nos|querer|pensar)\b
    cancel\w* (?:isso )?o que (?:eu )?(?:disse|falei|pedi|perguntei|escrevi)\b
    cancel\w* , ?(?:ja (?:vi|achei|encontrei|consegui|sei|recebi)|el[ea]s? nao
        |nao precisa(?! (?:mais |nem |me |voce |de )?(?:re)?(?:marc|agend|procur|ach|mand|respond|lig|insist)))\b
    (?:brincadeira|brinks|zoeira|zoando|just kidding|ignor(?:a|e|em|ar)\b|ao contrario|al contrario
        |(?:mas|porem|e|ai|depois)(?: \w+){{0,3}} mudou de ideia(?![^?]{{0,80}}\b(?:cancel|desmarc))
        |mudou de ideia(?=,? (?:e |el[ea] )+(?:vai|quer|vamos|aceit|top|ach|gost)))\b
    (?:cancelar|desmarcar|sair|parar|desistir)(?: [?,.]| eu)* (?:jamais|nunca|nem pensar|de jeito)\b
    (?:cancelar|desmarcar|desistir)(?: nao(?= ?[.,!])| (?:esta |e )?fora de (?:questao
        |cogitacao)\b| nao (?:e|seria) (?:uma )?opcao\b| e a ultima coisa\b| seria (?:\w+ )?(?:loucura|burrice
        |pecado)\b)
    (?:cancel|desmarc)\w+(?: \w+){{0,3}} ,? ?(?:mas )?(?:eu )?nao (?:deix(?:ei|o|amos)|permit(?:i|o|imos)|concord(?:ei
        |o))\b
    (?:cancel|desmarc)\w+[^.!?]{{0,40}} , (?:mas )?(?:ess[ae]|est[ae]|[ao] (?:noss[ao]|de voces)) nao\b
    (?:desconsider\w+|ignor\w+|retir\w+|esquec\w+|cancel(?:a|e|em|ar|o)) (?:(?:o|ess[ae]|meu|pedido|solicitacao|aviso
        |email|mensagem|de|do) )*cancelamento\b|cancelamento (?:descartad|fora de)\w*
    (?:ideia|historia|vontade|plano) de (?:cancelar|desmarcar)\b[^.!?]{{0,40}}para la\b
    (?:esquec\w+|apag\w+|forget|olvid\w+|desconsider\w+) (?:(?:o|isso) que (?:eu|meu|minha|ele|ela|disse
        |falei|escrevi
        |mandei)|what i|lo que (?:dije|escrib)|(?:a |minha )?(?:ultima )?mensagem|a anterior)\b|(?:esquec\w+|forget
        |olvid\w+|desconsider\w+) isso\b(?! e\b)
    (?:but|now|since|however) (?:\w+ )?things (?:have |ve )?changed\b
    take back (?:what i (?:said|wrote)|my (?:unsub\w*|opt out|cancel\w*|no)\b)|(?:scrap|undo|disregard) my (?:unsub\w*
        |opt out
        |cancel\w*)\b
    desist\w+ de (?:cancelar|desmarcar|sair)|(?:entao (?:eu )?vou|vou sim|esta valendo|me arrependi)\b
    (?:(?<!(?:arqu|gend|ceit|ssin|pond|firm)ei )(?<!apertei sim )sem querer(?! (?:ser|receb|incomod|parecer|ofend)\w*)
        |sin querer
        |{_NOT_AGREED}(?:por acidente|by accident|by mistake)
        |accidentally(?! (?:book|accept|press|click|said|sign)))\b
"""
)
"""Words that take back or contradict an order, wherever they stand in the text."""

BY_ACCIDENT = any_of(rf"""
    (?:sem querer|sin querer|por acidente|by accident|by mistake)[^.!?,]{{0,40}}, (?=(?:e )?{NOT}\b)
""")
"""An accident that a refusal is not part of: "respondi sem querer, não quero mensagens"."""

_FEARED = group(r"""
    (?:thought|feared|afraid|worried|expected|assumed|figured|looked like|seemed|almost|nearly)
""")
_TO_GIVE_UP = r"(?:cancel(?:led|ling)?|call(?:ed)? it off|drop out|back out)"
_COMES_ALL_THE_SAME = group(r"""
    (?:(?:we|i|it|all|that)(?: (?:re|m|s|is|sim|are|am))? (?:(?:still|all|now|back) )*(?:on|in|good|fine|stands|coming
        |set)(?= ?(?:$|[.,!]| after| then| now| for))|(?:i|we) (?:ll|will|can) (?:still |now )?(?:be there|come|make it
        |attend|join)|see you)
""")
KEEPS_MEETING = any_of(
    denied_behind.FOR_THE_MEETING
    + rf"""
    (?:{MEETING}|[ao] noss[ao]) (?:ainda )?(?:segue|continua|permanece|fica|esta)(?: (?:valendo|firme|normal\w*
        |certinh[ao]|marcad[ao]|igual|como\b|d[aeo] (?:pe|mesmo jeit|jeit)\w*)|(?= ?(?:$|[.,!])))
    (?<!nao )(?:pode[m]? (?:sim )?|vamos |favor |quero )manter (?:(?:[ao]|noss[ao]|ess[ae]) )*{MEETING}
    n?[ao] {MEETING} (?:eu |a gente |nos )?(?:vou|irei|iremos|vamos|estarei|compareco)\b(?! (?:ter|precisar
        |desmarc|cancel|falt))
    (?<!nao )(?<!nem )(?<!no )(?:vou|irei|iremos|vamos|estarei) (?:sim )?n?[ao] {MEETING}
    a la (?:reunion|llamada|cita) (?:si )?(?:voy|vamos|ire|asisto)\b|(?<!no )(?:voy|vamos|ire) a la (?:reunion|llamada
        |cita)\b
    (?:la|nuestra) (?:reunion|(?:video)?llamada|cita|junta|sesion) (?:si )?(?:se (?:mantiene|queda igual)|(?:sigue
        |continua
        |queda|esta) (?:en pie|firme|igual|tal cual|como estaba))\b
    (?<=[.,] )(?:pero |y )?no (?:la|nuestra) (?:reunion|(?:video)?llamada|cita)\b
    {_FEARED}\b[^.!?]{{0,40}} {_TO_GIVE_UP}\b.{{0,100}} {_COMES_ALL_THE_SAME}(?!.*\b(?:cancel\w*|can t|cannot|won t)\b)
    (?:can ?t|cannot|won ?t|would ?n ?t) miss (?:it|this(?: (?:meeting|call))?|(?:the|our) (?:meeting
        |call))(?= ?(?:$|[.,!]))
    (?:no|nao) me l[ao] (?:pierdo|perderia|quiero perder|voy a perder)\b
    i ll (?:still )?(?:be at|come to|join) the (?:meeting|call)\b|(?:meeting|call)(?: is| sim)? (?:still )?on(?= ?(?:$
        |[.,!?])| (?:as|and)\b)
    (?:meeting|call) (?:still )?stands\b|no reason (?:to|estou) (?:push|move|cancel|call|drop)\b|won t (?:have
        |need) (?:to|estou) (?:scrap
        |cancel|move|drop)\b|(?:don t|do not) (?:move|touch) (?:it|the (?:call|meeting))\b(?![^.!?]{{0,30}} (?:drop
        |cancel|scrap|bin)\b)|but not the (?:meeting
        |call)\b
    (?:mantid[oa]|mantem|mantenho|mantemos
        |(?<!nao )(?<!me )(?:(?<!que )|(?=\w+ (?:[ao]|noss[ao]|ess[ae])\b))mantenha[m]?(?! (?:me\b|meu|\w+ (?:lista
        |contato)))|de pe
        |(?<!esteja )(?<!estar )tudo certo(?! (?:por )?(?:ai|com voces?)\b)
        |(?<!tinha )(?<!tinhamos )(?<!tava )(?<!tava tudo )confirmad\w+
        |{denied_behind.CONFIRMS_NOW}|(?<!m )(?<!re )all good|todo (?:claro|en orden|bien(?! (?:con|por|y) )))\b
"""
)
"""Words that keep a meeting, and so contradict its cancellation, but no order to stop writing."""

RESERVES = any_of(rf"""
    (?:(?:eu )?acho|nao sei|no se|creo|i think|i guess)(?= ?(?:$|[.,!]))
    mudou de ideia\b
    (?:mas|porem|but|pero|though|however)\b(?! (?:muito |muchas |mesmo )*(?:obrigad|agradec|grat|valeu|thank
        |gracias|bo[am]|informac|sucesso
        |desej|de qualquer|nao))
    (?:so|apenas|somente|solo|only|just) (?:o|a|no|na|por|com|para|quero|queria|la|el|the|en|con|on|for)\b
    (?<=, )(?:so|apenas|somente) d[aeo]s?\b
    (?:prefiro|preferimos|prefiero|prefer|em vez|em lugar|en vez|instead|rather|exceto|salvo|except|menos)\b
    (?:ate|hasta|until|till|antes|before) (?:[ao]s? |el |la |que |eu )*(?:[0-9]\w*|{WORKDAYS}|sabado|amanha
        |dia|mes|ano|semana|voltar|manana|lunes|viernes|monday|friday|next|the|i)\b
    (?:de madrugada|de noite|a noite|em ingles|en ingles|in english)\b
    (?:email|text|call|me liga|me ligue|write) (?:me|us|logo)\b|,? me lig(?:a|ue)\b(?! mais)
    (?:keep|add|use|usem?|mantenh\w+|adicion\w+|inclu[ai]m?|coloqu\w+|poe|ponha|send|manda[m]?|envi[ae])\b
""")
"""Reservations, exceptions and other wishes: an order before one is not plain."""

LAUGHS = Phrases(
    r"(?i)k{3,}|\b(?:kk|rs+|lol)\b|\b(?:ha|he|ja|je){2,}h?\b"
    r"|[\U0001F600-\U0001F606\U0001F609\U0001F61C\U0001F61D\U0001F923]"
)
"""Laughter in a text as it was written."""

EARNEST = any_of(r"""
    (?:serio|seria|sem brincadeira|verdade|seriously|no joke)\b
""")
"""Words that take the joke out of a laughter."""
