"""The phrases that ask for something."""

from handlers.conversation.rules.phrases.notation import any_of
from handlers.conversation.rules.phrases.parts import END

ASKS = any_of(r"""
    (?:quanto|quantos|quantas) (?:custa|e|fica|sai|tempo|dura|cobra|voces|seria|custaria|que|funcionarios|dias)
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
        |gostaria de)(?: \w+){0,4} (?:informac\w+|detalhes|material|apresentacao|proposta|valor|valores
        |precos?|tabela|site|folder|catalogo|portfolio|orcamento|link|endereco|documentacao
        |cnpj)\b(?! para marcar)
    (?:saber|entender) (?:o valor|os valores|o preco|quanto|qual|quais|se|como|quem|o que)\b
    (?:pode|poderia|podem|consegue) (?:me )?(?:explicar|esclarecer|detalhar|informar|dizer)
    (?:posso|podemos|pode) (?:levar|convidar|chamar|incluir|trazer)\b
    (?:certo|correto|confere|verdade|mesmo|ne) \?
    (?:uma|tenho|minha|algumas|umas) duvidas?\b
    falar com (?:um |uma )?(?:humano|atendente|pessoa|gente|alguem)\b
""")
"""Questions and requests that somebody has to answer."""

ASKS_FOR_TIMES = any_of(rf"""
    when (?:can|could|would)|what times?\b|cuando (?:podemos|puede|seria|pueden)
    quando (?:tem|podemos|podem|pode|voces?|da|seria|fica|marcamos|vamos|conversamos|falamos)|quando{END}
    (?:que horas?|que dias?|qua(?:l|is) (?:e |os |sao os |o |seu |sua |melhor )*(?:horarios?|dias?
        |disponibilidades?|datas?|agenda|proximo passo))\b
    (?:tem|teria|ha|quais) (?:\w+ )?(?:horarios?|agenda|disponibilidade)
    como (?:fazemos|faco|podemos|fazer|a gente faz) para (?:agendar|marcar|conversar|falar)
""")
"""Questions for the times of a meeting, which an offer of slots answers."""
