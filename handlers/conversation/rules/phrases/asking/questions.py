"""The phrases that ask for something."""

from handlers.conversation.rules.phrases.notation import any_of, group, one_of
from handlers.conversation.rules.phrases.parts import END

OF_DATA = group(r"""
    (?:(?:quais|que) (?:dados|informacoes)\b|(?:origem|relacao|copia|existencia|confirmacao)(?: d[aeo]s?| [ao]s?
        | existencia)* (?:meus? |minhas? |nossos? )?(?:dados|tratamento|informac(?:ao|oes)|cadastro)\b
        |(?:copy|source|origin|list) of (?:(?:all|any|the|my|our|personal) )*(?:data|information|details)\b
        |(?:what|which) (?:personal )?(?:data|information|details) (?:do )?you\b)
""")
"""Questions about the data that are kept of somebody."""

FORGETS = group(r"""
    (?:nao (?:me )?(?:lembr|record)(?:o|amos)\b|nao estou lembrad[oa]\b|que eu (?:saiba|lembre|me lembre
        |recorde),? nao)
""")
"""The words of somebody who cannot remember to have signed up or consented."""

_ONCE_MORE = one_of(r"""
    (?:segunda|outra|nova|2) via\b|(?:reenvi|remand)\w+(?: \w+){0,2} (?:convite|link|email|endereco)\b
    (?:mand|envi|pass)\w+(?: \w+){0,2} (?:convite|link|endereco)(?: \w+){0,4} (?:de novo|novamente|outra vez)\b
    (?:perdi|nao (?:achei|acho|encontro|encontrei)|sumiu)(?: \w+){0,2} (?:convite|link)\b|(?:convite
        |link) (?:\w+ )?sumiu\b
""")
ONCE_MORE = any_of(_ONCE_MORE)
"""The request for what was sent already, such as an invitation, which names no other time."""

ASKS = any_of(rf"""
    (?<![a-z0-9] )(?:(?:and|so|but|sorry|hi|hello|ok) ){{0,2}}(?:where|how|who|why|whats?|which)(?: \w+)? (?:did|do|does
        |is|are|was
        |were|gave|much|many|company|firm|price|cost|the|this)\b
    (?:cuanto|cuantos|cuanta) (?:cuesta|cobran?|sale|vale|dura|demora)\b|(?:como|donde|quien) (?:consigui\w+|obtuv\w+
        |sac(?:o|aron)|les? dio|te dio)\b
    (?<![a-z0-9] )can (?:my|our) (?:customers|clients|users|team|staff|people)\b
    (?:explain|tell me|like (?:to|estou) know|ask) (?:how|which|who|where|why)\b|do (?:i|we) have (?:to|estou) pay\b
    (?:is|are) (?:this|it|you) (?:a |an )?(?:robot|bot|scam|human|person|real)\b|es (?:esto )?un robot o\b
    (?:inform\w+|send|give|provide|want|request|solicit\w+|requer\w+|requeiro|peco|pedimos|quero|confirm\w+
        |saber)(?: \w+){{0,4}} {OF_DATA}
    (?:quanto|quantos|quantas) (?:custa|e|fica|sai|tempo|dura|cobra|voces|seria|custaria|que|funcionarios|dias)
    (?:custa|sai|cobra[m]?|fica) (?:por )?quanto\b
    qual (?:o |a |e |seu |sua |empresa|os |as |plano|era |foi )
    (?:como|onde|por que|pra que) (?:funciona|voce|voces|e|conseg\w+|obtev\w+|peg\w+|fica|seria|faz|faco|esta
        |isso|que|eu|sabe\w*|ach\w+|teve|tiver\w+|assim|conheceu|nao)\b
    quem (?:e|fala|esta|passou|deu|te|voce|voces|seria|indicou)\b
    (?:de onde|o que|do que|que empresa|de que|sobre o que|de qual
        |(?<!primeir[ao] )(?<!segund[ao] )(?<!terceir[ao] )(?<!ultim[ao] )que) (?:e|voce|voces|se|seria|esta|fazem
        |oferece\w*|fala|isso|exatamente|produto|servico|tipo)\b
    (?:e|isso e|seria|sera que e) (?:golpe|spam|robo|bot|verdade|serio|um robo|uma pessoa|gratuito|gratis|pago
        |cobrado|presencial|online)\b
    (?:tem|ha|tenho) (?:algum |alguma |uma |qualquer )?(?:custo|duvidas?|contrato|fidelidade|taxa|desconto|site
        |instagram|cnpj)\b
    (?:manda|mande|envia|envie|enviar|mandar|passa|passe|passar|encaminha|encaminhe|queria|quero
        |gostaria de)(?: \w+){{0,4}} (?:informac\w+|detalhes|material|apresentacao|proposta|valor|valores
        |precos?|tabela|site|folder|catalogo|portfolio|orcamento|link|endereco|documentacao
        |cnpj)\b(?! para marcar)
    (?:saber|entender) (?:o valor|os valores|o preco|quanto|qual|quais|se|como|quem|o que)\b
    (?:pode|poderia|podem|consegue) (?:me )?(?:explicar|esclarecer|detalhar|informar|dizer)
    (?:posso|podemos|pode) (?:levar|convidar|chamar|incluir|trazer)\b
    (?:certo|correto|confere|verdade|mesmo|ne) \?
    (?:uma|tenho|minha|algumas|umas) duvidas?\b
    {_ONCE_MORE}
    falar com (?:um |uma )?(?:humano|atendente|pessoa|gente|alguem)\b
""")
"""Questions and requests that somebody has to answer."""

