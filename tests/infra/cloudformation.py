"""Questions that the template tests ask of CloudFormation templates."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from infra.places import CLIENTS, INFRA, SERVICES
from infra.service.template import service_template
from infra.template import read_template

Resource = dict[str, Any]


@cache
def template(name: str) -> dict[str, Any]:
    """The template of a service, or one of the stacks that all services share, in long form."""
    if name in (*SERVICES, *CLIENTS):
        return service_template(name)
    return read_template(INFRA / f"{name}.yaml")


def resources(service: str, kind: str) -> dict[str, Resource]:
    """The resources of one CloudFormation type, by logical id."""
    return {name: r for name, r in template(service)["Resources"].items() if r.get("Type") == kind}


def functions(service: str) -> dict[str, Resource]:
    """The functions' properties by logical id; Chalice adds their type and handler."""
    every = template(service)["Resources"].items()
    return {name: r["Properties"] for name, r in every if "Role" in r.get("Properties", {})}


def events(service: str, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(function, properties) of every event source of a kind."""
    for name, function in functions(service).items():
        for event in function.get("Events", {}).values():
            if event["Type"] == kind:
                yield name, event["Properties"]


def statements(service: str, role: str) -> dict[str, dict[str, Any]]:
    """A role's statements by Sid."""
    policies = template(service)["Resources"][role]["Properties"]["Policies"]
    return {s["Sid"]: s for policy in policies for s in policy["PolicyDocument"]["Statement"]}


def roles(service: str) -> list[str]:
    """Logical ids of the service's roles."""
    return list(resources(service, "AWS::IAM::Role"))


def every_role() -> list[tuple[str, str]]:
    """(service, role) of all six services."""
    return [(service, role) for service in SERVICES for role in roles(service)]


def as_list(value: Any) -> list[Any]:
    """One thing or several, as a list."""
    return value if isinstance(value, list) else [value]


def evaluated(value: Any, parameters: dict[str, str], of: str = "pools") -> Any:
    """A condition or property under these parameters and the conditions of one template."""
    match value:
        case {"Ref": "AWS::NoValue"}:
            return None
        case {"Ref": name}:
            declared = template(of).get("Parameters", {}).get(name, {})
            return parameters.get(name, declared.get("Default", name))
        case {"Fn::If": [name, yes, no]}:
            holds = _holds({"Condition": name}, parameters, of)
            return evaluated(yes if holds else no, parameters, of)
        case dict() if len(value) == 1 and _CONDITIONS & value.keys():
            return _holds(value, parameters, of)
        case list():
            each = (evaluated(part, parameters, of) for part in value)
            return [part for part in each if part is not None]
    return value


_CONDITIONS = {"Fn::Equals", "Fn::Not", "Fn::And", "Fn::Or", "Condition"}


def _holds(condition: Any, parameters: dict[str, str], of: str) -> bool:
    match condition:
        case {"Fn::Equals": [left, right]}:
            return bool(evaluated(left, parameters, of) == evaluated(right, parameters, of))
        case {"Fn::Not": [inner]}:
            return not _holds(inner, parameters, of)
        case {"Fn::And": parts}:
            return all(_holds(part, parameters, of) for part in parts)
        case {"Fn::Or": parts}:
            return any(_holds(part, parameters, of) for part in parts)
        case {"Condition": name}:
            return _holds(template(of)["Conditions"][name], parameters, of)
    raise TypeError(condition)
