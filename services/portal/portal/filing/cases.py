"""The pages of cases and conditions of papers."""

from typing import Final

from front.filing.cases import CasePages

PAGES: Final = CasePages("/nop")
show_cases = PAGES.show_cases
state_cases = PAGES.state_cases
