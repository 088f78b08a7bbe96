"""How a bank statement's upload and its preview are shown."""

from collections.abc import Sequence

from payments.api.statements.schemas import (
    FIRST,
    PreviewedLineView,
    StatementPreview,
    StatementUploadView,
    UnreadLineView,
)
from payments.domain.ledger import day_of
from payments.domain.statement_upload import StatementUpload, UnreadMark
from payments.domain.unread_transaction import why_unread
from payments.providers.bank import dossier_codes, reference
from payments.providers.bank.statement.problems import UnreadLine
from payments.providers.bank.statement.read import Statement, StatementLine


def statement_upload_view(upload: StatementUpload, language: str) -> StatementUploadView:
    """How an upload stands; `language` "vi" or "en" is that of sentences."""
    is_taken, problem = upload.state == "taken", upload.problem
    return StatementUploadView(
        statement=upload.id,
        state=upload.state,
        received_at=upload.at,
        finished_at=upload.until,
        lines=upload.lines,
        new=upload.new,
        already_reported=upload.lines - upload.new if is_taken else None,
        days=upload.days,
        unread_lines=upload.unread_lines,
        unread=_unread_lines(upload.unread, language),
        why=problem and problem.code,
        text=problem and (problem.en if language == "en" else problem.vi),
    )


def statement_preview(statement: Statement, language: str) -> StatementPreview:
    """What was understood of a statement."""
    lines = [each.line for each in statement.lines]
    dong = [line for line in lines if line.currency == "VND"]
    return StatementPreview(
        bank=statement.bank,
        encoding=statement.encoding,
        separator=statement.separator,
        columns=statement.columns,
        lines=len(lines),
        came=sum(line.amount for line in dong if line.direction == "in"),
        went=sum(line.amount for line in dong if line.direction == "out"),
        days=tuple(sorted({day_of(line.booked_at).isoformat() for line in lines})),
        first=tuple(map(_previewed, statement.lines[:FIRST])),
        unread_lines=len(statement.unread),
        unread=_unread_lines(statement.unread, language),
        passed_over=statement.passed_over[:FIRST],
    )


def _unread_lines(
    lines: Sequence[UnreadLine | UnreadMark], language: str
) -> tuple[UnreadLineView, ...]:
    return tuple(
        UnreadLineView(
            line=each.line,
            field=each.column,
            reason=each.reason,
            message=why_unread(each.column, each.reason, language),
        )
        for each in lines[:FIRST]
    )


def _previewed(line: StatementLine) -> PreviewedLineView:
    read = line.line
    return PreviewedLineView(
        row=line.row,
        number=read.id,
        booked_at=read.booked_at,
        direction=read.direction,
        amount=read.amount,
        currency=read.currency,
        references=reference.references_in(read.text),
        dossiers=dossier_codes.codes_in(read.text),
    )
