"""One measured process: it handles one event, then the same one many times.

`python measured_process.py TASK RESULT`; both files are marshalled dictionaries. It runs in the
bare environment with the packaged function on its path and AWS' recorded responses, and imports
nothing before the function does but what every interpreter has built in.
"""

import marshal
import os
import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Raw:
    """The body of a response, as urllib3 has it."""

    def __init__(self, body: bytes) -> None:
        self.body = body

    def read(self, amount: "int | None" = None, **_: "Any") -> bytes:
        size = len(self.body) if amount is None or amount < 0 else amount
        part, self.body = self.body[:size], self.body[size:]
        return part

    def stream(self, *_: "Any", **__: "Any") -> "Any":
        if self.body:
            yield self.read()

    def close(self) -> None:
        pass

    def release_conn(self) -> None:
        pass


EMPTY = (200, {"Content-Type": "application/x-amz-json-1.0"}, b"{}")
"""To a call that the recorded invocation did not make: by now a schedule may have more to do."""


class Responses:
    """The recorded response to an equal request; else the item as it was written; else (an id is
    new) that of its position.
    """

    def __init__(self, task: "dict[str, Any]") -> None:
        self.exact, self.earlier, self.ordered = task["exact"], task["earlier"], task["ordered"]
        self.written = task["written"]
        self.paths: dict[str, int] = {}
        self.calls = 0

    def again(self) -> None:
        """A new invocation begins."""
        self.paths = {}
        self.calls = 0

    def __call__(self, request: "Any", event_name: str, **_: "Any") -> "Any":
        from botocore.awsrequest import AWSResponse

        body = request.body or b""
        text = (
            body
            if isinstance(body, str)
            else body.decode("latin-1")
            if isinstance(body, (bytes, bytearray))
            else ""
        )
        path = request.url.split("?")[0].split("/", 3)[-1]
        status, headers, content = self.response(
            event_name[12:], f"{event_name[12:]} {path} {text}"
        )
        headers["Content-Length"] = str(len(content))
        self.calls += 1
        return AWSResponse(request.url, status, headers, Raw(content))

    def response(self, operation: str, identity: str) -> "Any":
        """One recorded response."""
        if identity in self.earlier:
            return self.earlier[identity]
        place = self.paths.get(operation, 0)
        self.paths[operation] = place + 1
        ordered = self.ordered.get(operation, [EMPTY])
        same = self.exact.get(identity, ())
        if same:  # a cold function reads more before it, so that its place may have passed
            later = [content for at, content in same if at >= place]
            return later[0] if later else same[-1][1]
        item = self.written and operation == "dynamodb.GetItem" and self.item(identity)
        return item or ordered[min(place, len(ordered) - 1)]

    def item(self, identity: str) -> "Any":
        """The item of a read, as it was written; None where it was not."""
        from json import loads

        request = loads(identity[identity.index("{") :])
        key = request["Key"]
        return self.written.get(f"{request['TableName']} {key['pk']['S']} {key['sk']['S']}")


class Unbuffered:
    """Standard output as in Lambda's runtime: each line is flushed."""

    def __init__(self, under: "Any") -> None:
        self.under = under

    def write(self, text: str) -> None:
        self.under.write(text)
        self.under.flush()

    def flush(self) -> None:
        self.under.flush()


class Watch:
    """Patches a module when the function itself imports it."""

    def __init__(self, patches: "dict[str, Any]") -> None:
        self.patches = patches
        self.under: Any = sys.meta_path[-1]

    def find_spec(self, name: str, path: "Any" = None, target: "Any" = None) -> "Any":
        patch = self.patches.pop(name, None)
        if patch is None:
            return None
        spec = self.under.find_spec(name, path, target)
        loader = spec.loader
        run = loader.exec_module

        def patched(module: "Any") -> None:
            run(module)
            patch(module)

        loader.exec_module = patched
        return spec


class Context:
    """The second argument of a handler."""

    aws_request_id = "00000000-0000-4000-8000-000000000001"
    function_name = "measured"
    function_version = "$LATEST"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:ap-southeast-1:000000000000:function:measured"
    log_group_name = "measured"
    log_stream_name = "measured"
    identity = None
    client_context = None

    def get_remaining_time_in_millis(self) -> int:
        return 30000


def measure(task: "dict[str, Any]", spent: float) -> "dict[str, Any]":
    """Processor time: of the first response since the start, less `spent` (ms); warm (µs)."""
    answers = Responses(task)

    def no_aws(handlers: "Any") -> None:
        handlers.BUILTIN_HANDLERS.append(("before-send", answers))

    def no_network(request: "Any") -> None:
        from io import BytesIO

        request.urlopen = lambda call, **_: BytesIO(task["fetched"][call.full_url])

    sys.meta_path.insert(0, Watch({"botocore.handlers": no_aws, "urllib.request": no_network}))
    sys.stdout = Unbuffered(sys.stdout)
    sys.path[:0] = task["paths"]
    module = __import__(task["module"])
    handler = getattr(module, task["handler"])
    event, context = marshal.loads(task["event"]), Context()  # noqa: S302 - our own file
    first = handler(event, context)
    first_ms = (time.process_time() - spent) * 1e3
    calls = answers.calls

    turns = 0
    for limit, seconds in (
        (task["warm_up"], task["seconds"] / 2),
        (task["turns"], task["seconds"]),
    ):
        total, turns = 0.0, 0
        while turns < limit and total < seconds:
            event = marshal.loads(task["event"])  # noqa: S302
            answers.again()
            began = time.process_time()
            handler(event, context)
            total, turns = total + time.process_time() - began, turns + 1
    status = first.get("statusCode") if isinstance(first, dict) else None
    body = first.get("body", "") if isinstance(first, dict) else ""
    return {
        "first_ms": first_ms,
        "warm_us": total / turns * 1e6,
        "calls": calls,
        "status": status,
        "body": body,
        "turns": turns,
    }


if __name__ == "__main__":
    before = time.process_time()
    with open(sys.argv[1], "rb") as task_file:
        task = marshal.load(task_file)  # noqa: S302 - our own file
    result = measure(task, time.process_time() - before)
    with open(sys.argv[2], "wb") as result_file:
        marshal.dump(result, result_file)
    sys.stdout.flush()
    os._exit(0)
