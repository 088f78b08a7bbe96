"""The REST API: under the service's name on the one host, with answers of the gateway's own."""

from infra.service.description import Description
from infra.service.gateway_responses import pages, problems
from infra.service.intrinsics import Node, ref, staged

THROTTLING = {"ThrottlingRateLimit": 100, "ThrottlingBurstLimit": 200}
"""Requests a second, and at once."""


def api(service: Description) -> Node:
    """The API and its place on the host; the routes are Chalice's."""
    properties = {
        "Name": staged(service.name),
        "OpenApiVersion": "2.0",
        "EndpointConfiguration": {"Type": "REGIONAL"},
        "TracingEnabled": True,
        "MethodSettings": [{"ResourcePath": "/*", "HttpMethod": "*", **THROTTLING}],
        "GatewayResponses": pages() if service.kind == "client" else problems(),
    }
    return {"RestAPI": {"Properties": properties}, "BasePath": _base_path(service)}


def _base_path(service: Description) -> Node:
    return {
        "Type": "AWS::ApiGateway::BasePathMapping",
        "Condition": "HasDomain",
        "DependsOn": "RestAPIapiStage",
        "Properties": {
            "DomainName": ref("DomainName"),
            "BasePath": service.name,
            "RestApiId": ref("RestAPI"),
            "Stage": "api",
        },
    }
