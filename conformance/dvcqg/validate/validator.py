"""All rules over one document."""

from dvcqg.form.schema import Path
from dvcqg.validate.document import Message, Unreadable, read_messages
from dvcqg.validate.finding import Finding
from dvcqg.validate.form_rules import form_findings
from dvcqg.validate.history import histories
from dvcqg.validate.history_rules import history_findings
from dvcqg.validate.honesty_rules import honesty_findings, identity_findings
from dvcqg.validate.snapshot_rules import snapshot_findings


def findings_of(text: str) -> list[Finding]:
    """Of a document as text, in the order of families. An unreadable text is one finding."""
    try:
        messages = read_messages(text)
    except Unreadable as error:
        return [Finding("V-F01", (), "", {"reason": str(error)})]
    return findings_of_messages(messages)


def findings_of_messages(messages: list[Message]) -> list[Finding]:
    """An item with an error of form is left out of the rules of consistency and honesty."""
    form = [finding for message in messages for finding in form_findings(message)]
    broken = _broken_items(messages, form)
    by_code = histories(messages, broken)
    consistency: list[Finding] = []
    honesty = list(identity_findings(by_code.values()))
    for history in by_code.values():
        for snapshot in history.snapshots:
            consistency += snapshot_findings(snapshot)
        if not history.partial:
            consistency += history_findings(history)
            honesty += honesty_findings(history)
    return [*form, *consistency, *honesty]


def _broken_items(messages: list[Message], form: list[Finding]) -> set[Path]:
    paths = {finding.path for finding in form if finding.level == "error"}
    depths = {len(message.items_path) + 1 for message in messages}
    return {path[:depth] for path in paths for depth in depths}
