"""Each attack on pages has its tests at each application: the table of attacks_of_pages.yaml."""

import ast
from functools import cache
from pathlib import Path

import yaml

from infra.places import CLIENTS
from tests.unit.pages.applications import APPLICATIONS

UNIT = Path(__file__).parents[1]
TABLE = Path(__file__).with_name("attacks_of_pages.yaml")
BOTH = {"application", "visitor", "of"}
"""Parameters of a test that runs for both applications."""


@cache
def table() -> dict[str, dict[str, list[str]]]:
    """Attack -> application -> its tests, as `<folder>/<module>::<function>`."""
    rows: dict[str, dict[str, list[str]]] = yaml.safe_load(TABLE.read_text("utf-8"))
    return rows


@cache
def listed_tests(module: str) -> dict[str, set[str]]:
    """Test -> its parameters, of a module; those that are left out or marked are none."""
    tree = ast.parse((UNIT / module).read_text("utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    unmarked = [f for f in functions if not {"skip", "skipif", "xfail", "soak"} & decorators(f)]
    return {f.name: {argument.arg for argument in f.args.args} for f in unmarked}


def decorators(function: ast.FunctionDef) -> set[str]:
    named = [node for each in function.decorator_list for node in ast.walk(each)]
    return {node.attr for node in named if isinstance(node, ast.Attribute)}


def test_every_attack_has_a_test_at_every_application() -> None:
    names = {application.name for application in APPLICATIONS}

    assert names == set(CLIENTS), "a new client gets a column"
    assert {attack for attack, cells in table().items() if set(cells) != names} == set()
    assert [cells for cells in table().values() if not all(cells.values())] == []


def test_every_test_of_the_table_is_there_and_is_of_its_application() -> None:
    for attack, cells in table().items():
        for application, listed in cells.items():
            for each in listed:
                module, _, name = each.partition("::")
                parameters = listed_tests(module).get(name)
                assert parameters is not None, f"{attack}: {each}"
                is_shared = module.startswith("pages/")
                is_of_both = bool(BOTH & parameters) or name in OF_ONE
                assert not is_shared or is_of_both, f"{attack}: {each} runs for one application"
                assert is_shared or module.startswith(application) or name in OF_LIBRARY, each


OF_ONE = {
    "test_no_page_of_officials_opens_with_a_citizens_token",
    "test_an_official_is_a_citizen_of_nothing",
    "test_officials_read_the_answers_of_a_citizen_as_text",
    "test_what_was_typed_at_the_counter_is_text_and_is_not_logged",
    "test_nobody_types_what_the_issuer_verified",
    "test_rights_are_those_of_the_form_and_of_the_account_of_the_address",
}
"""Tests that name both applications themselves, or have a counterpart."""
OF_LIBRARY = {"test_tokens_of_cognitos_size_fit_into_a_cookie"}
"""What the library alone does."""


def test_what_the_acceptance_names_is_in_the_table() -> None:
    named = " ".join(table())

    for word in (
        *("nobody", "key", "another citizen", "each role", "CSRF", "fixation", "replay"),
        *("open redirect", "state", "nonce", "PKCE", "cookies", "two tabs", "Back", "reload"),
        "in the middle of a form",
    ):
        assert word in named, word
