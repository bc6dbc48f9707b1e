"""The words that stand beside a mention of a slot, by what they do to the choice."""

from handlers.conversation.rules.phrases.calendar_names import WORKDAYS
from handlers.conversation.rules.phrases.notation import Phrases

_NAMED = (
    rf"(?:n?[ao] )?(?:(?:{WORKDAYS})(?: feira)?|dia \d{{1,2}}|opcao \d|"
    r"(?:primeir|terceir|ultim)[ao](?: opcao)?)"
)
_GLAD = (
    r"(?:(?:eu|a gente|nos|te|lhe|les?|os|se|l[oa]s?|ja|fic[ao]|ficaria|ficamos|seria|e|para|mim|me|mas) )*"
    r"(?:agrade\w+|grat[oa]s?|otim[oa]|melhor|mejor|bom|bem|perfeit[oa]|perfecto|ajud\w+|obrigad[oa]|gracias|ideal|legal)\b"
)
COURTESY = Phrases(
    r"\b(?:bom dia|boa (?:tarde|noite)|otim[oa] (?:dia|tarde|semana)|boa semana|bom (?:fim|final) de semana|"
    r"por (?:favor|gentileza)|ate (?:la|mais|logo|breve)|nao tenho preferencia|sem problemas?|nao (?:tem|"
    r"ha) problema|tenho (?:disponibilidade|agenda|horario)(?: livre)?|que tal|sem (?:falta|erro|duvida|duda|"
    r"apuro|particular|stress)|"
    r"nao (?:me )?(?:atrapalha|vejo problema)|nao tem erro|"
    r"(?:looking|look) forward"
    r"(?: (?:estou|for|to|it|this|the|our|you|meeting|talking|speaking|chat|call|hearing|from|seeing))*|"
    r"quedo (?:atent[oa]|a la espera|pendiente)(?: de(?:l| la)? [a-z]+)?|"
    rf"nao tenho nada (?=[ao]|n[ao]|para|{WORKDAYS}|dia )|"
    rf"(?:boa|otima|excelente) (?:{WORKDAYS})(?: feira)?"
    r"(?= (?:para (?:voces?|ti|todos|nos)|a todos)| ?!? ?$)|"
    r"(?:e )?(?:(?:nem|ni|sem|sin) (?:nem |ni )?(?:(?:precis[oa]|necesit[oa]|vou|voy a|hace falta) )?|"
    r"(?:nao|no) (?:precis[oa]|necesit[oa]|hace falta) (?:nem |ni )?)"
    r"(?:olh\w+|ver|vi|consultar|checar|conferir|abrir|mir\w+|revisar|pensar)"
    r" (?:(?:[ao]|la|el|na|no|minha|mi|meu) )*(?:agenda|calendario|(?:2|duas|dos) ve(?:z|c)es)|"
    r"se (?:der|puder|for possivel|possivel)(?: (?:para|de|que|pra))?(?: (?:ser|seja|marcar))?"
    rf"(?= {_NAMED}(?: ?$| [.,!?] ?$|(?: [.,])? {_GLAD}))|"
    rf"si (?:se puede|puede ser|es posible)(?: que sea)?(?= (?:el |la )?(?:{WORKDAYS}) feira"
    rf"(?: ?$| [.,!?] ?$|(?: [.,])? {_GLAD}))|"
    r"e (?:nao se fala mais(?: nisso| no assunto)?|acabou a conversa|ponto final|fim de papo)|"
    r"(?:e )?nao esquec\w+ (?:de mim|(?:d?[oa] )?(?:link|convite))|"
    r"se (?:der|puder|for possivel|possivel|nao for (?:incomodo|problema|muito|pedir (?:muito|demais)|"
    r"atrapalhar))"
    r"(?= ?(?:$|[.,!?]|[ao] |n[ao] |ser\b))|"
    r"si no (?:hay|queda) (?:otro|mas) remedio|"
    r"if (?:that|it) is still (?:going|on|open|free|available|there|on offer)|"
    r"si (?:se puede|puede ser|es posible|no es (?:much[ao] )?(?:molestia|problema|pedir)|no (?:te|le|les) molesta)"
    r"(?= ?(?:$|[.,!?]|gracias\b)))\b"
)
"""Courtesies with words that would mean something elsewhere."""

NEGATION = Phrases(
    r"\b(?:nao|nem|sem|nunca|tir[ae]|retir[ae]|cort[ae]|risc[ae]|nenhum|nenhuma|negativo|impossivel|jamais|tampoco|ningun\w*|imposible|"
    r"not|never|neither|nor|(?:can|don|won|doesn|isn) t|cant|cannot|no(?= ?$| (?:good|way|chance|go|puedo|"
    r"podemos|podre|me|acept[oa]\w*|quiero|queremos|elijo|tomo|"
    r"nos|va|esta|es|hay|sirve|queda|tengo)\b))\b"
)
"""Words that make a clause a refusal."""

