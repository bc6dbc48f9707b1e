"""Headers: the columns are found under the names that people and their programs give them."""

import pytest

from handlers.common.rules.refusals import Refused
from handlers.common.rules.tenants import Campaign
from handlers.intake.rules import headers
from handlers.intake.rules.new_contacts import FIELDS, Draft

HEADER = ("Nome", "Contato", "CNPJ/CPF", "Email", "Telefone")


def draft(named: str, row: str, columns: dict[str, str] | None = None) -> Draft:
    """What a row says under names of columns; both are written with semicolons."""
    names = tuple(named.split(";"))
    cells = row.split(";")
    return headers.find([names], columns).draft(cells + [""] * (len(names) - len(cells)))


@pytest.mark.parametrize(
    "header",
    [
        (" NOME ", "contato", "Cnpj / Cpf", "E-mail", "TELEFONE"),
        ("nome", "CONTATO", "CPF/CNPJ", "EMAIL", "Teléfone"),
        ("company", "contactName", "document", "email", "phone"),
        ("Razão Social", "Responsável", "CNPJ (somente números)", "E-mail comercial", "Telefone (com DDD)"),
        ("\ufeffEmpresa", "Nome completo", "Documento", "Correo electrónico", "Nº WhatsApp"),
    ],
)
def test_names_of_columns_may_differ_in_case_accents_spaces_and_words(header):
    fields = ["company", "contactName", "document", "email", "phone"]
    assert headers.find([header]).fields == {name: (place,) for place, name in enumerate(fields)}


@pytest.mark.parametrize(
    "name",
    [
        "Telefone", "Telefone 1", "Telefone 9", "Telefone comercial", "Fone", "Tel.", "Celular", "Cel", "WhatsApp",
        "Zap", "Número", "numero", "Número de telefone", "Mobile", "Mobile Phone", "Mobile Phone Number",
        "Phone 1 - Value",
        "Primary Phone", "Home Phone 2", "Business Phone", "Telefone do Trabalho", "Person - Phone", "Celular/WhatsApp",
        "Pessoa - Telefone - Celular", "phone_number", "phoneNumber", "Fone / WhatsApp", "Celular do cliente",
    ],
)  # fmt: skip
def test_a_phone_has_many_names(name):
    assert draft(f"Nome;{name}", "Ana;11987654321").phone == "11987654321"


@pytest.mark.parametrize(
    "name",
    [
        "Email",
        "E-mail",
        "E-mail 1 - Value",
        "E-mail Address",
        "E-mail comercial",
        "Correo",
        "Endereço de e-mail",
    ],
)
def test_an_email_has_many_names(name):
    assert draft(f"Nome;{name}", "Ana;ana@example.com").email == "ana@example.com"


@pytest.mark.parametrize(
    "name",
    [
        "Telefone do vendedor", "E-mail do vendedor", "Assistant's Phone", "Business Fax", "E-mail Display Name",
        "Contact owner email", "Aceita e-mail?", "Tipo de telefone", "E-mail Type", "Web Page", "TTY/TDD Phone",
    ],
)  # fmt: skip
def test_the_address_of_somebody_else_or_of_no_use_is_none_of_the_contact(name):
    found = draft(f"Nome;Celular;{name}", "Ana;11987654321;x@y.com")
    assert (found.phone, found.email) == ("11987654321", "")


def test_several_phones_and_emails_all_count_and_mobiles_come_first():
    found = draft("Nome;Telefone;E-mail;Celular;E-mail 2;WhatsApp;Telefone 2", "Ana;1;a@b.com;2;;3; 4 ")
    assert (found.phone, found.email) == ("2 | 3 | 1 | 4", "a@b.com")


def test_the_number_of_a_house_is_no_phone():
    assert draft("Nome;Rua;Número;Email", "Ana;Rua A;10;a@b.com").metadata == {"Rua": "Rua A", "Número": "10"}
    assert draft("Nome;Telefone;Número", "Ana;11;10").phone == "11"


@pytest.mark.parametrize(
    ("named", "company", "contact_name"),
    [
        ("Nome;Telefone", "Ana", ""),
        ("Nome;Contato;Telefone", "Ana", "Lima"),
        ("Nome;Empresa;Telefone", "Lima", "Ana"),
        ("Nome;Razão social;Telefone", "Lima", "Ana"),
        ("Nome;Sobrenome;Telefone", "", "Ana Lima"),
        ("First Name;Last Name;Phone", "", "Ana Lima"),
        ("Cliente;Empresa;Telefone", "Lima", "Ana"),
        ("Nome completo;Organização;Telefone", "Lima", "Ana"),
    ],
)
def test_nome_is_a_company_unless_another_column_is(named, company, contact_name):
    found = draft(named, "Ana;Lima;1")
    assert (found.company, found.contactName) == (company, contact_name)