OF_THE_MEETING = any_of(r"""
    (?:ate )?que horas? (?:vai|termina|acaba|encerra|sai)\b
    (?:quanto tempo|quantos minutos|quantas horas?) (?:dura|demora|leva|e|vai|seria|fica)\b
    (?:dura|demora|leva) (?:mais ou menos )?(?:quanto|quantos|quantas)\b|(?:sao|vao ser) quant[oa]s (?:minutos|horas)\b
    (?:ja|nao)(?: \w+)? (?:tinha|tinham|tinhamos|havia|haviamos|estava)(?: \w+){0,2} (?:marcad|combinad
        |agendad)[oa]\b(?! (?:dentista
        |medic\w+|outr[ao]|consulta))
    por que (?:\w+ )?so (?!agora)\w+
    (?:e|seria|sera|vai ser) com (?:quem|aquel[ae]|o mesmo|a mesma)\b
    quem (?:mais )?(?:participa|vai (?:apresentar|participar|estar|conduzir)|apresenta|conduz)\b
    (?:vai|vao|sera|serao) (?:ser )?(?:mostrad[oa]s?|mostrar|apresentad[oa]s?|apresentar|abordad[oa]s?|falar d[aeo]s?)\b
    (?:can|could) (?:we|i|you) (?:do|have|hold|make) (?:it|this|that|the meeting) (?:with (?!more|less)
        |in person|in english|by phone|remotely|over (?:zoom|teams|the phone))
    cabe(?:m)? (?:todo mundo|todos|todas|mais|\d)\b
    (?:nao )?(?:e|sera|seria|vai ser) (?:feriado|(?:amanha|hoje) ou)\b
""")
"""Questions about the meeting itself, which mention an hour or a day without wanting another one."""

_IF = r"(?:se|si|caso|if)\b(?! (?:possivel|posible|possible|puder|pudiera|quiser)\b)"
_MAY_MOVE = group(r"""
    (?:da para|posso|podemos|consigo|tem como|e possivel|es posible|se puede|(?:la |lo )?(?:puedo|podria)
        |can (?:i|it|we)|could (?:i|it|we)|is it possible)
""")
_LOSE = r"(?:ou|o|or) (?:(?:eu|ya|a|la|lo|do i|i|se) )*(?:perco|perde|perdemos|pierdo|pierde|perderia|lose)\b"
_SAME_DAY = group(r"""
    (?:no mesmo dia|no (?:proprio )?dia\b|(?:ese|el) mismo dia|(?:the|that) same day|em cima da hora|ultima hora
        |last minute)
""")
_UNFORESEEN = group(r"""
    (?:alg(?:o|um|uma|un|una)|imprevistos?|something|anything|(?:qualquer|cualquier) \w+)
""")
IN_CASE = any_of(rf"""
    {_IF} [^.!?]{{0,60}}\b{_MAY_MOVE}\b[^.!?]{{0,60}}\b(?:{_LOSE}|{_SAME_DAY})
    {_IF} (?:\w+ ){{0,3}}{_UNFORESEEN}\b[^.!?]{{0,50}}\b{_MAY_MOVE}\b
""")
"""A question what would be if: "si por algo no llego, se puede mover ese mismo día?"."""

