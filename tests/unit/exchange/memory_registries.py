"""The registers of the double, asked without a connection."""

import json

from exchange.adapters.registry_http import answer_of, request_of
from exchange.domain.registry_answer import Answer, RegistryQuery, Unavailable
from local.doubles.registries.registers import TOKEN, Registers


class MemoryRegistries:
    """Answers as `RegistriesHttp` before the double; a slow answer is a time-out at once."""

    def __init__(self) -> None:
        self.registers = Registers()

    def ask(self, query: RegistryQuery) -> Answer:
        """One call."""
        body = json.loads(json.dumps(request_of(query)))
        reply = self.registers.answer(query.registry.path, body, f"Bearer {TOKEN}")
        if reply.seconds:
            return Unavailable(reason="timeout")
        content = (reply.text or json.dumps(reply.body)).encode()
        return answer_of(query, reply.status, content)
