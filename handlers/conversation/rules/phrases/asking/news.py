"""The news that somebody tells beside a meeting: where it is and how, for how long, who comes, what they need."""

from handlers.conversation.rules.phrases.asking import who_comes
from handlers.conversation.rules.phrases.notation import any_of, group, pattern

_PLACE = group(r"""
    (?:loja|clinica|consultorio|escritorio|empresa|fabrica|oficina|sede|padaria|restaurante|salao|hotel|fazenda|galpao
        |deposito|casa|obra|unidade|filial|matriz|escola|hospital|predio|cafe|cafeteria|shopping|estudio|studio|atelie
        |sitio|posto|farmacia|mercado|laboratorio|academia|igreja|barbearia|coworking|recepcao|portaria|cidade
        |endereco|minha sala|nossa sala)
""")
_OUR = r"(?:(?:meu|minha|nosso|nossa|o|a) )?"
_MEANS = group(r"""
    (?:telefone|fone|video ?\w*|ligacao|whatsapp|zap|zoom|meet|teams|skype|audio|chamada(?: de video)?|voz)
""")
_THERE = rf"(?:(?:por|via|pel[ao]|no) {_MEANS}|online|on line|presencial\w*|pessoalmente|remot[ao]\w*)"
_POLITE = (
    r"(?: (?:por favor|por gentileza|se (?:possivel|der|puder|for possivel)|pode ser|mesmo|ok|esta|ne))*"
)
_BESIDE = (
    r"(?:(?:e|mas|so que|porem|por favor|pode ser|podia ser|poderia ser|tem que ser|sera|seria|vai ser|fica"
    r"|se (?:possivel|der|puder|for possivel)) )*"
)

ALONE = pattern(rf"""
    {_BESIDE}(?:aqui |ca )?(?:n[ao]|em) {_OUR}{_PLACE}{_POLITE}
    {_BESIDE}{_THERE}{_POLITE}
""")
"""A place or a means, to be matched in full by a clause."""

_CONTACT = r"(?:email|telefone|fone|numero|celular|cel|whatsapp|zap|endereco|ramal)"
_EXPECT = group(r"""
    (?:(?:te|lhe|os|as|vos) (?:espero|aguardo|recebo|esperamos|recebemos|aguardamos)
        |(?:espero|aguardo|recebo|esperamos|recebemos|aguardamos) (?:voces?|[ao] senhora?))
""")
_WISH = group(r"""
    (?:seja|fosse|ser|quero|queria|queremos|prefiro|preferia|preferimos|gostaria(?:mos)?)
""")
WHERE = any_of(rf"""
    (?:pode[m]?|podia[m]?|poderia[m]?|da para|consegue[m]?|teria[m]? como|tem que) (?:\w+ )?vir (?:aqui|ca|ate|n[ao])\b
    (?:venha[m]?|vem) (?:aqui|ca|ate) (?:n?[ao]|em|me|nos|comigo)\b|voces? vem (?:aqui|ca)\b
    {_EXPECT} (?:aqui |la )?(?:n[ao]|em) {_OUR}{_PLACE}\b
    mud(?:ei|amos|ou|aram) (?:de |o |a |nosso |meu )+{_CONTACT}\b|mudamos de (?:sede|loja|sala|predio)\b
    (?:meu|nosso) {_CONTACT} (?:(?:novo|certo|correto|de contato) )?(?:e|mudou|agora)\b
    {_CONTACT} (?:mudou|correto|certo|novo)\b
    (?:na|e a) (?:rua|avenida|av|alameda|travessa|praca|rodovia) (?:[a-z]+ ){{1,4}}\d{{1,5}}(?= ?(?:$|[.,!]))
    {_WISH} (?:\w+ ){{0,2}}{_THERE}\b
    (?:aguard\w+|esper(?:o|amos|ando)) (?:a |o |uma? |sua |vossa |essa )*(?:ligacao|telefonema|visita)\b
    (?:vai ser|sera|e|seria) {_THERE} ne\b
""")
"""The words for where the meeting is, and where somebody is to be reached."""

ON_THE_WAY = any_of(r"""
    (?:estarei|estaremos|estare|vou (?:estar|entrar)|vamos (?:estar|entrar)|entro|entrarei) (?:n?[ao]|d[ao]|em|en|el
        |pel[ao]) (?:carro|estrada|onibus|aviao|aeroporto|rodoviaria|transito|uber|taxi|rua|obra|coche|calle)\b
    join(?:ing)? (?:in|from|on) (?:the|my|a) (?:car|road|train|bus|plane|airport|taxi)\b
""")
"""The place on the way from which somebody joins a meeting that is booked."""

_SHORT = r"(?:meia hora|(?:uns |umas )?\d+ ?min\w*|(?:dez|quinze|vinte|trinta) min\w*)"
_ONLY = r"(?:so|apenas|somente) (?:\w+ )?(?:tenho|tem|temos|posso|consigo|conseguimos|pode|fico|ficamos)"
HOW_LONG = any_of(rf"""
    {_ONLY} (?:\w+ ){{0,2}}(?:{_SHORT}|ate (?:n?as? )?\d)
    (?:mas|porem|so que|pero) (?:\w+ ){{0,3}}(?:so|apenas|no maximo) (?:por |uns |tem )?{_SHORT}
    (?:tenho|tem|temos|precis(?:o|amos)|terei|vou (?:ter|precisar)) (?:que |de )?sair (?:as|antes|\d|mais cedo|correndo)
    (?:consigo|posso|vou) ficar (?:so )?(?:na reuniao )?ate (?:as )?\d
    nao (?:vou )?(?:poder|posso|consigo) ficar (?:\w+ ){{0,3}}{_SHORT}
    {_SHORT} no maximo|no maximo (?:de )?{_SHORT}
""")
"""The end that somebody sets."""