@pytest.mark.parametrize(
    ("named", "row", "opted_out"),
    [
        ("Descadastrado", "sim", "sim"),
        ("Descadastrado", "Não", ""),
        ("Unsubscribed", "TRUE", "TRUE"),
        ("Unsubscribed from all email", "false", ""),
        ("Não contatar", "x", "x"),
        ("Opt-out", "0", ""),
        ("Opt-out", "1", "1"),
        ("Data de descadastro", "2026-01-31", "2026-01-31"),
        ("Opt-out;Do Not Call", "não;yes", "yes"),
        ("Opt-in", "não", "não"),
        ("Opt-in", "sim", ""),
        ("Consentimento", "contrato", ""),
    ],
)
def test_who_does_not_want_to_be_written_to_is_told(named, row, opted_out):
    assert draft(f"Telefone;{named}", f"1;{row}").optedOut == opted_out


def test_where_data_come_from_and_on_what_ground_is_taken():
    found = draft("Telefone;Origem;Base legal;Opt-in", "1;Feira;Consentimento;sim")
    assert (found.source, found.consent) == ("Feira", "Consentimento | sim")
    assert draft("Phone;Lead Source", "1;Web").source == "Web"


GOOGLE = (
    "First Name;Middle Name;Last Name;Phonetic First Name;Phonetic Middle Name;Phonetic Last Name;Name Prefix;"
    "Name Suffix;Nickname;File As;Organization Name;Organization Title;Organization Department;Birthday;Notes;Photo;"
    "Labels;E-mail 1 - Label;E-mail 1 - Value;E-mail 2 - Label;E-mail 2 - Value;Phone 1 - Label;Phone 1 - Value;"
    "Phone 2 - Label;Phone 2 - Value"
)
OLD_GOOGLE = (
    "Name;Given Name;Additional Name;Family Name;Yomi Name;Group Membership;E-mail 1 - Type;E-mail 1 - Value;"
    "Phone 1 - Type;Phone 1 - Value;Phone 2 - Type;Phone 2 - Value;Organization 1 - Type;Organization 1 - Name"
)
OUTLOOK = (
    "Title;First Name;Middle Name;Last Name;Suffix;Company;Department;Job Title;Business Street;Business Fax;"
    "Business Phone;Home Phone;Mobile Phone;Primary Phone;Assistant's Phone;E-mail Address;E-mail Type;"
    "E-mail Display Name;E-mail 2 Address"
)


@pytest.mark.parametrize(
    ("named", "row", "expected"),
    [
        (
            GOOGLE,
            "Ana;Maria;Lima;;;;;;;;Loja;;;;;;;* Other;a@x.com;;;Work;11 3;Mobile;11 9 ::: 11 8",
            Draft(company="Loja", contactName="Ana Maria Lima", phone="11 9 ::: 11 8 | 11 3", email="a@x.com"),
        ),
        (
            OLD_GOOGLE,
            "Ana Lima;Ana;;Lima;;;* Home;a@x.com;Work;11 3;Mobile;11 9;;Loja",
            Draft(company="Loja", contactName="Ana Lima", phone="11 9 | 11 3", email="a@x.com"),
        ),
        (
            OUTLOOK,
            ";Ana;;Lima;;Loja;;;;11 0;11 3;11 4;11 9;;11 7;a@x.com;;;b@x.com",
            Draft(company="Loja", contactName="Ana Lima", phone="11 9 | 11 3 | 11 4", email="a@x.com | b@x.com",
                metadata={"Business Fax": "11 0", "Assistant's Phone": "11 7"}),
        ),
        (
            "Nome;Segundo Nome;Sobrenome;Empresa;Telefone Comercial;Telefone Residencial;Celular;Endereço de Email",
            "Ana;;Lima;Loja;11 3;;11 9;a@x.com",
            Draft(company="Loja", contactName="Ana Lima", phone="11 9 | 11 3", email="a@x.com"),
        ),
        (
            "Record ID;First Name;Last Name;Email;Phone Number;Mobile Phone Number;Company Name",
            ";Ana;Lima;a@x.com;11 3;11 9;Loja",
            Draft(company="Loja", contactName="Ana Lima", phone="11 9 | 11 3", email="a@x.com"),
        ),
        (
            "Person - Name;Person - Organization;Person - Email - Work;Person - Phone - Work;Person - Phone - Mobile",
            "Ana;Loja;a@x.com;11 3;11 9",
            Draft(company="Loja", contactName="Ana", phone="11 9 | 11 3", email="a@x.com"),
        ),
        (
            "Pessoa - Nome;Pessoa - Telefone;Pessoa - E-mail - Trabalho;Organização - Nome",
            "Ana;11 9;a@x.com;Loja",
            Draft(company="Loja", contactName="Ana", phone="11 9", email="a@x.com"),
        ),
        (
            "Nome;Email;Telefone;Celular;Empresa;Origem da primeira conversão",
            "Ana;a@x.com;11 3;11 9;Loja;Orgânico",
            Draft(company="Loja", contactName="Ana", phone="11 9 | 11 3", email="a@x.com", source="Orgânico"),
        ),
        (
            "Account Name;First Name;Last Name;Phone;Mobile;Email;Email Opt Out;Lead Source",
            "Loja;Ana;Lima;11 3;11 9;a@x.com;1;Web",
            Draft(
                company="Loja",
                contactName="Ana Lima",
                phone="11 9 | 11 3",
                email="a@x.com",
                source="Web",
                optedOut="1",
            ),
        ),
    ],
    ids=["google", "google-old", "outlook", "outlook-pt", "hubspot", "pipedrive", "pipedrive-pt", "rd", "salesforce"],
)  # fmt: skip
def test_the_exports_of_other_programs_are_read_as_they_are(named, row, expected):
    assert draft(named, row) == expected


