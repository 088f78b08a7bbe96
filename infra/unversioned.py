"""A translated template without releases, for a cloud that loses the aliases of its functions.

LocalStack adds the alias of a new version before it removes the one of the last, and ends with
none.
"""

from collections.abc import Mapping
from typing import Any, Final

from infra.service.functions import ALIAS

_TYPES: Final = ("AWS::Lambda::Version", "AWS::Lambda::Alias")
_SUFFIX: Final = f"Alias{ALIAS}"


def unversioned(template: Mapping[str, Any]) -> dict[str, Any]:
    """The template with each function itself in the place of its alias."""
    resources = template["Resources"]
    remaining = {name: each for name, each in resources.items() if each["Type"] not in _TYPES}
    names = {name for name in resources if name.endswith(_SUFFIX) and name not in remaining}
    result: dict[str, Any] = _replaced(dict(template) | {"Resources": remaining}, names)
    return result


def _replaced(value: Any, names: set[str]) -> Any:
    match value:
        case {"Ref": str(name)} if name in names:
            return {"Fn::GetAtt": [name.removesuffix(_SUFFIX), "Arn"]}
        case dict():
            unaliased = {"Qualifier": "$LATEST"} if value.get("Qualifier") == ALIAS else {}
            return {key: _replaced(each, names) for key, each in (value | unaliased).items()}
        case list():
            return [_replaced(each, names) for each in value]
        case str():
            return _with_functions(value, names)
    return value


def _with_functions(text: str, names: set[str]) -> str:
    if text in names:  # in DependsOn
        return text.removesuffix(_SUFFIX)
    for name in names:
        text = text.replace(f"${{{name}}}", f"${{{name.removesuffix(_SUFFIX)}.Arn}}")
    return text