LATE = any_of(r"""
    (?:chego|chegarei|chegaremos|(?:vou|vamos|devo|devemos|posso) chegar) (?:\w+ ){0,4}(?:depois|atrasad\w+
        |mais tarde)\b
    (?<!nao )(?:vou|vamos|devo|devemos|posso) (?:\w+ )?atrasar\b|(?<!nao )atrasar(?:ei|emos)\b
    (?:uns|umas|\d+) ?min\w* (?:depois|mais tarde|de atraso|atrasad\w+|tarde|de retraso|late)
    (?:estou|estamos) (?:\w+ )?atrasad[oa]s?\b(?! (?:com|n[ao]s?|d[ao]) )
    (?:llego|llegamos|llegare|llegaremos|voy|vamos|entro)(?: (?!(?:l?a|de|da|por|esta|na)\b)\w+){0,3} (?:tarde
        |retrasad[oa]s?|atrasad[oa]s?|con retraso)\b
    (?:me|nos) (?:atraso|atrasamos|retraso|retrasamos|demoro|demoramos) (?:un|unos|\d)\b
    se (?:me|nos) hizo tarde\b|(?:am|m|re|be|running)(?: (?:\d+|an?|few|couple|of|half|hours?|min\w*|bit|little|running
        |about|around|be))* (?:late|delayed)\b(?! (?:in|for|afternoon|morning|evening))
""")
"""The words for who comes late."""

_MINUTES = r"(?:\d+|dez|diez|quinze|quince|few|couple of|pouc[oa]s|poc[oa]s) ?min\w*"
_SOME = "(?: (?:un[oa]s|uns|umas|de|con|com|por|a|an?|like|about|just|running|tipo|so|apenas|como))*"
MINUTES_LATE = any_of(rf"""
    (?:cheg(?:o|amos|ar|arei|ando)|lleg(?:o|amos|ar|are|ando)|entr(?:o|amos|ar|arei|ando)|estou|estamos|estoy|vou|voy
        |vamos|i m|we re|am|be|running){_SOME} {_MINUTES} (?:(?:de|com|con|mais|mas) )*(?:depois|despues|tarde|late
        |behind|atras\w*|retras\w*)\b(?! d[aeo]s?\b)
    (?:atras|retras|demor)(?:o|amos|arei|ar|are|aremos)(?: (?:mais|mas))?{_SOME} {_MINUTES}
""")
"""Some minutes by which somebody is late."""

_SOMEBODY = group(r"""
    (?:soci[oa]s?|gerentes?|diretor(?:a|es)?|contador(?:a)?|financeiro|secretari[oa]|marido|esposa|mulher|filh[oa]s?|irma(?:o)?
        |colegas?|equipe|time|pessoal|advogad[oa]|ti|tecnic[oa]|chefe|supervisor[a]?|coordenador[a]?|compras|analista
        |consultor[a]?|assistente|dra?|dona|seu|sr|sra|engenheir[oa]|parceir[oa]|encarregad[oa]|comprador[a]?)
""")
WHO = any_of(rf"""
    quem (?:vai|ira|deve) (?:participar|entrar|estar|atender|falar|receber|conversar)\b(?!.*\bs(?:ou|erei|omos)\b)
    quem (?:entra|participa|participara|comparece|atende|estara)\b(?!.*\bs(?:ou|erei|omos)\b)
    participar(?:a|ao)\b
    (?:vou|vamos|irei|quero|pretendo|posso) (?:levar|chamar|convidar|trazer|incluir|por) (?:\w+ ){{0,3}}{_SOMEBODY}\b
    (?:meu|minha|nosso|nossa|[ao]s?) (?:\w+ ){{0,2}}{_SOMEBODY} (?:\w+ ){{0,3}}(?:entra|participa|acompanha|vai junto
        |vai comigo|vai estar|vai participar|vai entrar|estara)\b
    (?:no|em) (?:meu|nosso) lugar\b
    {_SOMEBODY} (?:\w+ ){{0,2}}junto\b
""")
"""The words for who comes, or comes instead."""

NEEDS = any_of(r"""
    interprete\b|libras\b|surd[oa]\b|cadeira de rodas\b|cadeirante\b|acessibilidade\b|deficien\w+
    (?:camera|microfone|internet|computador|notebook) (?:\w+ )?(?:nao (?:funciona|liga|abre|pega|esta)|quebr\w+
        |com defeito|estrag\w+)
    (?:estou|estamos|estarei|to) sem (?:camera|microfone|internet|computador|notebook|audio)\b
""")
"""Words for what somebody needs, or lacks."""

SECOND_THOUGHTS = any_of(r"""
    (?:mudei|mudamos) de ideia\b|pensei melhor\b
""")
"""Second thoughts, of which nobody knows where they lead."""

ALL = (WHERE, HOW_LONG, LATE, WHO, NEEDS, who_comes.COMES_ALONG)
"""All that is news by its words."""
