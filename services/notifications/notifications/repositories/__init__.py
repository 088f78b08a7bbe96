"""What the table of notifications holds, a module a noun."""
