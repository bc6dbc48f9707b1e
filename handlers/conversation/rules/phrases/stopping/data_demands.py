"""The demands that people make about their own data (LGPD, articles 9, 18 and 41; GDPR)."""

from handlers.conversation.rules.phrases.notation import any_of, group

_OWN = group(r"""
    (?:(?:meus?|minhas?|noss[oa]s?|mis?|nuestros?|my|our) (?:\w+ )?)
""")
_DATA = group(r"""
    (?:dados|datos|informac(?:ao|oes)|cadastro|registros?|(?:personal )?data|information)
""")

_REACHED = group(r"""
    (?:numeros?|email|telefones?|contatos?|contacto|celular|whatsapp|enderecos?|correo|telefono|phone|address|number)
""")
_GOT = group(r"""
    (?:(?:obtiver|obtev|consegu|peg|achar|tiver|tem\b|chegar|tir(?:ou|aram)|sac(?:o|aron)|obtuv|tienen|encontr)\w*)
""")

OWN_DATA = any_of(r"""
    (?:lgpd|rgpd|gdpr|anpd|dados pessoais|dados que (?:voces|vcs) tem)\b
    (?:(?:meus|nossos) (?:\w+ )?dados|minhas informacoes|(?:my|our) (?:personal )?(?:data|information)|(?:mis
        |nuestros) datos)\b
""")
"""The words for one's own data, and the laws on them."""

ASKS = any_of(rf"""
    (?:dpo|encarregad[oa] (?:de|d[aeo]s?|pel[ao]s?|pelo tratamento)(?: \w+){{0,3}} dados|data protection officer
        |delegado de proteccion)\b
    (?:base|hipotese|fundamento) legal\b|legal basis\b
    (?:portabilidade|portabilidad|acesso|acceso|copia|relatorio|relacao|origem|origen|existencia|finalidade|finalidad
        |retificacao|rectificacion|correcao|tratamento|compartilhamento)(?: (?:d[aeo]s?|a|aos|de|del|los|sobre|e
        |\w+cao)){{0,4}} {_OWN}?{_DATA}\b(?! (?:d[aeo]s? )?(?:cliente|paciente|alun|empresa|sistema|loja|clinica|equipe
        |banco))
    (?:peco|pedimos|solicito|solicitamos|requeiro|exijo|direito (?:de|a))(?: (?:[ao]|imediata|sua))* (?:correcao
        |retificacao|rectificacion|atualizacao)\b(?! d[aeo]s? (?:valor|preco|proposta|boleto|nota|contrato|horario))
    {_OWN}(?:nome|sobrenome|cadastro|email|telefone|celular|numero|dados)(?: \w+){{0,4}} (?:esta|saiu
        |veio|ficou|consta)(?: \w+){{0,2}} (?:errad|incorret|desatualizad)[oa]s?\b
    (?:corrij|corrig|retifi|atuali[sz]|rectifi|alter)\w+(?: \w+){{0,3}} (?:meus? |minhas? |noss[oa]s? )(?:\w+ )?(?:dados
        |nome|cadastro|registro|email|telefone|numero|endereco)\b
    (?:correct|update|fix|rectify|amend) (?:my|our) (?:personal )?(?:{_DATA}|details|name|email|records?)\b
    (?:corrij|corrig|actuali[cz]|rectifi)\w+ (?:mis?|nuestr[oa]s?) (?:{_DATA}|nombre|correo|telefono)\b
    (?:request|demand|require) (?:the )?(?:rectification|correction)\b
    (?:como|de onde|onde|quem|por que)(?: \w+){{0,4}} (?:meus|nossos) (?:\w+ )?dados\b
    fonte d[aeo]s? {_OWN}{_DATA}\b
    (?:quais|que) (?:dados|informacoes)(?: \w+){{0,4}} (?:sobre (?:mim|nos)|de mim|noss[oa]s?|meus?|minhas?)\b
    (?:what|which) (?:\w+ )?(?:data|information|details)(?: \w+){{0,4}} (?:about|on) (?:me|us)\b
    que (?:datos|informacion)(?: \w+){{0,3}} (?:mi[oa]s?|nuestr[oa]s|sobre mi|de mi)\b
    (?:copy of|access (?:to|estou)|where (?:did )?you (?:get|got)|source of)(?: \w+){{0,2}} (?:my|our) (?:\w+ )?(?:data
        |information|details)\b|subject access\b
""")
"""Questions and requests about them, which their removal does not answer."""

ASKS_OF_AN_ADDRESS = any_of(rf"""
    como(?: \w+){{0,3}} {_GOT}(?: (?:o|a|ao?|acesso|no)){{0,2}} {_OWN}(?:{_REACHED}|{_DATA})\b
    (?:onde|donde)(?: \w+)? {_GOT}(?: \w+)? {_OWN}(?:{_REACHED}|{_DATA})\b
    how (?:did )?you (?:got|get|found|find|obtain\w*|have|came by|come by) {_OWN}(?:{_REACHED}|{_DATA})\b
""")
"""The question where an address comes from, which is one about one's data where a law is named beside it."""
LAWS = any_of(r"""
    (?:lgpd|rgpd|gdpr|anpd)\b
""")
"""The laws on personal data."""

STOPS_TOO = any_of(r"""
    (?:elimin|exclu|apag|remo[vc]|delet|eras|stop|destroy|wip|object|unsub|tir[ae]|retir|risc|risq|par[ae]m?\b|parar|cess
        |chega\b|basta\b|revog|oponho|opoe|oposic|bloque|descadastr|sair\b|baixa\b|encerr|sem efeito|withdraw|revok
        |further|nao (?:quer(?!o ?(?:$|[.,!]))|autoriz|compart|me (?!interes))|nunca autoriz|nem\b)
""")
"""The words of stopping and removing, beside which a question may be an opt-out, too."""

DELETES = any_of(rf"""
    (?:exclu|elimin|apag|delet|remo[vc]|descart|destru|supr|borr|eras)\w*(?: (?:[ao]s?|d[aeo]s?|the|all|of|todos?|todas?
        |por favor|imediat\w+|complet[ao]|total|definitiv[ao])){{0,5}} (?:{_OWN}{_DATA}
        |{_DATA} (?:pessoais )?que (?:voces|vcs) tem)\b
""")
"""The demand that they be deleted."""
