"""The handlers of national codes: mappings, and differences between the catalogues."""

from dataclasses import dataclass

from exchange.api.mappings import requests, schemas
from exchange.mapping.set_by_hand import SetMapping, set_mapping
from exchange.repository import ExchangeRepository
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.persistence.repository import required


@dataclass(frozen=True, slots=True)
class MappingHandlers:
    """Bound to the table and the cursors of pages; nothing personal."""

    repository: ExchangeRepository
    cursors: Cursors

    def list_mappings(
        self,
        request: RequestContext,  # noqa: ARG002
        query: requests.MappingsQuery,
    ) -> schemas.MappingsView:
        """List national codes

        Of one kind of thing of ours, matched in one way.
        """
        scope = f"mappings {query.kind} {query.state}"
        after = self.cursors.open(scope, query.cursor)
        mappings, rest = self.repository.listed_mappings(
            query.kind, query.state, after, query.limit
        )
        items = tuple(map(schemas.MappingView.of, mappings))
        return schemas.MappingsView(items=items, next=self.cursors.seal(scope, rest))

    def get_mapping(
        self,
        request: RequestContext,  # noqa: ARG002
        kind: requests.Kind,
        ours: requests.Ours,
    ) -> schemas.MappingView:
        """Get a national code

        Of one thing of ours, with how it was matched and since when.
        """
        return schemas.MappingView.of(required(self.repository.mapping(kind, ours)))

    def set_mapping(
        self,
        request: RequestContext,
        kind: requests.Kind,
        ours: requests.Ours,
        body: requests.NationalCodeBody,
    ) -> schemas.MappingView:
        """Set a national code

        It wins over what the comparison matches, until it is withdrawn. That of a field holds for
        its procedures from the next comparison on.
        """
        command = SetMapping(kind=kind, ours=ours, code=body.code, by=request.sub)
        return schemas.MappingView.of(set_mapping(self.repository, command, at=request.now))

    def get_comparison(self, request: RequestContext) -> schemas.ComparisonView:  # noqa: ARG002
        """Get the report of the comparison

        How far the last comparison with the National Portal is, and how much differs.
        """
        counts = self.repository.counted_differences()
        return schemas.ComparisonView.of(self.repository.mapping_round(), counts)

    def list_differences(
        self,
        request: RequestContext,  # noqa: ARG002
        query: requests.DifferencesQuery,
    ) -> schemas.DifferencesView:
        """List differences of one kind

        Between our catalogue and what the National Portal lists.
        """
        scope = f"differences {query.kind}"
        after = self.cursors.open(scope, query.cursor)
        differences, rest = self.repository.listed_differences(query.kind, after, query.limit)
        items = tuple(map(schemas.DifferenceView.of, differences))
        return schemas.DifferencesView(items=items, next=self.cursors.seal(scope, rest))
