"""Names that people and programs give to columns, and the fields of a contact that they stand for: the data alone.

All are folded (`cells.folded`): lower case, without accents, blanks and punctuation. Beside the names in use in Brazil
they are those of the exports of Google Contacts, Outlook, HubSpot, Pipedrive, RD Station and Salesforce.
"""

import re
from collections.abc import Collection, Mapping

NAME = "name"
"""A name that may be a company's or a person's: `headers` decides it by the other columns."""
FIRST_NAME, MIDDLE_NAME, LAST_NAME = "firstName", "middleName", "lastName"
NAME_PARTS = (FIRST_NAME, MIDDLE_NAME, LAST_NAME)
LOOSE_PHONE = "loosePhone"
"""A phone where no other column is one, such as Número, which is a house's number too."""
LABEL = "label"
"""The kind of the phone or the e-mail beside it, such as ``Phone 1 - Label``."""

_NAMES: Mapping[str, str] = {
    "phone": "contatotelefonico contatostelefonicos wanumber whatsappid",
    NAME: "nome nomes name nombre cliente clientes nomecliente nomedocliente customer customername client "
    "clientname lead nomedolead leadname displayname nomedeexibicao pessoa",
    "company": "company companyname companies empresa empresas nomedaempresa nomeempresa empresanome empresadocontato "
    "razaosocial razao razaosocialnome nomefantasia fantasia organization organizationname organisation "
    "organizacao organizacaonome nomedaorganizacao organization1name personorganization pessoaorganizacao "
    "accountname nomedaconta associatedcompany associatedcompanyname empresaassociada "
    "primaryassociatedcompany estabelecimento empresaorganizacao organizacaoempresa compania nombredelaempresa "
    "nombreempresa org",
    "contactName": "contactname contact contato contatos contacto nomedocontato nomecontato contatonome nomecompleto "
    "fullname nombrecompleto personname pessoanome nomedapessoa pessoadecontato dealcontactperson "
    "negociopessoadecontato fn responsavel nomedoresponsavel decisor nomedodecisor",
    FIRST_NAME: "firstname givenname primeironome nomeproprio prenome personfirstname pessoaprimeironome",
    MIDDLE_NAME: "middlename additionalname segundonome nomedomeio",
    LAST_NAME: "lastname familyname surname sobrenome sobrenomes ultimonome apelidodefamilia apellido apellidos "
    "personlastname pessoasobrenome pessoaultimonome",
    "segment": "segment segmento",
    "priority": "priority prioridade",
    "timezone": "timezone fusohorario fuso",
    "source": "source origem fonte leadsource originalsource fonteoriginal origemdolead fontedolead origemdocontato "
    "fontedocontato fontededados origemdosdados origemdaprimeiraconversao canaldeorigem contactsource "
    "personsource",
    "consent": "consent consentimento baselegal legalbasis optin optinwhatsapp optinemail whatsappoptin emailoptin "
    "lgpd consentimentolgpd legalbasisforprocessingcontactsdata baselegalparaoprocessamentodedadosdocontato "
    "marketingconsent aceite aceitawhatsapp aceitaemail aceitareceberwhatsapp aceitareceberemail "
    "aceitareceberemails aceitarecebermensagens aceitacontato aceitamarketing autorizacontato "
    "autorizawhatsapp",
    "optedOut": "optedout optout optedoutofemail hasoptedoutofemail emailoptout optoutemail optoutwhatsapp "
    "whatsappoptout optoutdeemail descadastrado descadastrada descadastro descadastrou descadastroudeemail "
    "datadodescadastro datadedescadastro unsubscribed unsubscribe unsubscribedfromallemail unsubscribedat "
    "canceloutodososemails canceloualistadetodososemails inscricaocancelada cancelouinscricao naocontatar "
    "naocontactar naocontate naocontato naoquercontato naoenviar naoenviarmensagem naoenviarmensagens naoenviaremail "
    "naoenviarwhatsapp naoperturbe naoligar donotcontact donotcall donotemail donotmail donotmessage "
    "donotdisturb dnc listanegra blacklist blocklist bloqueado",
    LOOSE_PHONE: "numero numeros number num nro contactnumber numerodecontato numerodocontato numerocontato",
}

