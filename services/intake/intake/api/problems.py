"""What each act may be refused for beyond its schema: the documents of the doors list it."""

from typing import Final

from intake.domain.attachment import FileTooLarge, UnknownComponent, WrongType
from intake.domain.draft import (
    AnswersMalformed,
    AnswersTooLarge,
    ChannelRefused,
    TooManyPapers,
    UnknownCase,
)
from intake.domain.fee_rules import CountRefused
from intake.domain.printable import NotPrintable
from intake.domain.transitions import NotInThisState
from intake.filing.actions import ProcedureTooLarge, UnknownAgency, UnknownProcedure
from intake.filing.file import PaperForeign, PaperMissing, PaperUnchecked, PersonMissing

PUBLISHING: Final = (ProcedureTooLarge,)
GONE: Final = (UnknownProcedure, UnknownAgency)
"""Also later: what a draft was begun for may leave the catalogue or the directory."""
OFFERED: Final = (UnknownCase, ChannelRefused)
"""At filing too: the version in force then may have other cases and channels than the one the draft was begun under."""
QUOTING: Final = (CountRefused,)
BEGINNING: Final = (*GONE, *QUOTING, *OFFERED, AnswersTooLarge, AnswersMalformed)
ANSWERING: Final = (*QUOTING, NotInThisState, AnswersTooLarge, AnswersMalformed)
ATTACHING: Final = (*GONE, NotInThisState, FileTooLarge, WrongType, UnknownComponent, TooManyPapers)
WHO: Final = (PersonMissing, NotPrintable)
FILING: Final = (
    *GONE,
    *QUOTING,
    *OFFERED,
    *WHO,
    PaperForeign,
    PaperUnchecked,
    PaperMissing,
    NotInThisState,
)
