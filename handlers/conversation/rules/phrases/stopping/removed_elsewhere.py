"""The removals of something from where we have nothing: a register of others, and another number than the contact's."""

from handlers.conversation.rules.phrases.notation import any_of, group

_REMOVE = group(r"""
    (?:(?:re)?tir(?:a|e|em|ar)|remov(?:a|e|am|er)|exclu(?:i|a|am|ir)|apag(?:a|ue|uem|ar)|delet(?:a|e|em|ar)
        |elimin(?:a|e|em|en|ar)|risc(?:a|ar)|borr(?:e|en|a|ar)|sa(?:que|quen|ca|car)|quit(?:e|en|a|ar)|limp(?:a|e|em
        |ar)
        |cancel(?:ar?|em|en)|(?:dar|da|deem) baixa|remove|delete|erase|clear|take|descadastr\w+)
""")
_OWN = group(r"""
    (?: (?:[ao]s?|n[ao]s?|d[aeo]s?|el|l[ao]s?|the|em|meus?|minhas?|nossos?|nossas?|mis?|my|our|logo|ja|tambem|e|so))*
""")
_DATUM = group(r"""
    (?:nomes?|cadastros?|dados|cpf|cnpj|contas?|inscric(?:ao|oes)|registr?os?|numeros?|telefones?|emails?|ficha|perfil
        |nombre|datos|cuenta|correo|name|data|details|info\w*|number|account|profile)
""")
_FROM = group(r"""
    (?:d[aeo]s?|n[ao]s?|em|del?|en|from|in|on|of|off)(?: (?:la|el|los|las|the|[ao]s?|uma?|my|meus?|minha))*
""")
_REGISTERS = group(r"""
    (?:serasa|spc|scpc|scr|boa vista|cadin|cadunico|cad unico|cadastro positivo|registrato|receita|simples|mei|sebrae
        |junta|cartorio|protestos?|divida|prefeitura|inss|esocial|detran|google|facebook|instagram|linkedin|youtube
        |tiktok|twitter|uber|ifood|mercado (?:livre|pago)|olx|reclame aqui|jusbrasil|escavador|processos?|contratos?
        |sociedade|quadro|cnpj|cnae|orgaos?|conselho|sindicato|negativ\w+|inadimpl\w+|devedor\w*|nubank|caixa|itau
        |bradesco|santander|banco (?!d[eo]s? )\w+|inventario|escritura|veraz|equifax|experian|transunion|credit\w*
        |bureaus?|datacredito|infocorp|dicom|asnef|hacienda|afip|sunat|outr[ao]s? (?!d?[aeo]s?\b|lista)\w+
        |otr[ao]s? (?!d?[aeo]s?\b|lista)\w+|another \w+|other \w+|sorteios?|rifas?|bingo|bolao|concursos?|consorcio
        |raffle|draw|giveaway|sorteo|crediario|spc serasa)\b
""")
_THINGS = group(r"""
    (?:maquin\w+|chaves?|pix|cart(?:ao|oes)|produtos?|aparelhos?|dispositivos?|termina(?:l|is)|veiculos?|carros?
        |motos?
        |placas?|imove(?:l|is)|dependentes?|biometria|digital|funcionari[oa]s?|usuari[oa]s?|clientes?)\b
""")
_ADDRESS = group(r"""
    (?:numeros?|telefones?|celular(?:es)?|whatsapp|emails?|contatos?|enderecos?|correos?|telefonos?|numbers?|phones?
        |address(?:es)?)
""")
_OLD = r"(?:antig[oa]s?|velh[oa]s?|viej[oa]s?|old|anterior(?:es)?)"
_LIST = group(r"""
    (?:(?: (?:d[aeo]s?|dess[ae]|dest[ae]|n[ao]s?|de la|del|from|off|the|your|su|sua|seu))+ (?:\w+ )?(?:listas?|bases?
        |cadastros?|mailing|sistema|list|database|registros?)(?: de voces?)?)?
""")