OPEN_CHOICE = Phrases(
    r"\b(?:quem sabe|pode ser que|ou|menos|exceto|fora|talvez|antes|depois|apos|a partir|ate|entre|"
    r"qualquer(?! (?:duvida|alteracao|imprevisto|problema|mudanca|novidade|coisa (?:me|te|eu|,|avis|grit|"
    r"cham|lig)))|"
    r"tanto faz|ambos|ambas|"
    r"tod[ao]s|depende|(?:vou|preciso|tenho que|deixa|deixa eu) "
    r"(?:ver|verificar|checar|confirmar|olhar|pensar|conferir|consultar)|"
    r"te confirmo(?! opcao \d)(?! (?:el |la )?[a-z]+ feira (?:dia |as )?\d)|"
    r"confirmo (?:depois|mais)|mais (?:tarde|cedo)|brasilia|outr[ao]s?|se|caso|umas|"
    r"por volta|la pelas?|if (?!(?:possible|poss|you|that|it|so|needed|any)\b)|"
    r"si (?:me|nos) (?:autoriz|suelt|dej|d[ae]n\b|aprueb|libera)\w*|"
    rf"si (?:mi|el|la|mis|los) (?!{WORKDAYS}|dia|de|del|que|\d|primeir|terceir|ultim)[a-z]+ "
    r"(?:me |nos |lo |la |no )*(?:puede|deja|suelta|libera|llega|viene|acepta|quiere|autoriza|aprueba|dice|da|sale|"
    r"esta)|"
    r"remarc\w*|reagend\w*|cancel\w*|desmarc\w*|adi(?:ar|antar)|antecipar|trocar|"
    r"mudar)\b"
)
"""Words that leave the choice open, in any clause."""

_DAY = rf"(?:n?[ao] )?(?:{WORKDAYS})(?: feira)?"
LISTED = Phrases(rf"\b{_DAY} , {_DAY}\b[^.,!?]*\b(?:nao|nem)\b")
"""A day before one that is refused, which is taken or refused with it: "quinta, sexta e terça não posso"."""

EXCUSE = Phrases(
    r"\b(?:tenho (?!interesse)|estou (?!bem|livre|disponivel|interessad|de acordo)|estarei (?!la|livre|"
    r"disponivel)|ja tenho|vou (?:estar|viajar|trabalhar|ter)|viaj\w*|compromisso|medic[oa]|dentista|"
    r"consulta|trabalh\w*|ferias|plantao|marquei|dificil|complicad[oa]|ruim|corrid[oa]|cheia|lotad[oa]|"
    r"indisponivel|aniversario|casamento|aula|prova|feriado)\b"
)
"""Words that take a choice back when they stand in a clause without a mention."""

MEETS_OTHERS = Phrases(r"\best(?:ou|arei|amos|aremos|a|ara) (?:em|numa|n?a) (?:reuniao|call|ligacao)\b")
"""A meeting with somebody else, in words that otherwise tell of this one."""

_FILLER_WORDS = """
    a o as os na no nas nos pela pelo de da do das dos e em com para por mim eu me gente que um uma ai la
    so tem pode podem podemos posso consigo consegue conseguimos podia poderia poderiamos ser sera seria
    sao fica ficaria ficar fico ficamos fechamos fechar fechado fecha fechou marca marcar marcamos marque
    agenda agendar agendamos agende agendado combinado confirmo confirmado confirma confirmamos quero
    queria queremos gostaria prefiro preferimos preferia preferencia escolho escolhi escolha vou vamos vai
    bora vem funciona funcionaria serve atende rola encaixa dar daria melhor bom boa otimo otima perfeito
    perfeita ideal ok certo certa certeza claro sim isso essa esse este esta mesmo mesma entao acho creio
    tranquilo beleza show top joinha obrigado obrigada valeu oi ola opa semana feira hora horas minha meu
    querer take tambem assim muito mais facil conveniente interessante disponivel livre estou estarei topo aceito
    anotado ne viu tudo bem legal senhor senhora pessoal voce voces te aguardo espero falar conversar
    ligar ligue reunir reuniao conversa call papo encontro numero opcao alternativa data dia horario
    periodo parte exatamente confirmar cedo aquele aquela nesse nessa desse dessa reserva reservar reserve
    bota bote botar poe coloca coloque deixa deixe joga segue amiga amigo mano querida querido chefe patrao
    doutora dr dra dona resta sobra sobrou convem opto optamos lista logo portanto partiu certinho acordo
    valendo anota anotar abs att atenciosamente cordialmente prezada prezado prezados prezadas informo faz
    agradeco agradecemos agradecida agradecido prefere escolhe msm vez ali deus paz amem bao
    please the one works for fine thanks thank you it is great lets let s go with then book i ll can will be
    sure yes perfect good best cheers hi hello suits sounds would that on works
    moca moco egua oxe oxente vixe eita uai bah rapaz ue nossa aff afe ixi poxa mermao tche resolvido resolvida
    agora nesta neste desta deste garante garanto ficou participo presente
    pronto ponto punto sharp cravado cravadas confirma aquele brother
    el la los las lo le queda sirve perfecto dale porfa gracias listo si bien mejor puede agendame favor
    del al pues saludos
    of pls plz plis porfis fa grand lovely sound nice ideal excellent book booked me in us put pick choose select i
    d m ve am say fix we my our calendar diary invite set okay yeah yep aye yup your yours at an and so there
    just only could cheers thx tx ty ta mate sir dear kindly team regards convenient free suit fits gets vote available
    this option do nos viene va genial barbaro barbara estupendo excelente apuntame apuntanos apunteme apuntenos
    anotame anotanos anote agendanos agendeme agendenos poneme ponme ponle pon ponganos quedo quedamos quedemos
    elijo elegimos escojo escogemos tomo tomamos agarro nosotros usted ustedes conviene parece encaja acomoda
    cuadra vale venga ya po nomas che buenas buenos estimado estimada estimados cordial cordiales saludo atte
    slds seria reserveme esa ese es mi y con mismo misma ahi entonces unica una un libre todos tardes dias hola
    puedo podemos late vamonos adelante tipo x fabor en es buena acepto aceptamos
"""
FILLERS = frozenset(_FILLER_WORDS.split())
"""Words that may stand beside a mention in the same clause without changing it."""