_MOBILES = (
    "celular celulares cel cels cell cellphone whatsapp whatsapps whats wpp zap zapzap mobile movel movil"
)
_PHONES = f"telefone telefones telef tel tels fone fones phone phones telephone telefono telefonos {_MOBILES}"
_EMAILS = "email emails mail mails correo correoelectronico correioeletronico enderecoeletronico"
_DOCUMENTS = "cnpj cpf documento document taxid"
_BESIDE = (
    "0 1 2 3 4 5 6 7 8 9 a e ou or and de do da dos das no nr of the com with para numero numeros number numbers "
    "num value valor ddd dddnumero dddenumero contato contact cliente customer client lead person pessoa empresa "
    "company account organization organizacao comercial business work trabalho office escritorio corporativo "
    "profissional residencial residencia home casa particular pessoal personal fixo main principal primary "
    "secundario secundaria secondary alternativo adicional additional outro outra outros other direct direto recado "
    "address endereco somente so electronico eletronico obrigatorio required brasil br fax"
)
"""Words that may stand beside phone, e-mail and document; with any other word, a column is something else, such as
``Telefone do vendedor`` or ``E-mail Type``."""

AREA_CODES = frozenset({"ddd", "ddd1", "ddd2", "ddd3", "codigodearea", "areacode"})
"""Columns of the area code of the phone beside them."""
MAX_DIGITS = 3
"""The digits that a name may have: with more it is a number, such as ``Tel 11 98765-4321``, and no name."""
MAX_NAME = 60
"""No name of a column that we know is longer."""


def _any_of(words: str) -> str:
    """Return the pattern of any of the words, the longest that fits first."""
    return "|".join(sorted(words.split(), key=len, reverse=True))


def _made_of(names: str, beside: str = _BESIDE) -> re.Pattern[str]:
    """Return the pattern of names with at least one of the words ``names`` and any of those ``beside`` it."""
    either, any_ = _any_of(names), _any_of(beside)
    return re.compile(rf"(?:{any_})*?(?:{either})(?:{either}|{any_})*")


# In this order: what is no phone and no e-mail, and is made of their words, has a word for a label in it.
_MADE_OF: Mapping[str, re.Pattern[str]] = {
    "phone": _made_of(_PHONES),
    "email": _made_of(_EMAILS),
    "document": _made_of(_DOCUMENTS),
    LABEL: _made_of(f"{_PHONES} {_EMAILS}", f"{_BESIDE} label type tipo etiqueta rotulo"),
}
_MOBILE = re.compile(_any_of(_MOBILES))
_FIELDS = {name: field for field, names in _NAMES.items() for name in names.split()}
STREETS = frozenset({"rua", "logradouro", "endereco", "bairro", "cep", "street", "address", "avenida"})
"""Beside one of these, Número is a house's."""


def meaning(folded: str) -> str | None:
    """Return the field that a folded name stands for, or one of the names above; None for one that is not ours."""
    if len(folded) > MAX_NAME or sum(map(str.isdigit, folded)) > MAX_DIGITS:
        return None
    if folded in _FIELDS:
        return _FIELDS[folded]
    return next((field for field, pattern in _MADE_OF.items() if pattern.fullmatch(folded)), None)


def is_mobile(folded: str) -> bool:
    """Return True where a name or a label says that the phone is a mobile, or is used with WhatsApp."""
    return bool(_MOBILE.search(folded))


def hold_street(folded: Collection[str]) -> bool:
    """Return True if the columns of those folded names hold the parts of a street address."""
    return not STREETS.isdisjoint(folded)
