"""The work on cases: today's numbers, work lists, the search, a case with its acts."""
