"""The functions that the gateway invokes: Chalice sends every route to one, and to no release."""

from typing import Any

from infra.service.description import Description
from infra.service.functions import alias_of, answers_requests, logical_id
from infra.service.intrinsics import Node, ref, sub

INTEGRATION = "x-amazon-apigateway-integration"


def with_own_routes(template: Node, service: Description) -> Node:
    """A packaged template in which each function answers the routes that its description names,
    by its alias.

    Raises KeyError for a route that app.py does not have.
    """
    resources = template["Resources"]
    paths = resources["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
    for methods in paths.values():
        _invoke(methods, "api")
    for name, function in service.functions.items():
        for route in function.routes:
            _invoke(paths[route], name)
        if answers_requests(name, function):
            resources[f"{logical_id(name)}InvokePermission"] = _permission(logical_id(name))
    return template


def _invoke(methods: Node, function: str) -> None:
    path = f"lambda:path/2015-03-31/functions/${{{alias_of(logical_id(function))}}}/invocations"
    uri = sub(f"arn:${{AWS::Partition}}:apigateway:${{AWS::Region}}:{path}")
    for method in methods.values():
        method[INTEGRATION]["uri"] = uri


def _permission(function: str) -> dict[str, Any]:
    api = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${RestAPI}/*"
    properties = {
        "FunctionName": ref(alias_of(function)),
        "Action": "lambda:InvokeFunction",
        "Principal": "apigateway.amazonaws.com",
        "SourceArn": sub(api),
    }
    return {"Type": "AWS::Lambda::Permission", "Properties": properties}
