"""The pages of the files for one document, of a draft of the desk or of a supplement."""

from typing import Final

from desk.counter.paper_place import draft_of, paths_of, place_of
from desk.public_api import PublicApi
from desk.session import official
from front.filing.api import FilingApi
from front.filing.paper_place import PaperPlaces
from front.filing.papers import PaperPages
from front.responses import PageResponse, render
from front.visit import Visit

PAGES: Final = PaperPages(PaperPlaces(place_of, paths_of, draft_of))
show_papers = PAGES.show_papers
announce_paper = PAGES.announce_paper
arrive_from_store = PAGES.arrive_from_store
announce_for_script = PAGES.announce_for_script
combine_papers = PAGES.combine_papers
remove_paper = PAGES.remove_paper


def show_paper(visit: Visit, api: PublicApi) -> PageResponse:
    """One file, and what its check found; raises ApiProblem, NoResponse."""
    filing = FilingApi(api.routes, official(visit))
    paper = filing.paper(draft_of(visit, api), visit.path_params["paper"])
    path, _ = paths_of(visit)
    return render(visit, "counter/paper.html", paper=paper, path=path)
