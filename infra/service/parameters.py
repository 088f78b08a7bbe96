"""The parameters of a service's template, the rules that prod must keep, and named conditions."""

from infra.service.description import Description
from infra.service.intrinsics import Node, differs, equals

EVERYWHERE: Node = {
    "Stage": {"Type": "String", "Description": "Name of the stage, a part of every name."},
    "BundleBucket": {"Type": "String", "Description": "Bucket with the zips."},
    "Runtime": {"Type": "String", "Default": "python3.13"},
    "Processor": {"Type": "String", "Default": "arm64", "AllowedValues": ["arm64", "x86_64"]},
    "DomainName": {
        "Type": "String",
        "Default": "",
        "Description": "The one host of all services; empty where the cloud has no domain names.",
    },
    "LogLevel": {"Type": "String", "Default": "INFO"},
}

OF_SERVICES: Node = {
    "Issuers": {
        "Type": "String",
        "Description": "JSON list of the trusted issuers (kit.settings.Issuer).",
    },
    "CorsOrigins": {
        "Type": "String",
        "Default": "",
        "AllowedPattern": r"\*|([^*,\s]+(,[^*,\s]+)*)?",
        "Description": "Origins, separated by commas, whose pages may call the API; "
        "* alone is all of them, and refused in prod.",
    },
    "Faults": {
        "Type": "String",
        "Default": "",
        "Description": "Injected failures for tests (kit.faults); never reach prod.",
    },
}

PROD_IS_CLOSED: Node = {
    "RuleCondition": equals("Stage", "prod"),
    "Assertions": [
        {
            "Assert": differs("CorsOrigins", "*"),
            "AssertDescription": "In prod the origins whose pages may call are named.",
        },
        {
            "Assert": equals("Faults", ""),
            "AssertDescription": "Faults can't be injected in prod.",
        },
    ],
}


def parameters(service: Description) -> Node:
    """What a deployment may set: every parameter of a service's own is a string."""
    shared = EVERYWHERE | (OF_SERVICES if service.kind == "service" else {})
    return shared | {name: {"Type": "String"} | own for name, own in service.parameters.items()}


def rules(service: Description) -> Node:
    """What CloudFormation checks before it deploys."""
    return {"ProdIsClosed": PROD_IS_CLOSED} if service.kind == "service" else {}


def conditions(service: Description) -> Node:
    """The conditions by which resources and properties differ between stages."""
    named = {"HasDomain": differs("DomainName", "")}
    if service.kind == "service":
        named |= {"Local": equals("Stage", "local"), "Prod": equals("Stage", "prod")}
    if service.buckets:
        named["NotLocal"] = differs("Stage", "local")
    return named
