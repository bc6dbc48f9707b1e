import pytest

from local.deployment.resources.base import Properties, PropertyError


def test_what_nobody_took_is_left_over_with_its_path() -> None:
    properties = Properties(
        {"name": "a", "colour": "red", "target": {"arn": "b", "size": 1, "list": [{"x": 1}]}}
    )
    assert properties.name() == "a"
    target = properties.block("target")
    assert target is not None
    assert target.require("arn") == "b"
    assert [block.leftovers() for block in target.blocks("list")] == [["target.list[0].x"]]

    assert properties.leftovers() == ["colour", "target.size", "target.list[0].x"]


def test_a_property_that_is_set_to_nothing_is_not_set() -> None:
    properties = Properties({"name": None})

    assert properties.leftovers() == []
    with pytest.raises(PropertyError, match="the property name is not set"):
        properties.require("name")


def test_a_missing_property_of_a_block_is_named_with_its_path() -> None:
    block = Properties({"ttl": {"enabled": True}}).block("ttl")

    assert block is not None
    with pytest.raises(PropertyError, match=r"the property ttl\.attributeName is not set"):
        block.require("attributeName")


def test_a_name_is_made_as_the_provider_does_where_the_program_sets_none() -> None:
    assert Properties({}, "rule").name().startswith("rule-")
    assert len(Properties({}, "rule").name("statementId")) == len("rule-1234567")


def test_only_properties_that_are_set_are_renamed() -> None:
    properties = Properties({"timeout": 3, "memorySize": 0})

    assert properties.renamed({"timeout": "Timeout", "memorySize": "MemorySize", "handler": "Handler"}) == {
        "Timeout": 3,
        "MemorySize": 0,
    }
    assert properties.leftovers() == []


def test_what_is_accepted_without_effect_is_listed_with_its_reason() -> None:
    properties = Properties({"skipDestroy": True, "block": {"inner": 1}})
    properties.leave("skipDestroy", "nothing is kept")
    properties.leave("absent", "never mentioned")
    block = properties.block("block")
    assert block is not None
    block.leave("inner", "no such thing")

    assert properties.all_not_emulated() == {"skipDestroy": "nothing is kept", "block.inner": "no such thing"}
    assert properties.leftovers() == []
