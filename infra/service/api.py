"""The REST API: under the service's name on the host of all services, or a client's own host, with
answers of the gateway's own.
"""

import json

from infra.service.description import Description
from infra.service.gateway_responses import pages, problems
from infra.service.intrinsics import NO_VALUE, Node, get_att, ref, staged, sub, when
from infra.service.parameters import host_parameter
from infra.service.storage import RETAINED

ACCESS_LOG_DAYS = 365
ACCESS_LINE = {
    "at": "$context.requestTimeEpoch",
    "request": "$context.requestId",
    "trace": "$context.xrayTraceId",
    "address": "$context.identity.sourceIp",
    "method": "$context.httpMethod",
    "route": "$context.resourcePath",
    "status": "$context.status",
    "bytes": "$context.responseLength",
    "milliseconds": "$context.responseLatency",
    "function_milliseconds": "$context.integrationLatency",
    "error": "$context.error.responseType",
}
"""A line of the access log. The route stands for the path: codes and keys of people are no part."""

THROTTLING = {"ThrottlingRateLimit": 100, "ThrottlingBurstLimit": 200}
"""Requests a second, and at once."""

COMPRESSED_FROM = 1024
"""Bytes from which the gateway compresses an answer for a client that accepts it."""


def api(service: Description) -> Node:
    """The API and its place on a host; the routes are Chalice's."""
    properties = {
        "Name": staged(service.name),
        "OpenApiVersion": "2.0",
        "EndpointConfiguration": {"Type": "REGIONAL"},
        "TracingEnabled": True,
        # Pages hold a visitor's session: their length must tell nothing of it.
        "MinimumCompressionSize": NO_VALUE if service.kind == "client" else COMPRESSED_FROM,
        # Whoever watches the host (a firewall) is not walked around.
        "DisableExecuteApiEndpoint": when("HasOwnHost", True, False),
        "MethodSettings": [{"ResourcePath": "/*", "HttpMethod": "*", **THROTTLING}],
        "AccessLogSetting": when("NotLocal", _access_log(), NO_VALUE),
        "GatewayResponses": pages() if service.kind == "client" else problems(),
    }
    if service.receives:  # in the place of Chalice's list, which MiniStack does not read
        properties["BinaryMediaTypes"] = list(service.receives)
    return {
        "RestAPI": {"Properties": properties},
        "AccessLogs": _access_logs(service),
        "BasePath": _base_path(service),
    }


def _access_logs(service: Description) -> Node:
    """Who called which route: apart from the functions' lines, and kept longer."""
    name = sub(f"/motcua/${{Stage}}/{service.name}/access")
    properties = {"LogGroupName": name, "RetentionInDays": ACCESS_LOG_DAYS}
    return {"Type": "AWS::Logs::LogGroup", **RETAINED, "Properties": properties}


def _access_log() -> Node:
    return {"DestinationArn": get_att("AccessLogs", "Arn"), "Format": json.dumps(ACCESS_LINE)}


def _base_path(service: Description) -> Node:
    """Under its name on the host of all services; a client is all of a host of its own."""
    is_client = service.kind == "client"
    place = {"DomainName": ref(host_parameter(service))}
    return {
        "Type": "AWS::ApiGateway::BasePathMapping",
        "Condition": "HasDomain",
        "DependsOn": "RestAPIapiStage",
        "Properties": place
        | ({} if is_client else {"BasePath": service.name})
        | {"RestApiId": ref("RestAPI"), "Stage": "api"},
    }
