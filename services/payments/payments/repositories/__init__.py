"""The questions that payments asks its table, by noun."""