_SUBSCRIBED = group(r"""
    (?:gimnasio|gym|academia|crossfit|club|clube|netflix|spotify|disney|hbo|amazon|prime|internet|cable|wifi|linea
        |fijo|seguro|obra social|prepaga|mutual|plano de saude|plano odonto\w*|banco|tarjeta|monotributo|colegio
        |escuela|escola|curso|facul\w*|universidad|revista|diario|jornal|luz|gas|movistar|vodafone|telefonica)
""")
_LEAVES = group(r"""
    (?:d[ae](?:r|n|d)?(?:me|nos|lo|la)? de baja|descadastr\w+|desinscrev\w+|desuscrib\w+|unsubscrib\w*(?: me)?)
""")
REMOVED_ELSEWHERE = any_of(rf"""
    {_LEAVES} (?:d[aeo]|del|n[ao]|en|from)(?: (?:[ao]|el|la|un|una|mi|meu|minha|my|the))* {_SUBSCRIBED}\b
    {_REMOVE}{_OWN} {_DATUM}(?: \w+)? {_FROM} (?:(?:\w+ ){{1,2}}{_FROM} )?{_REGISTERS}
    limp(?:a|ar|ei|ando)(?: (?:[ao]|meu|nosso))* nome\b(?! d)
    descadastr\w+{_OWN} {_THINGS}
    {_REMOVE} (?:de |da |do )*(?:copia|cc|copy)\b
    {_REMOVE}{_OWN} (?:outr[oa]s?|otr[oa]s?|other|second|segundo|{_OLD}) {_ADDRESS}\b{_LIST}
    {_REMOVE}{_OWN} {_ADDRESS} {_OLD}(?! d[aeo] convite){_LIST}
""")
"""They stop no messages to the contact: "remover meu nome do Serasa", "tira meu outro número da lista"."""

_OURS = group(r"""
    (?:(?:d?[aeo]s?|n[ao]s?|la|el|the|all|any|tod[ao]s?|qualquer|uma?) )*(?:list\w*|lsita|bases?|mailings?|malas?
        |cadast\w*|sist\w*ma\w*|systems?|bancos? d|database\w*|registr\w*|records?|envios?|disparo\w*|grupos?|agenda\w*
        |crm\w*|planilha\w*|newsletter\w*|voces?|senhor\w*|seus?|suas?|teus?|tuas?|voss[ao]\w*|sus?|tus?|your|this
        |these|that|dess[ae]\w*|dest[ae]\w*|ess[ae]|est[ae]|tudo|robo\w*|bot\w*|empresa|campanha\w*|campan\w+|prospec\w+
        |transmiss\w+|relac\w+|contat\w+|contact\w*|cadern\w+|marketing|propagand\w+|mensage\w+|avisos?|vez|ustedes|ahi
        |ai|maneira|manera|forma|imediat\w+|acordo|termos|lgpd|files?|memoria|celular|telefone|aparelho|computador
        |maquina|meio|roda|plataforma|programa|hoje|agora)
""")
_WANT = group(r"""
    (?:quero|queria|gostaria de|preciso|precisava|tenho que|(?:want|need) (?:to|estou)|quiero|necesito)(?: (?:muito|so
        |poder|conseguir))*
""")
MAYBE_ELSEWHERE = rf"""
    {_WANT} {_REMOVE}{_OWN} {_DATUM}(?: (?!d[aeo]s?\b|n[ao]s?\b)\w+)? (?:d[aeo]s?|n[ao]s?|del?|from) (?!{_OURS})\w
    {_REMOVE}{_OWN} {_ADDRESS} (?:d[aeo]s? (?:minhas?|meus?|nossas?|nossos?|outr[ao]s?)|fixo|pessoal|particular
        |residencial|comercial)\b(?!(?: \w+){{1,2}} tambem\b)
"""
"""The lines of phrases for removals that may be such: from a place that is not known for ours, of another number."""
