"""The pages of cases and conditions of papers, of a draft of the desk."""

from typing import Final

from front.filing.cases import CasePages

PAGES: Final = CasePages("/quay")
show_cases = PAGES.show_cases
state_cases = PAGES.state_cases
