"""The alarms: what wakes somebody at night."""

from infra.service.description import Alarm, Description, Function
from infra.service.functions import logical_id
from infra.service.intrinsics import Node, get_att, imported, ref, staged
from kit.platform.log import NAMESPACE

HOUR = 3600


def alarms(service: Description) -> Node:
    """Every alarm of a service by logical id."""
    watched = {
        f"{logical_id(name)}Errors": _errors(service, name, function)
        for name, function in service.functions.items()
    }
    watched["ServerErrors"] = _server_errors(service)
    if service.kind == "service":
        watched |= _dead_letters(service) | _standing(service) | _relay(service)
        watched |= {"Parked": _parked(service), "Unsent": _unsent(service)}
    watched |= {name: _described(service, name, alarm) for name, alarm in service.alarms.items()}
    return {f"{name}Alarm": alarm for name, alarm in watched.items()}


def _errors(service: Description, name: str, function: Function) -> Node:
    """Two of three minutes; two of three hours for what its own schedule wakes seldom."""
    seldom = function.schedule and name != "sweeper"
    return _alarm(
        f"Function {name} of {service.name} fails",
        _metric("AWS/Lambda", "Errors", "FunctionName", ref(logical_id(name))),
        {"Statistic": "Sum", "Period": HOUR if seldom else 60, "EvaluationPeriods": 3},
        threshold=0,
        datapoints=2,
    )


def _server_errors(service: Description) -> Node:
    return _alarm(
        f"{service.name} answers requests with 5xx",
        _metric("AWS/ApiGateway", "5XXError", "ApiName", staged(service.name)),
        {"Statistic": "Sum", "Period": 60, "EvaluationPeriods": 5},
        threshold=0,
        datapoints=2,
    )


def _dead_letters(service: Description) -> Node:
    return {
        f"{key.capitalize()}DeadLetters": _messages(f"{key.capitalize()}DeadLetters", queue.alarm)
        for key, queue in service.queues.items()
    }


def _standing(service: Description) -> Node:
    """What stands still is silent: a queue that nobody reads, a message that fails for long."""
    aged = {f"{key.capitalize()}Age": _age(service, key) for key in service.queues}
    failing = _alarm(
        f"A message of {service.name} has failed for a quarter of an hour and is tried again",
        _metric(NAMESPACE, "FailedReceives", "service", service.name),
        {"Statistic": "Maximum", "Period": 900, "EvaluationPeriods": 1},
        threshold=10,
    )
    return aged | {"Failing": failing}


def _age(service: Description, queue: str) -> Node:
    """SQS leaves out what was received more than three times: that is what `Failing` is for."""
    name = get_att(f"{queue.capitalize()}Queue", "QueueName")
    return _alarm(
        f"The queue {service.queues[queue].name} of {service.name} is not read fast enough",
        _metric("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", name),
        {"Statistic": "Maximum", "Period": 300, "EvaluationPeriods": 3},
        threshold=900,
    )


def _unsent(service: Description) -> Node:
    """The sweeper publishes the age every five minutes: no age means no sweeper."""
    return _alarm(
        f"An event of {service.name} has not reached a subscriber for a quarter of an hour, "
        "or the sweeper does not run",
        _metric(NAMESPACE, "OldestUnsentSeconds", "service", service.name),
        {"Statistic": "Maximum", "Period": 900, "EvaluationPeriods": 1},
        threshold=900,
        missing="breaching",
    )


def _relay(service: Description) -> Node:
    failures = f"{service.name} could not relay events for an hour; the sweeper goes on trying"
    lag = _alarm(
        f"The relay of {service.name} is more than a minute behind",
        _metric("AWS/Lambda", "IteratorAge", "FunctionName", ref("Relay")),
        {"Statistic": "Maximum", "Period": 60, "EvaluationPeriods": 3},
        threshold=60_000,  # milliseconds
    )
    return {"RelayFailures": _messages("RelayFailures", failures), "RelayLag": lag}


def _parked(service: Description) -> Node:
    return _alarm(
        f"A message of {service.name} that came too early has waited for more than an hour",
        _metric(NAMESPACE, "OldestParkedSeconds", "service", service.name),
        {"Statistic": "Maximum", "Period": 300, "EvaluationPeriods": 2},
        threshold=HOUR,
    )


def _messages(queue: str, description: str) -> Node:
    """Any message in a queue that should be empty."""
    name = get_att(queue, "QueueName")
    return _alarm(
        description,
        _metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", name),
        {"Statistic": "Maximum", "Period": 60, "EvaluationPeriods": 1},
        threshold=0,
    )


def _described(service: Description, name: str, alarm: Alarm) -> Node:
    return _alarm(
        alarm.description,
        _metric(NAMESPACE, alarm.metric or name, "service", service.name),
        {"Statistic": "Sum", "Period": alarm.period, "EvaluationPeriods": alarm.periods},
        threshold=alarm.threshold,
    )


def _metric(namespace: str, name: str, dimension: str, value: str | Node) -> Node:
    dimensions = [{"Name": dimension, "Value": value}]
    return {"Namespace": namespace, "MetricName": name, "Dimensions": dimensions}


def _alarm(
    description: str,
    metric: Node,
    window: Node,
    *,
    threshold: int,
    datapoints: int = 0,
    missing: str = "notBreaching",
) -> Node:
    """More than the threshold in every period of the window, or in so many `datapoints` of it."""
    properties = {
        "AlarmDescription": description,
        "AlarmActions": [imported("alarms")],
        "TreatMissingData": missing,
        **metric,
        **window,
        "Threshold": threshold,
        "ComparisonOperator": "GreaterThanThreshold",
    }
    most = {"DatapointsToAlarm": datapoints} if datapoints else {}
    return {"Type": "AWS::CloudWatch::Alarm", "Properties": properties | most}