def test_cnpj_and_cpf_may_have_a_column_each():
    assert draft("Nome;CNPJ;CPF;Telefone", "A;;529;1").document == "529"
    assert draft("Nome;CNPJ;CPF;Telefone", "A;112;529;1").document == "112 | 529"


def test_of_two_columns_that_mean_the_same_the_first_counts_and_the_other_is_kept_and_noted():
    header = headers.find([("Nome", "Telefone", "Nome", "Cidade", "Cidade")])
    assert header.draft(["A", "1", "B", "C", "D"]) == Draft(
        company="A", phone="1", metadata={"Nome": "B", "Cidade": "C", "Cidade 2": "D"}
    )
    assert [(note.field, note.code) for note in header.notes] == [("company", "column_twice")]


def test_the_column_of_reasons_is_ignored_when_a_corrected_file_comes_back():
    assert draft("Nome;Telefone;Linha e motivo;Error", "A;1;linha 2: x;y") == Draft(company="A", phone="1")


def test_a_campaign_names_further_columns_and_its_names_win():
    columns = {"Ponto de venda": "company", "NOME": "contactName", "Ramal": "phone"}
    assert draft("Nome;Ponto de venda;Empresa;Ramal", "Ana;Loja;Grupo;11 9", columns) == Draft(
        company="Loja", contactName="Ana", phone="11 9", metadata={"Empresa": "Grupo"}
    )


def test_a_campaign_cannot_name_a_field_that_no_contact_has():
    campaign = {"tenantId": "acme", "campaignId": "spring", "name": "Spring", "offer": "uma oferta"}
    assert Campaign.model_validate({**campaign, "columns": {"Loja": "company"}}).columns == {
        "Loja": "company"
    }
    with pytest.raises(ValueError, match="columns"):
        Campaign.model_validate({**campaign, "columns": {"Loja": "shop"}})
    for field in FIELDS:
        Campaign.model_validate({**campaign, "columns": {"Loja": field}})


def test_the_header_with_most_names_counts_wherever_it_is_in_the_first_ten_rows():
    assert headers.find([("Telefones",), ("Total: 2",), HEADER]).rows == 3
    assert headers.find([*[()] * 9, HEADER]).rows == 10
    with pytest.raises(Refused, match="found: 'nothing'"):
        headers.find([*[()] * 10, HEADER])


@pytest.mark.parametrize(
    ("header", "code", "named"),
    [
        (("Nome", "Contato"), "missing_columns", "found: 'Nome, Contato'"),
        (("Razão", "Fonezinho"), "missing_columns", "found: 'Razão, Fonezinho'"),
        ((), "missing_columns", "found: 'Acme'"),
        (("Acme", "(11) 98765-4321"), "missing_columns", "begins with '(11) 98765-4321', without a line"),
        (("ana@acme.com",), "missing_columns", "begins with 'ana@acme.com'"),
        (tuple(map(str, range(1001))), "too_many_columns", "1001"),
    ],
)
def test_a_list_without_the_columns_is_refused_and_told_what_was_found_and_what_is_needed(
    header, code, named
):
    with pytest.raises(Refused) as refused:
        headers.find([header, ("Acme",)])
    assert refused.value.code == code
    assert named in refused.value.message


def test_empty_cells_beside_the_header_do_no_harm():
    assert headers.find([(*HEADER, *[""] * 16_000)]).columns[:5] == HEADER