ASKS_FOR_TIMES = any_of(rf"""
    when (?:can|could|would)|what times?\b|next steps?{END}|cuando (?:podemos|puede|seria|pueden)
    quando (?:tem|podemos|podem|pode|voces?|da|seria|fica|marcamos|vamos|conversamos|falamos)|quando{END}
    (?:que horas?|que dias?|qua(?:l|is) (?:e |os |sao os |o |seu |sua |melhor )*(?:horarios?|dias?
        |disponibilidades?|datas?|agenda|proximo passo))\b
    (?:tem|teria|ha|quais) (?:\w+ )?(?:horarios?|agenda|disponibilidade)
    como (?:fazemos|faco|podemos|fazer|a gente faz) para (?:agendar|marcar|conversar|falar)
    (?<!nao )(?<!nem )(?<!nao me )(?<!nem me )(?:mand|envi|dig|indi)(?:a|e|am|em|ar|que|quem)(?: me| nos)?(?: por
        favor)?(?: (?:as|os|suas?|vossas?|algumas?))* (?:horas|horarios|disponibilidades)\b
""")
"""Questions for the times of a meeting, which an offer of slots answers."""

TIMES_WANTED = any_of(r"""
    (?:mand\w+|envi\w+|pass\w+|indiq\w+|suger\w+|aguard\w+|me d\w+|ve|vejam?|quero|preciso|send|share|mostr\w+
        |ofere\w+)(?: \w+){0,4} (?:horarios?|datas?|opcoes|disponibilidades?|agenda|times|slots|fechas)\b
    (?:gostari\w+|queri\w+|adoraria)(?: \w+){0,2} (?:conversar|marcar|agendar|conhecer|reuniao|falar com)\b
    (?:tenho|temos|teri\w+|fiquei|estou|estamos|sou)(?: \w+)? interes(?:se|sad[oa]s?)\b
    marca (?:ai|para mim|sim)\b|pode marcar\b|(?:like|love) (?:to|estou) (?:talk|meet|chat|hear)\b
""")
"""The wish for a meeting, or for the times of one."""

_HAND = group(r"""
    (?:(?:mand|envi|pass|suger|sugir|oferec|disponibiliz|encaminh|propo|send|offer)\w*|(?:me|nos) (?:da|dao|de|deem))
""")
_TIMES = r"(?:opcoes|horarios|datas|dias|alternativas|possibilidades|sugestoes|options|times|dates|opciones|fechas)"
_MORE = "(?:nov[oa]s|mais|more|other)"
ASKS_FOR_OTHERS = any_of(rf"""
    {_HAND}(?: (?:me|nos|para mim|uns|umas|algu(?:ns|mas)))* (?:outr[oa]s(?: {_TIMES})?|{_MORE} {_TIMES}){END}
""")
"""The wish to be sent other times than those that were offered."""

ANNOUNCED = any_of(r"""
    (?:tenho|temos|tinha|ficou|fiquei com|surgiu|surgiram|(?:quero|queria|preciso|gostaria de|posso|pode me
        |poderia)(?: me)? (?:tirar|esclarecer|sanar|fazer)) (?:so |apenas |ainda )?(?:uma|umas|alguma|algumas|duas|2
        |minha|minhas) (?:duvid|pergunt)\w+
    (?:i|we) (?:have|had|ve got|got|need to ask|wanted to ask)(?: just)? (?:a|some|one|a few
        |a couple of) (?:quick )?questions?\b
    (?:tengo|tenemos|quiero hacer|quisiera hacer|queria hacer|me surgio|me queda) (?:un|una|unas|algunas?) (?:dud
        |consult|pregunt)\w+
""")
"""A question that is announced, and perhaps never asked: "tenho uma dúvida"."""
