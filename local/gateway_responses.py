"""What API Gateway answers by itself, on the local cloud.

A gateway on AWS reads it in the definition of the API. MiniStack leaves it out there, and has it of
the calls below, from the next deployment of the API on.
"""

from typing import Any, Final

from infra.places import CLIENTS, SERVICES
from infra.service.template import service_template
from infra.stages import Stage

API_STAGE: Final = "api"
HEADER: Final = "gatewayresponse.header."


def store_gateway_responses(stage: Stage) -> None:
    """Those of every API that does not have them yet."""
    gateway = stage.client("apigateway")
    apis = {each["name"]: each["id"] for each in gateway.get_rest_apis(limit=500)["items"]}
    for service in (*SERVICES, *CLIENTS):
        _store(gateway, apis[f"motcua-{stage.name}-{service}"], wanted_responses(service))


def wanted_responses(service: str) -> dict[str, dict[str, Any]]:
    """Response type -> what the gateway is to answer, as its own calls take it."""
    described = service_template(service)["Resources"]["RestAPI"]["Properties"]["GatewayResponses"]
    return {kind: _as_called(response) for kind, response in described.items()}


def _as_called(response: dict[str, Any]) -> dict[str, Any]:
    headers = response["ResponseParameters"]["Headers"]
    called: dict[str, Any] = {
        "responseParameters": {f"{HEADER}{name}": text for name, text in headers.items()},
        "responseTemplates": response["ResponseTemplates"],
    }
    return called | (
        {"statusCode": str(response["StatusCode"])} if "StatusCode" in response else {}
    )


def _store(gateway: Any, api: str, wanted: dict[str, dict[str, Any]]) -> None:
    listed = gateway.get_gateway_responses(restApiId=api, limit=500)["items"]
    existing = {each["responseType"]: each for each in listed if not each["defaultResponse"]}
    changed = {
        kind: response
        for kind, response in wanted.items()
        if any(existing.get(kind, {}).get(name) != value for name, value in response.items())
    }
    for kind, response in changed.items():
        gateway.put_gateway_response(restApiId=api, responseType=kind, **response)
    if changed:
        gateway.create_deployment(restApiId=api, stageName=API_STAGE)
