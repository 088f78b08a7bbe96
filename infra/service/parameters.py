"""The parameters of a service's template, and the conditions by which stages differ."""

from infra.service.description import Description
from infra.service.intrinsics import Node, differs, equals

STAGE_NAME = "[a-z][a-z0-9-]{0,17}"
"""Names of buckets hold it: small letters, and 63 characters in all."""

PROTECTION = {
    "Type": "String",
    "Default": "true",
    "AllowedValues": ["true", "false"],
    "Description": "Whether nothing of the stage may be deleted or opened.",
}

EVERYWHERE: Node = {
    "Stage": {
        "Type": "String",
        "AllowedPattern": STAGE_NAME,
        "Description": "Name of the stage, a part of every name.",
    },
    "BundleBucket": {"Type": "String", "Description": "Bucket with the zips."},
    "LogLevel": {"Type": "String", "Default": "INFO"},
    "ReservedForRequests": {
        "Type": "Number",
        "Default": 0,
        "MinValue": 0,
        "Description": "Executions at once that each function which answers requests keeps for "
        "itself and can't exceed; 0 is none. An account must keep 100 unreserved.",
    },
}

OF_SERVICES: Node = {
    "DomainName": {
        "Type": "String",
        "Default": "",
        "Description": "The host of all services; empty where the cloud has no domain names.",
    },
    "Protection": PROTECTION,
    "Issuers": {
        "Type": "String",
        "Description": "JSON list of the trusted issuers (kit.settings.Issuer).",
    },
    "CorsOrigins": {
        "Type": "String",
        "Default": "",
        "AllowedPattern": r"\*|([^*,\s]+(,[^*,\s]+)*)?",
        "Description": "Origins, separated by commas, whose pages may call the API; "
        "* alone is all of them, and nobody in a protected stage.",
    },
    "SenderRoles": {
        "Type": "String",
        "Default": "{}",
        "Description": "JSON: ids of the roles by which each service sends its events; "
        "the deployment finds them out.",
    },
    "Operators": {
        "Type": "String",
        "Default": "",
        "AllowedPattern": "([A-Z0-9]+(,[A-Z0-9]+)*)?",
        "Description": "Unique ids (AROA…, AIDA…), separated by commas, of the roles and users "
        "of IAM that redrive and replay messages.",
    },
    "Faults": {
        "Type": "String",
        "Default": "",
        "Description": "Injected failures for tests; they never reach a protected stage.",
    },
}

STAGES: Node = {
    "Local": equals("Stage", "local"),
    "Protected": equals("Protection", "true"),
}
"""The deployment says by the stage's name whether it is protected (infra/stages.py): CloudFormation
can't compare the beginning of a name.
"""


def parameters(service: Description) -> Node:
    """What a deployment may set: a service's own are strings unless they say otherwise."""
    shared = EVERYWHERE | (OF_SERVICES if service.kind == "service" else _of_client(service))
    return shared | {name: {"Type": "String"} | own for name, own in service.parameters.items()}


def host_parameter(service: Description) -> str:
    """The parameter with the host on which the service lies."""
    return f"{service.name.capitalize()}Name" if service.kind == "client" else "DomainName"


def _of_client(service: Description) -> Node:
    description = "The client's own host; empty where the cloud has no domain names."
    return {host_parameter(service): {"Type": "String", "Default": "", "Description": description}}


def conditions(service: Description) -> Node:
    """The conditions by which resources and properties differ between stages."""
    named = {
        "HasDomain": differs(host_parameter(service), ""),
        "NotLocal": differs("Stage", "local"),
        "HasOwnHost": {"Fn::And": [{"Condition": "HasDomain"}, {"Condition": "NotLocal"}]},
        "ReservesForRequests": differs("ReservedForRequests", "0"),
    }
    if service.kind == "service":
        open_to_all = {"Fn::And": [{"Condition": "Protected"}, equals("CorsOrigins", "*")]}
        named |= STAGES | {"AnyOriginRefused": open_to_all}
    return named
