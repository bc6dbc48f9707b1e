from pathlib import Path

import pytest

from local.deployment.stack_configuration import configuration, project_name
from local.errors import LocalError

PROJECT = """
name: shop
runtime: python
config:
  environment:
    type: string
    default: ""
  days:
    type: integer
    default: 7
  protect:
    type: boolean
    default: false
  subnets:
    type: array
    items: { type: string }
    default: []
  aws:region:
    value: us-east-1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "Pulumi.yaml").write_text(PROJECT)
    return tmp_path


def test_defaults_apply_where_the_stack_says_nothing_and_all_values_are_text(folder: Path) -> None:
    (folder / "Pulumi.dev.yaml").write_text("config:\n  shop:environment: dev\n  shop:subnets: [a, b]\n")

    assert configuration(folder, "dev") == {
        "shop:environment": "dev",
        "shop:subnets": '["a", "b"]',
        "shop:days": "7",
        "shop:protect": "false",
        "aws:region": "us-east-1",
    }


def test_the_stack_wins_over_the_schema(folder: Path) -> None:
    (folder / "Pulumi.dev.yaml").write_text("config:\n  shop:days: 30\n  aws:region: sa-east-1\n")

    values = configuration(folder, "dev")

    assert values["shop:days"] == "30"
    assert values["aws:region"] == "sa-east-1"


def test_a_key_without_a_namespace_is_the_projects_own(folder: Path) -> None:
    (folder / "Pulumi.dev.yaml").write_text("config:\n  environment: dev\n")

    assert configuration(folder, "dev")["shop:environment"] == "dev"


def test_a_declared_key_without_a_value_is_named_with_its_cure(folder: Path) -> None:
    (folder / "Pulumi.yaml").write_text("name: shop\nconfig:\n  city: {type: string}\n")
    (folder / "Pulumi.dev.yaml").write_text("")

    with pytest.raises(LocalError, match="no value for city: pulumi config set city <value> -s dev"):
        configuration(folder, "dev")


def test_a_stack_without_a_file_is_named(folder: Path) -> None:
    with pytest.raises(LocalError, match=r"Pulumi.stage.yaml is not there"):
        configuration(folder, "stage")


def test_a_broken_file_is_named_in_one_line(folder: Path) -> None:
    (folder / "Pulumi.dev.yaml").write_text("config: [")

    with pytest.raises(LocalError, match=r"Pulumi.dev.yaml is not YAML") as caught:
        configuration(folder, "dev")
    assert "\n" not in str(caught.value)


def test_an_encrypted_value_is_refused(folder: Path) -> None:
    (folder / "Pulumi.dev.yaml").write_text("config:\n  shop:environment: {secure: v1:abc}\n")

    with pytest.raises(LocalError, match=r"shop:environment in Pulumi.dev.yaml is encrypted"):
        configuration(folder, "dev")


def test_the_projects_name_is_that_of_its_file(folder: Path) -> None:
    assert project_name(folder) == "shop"
