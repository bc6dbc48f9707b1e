"""The prefix of a stack's names, as long as the names that are made of it may be."""

import pulumi
import pytest

from components import catalogue, lengths
from components.names import Names
from components.settings import NamePrefix
from components.specs import FunctionSpec

LONGEST_PREFIX = 32


def names(prefix: str, environment: str = "prod") -> Names:
    return Names(prefix, environment, "us-east-1", "123456789012")


def things(*more: FunctionSpec) -> dict[str, list[str]]:
    return catalogue.named([*catalogue.functions(inbound_mail=True), *more], "prod")


def function(length: int) -> FunctionSpec:
    return FunctionSpec("f" * length, "Does something.", 256, 30, grants=())


def test_the_longest_prefix_that_the_configuration_takes_fits_with_the_functions_as_they_are() -> None:
    (limit,) = [each.max_length for each in NamePrefix.__metadata__ if each.max_length]
    assert limit == LONGEST_PREFIX
    lengths.check(names("p" * LONGEST_PREFIX), things())


@pytest.mark.parametrize(("length", "room"), [(27, 31), (40, 18)])
def test_a_longer_function_leaves_less_room_and_the_error_says_how_much(length: int, room: int) -> None:
    added = things(function(length))
    # The longest name may take all that is left to it, and not one more.
    lengths.check(names("p" * room), added)
    with pytest.raises(pulumi.RunError) as refused:
        lengths.check(names("p" * (room + 1)), added)
    told = str(refused.value)
    assert f'namePrefix is "{"p" * (room + 1)}": it must have at most {room} characters in this stack' in told
    assert f"since the role {'p' * (room + 1)}-prod-{'f' * length} would have 65, and AWS takes 64" in told
    assert told.endswith(f"pulumi config set namePrefix {'p' * room}")


def test_a_name_that_no_prefix_fits_is_to_be_shortened_itself() -> None:
    with pytest.raises(pulumi.RunError, match=r"give f+ a shorter name in components/catalogue/"):
        lengths.check(names("p"), things(function(60)))


def test_a_bucket_counts_with_the_account_in_its_name() -> None:
    lengths.check(names("p" * 32), {"bucket": ["b" * 12]})
    with pytest.raises(pulumi.RunError, match="at most 31 characters"):
        lengths.check(names("p" * 32), {"bucket": ["b" * 13]})
