"""The recorder of a function's events, its calls of AWS and its processor time.

bench/launcher.py puts this text before MiniStack's worker script: it runs inside each function's
process and imports the standard library only.
"""

import base64
import io
import json
import os
import sys
import time
from typing import Any


class CountedStream(io.TextIOBase):
    """The function's log: passes everything on and counts its bytes and lines."""

    def __init__(self, under: Any) -> None:
        self.under = under
        self.written = 0
        self.lines = 0

    def write(self, text: str) -> int:
        self.written += len(text.encode())
        self.lines += text.count("\n")
        return int(self.under.write(text))

    def flush(self) -> None:
        self.under.flush()


class Recorder:
    """One process' invocations, a JSON line each."""

    def __init__(self, folder: str) -> None:
        self.path = os.path.join(folder, f"{os.getpid()}.jsonl")
        self.calls: list[dict[str, Any]] = []
        self.log = CountedStream(sys.stderr)
        sys.stderr = self.log

    def around(self, handler: Any) -> Any:
        """The handler, recorded."""
        try:
            from botocore.handlers import BUILTIN_HANDLERS
        except ImportError:
            return handler
        BUILTIN_HANDLERS.append(("before-send", self.add_call))
        BUILTIN_HANDLERS.append(("response-received", self.complete_call))

        def recorded(event: Any, context: Any) -> Any:
            self.calls, self.log.written, self.log.lines = [], 0, 0
            began, cpu, wall, result = time.time(), time.process_time(), time.perf_counter(), None
            try:
                result = handler(event, context)
                return result
            finally:
                line = {
                    "function": context.function_name,
                    "memory_mb": int(context.memory_limit_in_mb),
                    "began": began,
                    "wall_ms": (time.perf_counter() - wall) * 1e3,
                    "cpu_ms": (time.process_time() - cpu) * 1e3,
                    "log_bytes": self.log.written,
                    "log_lines": self.log.lines,
                    "event": event,
                    "result": result,
                    "calls": self.calls,
                }
                with open(self.path, "a") as file:
                    file.write(json.dumps(line) + "\n")

        return recorded

    def add_call(self, request: Any, event_name: str, **_: Any) -> None:
        """botocore's before-send: `request` is the prepared one."""
        body = request.body
        if isinstance(body, str):
            body = body.encode()
        sent = int(request.headers.get("Content-Length") or 0)
        self.calls.append(
            {
                "operation": event_name.removeprefix("before-send."),
                "at": time.time(),
                "url": request.url,
                "request": base64.b64encode(
                    body if isinstance(body, (bytes, bytearray)) else b""
                ).decode(),
                "sent": max(sent, len(body) if isinstance(body, (bytes, bytearray)) else 0),
                "status": 0,
                "headers": {},
                "response": "",
            }
        )

    def complete_call(
        self, response_dict: Any, parsed_response: Any, event_name: str, **_: Any
    ) -> None:
        """botocore's response-received; a streamed body is read here and put back."""
        if response_dict is None:
            return
        operation = event_name.removeprefix("response-received.")
        call = next(
            (c for c in reversed(self.calls) if c["operation"] == operation and not c["status"]),
            None,
        )
        if call is None:
            return
        body = response_dict["body"]
        if not isinstance(body, bytes):
            from botocore.response import StreamingBody

            body = body.read()
            if "Body" in (parsed_response or {}):
                parsed_response["Body"] = StreamingBody(io.BytesIO(body), len(body))
        call["status"] = response_dict["status_code"]
        call["headers"] = {str(k): str(v) for k, v in dict(response_dict["headers"]).items()}
        call["response"] = base64.b64encode(body).decode()
