"""A service's whole template: what every service has, and what infra/<name>.yaml adds."""

from typing import Any

from infra.places import INFRA
from infra.service.alarms import alarms
from infra.service.api import api
from infra.service.description import Description, read_description
from infra.service.functions import defaults, functions, logs
from infra.service.intrinsics import Node
from infra.service.parameters import conditions, parameters
from infra.service.queues import queues
from infra.service.roles import role_ids, roles
from infra.service.storage import buckets, table
from infra.template import read_template


def service_template(name: str) -> Node:
    """The template that is merged into what `chalice package` makes of services/<name>/app.py."""
    template = template_of(read_description(name))
    own = INFRA / f"{name}.yaml"
    return _merged(template, read_template(own)) if own.exists() else template


def template_of(service: Description) -> Node:
    """What a described service has in common with the others of its kind."""
    template = {
        "Parameters": parameters(service),
        "Conditions": conditions(service),
        "Globals": defaults(service),
        "Resources": _resources(service),
        "Outputs": role_ids(service),
    }
    return {section: contents for section, contents in template.items() if contents}


def _resources(service: Description) -> Node:
    resources = functions(service) | logs(service) | api(service)
    if service.kind == "service":
        resources |= table(service) | queues(service)
    return resources | buckets(service) | alarms(service) | roles(service)


def _merged(template: Any, own: Any) -> Any:
    """Mappings are merged, anything else of the service's own takes the place of what is common."""
    if not isinstance(template, dict) or not isinstance(own, dict):
        return own
    added = {key: _merged(template.get(key), value) for key, value in own.items()}
    return template | added
